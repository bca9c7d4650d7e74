// @vitest-environment jsdom

// The window as a whole: no part of it can take 999 away, and its keys mean what they say.

import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Backend, failure, written } from "../test/backend";
import { contact, freshness, now, provenance, settings as saved, start } from "../test/samples";
import App from "./App.svelte";
import { answered } from "./lib/answered.svelte";
import type { Place } from "./lib/bindings";
import { cover } from "./lib/cover.svelte";
import { EVERYTHING } from "./lib/narrowing";
import { searchHref } from "./lib/route";
import { keep } from "./lib/searches";
import { settings } from "./lib/settings.svelte";
import { bring } from "./screens/screens";

const user = userEvent.setup();

let backend: Backend;

const term = (title: string) => ({
  id: title,
  title,
  meaning: `What ${title} means`,
  also: [],
  provenance,
  bookmarked: false,
});
const [mash, lado] = ["MASH", "LADO"].map(term);

beforeEach(() => {
  location.hash = "#/act-now";
  cover.on = false;
  settings.take(start());
  backend = new Backend({ start: start(), now: now(), contact: contact("office") }, false);
});

afterEach(() => vi.restoreAllMocks());

const quiet = () => vi.spyOn(console, "error").mockImplementation(() => undefined);

test("the area is the one that is saved", async () => {
  backend.answer({
    save_settings: ({ patch }) => {
      const settings = saved(patch as object);
      backend.answer({ start: start({ settings, areas }) });
      return written(["settings"], settings);
    },
  });
  const areas = [...start().areas, { id: "portsmouth", title: "Portsmouth" }];
  backend.answer({ start: start({ areas }) });
  render(App);
  const chip = await screen.findByRole("button", { name: "Area: Hampshire" });
  const press = (role: string, name: string) => user.click(screen.getByRole(role, { name, hidden: true }));
  for (const [role, name, chosen] of [
    ["button", "Isle of Wight", "Isle of Wight"],
    ["button", "Hampshire", "Hampshire"],
    ["button", "I cover more than one", "Hampshire"],
    ["checkbox", "Isle of Wight", "2 areas"],
    ["checkbox", "Portsmouth", "All areas"],
    ["checkbox", "Hampshire", "2 areas"],
  ] as const) {
    await press(role, name);
    await waitFor(() => expect(chip).toHaveAccessibleName(`Area: ${chosen}`));
  }
  await waitFor(() => expect(backend.asked("now").length).toBeGreaterThan(1));
});

test("going on closes the dialog that was open", async () => {
  render(App);
  await user.click(await screen.findByRole("button", { name: "Area: Hampshire" }));
  const dialog = screen.getByRole("dialog", { name: "Where does the child live?" });
  expect(dialog).toHaveProperty("open", true);
  location.hash = "#/more";
  await screen.findByRole("heading", { name: "More" });
  expect(dialog).toHaveProperty("open", false);
});

