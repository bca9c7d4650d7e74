// @vitest-environment jsdom

// Two questions, each answered by one press or skipped, whatever the number of areas.

import { render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { Backend, failure, written } from "../../../test/backend";
import { settings as saved, start } from "../../../test/samples";
import type { Settings } from "../../lib/bindings";
import { partnership } from "../../lib/partnership.svelte";
import { settings } from "../../lib/settings.svelte";
import { toast } from "../../lib/toast.svelte";
import FirstStart from "./FirstStart.svelte";

const user = userEvent.setup();

const areas = (many: number) =>
  Array.from({ length: many }, (_, at) => ({ id: `area-${at}`, title: `Area ${at}` }));

let kept: Settings;
let backend: Backend;

beforeEach(() => {
  toast.close();
  kept = saved({ asked: false, areas: [] });
  backend = new Backend({
    save_settings: ({ patch }) => written(["settings"], (kept = { ...kept, ...(patch as object) })),
  });
});

const begin = (many: number, settled: Partial<Settings> = {}) => {
  kept = { ...kept, ...settled };
  settings.take(start({ settings: kept, areas: areas(many) }));
  render(FirstStart);
};
const press = (name: string) => user.click(screen.getByRole("button", { name }));
const WHERE = "Where do you work?";
const WHO = "Do you work with children?";

test.each([2, 4, 9])(
  "of %i areas one is chosen by one press, and the second question comes",
  async (many) => {
    begin(many);
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(WHERE);
    for (const { title } of areas(many))
      expect(screen.getByRole("button", { name: title })).toBeInTheDocument();
    expect(screen.getByRole("link", { name: /Act now/ })).toBeInTheDocument();
    expect(screen.getByText(/Call the council where the child lives or is found/)).toBeInTheDocument();
    await press("Area 1");
    const second = await screen.findByRole("heading", { name: WHO });
    expect(kept).toMatchObject({ asked: false, areas: ["area-1"] });
    await waitFor(() => expect(second).toHaveFocus());
    expect(screen.getByRole("link", { name: /Act now/ })).toBeInTheDocument();
    await press("Yes");
    await waitFor(() =>
      expect(kept).toMatchObject({ asked: true, areas: ["area-1"], works_with_children: true }),
    );
  },
);

test("several areas can be chosen", async () => {
  begin(9);
  await press("More than one area");
  for (const name of ["Area 2", "Area 7"]) await user.click(screen.getByRole("checkbox", { name }));
  await waitFor(() => expect(kept.areas).toEqual(["area-2", "area-7"]));
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(WHERE);
  await press("Continue");
  expect(await screen.findByRole("heading", { name: WHO })).toBeInTheDocument();
});

test("both can be skipped", async () => {
  begin(2);
  await press("Skip for now");
  await screen.findByRole("heading", { name: WHO });
  expect(kept.asked).toBe(false);
  await press("Skip for now");
  await waitFor(() => expect(kept).toEqual(saved({ asked: true, areas: [] })));
});

test("who closed the window between the two goes on with the second", () => {
  begin(2, { areas: ["area-1"] });
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(WHO);
});

test("who answered the second before, and whose area is gone, is asked for the area alone", async () => {
  begin(2, { works_with_children: false });
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(WHERE);
  await press("Skip for now");
  await waitFor(() => expect(kept.asked).toBe(true));
});

test("an answer that is not saved leaves the question, and says why", async () => {
  begin(2);
  backend.answer({
    save_settings: () => {
      throw failure("This device has no room left.");
    },
  });
  await press("Area 1");
  await waitFor(() => expect(toast.shown?.text).toBe("This device has no room left."));
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(WHERE);
});

test("the partnership's first words stand once, with the first question", async () => {
  const welcome = "For everybody who visits families.";
  partnership.take({ name: "Westmarch", welcome });
  begin(2);
  expect(screen.getAllByText(welcome)).toHaveLength(1);
  await press("Area 0");
  await waitFor(() => expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(WHO));
  expect(screen.queryByText(welcome)).toBeNull();
  partnership.take({});
});
