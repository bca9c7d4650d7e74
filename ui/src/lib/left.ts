// How a page was left: what was opened in it and how far it was scrolled. It is found again by its words, of which only a
// short number is kept: a longer text, a larger one or a row more above does not lead elsewhere.

/** What opens in a page, by its mark: whether it is open. */
export type Folds = Readonly<Record<string, boolean>>;

/** What stands at the top of the window. */
export interface Top {
  /** Its mark. */
  at: string;
  /** How far below the edge it begins, in pixels; where it begins above it, in parts of its own height. */
  by: number;
  /** How far the page is scrolled, for where it is there no longer. */
  pixels: number;
}

const FOLDS = "main details, main button[data-fold]";
const TEXTS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, summary";
/** What stays in sight while the page scrolls says nothing about where it is. */
const STAYS = "nav, .beside";

/** Tells of everything that is opened or closed from now on. */
export function watchFolds(folded: (mark: string, open: boolean) => void): void {
  const changes = new MutationObserver((records) => {
    for (const { target } of records) {
      if (!isFold(target) || target.closest("dialog")) continue;
      folded(markOf(target, folds()), isOpen(target));
    }
  });
  changes.observe(document, { subtree: true, attributeFilter: ["open", "aria-expanded"] });
}

/** Opens and closes what stands otherwise. */
export function fold(left: Folds): void {
  const all = folds();
  for (const element of all) {
    const open = left[markOf(element, all)];
    if (open === undefined || open === isOpen(element)) continue;
    if (element instanceof HTMLDetailsElement) element.open = open;
    else element.click();
  }
}

/** What stands at the top of a page that scrolls; nothing where it has not been scrolled. */
export function topOf(scroller: Element): Top | undefined {
  if (scroller.scrollTop <= 0) return undefined;
  const edge = edgeOf(scroller);
  const pixels = Math.round(scroller.scrollTop);
  const all = texts();
  const first = all.find((element) => element.getBoundingClientRect().bottom > edge + 1);
  if (!first) return { at: "", by: 0, pixels };
  const { top, height } = first.getBoundingClientRect();
  const below = top - edge;
  const by = below >= 0 ? Math.round(below) : Math.round((10_000 * below) / height) / 10_000;
  return { at: markOf(first, all), by, pixels };
}

/** Scrolls so that the same stands there. */
export function scrollTo(left: Top, scroller: Element): void {
  const all = texts();
  const first = all.find(
    (element) => left.at.startsWith(short(nameOf(element))) && markOf(element, all) === left.at,
  );
  const { top, height } = first?.getBoundingClientRect() ?? { top: 0, height: 0 };
  if (height === 0) {
    scroller.scrollTop = left.pixels;
  } else {
    const by = left.by >= 0 ? left.by : left.by * height;
    const shift = top - edgeOf(scroller) - by;
    // Set to where it is, it would stop under a finger.
    if (Math.abs(shift) >= 1) scroller.scrollTop += shift;
  }
}

function edgeOf(scroller: Element): number {
  return scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
}

const isFold = (node: Node): node is HTMLElement => node instanceof HTMLElement && node.matches(FOLDS);

/** What opens in the page itself: a dialog begins anew each time. */
function folds(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(FOLDS)].filter((element) => !element.closest("dialog"));
}

const isOpen = (element: HTMLElement) =>
  element instanceof HTMLDetailsElement ? element.open : element.getAttribute("aria-expanded") === "true";

/** The page's texts, from top to bottom, each by itself. */
function texts(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>(`main :is(${TEXTS})`)];
  return all.filter((element) => !element.querySelector(TEXTS) && !element.closest(STAYS));
}

/** What one of them is called, and where several are called the same, which of them it is. */
function markOf(element: HTMLElement, all: readonly HTMLElement[]): string {
  const name = nameOf(element);
  const before = all.slice(0, all.indexOf(element)).filter((other) => nameOf(other) === name).length;
  return before === 0 ? short(name) : `${short(name)}.${before}`;
}

function nameOf(element: HTMLElement): string {
  return (element.dataset.fold ?? (element.querySelector("summary") ?? element).textContent).trim();
}

/** A number for a text. */
function short(text: string): string {
  let sum = 0;
  for (const letter of text) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return (sum >>> 0).toString(36);
}
