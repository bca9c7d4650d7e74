// @vitest-environment jsdom

import { expect, test } from "vitest";

import { meaning } from "./keyboard";
import { addMonths, dayName, monthName, MOVES, rows } from "./month";

test.each([
  ["ArrowRight", false, "2024-11-30", "2024-12-01"],
  ["ArrowLeft", false, "2024-01-01", "2023-12-31"],
  ["ArrowUp", false, "2024-03-07", "2024-02-29"],
  ["ArrowDown", false, "2024-11-26", "2024-12-03"],
  // Across the days on which the clocks change in London.
  ["ArrowRight", false, "2026-03-28", "2026-03-29"],
  ["ArrowRight", false, "2026-03-29", "2026-03-30"],
  ["ArrowLeft", false, "2026-10-26", "2026-10-25"],
  ["Home", false, "2024-11-26", "2024-11-25"],
  ["Home", false, "2024-11-25", "2024-11-25"],
  ["End", false, "2024-11-26", "2024-12-01"],
  ["End", false, "2024-12-01", "2024-12-01"],
  ["PageUp", false, "2024-03-31", "2024-02-29"],
  ["PageDown", false, "2024-11-26", "2024-12-26"],
  ["PageDown", true, "2024-02-29", "2025-02-28"],
  ["PageUp", true, "2024-11-26", "2023-11-26"],
])("%s (shift %s) from %s leads to %s", (key, shiftKey, from, to) => {
  const move = meaning(new KeyboardEvent("keydown", { key, shiftKey }), "In a month");
  expect(move && MOVES[move](from)).toBe(to);
});

test("a month has its days under their weekdays, and no other month's", () => {
  const november = rows("2024-11");
  expect(november).toHaveLength(5);
  expect(november[0]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    "2024-11-01",
    "2024-11-02",
    "2024-11-03",
  ]);
  expect(november.flat().filter((day) => day !== undefined)).toHaveLength(30);
  expect(rows("2027-02")).toHaveLength(4);
  expect(rows("2026-11")).toHaveLength(6);
});

test("months add up over years", () => {
  expect(addMonths("2024-11-26", 14)).toBe("2026-01-26");
  expect(addMonths("2024-01-31", -11)).toBe("2023-02-28");
});

test("days and months have names", () => {
  expect(dayName("2024-11-25")).toBe("Monday 25 November 2024");
  expect(monthName("2026-01-09")).toBe("January 2026");
});
