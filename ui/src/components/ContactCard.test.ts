// @vitest-environment jsdom

// In a list a contact is three rows; what would do harm unseen is never among what is folded.

import { render, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { Backend } from "../../test/backend";
import { contact, number, provenance, start } from "../../test/samples";
import { settings } from "../lib/settings.svelte";
import ContactCard from "./ContactCard.svelte";

beforeEach(() => settings.take(start()));

const full = contact("c", {
  title: "Hampshire Children's Services",
  purpose: "For anybody who is worried.",
  when: "Open until 5pm",
  open_now: true,
  hours: "Monday to Friday 8:30am to 5pm.",
  caution: "Not confirmed yet",
  emails: ["someone@example.org"],
  limits: ["Works from mobiles only."],
  warning: "Another provider may answer.",
  changed: "Changed today.",
  changing: "From Monday: 0300 555 1999.",
  say: { lists: [{ title: "Ask", first: 1, lines: ["Is it logged?"], room: true }] },
});

test("what it is for, its hours and its sources are one press away, and all else is in sight", async () => {
  new Backend({});
  render(ContactCard, { card: full });
  const card = within(screen.getByRole("article", { name: full.title }));
  expect(card.getByRole("link", { name: full.title })).toHaveAttribute("href", "#/contacts/c");
  for (const words of [
    "Open until 5pm",
    "Not confirmed yet · hants.gov.uk",
    "Works from mobiles only.",
    "Another provider may answer.",
    "Changed today.",
    "From Monday: 0300 555 1999.",
  ]) {
    expect(card.getByText(words)).toBeVisible();
  }
  const folded = [full.purpose, "Monday to Friday 8:30am to 5pm.", provenance.sentence, provenance.source];
  for (const words of folded) expect(card.queryByText(words)).toBeNull();
  await userEvent.setup().click(card.getByRole("button", { name: /^More/ }));
  for (const words of folded) expect(card.getByText(words)).toBeVisible();
  expect(card.getByRole("button", { name: "Copy 0300 555 1384" })).toBeVisible();
  expect(card.getByRole("button", { name: /^Email.*someone@example.org$/ })).toBeVisible();
  expect(card.getByText("What to say")).toBeVisible();
  expect(card.getByRole("button", { name: `Save: ${full.title}` })).toBeVisible();
});

test("on its own page all of it is open, and its name is not said twice", () => {
  new Backend({});
  render(ContactCard, { card: full, linked: false });
  for (const words of [full.purpose, "Monday to Friday 8:30am to 5pm.", provenance.source, "Is it logged?"]) {
    expect(screen.getByText(words)).toBeVisible();
  }
  expect(screen.queryByText(full.title)).toBeNull();
  expect(screen.queryByRole("button", { name: /^More/ })).toBeNull();
});

test("a withdrawn one keeps its number, struck, and its reason, and is not called", () => {
  render(ContactCard, {
    card: { ...full, when: undefined, withdrawn: { on: "2026-11-01", reason: "The team moved." } },
  });
  expect(screen.getByText("0300 555 1384").tagName).toBe("S");
  expect(screen.getByText(/The team moved\./)).toBeVisible();
  expect(screen.queryByRole("button", { name: /^Call|^Show/ })).toBeNull();
});

test("one that stands alone says that it is for professionals", () => {
  render(ContactCard, { card: { ...full, used_by: "professionals" as const } });
  expect(screen.getByRole("button", { name: /^Call/ })).toHaveAccessibleDescription(
    "For professionals at work. Do not give this to the public.",
  );
});

test("what everybody knows has no source beside it, and an area stands where the name does not tell it", async () => {
  const known = contact("k", {
    area: { id: "national", title: "National" },
    provenance: { ...provenance, state: "known" },
  });
  const { rerender } = render(ContactCard, { card: known });
  expect(screen.queryByText(/hants\.gov\.uk|National/)).toBeNull();
  await rerender({ card: contact("paragon", { title: "Paragon", when: "Open day and night" }) });
  expect(screen.getByText("Open day and night · Hampshire")).toBeVisible();
  await rerender({ card: contact("h", { title: "Hampshire's line" }) });
  expect(screen.queryByText("Hampshire")).toBeNull();
});

test("digits are shown as large as the glass", async () => {
  render(ContactCard, { card: contact("c", { numbers: [number("0300 555 1384")] }) });
  const press = (name: RegExp) => userEvent.setup().click(screen.getByRole("button", { name }));
  expect(screen.getByText("1384")).not.toBeVisible();
  await press(/^Show large.*0300 555 1384$/);
  expect(screen.getByText("1384")).toBeVisible();
  await press(/^Show small/);
  expect(screen.getByText("1384")).not.toBeVisible();
});
