// @vitest-environment jsdom

// No screen is ever blank, and what is on it stays there.

import { render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { Backend, failure, Later } from "../../test/backend";
import { calls, contact, now, number, whoToCall } from "../../test/samples";
import { spoken } from "../lib/announce.svelte";
import type { ContactCard, Now as Answer } from "../lib/bindings";
import Contact from "../screens/contacts/Contact.svelte";
import Now from "../screens/now/Now.svelte";

const user = userEvent.setup();

/** 999 and the Silent Solution, whatever else is there. */
function seeTheLastResort() {
  const words = screen.getByRole("region", { name: "Emergency" }).textContent;
  expect(words).toMatch(/call 999/);
  expect(words).toMatch(/cannot speak.*999 from a mobile.*press 55/s);
}

beforeEach(() => {
  // What a boundary catches it also writes down.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

// The first of all, while nothing was answered yet.
test("a failure before anything was answered does not say that the rest works", async () => {
  const backend = new Backend({
    now: () => {
      throw failure("The catalogue cannot be read.");
    },
  });
  render(Now);
  expect(await screen.findByText("The catalogue cannot be read.")).toBeInTheDocument();
  seeTheLastResort();
  expect(screen.queryByText("Everything else still works.")).toBeNull();
  expect(screen.getByText(/contact your IT team/)).toBeInTheDocument();

  backend.answer({ now: now() });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("button", { name: /Call 999/ })).toBeInTheDocument();
});

test("a failure after something was answered says so", async () => {
  new Backend({
    now: now(),
    contact: () => {
      throw failure("This contact cannot be read.");
    },
  });
  render(Now);
  await screen.findByRole("button", { name: /Call 999/ });
  render(Contact, { id: "x" });
  expect(await screen.findByText("This contact cannot be read.")).toBeInTheDocument();
  expect(screen.getByText("Everything else still works.")).toBeInTheDocument();
  seeTheLastResort();
});

test("whatever a screen throws, 999 is there, and the next answer is shown", async () => {
  const broken = { ...now(), situations: [null] } as unknown as Answer;
  const backend = new Backend({ now: broken });
  render(Now);
  expect(await screen.findByRole("heading", { level: 1 })).toHaveTextContent("Who to call now");
  expect(await screen.findByText("This page could not be shown.")).toBeInTheDocument();
  seeTheLastResort();

  backend.answer({ now: now({ who: whoToCall({ areas: [calls(contact("office"))] }) }) });
  await backend.changed("catalogue");
  expect(await screen.findByText("Contact office")).toBeInTheDocument();
  expect(screen.queryByText("This page could not be shown.")).toBeNull();
});

test("an answer that breaks a screen that stood leaves 999", async () => {
  const backend = new Backend({ contact: contact("office") });
  render(Contact, { id: "office" });
  await screen.findByText("Contact office");
  backend.answer({ contact: { ...contact("office"), area: undefined } as unknown as ContactCard });
  await backend.changed("catalogue");
  expect(await screen.findByText("This page could not be shown.")).toBeInTheDocument();
  seeTheLastResort();
});

test("an answer whose heading throws is no blank screen either", async () => {
  new Backend({ pathway: {} });
  const { default: Pathway } = await import("../screens/pathway/Pathway.svelte");
  render(Pathway, { id: "p" });
  expect(await screen.findByText("This page could not be shown.")).toBeInTheDocument();
  seeTheLastResort();
});

test.each([
  ["no emergency contact", now({ who: whoToCall({ emergency: [] }) })],
  [
    "999 with keys to press and no other",
    now({
      who: whoToCall({
        emergency: [
          contact("silent", {
            numbers: [number("999", { then: [{ act: "then press", digits: "55", aloud: "5 5" }] })],
          }),
        ],
      }),
    }),
  ],
  [
    "a withdrawn 999 and no other",
    now({
      who: whoToCall({
        emergency: [
          contact("gone", {
            numbers: [number("999")],
            withdrawn: { on: "2026-11-22", reason: "A slip" },
          }),
        ],
      }),
    }),
  ],
])("with %s, Now has 999 by itself", async (_, answer) => {
  new Backend({ now: answer });
  render(Now);
  await screen.findByRole("heading", { name: "What has happened?" });
  seeTheLastResort();
});

test("with 999 in the catalogue, Now does not say it twice", async () => {
  new Backend({ now: now() });
  render(Now);
  await screen.findByRole("button", { name: /Call 999/ });
  expect(screen.queryByRole("region", { name: "Emergency" })).toBeNull();
});

test("while its answer is long in coming, Now has 999", async () => {
  new Backend({ now: new Later<Answer>().promise });
  render(Now);
  await screen.findByText("Opening…");
  seeTheLastResort();
});

test("a passing failure leaves the number where it is", async () => {
  const backend = new Backend({ contact: contact("office") });
  render(Contact, { id: "office" });
  const call = await screen.findByRole("button", { name: "Call 0300 555 1384" });

  backend.answer({
    contact: () => {
      throw failure("Doorstep is busy.");
    },
  });
  await backend.changed("catalogue");
  expect(await screen.findByText(/^Doorstep is busy\..* call 999\.$/)).toBeInTheDocument();
  expect(spoken.urgent?.text).toMatch(/^Doorstep is busy\..* call 999\.$/);
  expect(call).toBeInTheDocument();

  backend.answer({ contact: contact("office", { numbers: [number("01983 823435")] }) });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByRole("button", { name: "Call 01983 823435" });
  expect(screen.queryByText(/Doorstep is busy/)).toBeNull();
});

test("a contact that is gone from the catalogue does not stay on the screen", async () => {
  const backend = new Backend({ contact: contact("office") });
  render(Contact, { id: "office" });
  const call = await screen.findByRole("button", { name: "Call 0300 555 1384" });
  backend.answer({
    contact: () => {
      throw failure("It was removed.", "not-found");
    },
  });
  await backend.changed("catalogue");
  await screen.findByRole("heading", { name: "This is not in the catalogue" });
  expect(call).not.toBeInTheDocument();
  seeTheLastResort();
});

test("a screen is asked again when a part of its own changed, and at no other time", async () => {
  const backend = new Backend({ contact: contact("office") });
  render(Contact, { id: "office" });
  await screen.findByRole("button", { name: "Call 0300 555 1384" });
  await backend.changed("weeks", "documents", "searches", "freshness", "changes-read");
  await backend.changed("bookmarks");
  await waitFor(() => expect(backend.asked("contact")).toHaveLength(2));
  await backend.changed("settings", "catalogue");
  await waitFor(() => expect(backend.asked("contact")).toHaveLength(3));
});

test("changes that come faster than answers neither pile up questions nor keep answers away", async () => {
  let open: Later<ContactCard>[] = [];
  const backend = new Backend({
    contact: () => {
      const later = new Later<ContactCard>();
      open.push(later);
      return later.promise;
    },
  });
  render(Contact, { id: "office" });
  await waitFor(() => expect(open).toHaveLength(1));
  for (let times = 0; times < 50; times++) await backend.changed("catalogue");
  expect(open).toHaveLength(1);

  // The first answer is shown, and the question asked once more.
  open[0]?.answer(contact("first"));
  await screen.findByText("Contact first");
  await waitFor(() => expect(open).toHaveLength(2));
  open[1]?.answer(contact("second"));
  await screen.findByText("Contact second");
  open = [];
  await backend.changed("weeks");
  expect(open).toHaveLength(0);
});
