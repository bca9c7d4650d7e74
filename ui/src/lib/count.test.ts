import { expect, test } from "vitest";

import { count } from "./count";

test("one is one", () => {
  expect(count(0, "term")).toBe("No terms");
  expect(count(1, "term")).toBe("1 term");
  expect(count(2, "term")).toBe("2 terms");
});
