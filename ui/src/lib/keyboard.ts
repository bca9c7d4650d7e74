// What keys mean anywhere in the window.

export type Meaning = "hide" | "search" | "back" | "forward";

/** Escape twice within this many milliseconds hides. */
const TWICE = 800;

let lastEscape = -Infinity;

/** What a key means that is pressed anywhere; mostly nothing. */
export function meaning(event: KeyboardEvent): Meaning | undefined {
  if (composing(event)) return undefined;
  const { altKey, shiftKey } = event;
  const key = event.key.toLowerCase();
  const control = event.ctrlKey || event.metaKey;
  if (control && shiftKey && key === "h") return "hide";
  if (key === "escape") {
    if (event.repeat) return undefined;
    const twice = event.timeStamp - lastEscape < TWICE;
    lastEscape = event.timeStamp;
    return twice ? "hide" : undefined;
  }
  if (control && key === "k") return "search";
  if (writes(event.target)) return undefined;
  if (key === "/" && !control) return "search";
  if (altKey && key === "arrowleft") return "back";
  if (altKey && key === "arrowright") return "forward";
  return undefined;
}

/** Whether a key belongs to words that are still being put together: such a key chooses among them and nothing else. */
export function composing({ isComposing, keyCode }: KeyboardEvent): boolean {
  // Some web views say so only by this number.
  return isComposing || keyCode === 229;
}

function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select");
}
