// Every list is keyed by place. Text that an editor may write twice is no key: Svelte takes the whole screen away.

import { type AST, parse } from "svelte/compiler";
import { expect, test } from "vitest";

/** Keys that are unique by construction, and keep an element where focus is while its list is put in another order. */
const UNIQUE: Record<string, string> = {
  "screens/bookmarks/Bookmarks.svelte": "personal.db holds a record once",
  "screens/search/Filters.svelte": "a facet holds a value once",
  "screens/search/Results.svelte": "an answer holds a hit once",
};

interface Node {
  type: string;
  [field: string]: unknown;
}

function eachBlocks(source: string): AST.EachBlock[] {
  const found: AST.EachBlock[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      if ((value as Node).type === "EachBlock") found.push(value as AST.EachBlock);
      Object.values(value).forEach(visit);
    }
  };
  visit(parse(source, { modern: true }).fragment);
  return found;
}

const files = import.meta.glob<string>("../src/**/*.svelte", {
  query: "?raw",
  import: "default",
  eager: true,
});
const lists = Object.entries(files).flatMap(([path, text]) =>
  eachBlocks(text).map(({ index, key }) => {
    const { start, end } = (key ?? { start: 0, end: 0 }) as { start: number; end: number };
    return { name: path.replace("../src/", ""), index, key: text.slice(start, end) };
  }),
);

test("the screens have lists to check", () => {
  expect(lists.length).toBeGreaterThan(60);
});

test("every list is keyed by place, or by what is unique by construction", () => {
  const others = lists.filter(({ name, index, key }) => {
    const byPlace = index !== undefined && new RegExp(`\\b${index}\\b`).test(key);
    return !byPlace && !(name in UNIQUE);
  });
  expect(others).toEqual([]);
});
