// @vitest-environment jsdom

import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { Backend, failure, Later, written } from "../../../test/backend";
import { found, hit, number, whoToCall } from "../../../test/samples";
import { spoken } from "../../lib/announce.svelte";
import type { Found } from "../../lib/bindings";
import { whole } from "../../lib/limit";
import Search from "./Search.svelte";

const user = userEvent.setup();

/** Questions that wait for the test to answer them, by their words. */
let open: Record<string, Later<Found>>;
let backend: Backend;

function field() {
  return screen.getByRole("combobox", { name: "Search" });
}

function asked(query: string): Later<Found> {
  const later = open[query];
  if (!later) throw new Error(`Nobody asked for ${query}, but for ${Object.keys(open).join()}.`);
  return later;
}

beforeEach(() => {
  open = {};
  location.hash = "#/search";
  backend = new Backend({
    search: ({ query }) => (open[query as string] = new Later<Found>()).promise,
    recent_searches: { on: true, queries: [] },
    remember_hit: null,
    who_to_call: whoToCall(),
  });
  render(Search);
});

test("Enter opens the best hit of the answer it was pressed for", async () => {
  await user.type(field(), "neg");
  await user.keyboard("{Enter}");
  asked("neg").answer(found("neg"));
  await waitFor(() => expect(location.hash).toBe("#/terms/neg"));
});

