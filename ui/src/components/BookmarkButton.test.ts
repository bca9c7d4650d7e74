// @vitest-environment jsdom

import { render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, onTestFinished, test } from "vitest";

import { Backend, failure, written } from "../../test/backend";
import { contact } from "../../test/samples";
import { keepFocus } from "../lib/focus";
import { toast } from "../lib/toast.svelte";
import Contact from "../screens/contacts/Contact.svelte";
import Toast from "./Toast.svelte";

const user = userEvent.setup();

let on: boolean;
let backend: Backend;

beforeEach(() => {
  toast.close();
  on = false;
  const removed = { kind: "contact", id: "office", title: "Contact office", position: 0, kept_at: "" };
  backend = new Backend({
    contact: () => contact("office", { bookmarked: on }),
    set_bookmark: async (args) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      on = args.on as boolean;
      return written(["bookmarks"], on ? {} : { removed });
    },
    restore_bookmark: () => {
      on = true;
      return written(["bookmarks"], null);
    },
  });
  render(Toast);
  render(Contact, { id: "office" });
});

const button = () => screen.findByRole("button", { name: "Save: Contact office" });

test.each([2, 3, 5])("each of %i quick presses turns round what the one before it saved", async (presses) => {
  const pressed = await button();
  for (let press = 0; press < presses; press++) pressed.click();
  await waitFor(() => expect(backend.asked("set_bookmark")).toHaveLength(presses));
  expect(backend.asked("set_bookmark").map((args) => args.on)).toEqual(
    Array.from({ length: presses }, (_, at) => at % 2 === 0),
  );
  await waitFor(() => expect(on).toBe(presses % 2 === 1));
  await waitFor(async () => expect(await button()).toHaveAttribute("aria-pressed", String(on)));
});

test("Undo brings a bookmark back at once, and focus goes back to the button", async () => {
  onTestFinished(keepFocus(() => false));
  on = true;
  await backend.changed("bookmarks");
  await waitFor(async () => expect(await button()).toHaveAttribute("aria-pressed", "true"));
  await user.click(await button());
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(async () => expect(await button()).toHaveAttribute("aria-pressed", "true"));
  expect(on).toBe(true);
  await waitFor(async () => expect(await button()).toHaveFocus());
});

test("saving says where it went, and removing offers the way back", async () => {
  await user.click(await button());
  const see = await screen.findByRole("link", { name: "See Saved" });
  expect(see).toHaveAttribute("href", "#/bookmarks");
  await user.click(await button());
  expect(await screen.findByText("Removed from Saved: Contact office")).toBeInTheDocument();
  expect(screen.queryByRole("link", { name: "See Saved" })).toBeNull();
  expect(screen.getByRole("button", { name: "Undo" })).toBeInTheDocument();
});

test("a bookmark that could not be saved is not shown", async () => {
  backend.answer({
    set_bookmark: () => {
      throw failure("This device has no room left.");
    },
  });
  await user.click(await button());
  expect(await screen.findByText("This device has no room left.")).toBeInTheDocument();
  expect(await button()).toHaveAttribute("aria-pressed", "false");
});
