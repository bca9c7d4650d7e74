// How somebody looks at the calendar, for as long as the window lives: coming back to it finds it as it was left.

export type View = "agenda" | "month";

/** A phone has room for a list; the month is one tap away. */
const narrow = window.matchMedia("(max-width: 40em)");

class Looking {
  view = $state<View>(narrow.matches ? "agenda" : "month");
  /** The day that is opened in the month, "2026-11-22"; today until one is. */
  day = $state<string>();
}

export const looking = new Looking();
