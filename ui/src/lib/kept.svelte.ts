// What a screen keeps of one visit: coming back to it finds it as it was left.

import { nav } from "./navigation.svelte";

/**
 * A value that belongs to this visit of the screen. Coming back to the visit finds it, also after a restart; coming to
 * the screen anew begins with `first`, or where it is `lasting` with what was last chosen.
 */
export function kept<T>(name: string, first: T, { lasting = false } = {}): { now: T } {
  return {
    get now() {
      return nav.left<T>(name) ?? first;
    },
    set now(value) {
      nav.leave(name, value, lasting);
    },
  };
}

/** What is written in a field, for this visit. It is in memory and nowhere else. */
export function typed(): { now: string } {
  return {
    get now() {
      return nav.typed;
    },
    set now(text) {
      nav.typed = text;
    },
  };
}
