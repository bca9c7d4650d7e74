// @vitest-environment jsdom

// What a live region tells: an element that comes, each time, and not a text that changes.

import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";

import Status from "./Status.svelte";

test("each thing said comes as an element of its own, the same words twice too", async () => {
  const { rerender } = render(Status, { text: "" });
  const region = screen.getByRole("status");
  expect(region).toBeEmptyDOMElement();
  const came: (string | null)[] = [];
  const watch = (changes: MutationRecord[]) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node instanceof HTMLElement) came.push(node.textContent);
  };
  const observer = new MutationObserver(watch);
  observer.observe(region, { childList: true, subtree: true });
  for (const text of ["2 results", "1 result", "", "1 result"]) await rerender({ text });
  watch(observer.takeRecords());
  expect(came).toEqual(["2 results", "1 result", "1 result"]);
});
