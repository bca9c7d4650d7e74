// @vitest-environment jsdom

// What is said is heard each time, and nobody loses their place over it.

import { render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";

import { Backend } from "../../test/backend";
import { contact } from "../../test/samples";
import { announce, hush } from "../lib/announce.svelte";
import { keepFocus } from "../lib/focus";
import { say, sayWhy, toast } from "../lib/toast.svelte";
import Contact from "../screens/contacts/Contact.svelte";
import Announcements from "./Announcements.svelte";
import Toast from "./Toast.svelte";

const user = userEvent.setup();

let end: () => void;

beforeEach(() => {
  toast.close();
  hush();
  end = keepFocus(() => false);
});

afterEach(() => end());

/** How often the live region got something new, which is what a screen reader reads. It is there before. */
function listen(role: "status" | "alert"): () => number {
  render(Announcements);
  let times = 0;
  new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => [...addedNodes].some(({ textContent }) => textContent))) times += 1;
  }).observe(screen.getByRole(role), { childList: true, subtree: true });
  return () => times;
}

test("the same message is read each time it is said, in a place that was there before", async () => {
  render(Toast);
  const heard = listen("status");
  for (const times of [1, 2, 3]) {
    say("Saved.");
    await waitFor(() => expect(heard()).toBe(times));
  }
  expect(screen.getByRole("status")).toHaveTextContent("Saved.");
});

test("the same failure is read each time, at once", async () => {
  render(Toast);
  const heard = listen("alert");
  for (const times of [1, 2]) {
    sayWhy(new Error("No room is left."));
    await waitFor(() => expect(heard()).toBe(times));
  }
});

test("Copy twice says so twice", async () => {
  new Backend({ contact: contact("office") });
  const heard = listen("status");
  render(Contact, { id: "office" });
  const copy = await screen.findByRole("button", { name: /^Copy/ });
  for (const times of [1, 2]) {
    await user.click(copy);
    await waitFor(() => expect(heard()).toBe(times));
    expect(copy).toHaveFocus();
  }
});

test("nothing takes focus to say something, and what was said is gone from the next screen", async () => {
  render(Announcements);
  announce("Saved.");
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Saved."));
  expect(document.body).toHaveFocus();
  hush();
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent(/^$/));
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
  await waitFor(() => expect(copy).toHaveFocus());
});
