// @vitest-environment jsdom

import { render, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";

import { Backend, failure } from "../../test/backend";
import { contact } from "../../test/samples";
import type { Report } from "../lib/bindings";
import ContactCard from "./ContactCard.svelte";

const user = userEvent.setup();

const report: Report = {
  kind: "contact",
  id: "c",
  title: "The office",
  to: "changes@partnership.example",
  subject: "Mistake in the catalogue: The office",
  text: ["What is wrong, and how do you know?", "", "Item: contact/c"],
};

test("where the edition takes no reports, none is offered", () => {
  new Backend({});
  render(ContactCard, { card: contact("c") });
  expect(screen.queryByRole("button", { name: /Report/ })).toBeNull();
});

test("where no mail program answers, it says so and shows address and text to copy", async () => {
  const backend = new Backend({ report_mistake: () => Promise.reject(failure("None.", "no-handler")) });
  render(ContactCard, { card: contact("c", { report }) });
  await user.click(screen.getByRole("button", { name: /^More/ }));
  expect(screen.queryByText(report.to)).toBeNull();
  await user.click(screen.getByRole("button", { name: /^Report a mistake\s*in The office$/ }));
  expect(backend.asked("report_mistake")).toEqual([{ kind: "contact", id: "c" }]);
  expect(await screen.findByText(/^No email app is set up on this device\./)).toBeInTheDocument();
  expect(screen.getByText(report.to)).toBeInTheDocument();
  expect(screen.getByText(/Item: contact\/c/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Copy the text" }));
  expect(await navigator.clipboard.readText()).toBe([report.subject, "", ...report.text].join("\n"));
});
