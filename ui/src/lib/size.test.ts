// @vitest-environment jsdom

// The size of text: by keys and by two fingers, at once, said, saved, and there at the next start before anything is drawn.

import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Backend, failure, written } from "../../test/backend";
import { now, settings as saved, start } from "../../test/samples";
import App from "../App.svelte";
import type { Settings } from "./bindings";
import { cover } from "./cover.svelte";
import { settings } from "./settings.svelte";
import { size } from "./size.svelte";

let backend: Backend;
let kept: Settings;

beforeEach(() => {
  location.hash = "#/";
  document.documentElement.style.fontSize = "";
  kept = saved();
  settings.take(start());
  backend = new Backend(
    {
      start: () => start({ settings: kept }),
      now: now(),
      save_settings: ({ patch }) => {
        kept = { ...kept, ...(patch as object) };
        return written(["settings"], kept);
      },
    },
    false,
  );
});

afterEach(() => vi.restoreAllMocks());

const shown = () => document.documentElement.style.fontSize;
const press = (key: string, more = {}) => fireEvent.keyDown(window, { key, ctrlKey: true, ...more });
const ready = () => screen.findByRole("button", { name: "Hide screen" });

test("keys make it larger, smaller and as it was, at once and for the next start", async () => {
  render(App);
  await ready();
  for (const [key, is] of [
    ["=", "110%"],
    ["+", "125%"],
    ["+", "150%"],
    ["-", "125%"],
    ["0", ""],
    ["-", ""],
    ["+", "110%"],
  ] as const) {
    await press(key);
    await waitFor(() => expect(shown()).toBe(is));
  }
  expect(screen.getByText("Text size 110%.")).toBeInTheDocument();
  await waitFor(() => expect(kept.text_size).toBe(110));
  await waitFor(() => expect(settings.now.text_size).toBe(110));
});

test("it ends at 400 %, and says so", async () => {
  render(App);
  await ready();
  for (let times = 0; times < 12; times++) await press("+");
  expect(await screen.findByText("Text size 400%, the largest.")).toBeInTheDocument();
  await waitFor(() => expect(shown()).toBe("400%"));
  await waitFor(() => expect(kept.text_size).toBe(400));
  await waitFor(() => expect(settings.now.text_size).toBe(400));
});

test("other keys do not change it, and none does while the screen is hidden", async () => {
  render(App);
  await ready();
  await press("+", { ctrlKey: false });
  await press("+", { altKey: true });
  cover.on = true;
  await press("+");
  cover.on = false;
  expect(shown()).toBe("");
  expect(backend.asked("save_settings")).toEqual([]);
});

test("a wheel with Ctrl changes it by one size a notch, and without Ctrl it scrolls", async () => {
  render(App);
  await ready();
  const turn = (deltaY: number, ctrlKey: boolean) =>
    fireEvent.wheel(document.documentElement, { deltaY, ctrlKey });
  expect(await turn(-120, true), "it would scroll, too").toBe(false);
  await waitFor(() => expect(shown()).toBe("110%"));
  await turn(-120, true);
  await waitFor(() => expect(shown()).toBe("125%"));
  await turn(120, true);
  await waitFor(() => expect(shown()).toBe("110%"));
  expect(await turn(-120, false)).toBe(true);
  expect(shown()).toBe("110%");
  await waitFor(() => expect(settings.now.text_size).toBe(110));
});

test("two fingers that move apart make it larger step by step", async () => {
  render(App);
  await ready();
  const at = (apart: number) =>
    ({
      touches: [
        { clientX: 0, clientY: 0 },
        { clientX: 0, clientY: apart },
      ],
    }) as unknown as TouchEventInit;
  const root = document.documentElement;
  await fireEvent.touchStart(root, at(100));
  for (let apart = 100; apart <= 200; apart += 4) await fireEvent.touchMove(root, at(apart));
  await waitFor(() => expect(shown()).toBe("200%"));
  await waitFor(() => expect(settings.now.text_size).toBe(200));
});

test("what cannot be saved holds all the same, and the reason is said", async () => {
  let full = true;
  backend.answer({
    save_settings: ({ patch }) => {
      if (full) throw failure("This device's storage is full.");
      kept = saved(patch as object);
      return written(["settings"], kept);
    },
  });
  render(App);
  await ready();
  await press("+");
  expect(await screen.findByText("This device's storage is full.")).toBeInTheDocument();
  expect(shown()).toBe("110%");
  full = false;
  await press("+");
  await waitFor(() => expect(settings.now.text_size).toBe(125));
});

test("nothing is drawn before its size is known", async () => {
  let answer: (of: object) => void = () => undefined;
  backend.answer({ start: () => new Promise((resolve) => (answer = resolve)) });
  const { container } = render(App);
  expect(await screen.findByText("Opening…")).toBeInTheDocument();
  expect(container.querySelector("nav, header")).toBeNull();
  kept = saved({ text_size: 200 });
  answer(start({ settings: kept }));
  await ready();
  expect(shown()).toBe("200%");
});

test("Settings changes it, and a window with large text is as narrow as a phone", async () => {
  location.hash = "#/settings";
  backend.answer({ documents: { items: [], sentence: "", budgets: [], budget: 0, paused: false } });
  render(App);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Larger text" }));
  await user.click(screen.getByRole("button", { name: "Larger text" }));
  expect(screen.getByText(/Text size 125%. This is how/)).toBeInTheDocument();
  expect(size.narrow).toBe(false);
  for (let times = 0; times < 4; times++)
    await user.click(screen.getByRole("button", { name: "Larger text" }));
  expect(size.narrow, "1024 pixels hold 26 rem").toBe(true);
  await user.click(screen.getByRole("button", { name: "Standard size" }));
  await waitFor(() => expect(shown()).toBe(""));
  await waitFor(() => expect(settings.now.text_size).toBe(100));
});
