// @vitest-environment jsdom

import { expect, test } from "vitest";

import { onPinch } from "./pinch";

function fingers(element: Element, type: string, apart: number): Event {
  const touches = [0, apart].map((clientX) => ({ clientX, clientY: 0 }));
  const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { touches });
  element.dispatchEvent(event);
  return event;
}

test("two fingers zoom the box that they are on and nothing around it, and never hold up the scrolling", () => {
  const [outer, inner] = [document.createElement("div"), document.createElement("p")];
  outer.append(inner);
  const zoomed: [string, number][] = [];
  const { signal } = new AbortController();
  onPinch(outer, (factor) => zoomed.push(["outer", factor]), signal);
  onPinch(inner, (factor) => zoomed.push(["inner", factor]), signal);
  for (const on of [inner, outer]) {
    fingers(on, "touchstart", 100);
    expect(fingers(on, "touchmove", 150).defaultPrevented).toBe(false);
  }
  expect(zoomed).toEqual([
    ["inner", 1.5],
    ["outer", 1.5],
  ]);
});
