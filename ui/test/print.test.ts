// @vitest-environment jsdom

// On paper stand numbers and words, and nothing that can only be pressed.

import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";

import Pathway from "../src/screens/pathway/Pathway.svelte";
import rules from "../src/styles/_print.scss?inline";
import { Backend } from "./backend";
import { contact, pathway, step } from "./samples";

/** Lays out the page as a printer would. */
function print() {
  const style = document.createElement("style");
  style.textContent = rules.replace(/@media print\s*\{([\s\S]*)\}/, "$1");
  document.head.append(style);
}

const seen = (element: Element): boolean =>
  getComputedStyle(element).display !== "none" && (!element.parentElement || seen(element.parentElement));

test("a printed pathway has its numbers, and no buttons but those", async () => {
  new Backend({
    pathway: pathway({
      steps: [step("one", { contacts: [contact("office", { emails: ["help@example.org"] })] })],
    }),
  });
  render(Pathway, { id: "p", step: "all" });
  const number = await screen.findByText("0300 555 1384", { selector: ".digits" });
  const pressed = () => [...document.querySelectorAll("button, nav a, .govuk-button")].filter(seen);
  expect(pressed().length).toBeGreaterThan(3);
  print();
  expect(pressed().map((button) => button.textContent.trim())).toEqual(["Call 0300 555 1384"]);
  expect(seen(number)).toBe(true);
  expect(seen(screen.getByText("help@example.org", { selector: ".address" }))).toBe(true);
});
