// What was searched for at each place in the history: in memory, and nowhere else. Its address names it by a number, since web
// views write addresses down, and people search for what worries them, and sometimes for a name.

import type { SearchFilters } from "./bindings";
import { EVERYTHING } from "./narrowing";

export interface Search {
  query: string;
  filters: SearchFilters;
}

const searches = new Map<string, Search>();

// The history may still hold numbers of a page whose process has died: these are others.
let last = Math.floor(performance.timeOrigin);

/** Takes a search down, under its number or a new one. Answers the number. */
export function keep(search: Search, number = String(++last)): string {
  searches.set(number, search);
  return number;
}

/** The search of that number; an empty one where there is none. */
export function recall(number: string | undefined): Search {
  return searches.get(number ?? "") ?? { query: "", filters: EVERYTHING };
}
