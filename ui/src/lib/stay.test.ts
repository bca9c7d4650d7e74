// @vitest-environment jsdom

import { fireEvent } from "@testing-library/svelte";
import { beforeAll, beforeEach, expect, test } from "vitest";

import { stay } from "./stay";

beforeAll(stay);
beforeEach(() => {
  const away = make("a", { id: "away", href: "file:///etc/hosts" });
  away.append(make("b"));
  document.body.replaceChildren(
    make("p"),
    make("a", { id: "ours", href: "#/themes" }),
    away,
    make("input", { id: "words" }),
    make("textarea"),
    make("input", { id: "tick", type: "checkbox" }),
    make("input", { id: "file", type: "file" }),
  );
});

const make = (kind: string, its: object = {}) => Object.assign(document.createElement(kind), its);
const at = (place: string) => document.querySelector(place) as Element;

test.each([
  ["p", false],
  ["#words", false],
  ["#away", false],
  ["#file", true],
])("what is dropped on %s is taken: %s", async (place, taken) => {
  for (const drag of ["dragEnter", "dragOver", "drop"] as const) {
    const dataTransfer = { dropEffect: "copy" };
    // `fireEvent` answers whether the web view goes on by itself.
    expect(await fireEvent[drag](at(place), { dataTransfer })).toBe(taken);
  }
});

test.each([
  ["p", false],
  ["#ours", false],
  ["#tick", false],
  ["#file", false],
  ["#words", true],
  ["textarea", true],
])("%s has a menu: %s", async (place, menu) => {
  expect(await fireEvent.contextMenu(at(place))).toBe(menu);
});

test.each([
  ["#ours", true],
  ["p", true],
  ["#away", false],
  ["#away b", false],
])("a press on %s goes on: %s", async (place, goes) => {
  expect(await fireEvent.click(at(place))).toBe(goes);
});
