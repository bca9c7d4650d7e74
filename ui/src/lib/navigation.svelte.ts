// Where the person is, and the way there and back. The history is the web view's own, so that a phone's back
// gesture works as the buttons do. Each visit in it remembers how it was left.

import { tick } from "svelte";
import { SvelteMap } from "svelte/reactivity";

import type { Place } from "./bindings";
import { found, type Spot, spot } from "./focus";
import { type Folds, fold, scrollTo, type Top, topOf, watchFolds } from "./left";
import { memorable, parse, type Route } from "./route";

/** How a visit was left, without what was typed: that is never written down. */
interface Left {
  folds?: Folds;
  top?: Top;
  /** What its screen keeps of it. */
  values?: Readonly<Record<string, unknown>>;
}

/** A visit as the history has it. */
interface Mark {
  index: number;
  left?: Left;
}

/** Web views refuse to note more than a few times in a second. */
const REST = 400;

/** What scrolls: the page between the bars, or in a very low window all of it. */
export function scroller(): Element {
  const page = document.querySelector("[data-scroller]");
  return page && page.scrollHeight > page.clientHeight ? page : (document.scrollingElement ?? document.body);
}

function heightOfPage(): number {
  return document.getElementById("main")?.offsetHeight ?? 0;
}

class Navigation {
  route = $state.raw<Route>({ name: "now" });
  canGoBack = $state(false);
  canGoForward = $state(false);
  /** Counts arrivals: a screen that reads it settles again on each. */
  visit = $state(0);
  /** Set when the first screen has settled. */
  settled = $state(false);
  /** Where to begin at the next start; none before anything has happened. */
  place = $state.raw<Place>();

  #address = "";
  #index = 0;
  #last = 0;
  #visits = new Map<number, Pick<Left, "folds" | "top">>();
  #values = new SvelteMap<number, NonNullable<Left["values"]>>();
  #typed = new SvelteMap<number, string>();
  /** What was chosen last, for visits to come. */
  #lasting = new Map<string, unknown>();
  #spots = new Map<number, Spot | undefined>();
  #unsettled = true;
  #noting: ReturnType<typeof setTimeout> | undefined;
  /** How high the page was when it was last looked at, and what scrolled. */
  #height = 0;
  #scroller: Element | undefined;

