// @vitest-environment jsdom

import { render, screen, waitFor, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { tick } from "svelte";
import { beforeEach, expect, test } from "vitest";

import { Backend, failure, written } from "../../../test/backend";
import { bookmark, contact, number } from "../../../test/samples";
import Toast from "../../components/Toast.svelte";
import { spoken } from "../../lib/announce.svelte";
import type { Bookmark, RemovedBookmark } from "../../lib/bindings";
import { toast } from "../../lib/toast.svelte";
import Bookmarks from "./Bookmarks.svelte";

const user = userEvent.setup();

/** What Rust has saved. */
let kept: Bookmark[];
let backend: Backend;

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  toast.close();
  kept = Array.from({ length: 40 }, (_, at) => bookmark(String(at)));
  const at = (id: unknown) => kept.findIndex((one) => one.id === id);
  backend = new Backend({
    bookmarks: () => kept,
    documents: { items: [], used: 0, budget: 1, budgets: [], paused: false, sentence: "" },
    move_bookmark: async ({ id, position }) => {
      await soon();
      const moved = kept[at(id)];
      if (!moved) throw failure("It is gone.");
      const others = kept.filter((one) => one !== moved);
      kept = [...others.slice(0, position as number), moved, ...others.slice(position as number)];
      return written(["bookmarks"], null);
    },
    set_bookmark: ({ id }) => {
      const removed = { ...bookmark(id as string), position: at(id), kept_at: "2026-11-22T09:00:00Z" };
      kept = kept.filter((one) => one.id !== id);
      return written(["bookmarks"], { removed });
    },
    restore_bookmark: ({ removed }) => {
      const { id, position } = removed as RemovedBookmark;
      kept = [...kept.slice(0, position), bookmark(id), ...kept.slice(position)];
      return written(["bookmarks"], null);
    },
  });
});

const titles = () => [...document.querySelectorAll("li a")].map((link) => link.textContent);
/** A button of the row with that title: by its row, as a name among so many is long looked for. */
const button = async (name: string, title: string) => {
  const row = (await screen.findByText(title)).closest("li") as HTMLElement;
  return within(row).getByRole("button", { name: `${name}: ${title}` });
};
/** Order and removal are out of the way until they are asked for. */
async function edit() {
  render(Bookmarks);
  await user.click(await screen.findByRole("button", { name: "Edit" }));
}
const order = () => kept.map(({ title }) => title);

test("thirty quick presses of Down move a bookmark thirty places", async () => {
  await edit();
  const down = await button("Down", "Term 3");
  down.focus();
  for (let press = 0; press < 30; press++) {
    (document.activeElement as HTMLElement).click();
    await tick();
  }
  expect(titles().indexOf("Term 3")).toBe(33);
  await waitFor(() => expect(order().indexOf("Term 3")).toBe(33));
  await waitFor(() => expect(titles()).toEqual(order()));
  expect(await button("Down", "Term 3")).toHaveFocus();
});

test("the keys of a row count as its buttons do, to the end of the list and no further", async () => {
  await edit();
  (await button("Up", "Term 38")).focus();
  await user.keyboard("{Alt>}{ArrowDown}{ArrowDown}{ArrowDown}{/Alt}");
  await waitFor(() => expect(order().at(-1)).toBe("Term 38"));
  expect(backend.asked("move_bookmark")).toHaveLength(1);
});

test("a move that could not be saved is not shown", async () => {
  await edit();
  backend.answer({
    move_bookmark: () => {
      throw failure("This device has no room left.");
    },
  });
  await user.click(await button("Down", "Term 0"));
  await waitFor(() => expect(titles()[0]).toBe("Term 0"));
  expect(toast.shown?.text).toBe("This device has no room left.");
});

test("a removed bookmark comes back to its place, and focus with it", async () => {
  render(Toast);
  await edit();
  await user.click(await button("Remove", "Term 5"));
  await waitFor(() => expect(titles()).not.toContain("Term 5"));
  expect(await button("Remove", "Term 6")).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(titles()[5]).toBe("Term 5"));
  expect(order()[5]).toBe("Term 5");
  await waitFor(async () => expect(await button("Remove", "Term 5")).toHaveFocus());
  expect(screen.getByText("Undone.")).toBeInTheDocument();
});

test("what is saved stands under headings, a number to call beside its contact, and no button of order", async () => {
  const office = contact("office", { numbers: [number("01983 823435")] });
  kept = [
    bookmark("marac"),
    { ...bookmark("neglect"), kind: "theme", title: "Neglect" },
    { ...bookmark("office"), kind: "contact", title: "The office", contact: office },
  ];
  render(Bookmarks);
  await screen.findByRole("link", { name: "The office" });
  const headings = screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);
  expect(headings).toEqual(["Contacts", "Themes", "Articles and glossary"]);
  expect(screen.getAllByText("01983 823435")).not.toHaveLength(0);
  expect(screen.queryByRole("button", { name: /^(Up|Down|Remove)/ })).toBeNull();
});

test("a move stays under its heading and past its neighbour there", async () => {
  const theme = (id: string) => ({ ...bookmark(id), kind: "theme" as const, title: `Theme ${id}` });
  kept = [theme("a"), bookmark("between"), theme("b")];
  await edit();
  await user.click(await button("Up", "Theme b"));
  await waitFor(() => expect(order()).toEqual(["Theme b", "Theme a", "Term between"]));
  expect(await button("Down", "Theme b")).toHaveFocus();
  expect(spoken.polite?.text).toBe("Theme b: now 1 of 2");
});

test("what was withdrawn names what to use instead where there is something, and promises nothing else", async () => {
  const instead = { kind: "term" as const, id: "new", title: "The new one" };
  kept = [
    { ...bookmark("1"), state: "withdrawn", instead },
    { ...bookmark("2"), state: "withdrawn" },
  ];
  render(Bookmarks);
  const row = async (title: string) => (await screen.findByRole("link", { name: title })).closest("li");
  expect(await row("Term 1")).toHaveTextContent("Withdrawn Use instead: The new one");
  expect(await row("Term 2")).not.toHaveTextContent("instead");
});