test("doubled areas leave the window whole", async () => {
  const one = { id: "hampshire", title: "Hampshire" };
  backend.answer({ start: start({ areas: [one, one] }) });
  render(App);
  expect(await screen.findByRole("button", { name: /Call 999/ })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Area: Hampshire" })).toBeInTheDocument();
});

test("what the frame of the window throws leaves 999, the screens and Hide", async () => {
  quiet();
  location.hash = "#/";
  backend.answer({ start: start({ areas: [null as never] }) });
  render(App);
  expect(await screen.findByRole("region", { name: "Emergency" })).toHaveTextContent("999");
  await user.click(screen.getByRole("link", { name: /^Who to call now/ }));
  expect(await screen.findByRole("button", { name: /Call 999/ })).toBeInTheDocument();
  await user.keyboard("{Escape}{Escape}");
  expect(await screen.findByRole("button", { name: "Continue" })).toBeInTheDocument();
  expect(screen.getByRole("main")).toHaveProperty("inert", true);
});

test("a screen that throws leaves 999 and the frame, and the next screen opens", async () => {
  quiet();
  location.hash = "#/";
  backend.answer({ now: {} });
  render(App);
  expect(await screen.findByRole("region", { name: "Emergency" })).toHaveTextContent("999");
  location.hash = "#/more";
  expect(await screen.findByRole("heading", { name: "More" })).toBeInTheDocument();
  expect(screen.queryByRole("region", { name: "Emergency" })).toBeNull();
});

test("a search that cannot be shown leaves 999", async () => {
  quiet();
  await bring("search");
  location.hash = searchHref(keep({ query: "x", filters: EVERYTHING }));
  backend.answer({ recent_searches: { on: true, queries: [] }, search: { query: "x", groups: null } });
  render(App);
  expect(await screen.findByRole("region", { name: "Emergency" })).toHaveTextContent("999");
});

test("with no start, the first screen opens all the same", async () => {
  backend.answer({
    start: () => {
      throw failure("The settings cannot be read.");
    },
  });
  render(App);
  expect(await screen.findByRole("button", { name: /Call 999/ })).toBeInTheDocument();
  expect(screen.getByText(/The settings cannot be read/)).toBeInTheDocument();
});

test("that the settings were read does not mean that the rest works", async () => {
  answered.any = false;
  backend.answer({
    now: () => {
      throw failure("The catalogue cannot be read.");
    },
  });
  render(App);
  expect(await screen.findByText("The catalogue cannot be read.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Area: Hampshire" })).toBeInTheDocument();
  expect(screen.queryByText("Everything else still works.")).toBeNull();
});

test("an update that the app made by itself shows how fresh the catalogue is now", async () => {
  render(App);
  await screen.findByRole("button", { name: /Call 999/ });
  backend.answer({ start: start({ freshness: freshness({ draft: true }) }) });
  await backend.changed("catalogue", "freshness");
  expect(await screen.findByText("Draft")).toBeInTheDocument();
  await waitFor(() => expect(backend.asked("now").length).toBeGreaterThan(1));
});

test("what was read elsewhere is no news here", async () => {
  backend.answer({ start: start({ freshness: freshness({ unread: true }) }) });
  render(App);
  const changes = await screen.findByRole("link", { name: "What's changed, not read yet" });
  backend.answer({ start: start() });
  await backend.changed("changes-read");
  await waitFor(() => expect(changes).toHaveAccessibleName("What's changed"));
});

const hidden = () => screen.queryByRole("button", { name: "Continue" }) !== null;

test("Escape twice hides where nothing is open", async () => {
  render(App);
  await screen.findByRole("button", { name: /Call 999/ });
  await user.keyboard("{Escape}x{Escape}");
  expect(hidden()).toBe(false);
  await user.keyboard("{Escape}");
  expect(hidden()).toBe(true);
});

test("Escape closes what is open, and only then counts as the first of two", async () => {
  render(App);
  await user.click(await screen.findByRole("button", { name: "Area: Hampshire" }));
  const dialog = screen.getByRole<HTMLDialogElement>("dialog", { name: "Where does the child live?" });
  // Nothing is prevented here: the web view closes a dialog by itself.
  expect(await fireEvent.keyDown(dialog, { key: "Escape" })).toBe(true);
  dialog.close();
  await user.keyboard("{Escape}");
  expect(hidden()).toBe(false);
  await user.keyboard("{Escape}");
  expect(hidden()).toBe(true);
});

test("Escape clears the field, and only then counts as the first of two", async () => {
  render(App);
  const field = await screen.findByRole("searchbox");
  await user.type(field, "bruise{Escape}");
  expect(field).toHaveValue("");
  await user.keyboard("{Escape}");
  expect(hidden()).toBe(false);
  await user.keyboard("{Escape}");
  expect(hidden()).toBe(true);
});

test("Escape that is held is pressed once", async () => {
  render(App);
  await screen.findByRole("button", { name: /Call 999/ });
  for (const repeat of [false, true, true]) await fireEvent.keyDown(window, { key: "Escape", repeat });
  expect(hidden()).toBe(false);
});