  /** Call once, before anything is drawn. `place` is where the app was when it closed. */
  begin(place?: Place): void {
    history.scrollRestoration = "manual";
    const again = place !== undefined && location.hash === "";
    if (again) history.replaceState(history.state, "", place.route);
    // Only a page that was made anew, after its process died, has a mark already.
    const mark = history.state as Mark | null;
    this.#index = this.#last = mark?.index ?? 0;
    this.#take(mark?.left ?? (again ? read(place.left) : undefined));
    this.canGoBack = this.#index > 0;
    this.#mark();
    this.#address = location.hash;
    this.route = parse(location.hash);
    this.#unsettled = true;
    window.addEventListener("popstate", () => this.#arrive());
    window.addEventListener("hashchange", () => this.#arrive());
    document.addEventListener("scroll", () => this.#scrolled(), { capture: true, passive: true });
    document.addEventListener("visibilitychange", () => this.#note());
    watchFolds((mark, open) => this.#leave({ folds: { ...this.#now.folds, [mark]: open } }));
    const grown = new ResizeObserver(() => this.#stay());
    const page = document.getElementById("main");
    if (page) grown.observe(page, { box: "border-box" });
  }

  go(hash: string): void {
    location.hash = hash;
  }

  /** Changes the address of this screen without leaving it. */
  rename(hash: string): void {
    history.replaceState(history.state, "", hash);
    this.#address = location.hash;
    this.#noteSoon();
  }

  back(): void {
    if (this.canGoBack) history.back();
    else this.go("#/");
  }

  forward(): void {
    history.forward();
  }

  /** What is written in the field of this visit. */
  get typed(): string {
    void this.visit;
    return this.#typed.get(this.#index) ?? "";
  }
  set typed(text: string) {
    this.#typed.set(this.#index, text);
    this.#noteSoon();
  }

  /** What this visit keeps under that name. */
  left<T>(name: string): T | undefined {
    void this.visit;
    return (this.#values.get(this.#index)?.[name] ?? this.#lasting.get(name)) as T | undefined;
  }

  /** Keeps that of this visit; where it is `lasting`, for later ones as well, until another is chosen. */
  leave(name: string, value: unknown, lasting: boolean): void {
    if (lasting) this.#lasting.set(name, value);
    this.#values.set(this.#index, { ...this.#values.get(this.#index), [name]: value });
    this.#noteSoon();
  }

  /** A new screen is on its way, and has not settled. */
  get moving(): boolean {
    return this.#unsettled;
  }

  /**
   * A screen calls this when its content is there. Focus goes to what was followed when the screen was left, else to
   * what carries `data-focus`, else to the main heading, so that a screen reader starts at the new content; what was
   * open opens, and the page scrolls to where it was left.
   */
  settle(): void {
    if (!this.#unsettled) return;
    const { folds, top } = this.#visits.get(this.#index) ?? {};
    if (folds) fold(folds);
    this.#unsettled = false;
    this.settled = true;
    const back = this.#spots.get(this.#index);
    const target =
      (back && found(back)) ??
      document.querySelector<HTMLElement>("main [data-focus]") ??
      document.querySelector<HTMLElement>("main h1");
    target?.focus({ preventScroll: true });
    if (top) {
      scrollTo(top, scroller());
      // Some of what opens is there only then.
      if (folds) void tick().then(() => scrollTo(top, scroller()));
      return;
    }
    scroller().scrollTop = 0;
    if (target?.matches("[data-focus]")) target.scrollIntoView({ block: "nearest" });
  }

  get #now(): Left {
    return { ...this.#visits.get(this.#index), values: this.#values.get(this.#index) };
  }

  /** This visit was left like that before. */
  #take(left: Left | undefined): void {
    const { values, ...page } = left ?? {};
    this.#visits.set(this.#index, page);
    if (values) this.#values.set(this.#index, values);
    else this.#values.delete(this.#index);
    this.#typed.delete(this.#index);
  }

  #leave(page: Pick<Left, "folds" | "top">): void {
    this.#visits.set(this.#index, { ...this.#visits.get(this.#index), ...page });
    this.#noteSoon();
  }

  #scrolled(): void {
    // Until the new content stands, it is the old content going that scrolls; and while it changes, it is the change.
    if (this.#unsettled || this.#height !== heightOfPage()) return;
    const other = this.#scroller !== undefined && this.#scroller !== scroller();
    this.#scroller = scroller();
    // With larger text the window scrolls in place of the page in it, or the other way round.
    if (other && this.#visits.get(this.#index)?.top) this.#stay();
    else this.#leave({ top: topOf(scroller()) });
  }

  /** What comes or grows above leaves the person where they read. Not every web view sees to that. */
  #stay(): void {
    this.#height = heightOfPage();
    const top = this.#visits.get(this.#index)?.top;
    if (!top || this.#unsettled) return;
    // Whoever writes looks at what they write, and what is found for it comes and goes.
    if (document.activeElement?.matches("input, textarea")) this.#scrolled();
    else scrollTo(top, scroller());
  }

  #noteSoon(): void {
    clearTimeout(this.#noting);
    this.#noting = setTimeout(() => this.#note(), REST);
  }

  /** Notes how this visit is now, for a page that is made anew and for the next start. */
  #note(): void {
    clearTimeout(this.#noting);
    this.#mark();
    const route = memorable(location.hash);
    // A list that was narrowed by what somebody typed will not be: there is nothing to find again.
    const whole = route === (location.hash || "#/") && !this.#typed.get(this.#index);
    const left = whole ? JSON.stringify(this.#now) : undefined;
    if (this.place?.route !== route || this.place.left !== left) this.place = { route, left };
  }

  #mark(): void {
    history.replaceState({ index: this.#index, left: this.#now } satisfies Mark, "");
  }

  /** Heard from two events, of which web views send one or both for one arrival. */
  #arrive(): void {
    const [left, at] = [this.#index, spot()];
    const mark = history.state as Mark | null | undefined;
    if (!mark) {
      const same = location.hash === this.#address;
      if (!same) this.#last = ++this.#index;
      for (const kept of [this.#visits, this.#values, this.#typed, this.#spots]) {
        for (const index of [...kept.keys()]) if (index >= this.#index) kept.delete(index);
      }
      this.#visits.set(this.#index, {});
    } else if (mark.index === this.#index) {
      return;
    } else {
      this.#index = mark.index;
      if (!this.#visits.has(mark.index)) this.#take(mark.left);
    }
    if (left !== this.#index) this.#spots.set(left, at);
    this.#address = location.hash;
    this.canGoBack = this.#index > 0;
    this.canGoForward = this.#index < this.#last;
    this.route = parse(location.hash);
    this.#unsettled = true;
    this.visit += 1;
    this.#note();
  }
}

/** How a place was left, as it was written down; nothing where that cannot be read. */
function read(left: string | undefined): Left | undefined {
  try {
    const { folds, top, values } = JSON.parse(left ?? "{}") as Left;
    return { folds: { ...folds }, top: typeof top?.at === "string" ? top : undefined, values: { ...values } };
  } catch {
    return undefined;
  }
}

export const nav = new Navigation();
