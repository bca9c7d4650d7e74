// @vitest-environment jsdom

// What is said is heard each time, and nobody loses their place over it.

import { render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { Backend } from "../../test/backend";
import { contact } from "../../test/samples";
import { say, toast } from "../lib/toast.svelte";
import Contact from "../screens/contacts/Contact.svelte";
import Toast from "./Toast.svelte";

const user = userEvent.setup();

beforeEach(() => toast.close());

/** How often the live region changed: a screen reader reads what changes. */
function listen(region: Element): () => number {
  let times = 0;
  new MutationObserver((changes) => {
    if (changes.some(({ addedNodes, type }) => type === "characterData" || addedNodes.length > 0)) times += 1;
  }).observe(region, { childList: true, characterData: true, subtree: true });
  return () => times;
}

test("the same message is read each time it is said", async () => {
  render(Toast);
  const heard = listen(screen.getByRole("status"));
  say("Saved.");
  await waitFor(() => expect(heard()).toBe(1));
  say("Saved.");
  await waitFor(() => expect(heard()).toBe(2));
});

test("Copy twice says so twice", async () => {
  new Backend({ contact: contact("office") });
  render(Contact, { id: "office" });
  const copy = await screen.findByRole("button", { name: /^Copy/ });
  await user.click(copy);
  const said = await screen.findByText(/0300 555 1384\./);
  const heard = listen(said.closest("[role=status]") ?? said);
  await user.click(copy);
  await waitFor(() => expect(heard()).toBeGreaterThan(0));
});

test("focus goes back to where it was when the message is closed", async () => {
  new Backend({ contact: contact("office") });
  render(Toast);
  render(Contact, { id: "office" });
  const copy = await screen.findByRole("button", { name: /^Copy/ });
  copy.focus();
  say("Saved.");
  const close = await screen.findByRole("button", { name: "Close this message" });
  close.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(close).not.toBeInTheDocument());
  expect(copy).toHaveFocus();
});
