import { expect, test } from "vitest";

import { EVERYTHING, only } from "./narrowing";
import { keep, recall } from "./searches";

test("a search is found again by its number, as it was last", () => {
  const one = keep({ query: "bruise", filters: EVERYTHING });
  const other = keep({ query: "burn", filters: EVERYTHING });
  const narrowed = { query: "bruises", filters: only(EVERYTHING, "kind", "contact") };
  expect(keep(narrowed, one)).toBe(one);
  expect(recall(one)).toEqual(narrowed);
  expect(recall(other).query).toBe("burn");
});

test("no number, or one of another page, is an empty search", () => {
  expect(recall(undefined)).toEqual({ query: "", filters: EVERYTHING });
  expect(recall("1")).toEqual({ query: "", filters: EVERYTHING });
});
