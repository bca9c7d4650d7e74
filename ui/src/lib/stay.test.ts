// @vitest-environment jsdom

import { fireEvent } from "@testing-library/svelte";
import { beforeAll, beforeEach, expect, test } from "vitest";

import { stay } from "./stay";

beforeAll(stay);
beforeEach(() => {
  document.body.innerHTML = `
    <p>Some words</p> <a id="ours" href="#/themes">Themes</a> <a id="away" href="https://example.org/"><b>Away</b></a>
    <input id="words" /> <textarea></textarea> <input id="tick" type="checkbox" /> <input id="file" type="file" />`;
});

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