test.each([{ isComposing: true }, { keyCode: 229 }])(
  "keys that compose words hide, open, clear and move nothing: %o",
  async (how) => {
    render(App);
    const field = await screen.findByRole("searchbox");
    await user.type(field, "kanji");
    for (const target of [field, document.body])
      for (const key of ["Escape", "Escape", "/", "?", "Enter", "ArrowLeft"])
        await fireEvent.keyDown(target, { key, altKey: key === "ArrowLeft", ...how });
    expect(hidden()).toBe(false);
    expect(field).toHaveValue("kanji");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(location.hash).toBe("#/act-now");
  },
);

test("a sign typed in a field is written and opens nothing", async () => {
  render(App);
  const field = await screen.findByRole("searchbox");
  await user.type(field, "/?");
  expect(field).toHaveValue("/?");
  expect(location.hash).toBe("#/act-now");
});

test("single keys act until they are turned off, and the list of keys says so", async () => {
  render(App);
  await screen.findByRole("button", { name: /Call 999/ });
  await user.keyboard("?");
  const list = screen.getByRole<HTMLDialogElement>("dialog", { name: "List of keys" });
  expect(list).toHaveTextContent("Search Ctrl + K or /");
  list.close();
  settings.now = saved({ single_keys: false });
  await user.keyboard("?/");
  expect(list.open).toBe(false);
  expect(location.hash).toBe("#/act-now");
  expect(list).not.toHaveTextContent("or /");
  expect(list).not.toHaveTextContent("Show this list");
  await user.keyboard("{Control>}k{/Control}");
  await waitFor(() => expect(location.hash).toBe("#/search"));
});

test("coming back finds a page as it was left, and coming anew finds it new", async () => {
  backend.answer({ terms: ({ typed }) => (typed === "" ? [mash, lado] : [mash]) });
  await bring("terms");
  location.hash = "#/terms";
  render(App);
  const fold = async (name: string) =>
    (await screen.findByText(name)).closest("details") as HTMLDetailsElement;
  await user.type(await screen.findByRole("searchbox"), "ma");
  await waitFor(() => expect(screen.queryByText("LADO")).toBeNull());
  (await fold("MASH")).open = true;

  location.hash = "#/more";
  await screen.findByRole("heading", { name: "More" });
  history.back();
  expect(await screen.findByRole("searchbox")).toHaveValue("ma");
  await waitFor(async () => expect(await fold("MASH")).toHaveProperty("open", true));
  expect(backend.asked("terms").at(-1)).toEqual({ typed: "ma" });

  history.forward();
  await screen.findByRole("heading", { name: "More" });
  location.hash = "#/terms";
  expect(await screen.findByRole("searchbox")).toHaveValue("");
  expect(await fold("LADO")).toHaveProperty("open", false);
  expect(await fold("MASH")).toHaveProperty("open", false);
});

test("what was opened is open after a restart, and what was typed is not written down", async () => {
  backend.answer({ terms: [mash, lado] });
  await bring("terms");
  location.hash = "#/terms";
  const { unmount } = render(App);
  const fold = async (name: string) =>
    (await screen.findByText(name)).closest("details") as HTMLDetailsElement;
  (await fold("LADO")).open = true;
  const place = () => backend.asked("remember_place").at(-1)?.place as Place | undefined;
  await waitFor(() => expect(place()?.left).toContain("folds"));
  const written = place();
  await user.type(screen.getByRole("searchbox"), "ma");
  await waitFor(() => expect(place()).toEqual({ route: "#/terms" }));
  unmount();

  history.replaceState(null, "", "#");
  backend.answer({ start: start({ place: written }) });
  render(App);
  await waitFor(async () => expect(await fold("LADO")).toHaveProperty("open", true));
  expect(await fold("MASH")).toHaveProperty("open", false);
  expect(location.hash).toBe("#/terms");
});

test.each(["null", "5", '"x"', "{", '{"top":{},"folds":3,"values":null}'])(
  "a place left as nobody understands it opens all the same: %s",
  async (left) => {
    history.replaceState(null, "", "#");
    backend.answer({ start: start({ place: { route: "#/more", left } }) });
    render(App);
    expect(await screen.findByRole("heading", { name: "More" })).toBeInTheDocument();
  },
);
