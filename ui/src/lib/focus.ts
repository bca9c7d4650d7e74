// Where focus goes when what has it goes away. A web view leaves it nowhere: Tab begins at the top again, and a screen reader
// falls silent. One place decides for all: dialogs and messages, which lie over a screen, give it back to where it was, and
// what is removed from a screen gives it to what takes its place or is next to it.

/** What lies over a screen for a while. */
const OVER = "dialog, [data-over]";

const FOCUSABLE = ["a[href]", "button", "input", "select", "textarea", "summary", "[tabindex]"].join();

/** What had focus last: wherever, below all that lies over the screen, and in the screen's own part. */
let last: HTMLElement | undefined;
let below: HTMLElement | undefined;
let inside: HTMLElement | undefined;

/** Call once. `moving`: a new screen is on its way, and says itself where focus goes. */
export function keepFocus(moving: () => boolean): () => void {
  const end = new AbortController();
  const options = { signal: end.signal, capture: true };
  document.addEventListener("focusin", ({ target }) => arrive(target), options);
  document.addEventListener("focusout", leave, options);
  // Not every web view gives focus to what is clicked.
  document.addEventListener("click", ({ target }) => press(target), options);
  document.addEventListener("close", ({ target }) => closed(target as Element), options);
  const observer = new MutationObserver((changes) => {
    if (!moving()) removed(changes);
  });
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["disabled", "hidden"],
  });
  end.signal.addEventListener("abort", () => observer.disconnect());
  return () => end.abort();
}

function arrive(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement)) return;
  last = target;
  press(target);
}

function press(target: EventTarget | null): void {
  const pressed = target instanceof Element && target.closest<HTMLElement>(FOCUSABLE);
  if (!pressed || pressed.closest(OVER)) return;
  below = pressed;
  if (pressed.closest("main")) inside = pressed;
}

/** Somebody who clicks beside everything takes focus from where it was: it is not to come back by itself. */
function leave({ relatedTarget }: FocusEvent): void {
  if (relatedTarget) return;
  queueMicrotask(() => {
    if (document.activeElement === document.body && last && stays(last)) last = undefined;
  });
}

/** Web views give focus back by themselves when a dialog closes, save to what is gone, and WebKit not always. */
function closed(dialog: Element): void {
  if (lost() || dialog.contains(document.activeElement)) goBack();
}

function goBack(): void {
  const target = below && stays(below) ? below : document.querySelector<HTMLElement>("main h1");
  // WebKit holds what was under a dialog for out of reach until it has laid the page out again: measured, it does so now.
  void target?.offsetHeight;
  target?.focus({ preventScroll: true });
}

function removed(changes: MutationRecord[]): void {
  if (!last || !lost() || stays(last)) return;
  const was = last;
  const over = was.closest(OVER);
  if (over && !over.isConnected) return goBack();
  const change = changes.findLast(({ removedNodes }) => [...removedNodes].some((node) => node.contains(was)));
  const room = change?.target ?? was.parentElement;
  const before = change ? change.previousSibling : was;
  const added = changes.filter(({ target }) => target === room).flatMap(({ addedNodes }) => [...addedNodes]);
  const target = added.flatMap(within)[0] ?? nearest(room, before, was.closest("li, tr") !== null);
  if (target) target.focus();
  else goBack();
}

/** What takes focus in `room`, nearest to what follows `before`; where there is nothing, in the room around it. */
function nearest(room: Node | null, before: Node | null, ofList: boolean): HTMLElement | undefined {
  if (!(room instanceof HTMLElement)) return undefined;
  const all = within(room);
  const follows = (it: Node) =>
    !before?.isConnected || !!(before.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING);
  const after = all.find(follows);
  const ahead = all.findLast((it) => !follows(it));
  // The next row of a list takes the place of the one that went.
  const found = ofList ? (after ?? ahead) : (ahead ?? after);
  if (found || room.matches(`main, ${OVER}`)) return found;
  return nearest(room.parentElement, room, false);
}

/** All that Tab can reach there. */
function within(room: Node): HTMLElement[] {
  if (!(room instanceof HTMLElement)) return [];
  return [room, ...room.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (it) => it.matches(FOCUSABLE) && it.tabIndex >= 0 && stays(it),
  );
}

/** It is there, and can have focus. */
function stays(element: HTMLElement): boolean {
  return (
    element.isConnected &&
    !element.matches(":disabled") &&
    !element.closest("[hidden], [inert], dialog:not([open])")
  );
}

function lost(): boolean {
  const now = document.activeElement;
  return !(now instanceof HTMLElement) || now === document.body || !stays(now);
}

/** What somebody was at on a screen, so that it is found when the screen is made anew. */
export interface Spot {
  name: string;
  /** Which of those of that name, from 0. */
  at: number;
}

/** What had focus last on this screen, if it was anything to press or to write in. */
export function spot(): Spot | undefined {
  if (!inside?.isConnected || inside.tabIndex < 0) return undefined;
  const name = nameOf(inside);
  return { name, at: named(name).indexOf(inside) };
}

/** The same on the screen as it is now. */
export function found({ name, at }: Spot): HTMLElement | undefined {
  return named(name)[at];
}

function named(name: string): HTMLElement[] {
  const main = document.querySelector("main");
  return main ? within(main).filter((it) => nameOf(it) === name) : [];
}

function nameOf(element: HTMLElement): string {
  return [element.localName, element.getAttribute("href") ?? element.textContent].join(" ");
}
