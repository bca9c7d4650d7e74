// What a search is narrowed to. Pure.

import type { Facet, SearchFilters } from "./bindings";

export const EVERYTHING: SearchFilters = {
  kinds: [],
  audiences: [],
  areas: [],
  themes: [],
  on_device: false,
  bookmarked: false,
  changed: false,
};

const LISTS = { kind: "kinds", audience: "audiences", area: "areas", theme: "themes" } as const;
const MARKS = { "on-device": "on_device", bookmarked: "bookmarked", changed: "changed" } as const;

export type ListFacet = keyof typeof LISTS;
export type MarkFacet = keyof typeof MARKS;

function isMark(facet: Facet): facet is MarkFacet {
  return facet in MARKS;
}

/** The same with that value taken in, or left out where it was in. A mark has no value. */
export function toggled(filters: SearchFilters, facet: Facet, value: string): SearchFilters {
  if (isMark(facet)) return { ...filters, [MARKS[facet]]: !filters[MARKS[facet]] };
  const before: string[] = filters[LISTS[facet]];
  const after = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  return { ...filters, [LISTS[facet]]: after };
}

/** The same with that value alone in its list. */
export function only(filters: SearchFilters, facet: ListFacet, value: string): SearchFilters {
  return { ...filters, [LISTS[facet]]: [value] };
}

/** Whether that value stands alone in its list. */
export function isOnly(filters: SearchFilters, facet: ListFacet, value: string): boolean {
  const list: string[] = filters[LISTS[facet]];
  return list.length === 1 && list[0] === value;
}

/** How many of them are on. */
export function howMany(filters: SearchFilters): number {
  const lists = Object.values(LISTS).map((list) => filters[list].length);
  return lists.reduce((sum, some) => sum + some, Object.values(MARKS).filter((mark) => filters[mark]).length);
}
