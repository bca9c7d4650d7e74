import { expect, test } from "vitest";

import type { Facet, SearchFilters } from "./bindings";
import { EVERYTHING, howMany, isOnly, only, read, toggled, write } from "./narrowing";

const through = (filters: SearchFilters) => read(new URLSearchParams(write(filters)));

const chosen: [Facet, string][] = [
  ["kind", "contact"],
  ["kind", "step"],
  ["audience", "parents-and-carers"],
  ["area", "isle-of-wight"],
  ["theme", "neglect"],
  ["on-device", ""],
  ["bookmarked", ""],
  ["changed", ""],
];

test.each(chosen)("%s %s goes on, through the address, and off again", (facet, value) => {
  const on = toggled(EVERYTHING, facet, value);
  expect(howMany(on)).toBe(1);
  expect(through(on)).toEqual(on);
  expect(toggled(on, facet, value)).toEqual(EVERYTHING);
});

test("all of them at once come through the address", () => {
  const all = chosen.reduce((filters, [facet, value]) => toggled(filters, facet, value), EVERYTHING);
  expect(howMany(all)).toBe(chosen.length);
  expect(through(all)).toEqual(all);
  expect(write(EVERYTHING)).toEqual([]);
});

test("one value can stand alone", () => {
  const two = toggled(toggled(EVERYTHING, "kind", "contact"), "kind", "step");
  expect(isOnly(two, "kind", "step")).toBe(false);
  expect(isOnly(only(two, "kind", "step"), "kind", "step")).toBe(true);
});
