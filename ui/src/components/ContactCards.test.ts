// @vitest-environment jsdom

// Whose line it is stands before it for everybody but those whose it is.

import { render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { Backend, written } from "../../test/backend";
import { contact, number, settings as saved, start } from "../../test/samples";
import { settings } from "../lib/settings.svelte";
import ContactCards from "./ContactCards.svelte";

const cards = [
  contact("public", { title: "Everybody's line" }),
  contact("colleagues", { title: "The professionals' line", used_by: "professionals" }),
];

const headings = () => screen.getAllByRole("heading").map((heading) => heading.textContent?.trim());

beforeEach(() => settings.take(start()));

test("a professional has their own first, as they come, and it is said whose they are", () => {
  settings.take(start({ settings: saved({ works_with_children: true }) }));
  render(ContactCards, { cards: [...cards].reverse() });
  expect(headings()).toEqual([
    "If you work with children",
    "The professionals' line",
    "Anyone can call",
    "Everybody's line",
  ]);
});

test("where all are everybody's nothing is said of that", () => {
  render(ContactCards, { cards: cards.slice(0, 1) });
  expect(headings()).toEqual(["Everybody's line"]);
});

test("that a line is not for the public stands once, and is said of each of its buttons", () => {
  render(ContactCards, {
    cards: [...cards, contact("more", { title: "Another", used_by: "professionals" })],
  });
  const [everybodys, ...theirs] = screen.getAllByRole("button", { name: /^Call / });
  expect(everybodys).not.toHaveAccessibleDescription();
  for (const button of theirs) expect(button).toHaveAccessibleDescription("Do not give these to the public.");
  expect(theirs).toHaveLength(2);
  expect(screen.getAllByText(/Do not give/)).toHaveLength(1);
});

test("who cannot speak has it in a line, unless there is more to be seen first", async () => {
  const press = { act: "then press", digits: "55", aloud: "5 5" };
  const silent = contact("silent", {
    title: "999 when you cannot speak",
    group: "emergency",
    numbers: [number("999", { then: [press] })],
    limits: ["Works from mobiles only."],
  });
  const { rerender } = render(ContactCards, { cards: [silent] });
  const limit = () => screen.getByText("Works from mobiles only.");
  expect(limit()).not.toBeVisible();
  await userEvent.setup().click(screen.getByText("Cannot speak? 999 then 55"));
  expect(limit()).toBeVisible();
  await rerender({ cards: [{ ...silent, changing: "From Monday: 112." }] });
  expect(screen.queryByText(/Cannot speak/)).toBeNull();
  expect(screen.getByText("From Monday: 112.")).toBeVisible();
  expect(limit()).toBeVisible();
});

test.each([false, undefined])(
  "with the answer %s they stand after the others, and it is said whose they are",
  (works) => {
    settings.take(start({ settings: saved(works === undefined ? {} : { works_with_children: works }) }));
    render(ContactCards, { cards });
    expect(headings()).toEqual([
      "Anyone can call",
      "Everybody's line",
      "If you work with children",
      "The professionals' line",
    ]);
    expect(screen.queryAllByRole("button", { name: "I do: show these first" })).toHaveLength(
      works === false ? 0 : 1,
    );
  },
);

test("whose line for adults it is is another question", () => {
  render(ContactCards, { cards: cards.map((card) => ({ ...card, group: "adults" as const })) });
  expect(headings()[2]).toBe("If you work with adults");
});

test("who has not said can say so there", async () => {
  const backend = new Backend({
    save_settings: ({ patch }) => written(["settings"], saved(patch as object)),
  });
  render(ContactCards, { cards });
  await userEvent.setup().click(screen.getByRole("button", { name: "I do: show these first" }));
  expect(backend.asked("save_settings")).toEqual([{ patch: { works_with_children: true } }]);
  await waitFor(() => expect(screen.queryByText("I do: show these first")).toBeNull());
});
