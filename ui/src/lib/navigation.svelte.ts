// Where the person is, and the way there and back. The history is the web view's own, so that a phone's back
// gesture works as the buttons do.

import { parse, type Route } from "./route";

interface Mark {
  index: number;
}

/** What scrolls: the page between the bars, or in a very low window all of it. */
function scroller(): Element {
  const page = document.querySelector("[data-scroller]");
  return page && page.scrollHeight > page.clientHeight ? page : (document.scrollingElement ?? document.body);
}

class Navigation {
  route = $state.raw<Route>({ name: "now" });
  canGoBack = $state(false);
  canGoForward = $state(false);
  /** Counts arrivals: a screen that reads it settles again on each. */
  visit = $state(0);
  /** Set when the first screen has settled. */
  settled = $state(false);

  #address = "";
  #index = 0;
  #last = 0;
  #scrolls = new Map<number, number>();
  #unsettled = true;

  /** Call once, before anything is drawn. `route` is where the app was when it closed. */
  begin(route?: string): void {
    history.scrollRestoration = "manual";
    if (location.hash === "" && route !== undefined) history.replaceState(history.state, "", route);
    // Only a page that was made anew, after its process died, has a mark already.
    this.#index = this.#last = (history.state as Mark | null)?.index ?? 0;
    this.canGoBack = this.#index > 0;
    history.replaceState({ index: this.#index } satisfies Mark, "");
    this.#address = location.hash;
    this.route = parse(location.hash);
    window.addEventListener("popstate", () => this.#arrive());
    window.addEventListener("hashchange", () => this.#arrive());
    const scrolled = () => {
      // Until the new content stands, it is the old content going that scrolls.
      if (!this.#unsettled) this.#scrolls.set(this.#index, scroller().scrollTop);
    };
    document.addEventListener("scroll", scrolled, { capture: true, passive: true });
  }

  go(hash: string): void {
    location.hash = hash;
  }

  /** Changes the address of this screen without leaving it. */
  rename(hash: string): void {
    history.replaceState(history.state, "", hash);
    this.#address = location.hash;
  }

  back(): void {
    if (this.canGoBack) history.back();
    else this.go("#/");
  }

  forward(): void {
    history.forward();
  }

  /**
   * A screen calls this when its content is there. Focus goes to what carries `data-focus`, else to the main
   * heading, so that a screen reader starts at the new content; the page scrolls to where it was left.
   */
  settle(): void {
    if (!this.#unsettled) return;
    this.#unsettled = false;
    this.settled = true;
    const target =
      document.querySelector<HTMLElement>("main [data-focus]") ??
      document.querySelector<HTMLElement>("main h1");
    target?.focus({ preventScroll: true });
    const left = this.#scrolls.get(this.#index);
    scroller().scrollTop = left ?? 0;
    if (left === undefined && target?.matches("[data-focus]")) target.scrollIntoView({ block: "nearest" });
  }

  /** Heard from two events, of which web views send one or both for one arrival. */
  #arrive(): void {
    const mark = history.state as Mark | null | undefined;
    if (!mark) {
      const same = location.hash === this.#address;
      if (!same) this.#last = ++this.#index;
      this.#scrolls.delete(this.#index);
      history.replaceState({ index: this.#index } satisfies Mark, "");
    } else if (mark.index === this.#index) {
      return;
    } else {
      this.#index = mark.index;
    }
    this.#address = location.hash;
    this.canGoBack = this.#index > 0;
    this.canGoForward = this.#index < this.#last;
    this.route = parse(location.hash);
    this.#unsettled = true;
    this.visit += 1;
  }
}

export const nav = new Navigation();
