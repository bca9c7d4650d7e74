// @vitest-environment jsdom

// The list of keys cannot lie: each key in it does what its row says, and no two rows of a place share one.

import { expect, test } from "vitest";

import { KEYS, meaning } from "./keyboard";

const NAMED: Record<string, string> = { "Page Up": "PageUp", "Page Down": "PageDown" };

/** Presses it as it is written in the list. */
function press(written: string): KeyboardEvent {
  const held = written.split(" + ");
  const key = held.pop() ?? "";
  const arrow = ["Left", "Right", "Up", "Down"].includes(key) ? `Arrow${key}` : undefined;
  return new KeyboardEvent("keydown", {
    key: arrow ?? NAMED[key] ?? (/^[A-Z]$/.test(key) && !held.includes("Shift") ? key.toLowerCase() : key),
    ctrlKey: held.includes("Ctrl"),
    altKey: held.includes("Alt"),
    shiftKey: held.includes("Shift"),
  });
}

test.each(KEYS.flatMap(({ place, does, by }) => by.map((key) => [place, key, does] as const)))(
  "%s, %s: %s",
  (place, key, does) => {
    const [, twice] = /^(Escape) twice$/.exec(key) ?? [];
    if (twice) meaning(press(twice), place);
    expect(meaning(press(twice ?? key), place)).toBe(does);
    meaning(press("x"), "Anywhere");
  },
);

test("Command does as Ctrl", () => {
  expect(meaning(new KeyboardEvent("keydown", { key: "k", metaKey: true }), "Anywhere")).toBe("search");
});

test("a sign is a sign, with whatever it is typed", () => {
  const event = new KeyboardEvent("keydown", { key: "/", shiftKey: true });
  expect(meaning(event, "Anywhere")).toBe("search");
  expect(meaning(event, "Anywhere", false)).toBeUndefined();
});
