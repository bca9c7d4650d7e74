// @vitest-environment jsdom

// What somebody in a hallway needs stands first: the question, or the number that is the answer.

import { render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { Backend } from "../../../test/backend";
import { contact, number, pathway, step } from "../../../test/samples";
import type { PathwayView, StepView } from "../../lib/bindings";
import Pathway from "./Pathway.svelte";

const office = contact("office");
const emergency = contact("emergency-999", { group: "emergency", numbers: [number("999")] });
const asks: Partial<StepView> = { question: "What is true?", answers: [{ label: "Yes" }, { label: "No" }] };
const told: Partial<StepView> = { lead: "First this.", text: ["Then that."], contacts: [office] };

async function open(more: Partial<StepView>, of: Partial<PathwayView> = {}) {
  const backend = new Backend({
    pathway: pathway({ emergency, steps: [step("one", more)], ...of }),
    call: null,
  });
  render(Pathway, { id: "p", step: "one" });
  await screen.findByRole("heading", { name: "Step one" });
  return backend;
}

/** Whether these words follow one another on the page. */
function inOrder(...words: string[]) {
  const page = document.body.textContent;
  let at = -1;
  for (const word of words) {
    const next = page.indexOf(word, at + 1);
    expect(next, `${word} after what stands before it, in: ${page}`).toBeGreaterThan(at);
    at = next;
  }
}

beforeEach(() => (window.innerWidth = 390));

test("a question comes before what helps to answer it and before who to call", async () => {
  await open({ ...asks, ...told });
  inOrder("Call 999", "Step one", "First this.", "What is true?", "Yes", "No", "Then that.", "0300 555 1384");
});

test("of a call the number stands between what is asked and what to know, other numbers later", async () => {
  const night = contact("night", { numbers: [number("0300 555 1373")] });
  await open({ ...asks, ...told, contacts: [office, night], call_first: true });
  inOrder("Step one", "What is true?", "Yes", "0300 555 1384", "Then that.", "0300 555 1373");
  expect(screen.getAllByText("0300 555 1384", { selector: ".digits" })).toHaveLength(1);
});

test("where nothing is asked, the number comes first and the next step last", async () => {
  await open(told, { steps: [step("one", told), step("two")] });
  inOrder("First this.", "0300 555 1384", "Then that.", "Next step", "Where this comes from");
});

test("in a wide window who to call stands beside, and once", async () => {
  window.innerWidth = 1280;
  await open({ ...asks, ...told, call_first: true });
  const beside = screen.getByRole("complementary", { name: "Who to call" });
  expect(beside).toHaveTextContent("999");
  expect(beside).toHaveTextContent("0300 555 1384");
  expect(screen.getAllByText("0300 555 1384", { selector: ".digits" })).toHaveLength(1);
});

test("999 is called, and where the catalogue has none it is read", async () => {
  const backend = await open(asks);
  await userEvent.setup().click(screen.getByRole("button", { name: "In immediate danger? Call 999" }));
  expect(backend.asked("call")).toEqual([{ contact: "emergency-999", index: 0 }]);
});

test("without a record of 999 it is there to read", async () => {
  new Backend({ pathway: pathway() });
  render(Pathway, { id: "p" });
  expect(await screen.findByText("In immediate danger?")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /999/ })).toBeNull();
  inOrder("Call 999");
});

test("what is folded is opened for paper and folded again", async () => {
  new Backend({ pathway: pathway({ steps: [step("one"), step("two", told)] }) });
  render(Pathway, { id: "p", step: "all" });
  const two = (await screen.findByText("2. Step two")).closest("details");
  expect(two?.open).toBe(false);
  window.dispatchEvent(new Event("beforeprint"));
  await waitFor(() => expect(document.querySelectorAll("details:not([open])")).toHaveLength(0));
  window.dispatchEvent(new Event("afterprint"));
  expect(two?.open).toBe(false);
});
