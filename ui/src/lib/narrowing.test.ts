import { expect, test } from "vitest";

import type { Facet } from "./bindings";
import { EVERYTHING, howMany, isOnly, only, toggled } from "./narrowing";

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

test.each(chosen)("%s %s goes on, and off again", (facet, value) => {
  const on = toggled(EVERYTHING, facet, value);
  expect(howMany(on)).toBe(1);
  expect(toggled(on, facet, value)).toEqual(EVERYTHING);
});

test("all of them are on at once", () => {
  const all = chosen.reduce((filters, [facet, value]) => toggled(filters, facet, value), EVERYTHING);
  expect(howMany(all)).toBe(chosen.length);
});

test("one value can stand alone", () => {
  const two = toggled(toggled(EVERYTHING, "kind", "contact"), "kind", "step");
  expect(isOnly(two, "kind", "step")).toBe(false);
  expect(isOnly(only(two, "kind", "step"), "kind", "step")).toBe(true);
});
