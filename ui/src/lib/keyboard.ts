// Every key that does more than the web view itself has it do: one table, by which keys act and from which the list of keys
// is made.

export type Place = "Anywhere" | "In Search" | "In a document" | "In Saved, while you edit it" | "In a month";

interface Row {
  place: Place;
  does: string;
  /** What it does, as the list says it. */
  words: string;
  /** As they stand on a keyboard. Ctrl is Command as well. */
  by: readonly string[];
}

export const KEYS = [
  {
    place: "Anywhere",
    does: "close",
    words: "Close what is open, or clear the field you are writing in",
    by: ["Escape"],
  },
  {
    place: "Anywhere",
    does: "hide",
    words: "Hide the screen. Escape hides it only where it has nothing to close or clear",
    by: ["Ctrl + Shift + H", "Escape twice"],
  },
  { place: "Anywhere", does: "search", words: "Search", by: ["Ctrl + K", "/"] },
  { place: "Anywhere", does: "back", words: "Go back", by: ["Alt + Left"] },
  { place: "Anywhere", does: "forward", words: "Go forward", by: ["Alt + Right"] },
  { place: "Anywhere", does: "larger", words: "Make text larger", by: ["Ctrl + +", "Ctrl + ="] },
  { place: "Anywhere", does: "smaller", words: "Make text smaller", by: ["Ctrl + -"] },
  { place: "Anywhere", does: "standard", words: "Standard text size", by: ["Ctrl + 0"] },
  { place: "Anywhere", does: "keys", words: "Show this list", by: ["?"] },

  { place: "In Search", does: "next", words: "Choose the next result", by: ["Down"] },
  { place: "In Search", does: "previous", words: "Choose the previous result", by: ["Up"] },
  { place: "In Search", does: "open", words: "Open it", by: ["Enter"] },
  { place: "In Search", does: "call", words: "Call it", by: ["Ctrl + Enter"] },

  { place: "In a document", does: "find", words: "Find in this document", by: ["Ctrl + F"] },
  { place: "In a document", does: "next", words: "Next match", by: ["F3", "Ctrl + G"] },
  {
    place: "In a document",
    does: "previous",
    words: "Previous match",
    by: ["Shift + F3", "Ctrl + Shift + G"],
  },
  { place: "In a document", does: "larger", words: "Zoom in", by: ["Ctrl + +", "Ctrl + ="] },
  { place: "In a document", does: "smaller", words: "Zoom out", by: ["Ctrl + -"] },
  { place: "In a document", does: "fit", words: "Fit the page to the window", by: ["Ctrl + 0"] },

  { place: "In Saved, while you edit it", does: "up", words: "Move an item up", by: ["Alt + Up"] },
  { place: "In Saved, while you edit it", does: "down", words: "Move an item down", by: ["Alt + Down"] },

  { place: "In a month", does: "day-before", words: "Previous day", by: ["Left"] },
  { place: "In a month", does: "day-after", words: "Next day", by: ["Right"] },
  { place: "In a month", does: "week-before", words: "Previous week", by: ["Up"] },
  { place: "In a month", does: "week-after", words: "Next week", by: ["Down"] },
  { place: "In a month", does: "monday", words: "Monday of the week", by: ["Home"] },
  { place: "In a month", does: "sunday", words: "Sunday of the week", by: ["End"] },
  { place: "In a month", does: "month-before", words: "Previous month", by: ["Page Up"] },
  { place: "In a month", does: "month-after", words: "Next month", by: ["Page Down"] },
  { place: "In a month", does: "year-before", words: "Previous year", by: ["Shift + Page Up"] },
  { place: "In a month", does: "year-after", words: "Next year", by: ["Shift + Page Down"] },
] as const satisfies readonly Row[];

type Meanings = { [P in Place]: Extract<(typeof KEYS)[number], { place: P }>["does"] };
export type Meaning<P extends Place> = Meanings[P];

/** What a keyboard calls them, and what an event does. */
const NAMES: Record<string, string> = {
  left: "arrowleft",
  right: "arrowright",
  up: "arrowup",
  down: "arrowdown",
  "page up": "pageup",
  "page down": "pagedown",
};

/** Whether it is one character and nothing held with it: what somebody who speaks to a device may press by a word. */
export function isSingle(key: string): boolean {
  return key.length === 1;
}

/** What a key means that is pressed in that place; mostly nothing. */
export function meaning<P extends Place>(
  event: KeyboardEvent,
  place: P,
  singles = true,
): Meaning<P> | undefined {
  if (composing(event)) return undefined;
  const anywhere = place === "Anywhere";
  if (anywhere && secondEscape(event)) return "hide" as Meaning<P>;
  // What a field takes as writing, or to move in it, is the field's.
  const control = event.ctrlKey || event.metaKey || event.key === "Escape";
  if (anywhere && !control && writes(event.target)) return undefined;
  const found = KEYS.filter((row) => row.place === place)
    .flatMap(({ does, by }) => by.map((key) => ({ does, key })))
    .find(({ key }) => fits(event, key));
  return found && (singles || !isSingle(found.key)) ? (found.does as Meaning<P>) : undefined;
}

function fits(event: KeyboardEvent, written: string): boolean {
  const held = written.split(" + ");
  const key = held.pop()?.toLowerCase() ?? "";
  const has = (modifier: string) => held.includes(modifier);
  return (
    event.key.toLowerCase() === (NAMES[key] ?? key) &&
    (event.ctrlKey || event.metaKey) === has("Ctrl") &&
    event.altKey === has("Alt") &&
    // On which key a sign stands, and whether Shift is held for it, is another on each keyboard.
    (event.shiftKey === has("Shift") || /^[^a-z]$/.test(key))
  );
}

/** Escape twice within this many milliseconds hides. */
const TWICE = 800;

let lastEscape = -Infinity;

/** Whether it is the second Escape in a moment that had nothing to close or clear. Any other key begins anew. */
function secondEscape(event: KeyboardEvent): boolean {
  if (event.key !== "Escape" || closes(event)) {
    lastEscape = -Infinity;
    return false;
  }
  // A key that is held is pressed once.
  if (event.repeat) return false;
  const twice = event.timeStamp - lastEscape < TWICE;
  lastEscape = twice ? -Infinity : event.timeStamp;
  return twice;
}

/** Whether Escape has something to do: a dialog closes, a field is cleared, or something open has taken it already. */
function closes(event: KeyboardEvent): boolean {
  const { target, defaultPrevented } = event;
  return defaultPrevented || dialogOpen() || isMessage(target) || clearable(target) !== undefined;
}

/** Whether a dialog is open: keys are its own. */
export function dialogOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

/** Whether it belongs to the message at the foot of the window. */
export function isMessage(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-over]") !== null;
}

/** A field of words that holds some. */
export function clearable(target: EventTarget | null): HTMLInputElement | undefined {
  const field = target instanceof HTMLInputElement && target.matches("[type=text], [type=search]");
  return field && target.value !== "" ? target : undefined;
}

/** Whether a key belongs to words that are still being put together: such a key chooses among them and nothing else. */
export function composing({ isComposing, keyCode }: KeyboardEvent): boolean {
  // Some web views say so only by this number.
  return isComposing || keyCode === 229;
}

function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select");
}