test("Enter opens nothing once somebody goes on typing", async () => {
  await user.type(field(), "neg");
  await user.keyboard("{Enter}");
  await user.type(field(), "lected");
  asked("neglected").answer(found("neglected"));
  await screen.findByText("Hit neglected");
  expect(location.hash).toMatch(/^#\/search/);
});

test("Enter opens nothing when the field is as it was again, by typing", async () => {
  await user.type(field(), "neg");
  await user.keyboard("{Enter}");
  await user.type(field(), "l{Backspace}");
  asked("neg").answer(found("neg"));
  await screen.findByText("Hit neg");
  expect(location.hash).toMatch(/^#\/search/);
});

test("Enter for a search that failed opens nothing later", async () => {
  await user.type(field(), "neg");
  await user.keyboard("{Enter}");
  asked("neg").fail(failure("The search did not work."));
  await screen.findByText(/The search did not work./);
  expect(screen.getByRole("region", { name: "Emergency" })).toHaveTextContent("999");
  await backend.changed("catalogue");
  asked("neg").answer(found("neg"));
  await screen.findByText("Hit neg");
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  expect(location.hash).toMatch(/^#\/search/);
});

test("after a failure Enter searches again, and opens what is found then", async () => {
  await user.type(field(), "neg");
  asked("neg").fail(failure("The search did not work."));
  await screen.findByText(/The search did not work./);
  await user.keyboard("{Enter}");
  asked("neg").answer(found("neg"));
  await waitFor(() => expect(location.hash).toBe("#/terms/neg"));
});

test("Ctrl and Enter call nobody while the list answers an older question", async () => {
  await user.type(field(), "a");
  const dialled = {
    contact: "office",
    title: "The office",
    area: "Hampshire",
    number: number("0300 555 1384"),
    professionals_only: false,
    trust: "confirmed" as const,
  };
  asked("a").answer({ ...found("a"), best: { ...hit("a"), kind: "contact", number: dialled } });
  await screen.findByText("0300 555 1384");
  await user.type(field(), "b");
  await user.keyboard("{Control>}{Enter}{/Control}");
  asked("ab").answer(found("ab"));
  await screen.findByText("Hit ab");
  expect(backend.asked("call")).toEqual([]);
  expect(location.hash).toMatch(/^#\/search/);
});

test("results stay when a later search fails", async () => {
  await user.type(field(), "a");
  asked("a").answer(found("a"));
  await screen.findByText("Hit a");
  await user.type(field(), "b");
  asked("ab").fail(failure("The search did not work."));
  expect(await screen.findByText(/These results are for an earlier search\./)).toBeInTheDocument();
  expect(spoken.urgent?.text).toBe("The search did not work.");
  expect(screen.getByText("Hit a")).toBeInTheDocument();
});

test("the last letters are asked again when they were overtaken by those before them", async () => {
  await user.type(field(), "ab");
  asked("a").fail({ code: "superseded", message: "A newer search has taken its place." });
  const first = asked("ab");
  first.fail({ code: "superseded", message: "A newer search has taken its place." });
  await waitFor(() => expect(asked("ab")).not.toBe(first));
  asked("ab").answer(found("ab"));
  await screen.findByText("Hit ab");
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});

test("an older answer never replaces a newer one", async () => {
  await user.type(field(), "ab");
  asked("ab").answer(found("ab"));
  await screen.findByText("Hit ab");
  asked("a").answer(found("a"));
  await new Promise((resolve) => setTimeout(resolve));
  expect(screen.queryByText("Hit a")).toBeNull();
  expect(screen.getByText("Hit ab")).toBeInTheDocument();
});

test.each([{ isComposing: true }, { keyCode: 229 }])(
  "keys that compose words do nothing: %o",
  async (how) => {
    await user.type(field(), "neg");
    asked("neg").answer(found("neg"));
    await screen.findByText("Hit neg");
    for (const key of ["Enter", "Escape", "ArrowDown"]) await fireEvent.keyDown(field(), { key, ...how });
    expect(location.hash).toMatch(/^#\/search/);
    expect(field()).toHaveValue("neg");
    expect(field()).not.toHaveAttribute("aria-activedescendant");
  },
);

test("what was composed is searched for once it is whole", async () => {
  await fireEvent.compositionStart(field());
  await fireEvent.input(field(), { target: { value: "にぐ" }, isComposing: true });
  await fireEvent.keyDown(field(), { key: "Enter", keyCode: 229 });
  await fireEvent.input(field(), { target: { value: "neglect" }, isComposing: true });
  await fireEvent.compositionEnd(field());
  await waitFor(() => expect(Object.keys(open).at(-1)).toBe("neglect"));
  asked("neglect").answer(found("neglect"));
  await screen.findByText("Hit neglect");
  expect(location.hash).toMatch(/^#\/search/);
});

test.each(["\ud800", "a\udc00b", "%", "%E0%A4%A", "\u0000", "‮", "<b>", "#/act-now", "&q=x", "🏠\ud83c"])(
  "odd text that was pasted is searched for: %j",
  async (text) => {
    await user.click(field());
    await user.paste(text);
    const [query] = Object.keys(open);
    // Half a character is one that is damaged: Rust takes no halves.
    expect(query).toBe(whole(text));
    asked(whole(text)).answer(found(whole(text)));
    await screen.findByRole("link", { name: /^Hit/ });
    expect(field()).toHaveValue(text);
  },
);

test("recent searches are gone from the screen when they are cleared", async () => {
  backend.answer({
    recent_searches: { on: true, queries: ["neglect", "neglect"] },
    forget_searches: () => {
      backend.answer({ recent_searches: { on: true, queries: [] } });
      return written(["searches"], { on: true, queries: [] });
    },
  });
  await backend.changed("searches");
  expect(await screen.findAllByRole("button", { name: "neglect" })).toHaveLength(2);
  await user.click(screen.getByRole("button", { name: /^Clear/ }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "neglect" })).toBeNull());
});

test("a hit is a link, and can be called and saved where it stands", async () => {
  backend.answer({ call: null, set_bookmark: written(["bookmarks"], { bookmarked: true }) });
  await user.type(field(), "a");
  const dialled = {
    contact: "office",
    title: "The office",
    area: "Hampshire",
    number: number("0300 555 1384"),
    professionals_only: false,
    trust: "confirmed" as const,
  };
  asked("a").answer({ ...found("a"), best: { ...hit("a"), kind: "contact", id: "office", number: dialled } });
  expect(await screen.findByRole("link", { name: "Hit a" })).toHaveAttribute("href", "#/contacts/office");
  await user.click(screen.getByRole("button", { name: /0300 555 1384/ }));
  expect(backend.asked("call")).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "Save: Hit a" }));
  await waitFor(() => expect(backend.asked("set_bookmark")).toHaveLength(1));
  expect(location.hash).toMatch(/^#\/search/);
});

test("the keys have a list of their own, and only they", async () => {
  await user.type(field(), "neg");
  asked("neg").answer(found("neg"));
  await screen.findByText("Hit neg");
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(field()).toHaveAttribute("aria-expanded", "false");
  await user.keyboard("{ArrowDown}");
  const row = await screen.findByRole("option", { name: "Hit neg", selected: true });
  expect(field()).toHaveAttribute("aria-activedescendant", row.id);
  expect(field()).toHaveAttribute("aria-expanded", "true");
  await user.keyboard("{ArrowLeft}");
  await waitFor(() => expect(screen.queryByRole("listbox")).toBeNull());
});

test("what to do stands above all hits", async () => {
  await user.type(field(), "da");
  const pathway = { kind: "pathway" as const, id: "da", title: "Domestic abuse: Hampshire" };
  asked("da").answer({
    ...found("da"),
    to_do: { emergency: [], ways: [{ pathway }], choose: [], also: [] },
  });
  const way = await screen.findByRole("link", { name: /^Domestic abuse: Hampshire/ });
  expect(way).toHaveAttribute("href", "#/pathways/da");
  const link = screen.getByRole("link", { name: "Hit da" });
  expect(way.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

test("where nothing is found, 999 and the way to Now stay", async () => {
  await user.type(field(), "zzz");
  asked("zzz").answer({ query: "zzz", groups: [], elsewhere: [], chips: [], total: 0, corrections: [] });
  await screen.findByRole("heading", { name: "Nothing found for “zzz”" });
  expect(screen.getByRole("region", { name: "Emergency" })).toHaveTextContent("999");
  expect(screen.getByRole("link", { name: /^Now/ })).toHaveAttribute("href", "#/");
});

test("words that run from right to left leave the sentence around them", async () => {
  await user.click(field());
  await user.paste("\u05e9\u05dc\u05d5\u05dd");
  asked("\u05e9\u05dc\u05d5\u05dd").answer({
    ...found("\u05e9\u05dc\u05d5\u05dd"),
    best: undefined,
    total: 0,
  });
  const heading = await screen.findByRole("heading", { name: /Nothing found for/ });
  expect(heading.querySelector("bdi")).toHaveTextContent("\u05e9\u05dc\u05d5\u05dd");
});

test("of a page that is pasted the beginning is searched for, once, and that is said", async () => {
  await user.click(field());
  await user.paste("bruise ".repeat(150_000));
  expect(screen.getByText(/You can use up to 200 characters/)).toBeInTheDocument();
  await waitFor(() => expect(backend.asked("search")).toHaveLength(1));
  expect((backend.asked("search")[0]?.query as string).length).toBeLessThanOrEqual(200);
  await user.clear(field());
  await user.type(field(), "mash");
  expect(screen.queryByText(/You can use up to/)).toBeNull();
  await waitFor(() => expect(backend.asked("search").at(-1)?.query).toBe("mash"));
});
