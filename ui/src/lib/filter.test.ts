import { expect, test } from "vitest";

import { count, holds } from "./filter";

test("every word must stand somewhere, in any order", () => {
  expect(holds("abuse domestic", "Domestic abuse")).toBe(true);
  expect(holds("domestic neglect", "Domestic abuse")).toBe(false);
  expect(holds("  ", "Anything")).toBe(true);
  expect(holds("children's", "Children’s services", undefined)).toBe(true);
});

test("a number is found with its gaps and without", () => {
  expect(holds("03005551384", "0300 555 1384")).toBe(true);
  expect(holds("0300 5551", "0300 555 1384")).toBe(true);
});

test("one is one", () => {
  expect(count(0, "term")).toBe("No terms");
  expect(count(1, "term")).toBe("1 term");
  expect(count(2, "term")).toBe("2 terms");
});
