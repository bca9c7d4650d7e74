import { expect, test } from "vitest";

import { clock } from "./words";

test.each([
  ["08:30", "8:30am"],
  ["17:00", "5pm"],
  ["12:00", "midday"],
  ["12:30", "12:30pm"],
  ["00:00", "midnight"],
  ["00:05", "12:05am"],
])("%s is said as %s", (time, words) => {
  expect(clock(time)).toBe(words);
});
