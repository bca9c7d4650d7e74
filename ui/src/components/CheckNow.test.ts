// @vitest-environment jsdom

// Looking for an update ends, whatever becomes of it.

import { render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { Backend, failure, Later } from "../../test/backend";
import { freshness } from "../../test/samples";
import type { RefreshEnd } from "../lib/bindings";
import { refresh } from "../lib/refresh.svelte";
import About from "../screens/about/About.svelte";
import CheckNow from "./CheckNow.svelte";

const user = userEvent.setup();

const end = (sentence: string): RefreshEnd => ({
  state: "up-to-date",
  sentence,
  retry: false,
  changed: false,
  freshness: freshness(),
});

let backend: Backend;

beforeEach(async () => {
  backend = new Backend();
  refresh.progress = undefined;
  refresh.ended = undefined;
  refresh.freshness = freshness();
  await refresh.listen();
});

const press = () => user.click(screen.getByRole("button", { name: "Check now" }));
const under_way = () => screen.queryByRole("progressbar") !== null;

test("the command's answer ends it, without any event", async () => {
  const answer = new Later<RefreshEnd>();
  backend.answer({ refresh: answer.promise });
  render(CheckNow);
  await press();
  expect(under_way()).toBe(true);
  answer.answer(end("Up to date."));
  expect(await screen.findByText("Up to date.")).toBeInTheDocument();
  expect(under_way()).toBe(false);

  await press();
  expect(backend.asked("refresh")).toHaveLength(2);
});

test("a command that fails ends it and says why, and it can be pressed again", async () => {
  backend.answer({
    refresh: () => {
      throw failure("This device has no room left.");
    },
  });
  render(CheckNow);
  await press();
  expect(await screen.findByText("This device has no room left.")).toBeInTheDocument();
  await press();
  expect(backend.asked("refresh")).toHaveLength(2);
});

test("how far it is is shown while it is under way, and no other update's", async () => {
  const answer = new Later<RefreshEnd>();
  backend.answer({ refresh: answer.promise });
  render(CheckNow);
  await backend.tell("refresh-progress", { sentence: "Another's" });
  expect(under_way()).toBe(false);
  await press();
  await backend.tell("refresh-progress", { sentence: "Downloading", percent: 40 });
  expect(await screen.findByText("Downloading")).toBeInTheDocument();
  answer.answer(end("Up to date."));
  expect(await screen.findByText("Up to date.")).toBeInTheDocument();
  expect(under_way()).toBe(false);
});

test("Stop frees the button even where nothing else answers", async () => {
  backend.answer({ refresh: new Later<RefreshEnd>().promise, stop_refresh: null });
  render(CheckNow);
  await press();
  await user.click(screen.getByRole("button", { name: "Stop" }));
  await waitFor(() => expect(under_way()).toBe(false));
  await press();
  expect(backend.asked("refresh")).toHaveLength(2);
});

test("a file too large to be an update is not read", async () => {
  backend.answer({ about: { freshness: freshness(), counts: [], sources: [] } });
  render(About);
  const film = new File([""], "film.tar", { type: "application/x-tar" });
  Object.defineProperty(film, "size", { value: 3 * 1024 ** 3 });
  let read = false;
  film.arrayBuffer = () => ((read = true), Promise.resolve(new ArrayBuffer(0)));
  await user.upload(await screen.findByLabelText("Update from a file"), film);
  expect(await screen.findByText(/larger than 64 MB.*Choose another file/)).toBeInTheDocument();
  expect(read).toBe(false);
  expect(backend.asked("take_edition")).toEqual([]);
});
