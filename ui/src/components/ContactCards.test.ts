// @vitest-environment jsdom

// Whose line it is stands before it for everybody but those whose it is.

import { render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { Backend, written } from "../../test/backend";
import { contact, settings as saved, start } from "../../test/samples";
import { settings } from "../lib/settings.svelte";
import ContactCards from "./ContactCards.svelte";

const cards = [
  contact("public", { title: "Everybody's line" }),
  contact("colleagues", { title: "The professionals' line", used_by: "professionals" }),
];

const headings = () => screen.getAllByRole("heading").map((heading) => heading.textContent?.trim());

beforeEach(() => settings.take(start()));

test("a professional has the cards as they come", () => {
  settings.take(start({ settings: saved({ works_with_children: true }) }));
  render(ContactCards, { cards: [...cards].reverse() });
  expect(headings()).toEqual(["The professionals' line", "Everybody's line"]);
});

test.each([false, undefined])(
  "with the answer %s they stand after the others, and it is said whose they are",
  (works) => {
    settings.take(start({ settings: saved(works === undefined ? {} : { works_with_children: works }) }));
    render(ContactCards, { cards });
    expect(headings()).toEqual(["Everybody's line", "If you work with children", "The professionals' line"]);
    expect(screen.queryAllByRole("button", { name: "I do: show these first" })).toHaveLength(
      works === false ? 0 : 1,
    );
  },
);

test("whose line for adults it is is another question", () => {
  render(ContactCards, { cards: cards.map((card) => ({ ...card, group: "adults" as const })) });
  expect(headings()[1]).toBe("If you work with adults");
});

test("who has not said can say so there", async () => {
  const backend = new Backend({
    save_settings: ({ patch }) => written(["settings"], saved(patch as object)),
  });
  render(ContactCards, { cards });
  await userEvent.setup().click(screen.getByRole("button", { name: "I do: show these first" }));
  expect(backend.asked("save_settings")).toEqual([{ patch: { works_with_children: true } }]);
  await waitFor(() => expect(screen.queryByText("If you work with children")).toBeNull());
});
