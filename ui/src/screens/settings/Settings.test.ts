// @vitest-environment jsdom

// Every control shows what was saved, and no choice undoes another.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { Backend, failure, Later, written } from "../../../test/backend";
import { reminders, settings as saved, start } from "../../../test/samples";
import App from "../../App.svelte";
import * as anew from "../../lib/anew";
import type { Documents, ReminderChoices, ReminderSettings, Settings as Chosen } from "../../lib/bindings";
import { toast } from "../../lib/toast.svelte";
import { settings } from "../../lib/settings.svelte";
import { bring } from "../screens";
import Settings from "./Settings.svelte";

const user = userEvent.setup();

const budgets = [
  { bytes: 100, title: "100 MB" },
  { bytes: 250, title: "250 MB" },
];
const documents = (budget: number): Documents => ({
  items: [],
  used: 0,
  budget,
  budgets,
  paused: false,
  sentence: "",
});
const delivery = {
  permission: "granted",
  permission_words: "Notifications are allowed.",
  phone: false,
  tray: true,
  background: false,
  background_words: "Doorstep ends.",
  autostart: false,
};

/** What Rust has saved: patches change it, as they do there. */
let kept: { settings: Chosen; choices: ReminderChoices; budget: number };
let backend: Backend;

beforeEach(() => {
  toast.close();
  kept = { settings: saved(), choices: reminders().choices, budget: 250 };
  backend = new Backend({
    start: () => start({ settings: kept.settings }),
    documents: () => documents(kept.budget),
    reminder_settings: (): ReminderSettings => ({ ...reminders(), choices: kept.choices }),
    recent_searches: { on: true, queries: [] },
    delivery,
    save_settings: ({ patch }) => {
      kept.settings = { ...kept.settings, ...(patch as object) };
      return written(["settings"], kept.settings);
    },
    save_reminder_settings: ({ patch }) => {
      kept.choices = { ...kept.choices, ...(patch as object) };
      return written(["reminders"], { ...reminders(), choices: kept.choices });
    },
    set_document_budget: ({ bytes }) => {
      kept.budget = bytes as number;
      return written(["documents"], documents(kept.budget));
    },
  });
  settings.take(start({ settings: kept.settings }));
});

/** Fails as a full disk does. */
function full() {
  throw failure("This device has no room left, so the change was not saved.");
}

async function group(name: string) {
  return within(await screen.findByRole("group", { name }));
}

test("each group of radios shows what was saved, also after a failed save", async () => {
  kept.settings = saved({ works_with_children: false });
  settings.take(start({ settings: kept.settings }));
  render(Settings);
  const groups: [string, string, string, string][] = [
    ["Do you work with children?", "No", "Yes", "save_settings"],
    ["Light or dark", "Same as this device", "Dark", "save_settings"],
    [
      "What a notification says",
      "“A reminder from Doorstep”",
      "The whole reminder",
      "save_reminder_settings",
    ],
    ["How much may be downloaded", "250 MB", "100 MB", "set_document_budget"],
  ];
  for (const [name, before, after, command] of groups) {
    const radios = await group(name);
    expect(radios.getByRole("radio", { name: before })).toBeChecked();

    const late = new Later<never>();
    backend.answer({ [command]: late.promise });
    await user.click(radios.getByRole("radio", { name: after }));
    late.fail(failure("This device has no room left."));
    await waitFor(() => expect(radios.getByRole("radio", { name: before })).toBeChecked());
    expect(radios.getByRole("radio", { name: after })).not.toBeChecked();
    expect(toast.shown?.text).toBe("This device has no room left.");
  }
});

test("a saved choice stays", async () => {
  render(Settings);
  const radios = await group("Do you work with children?");
  await user.click(radios.getByRole("radio", { name: "Yes" }));
  await waitFor(() => expect(kept.settings.works_with_children).toBe(true));
  expect(backend.asked("save_settings")).toEqual([{ patch: { works_with_children: true } }]);
  await waitFor(() => expect(radios.getByRole("radio", { name: "Yes" })).toBeChecked());
});

test("single keys are turned off, and on again", async () => {
  render(Settings);
  const box = await screen.findByRole("checkbox", { name: "Use single keys" });
  expect(box).toBeChecked();
  for (const on of [false, true]) {
    await user.click(box);
    await waitFor(() => expect(kept.settings.single_keys).toBe(on));
    expect(settings.now.single_keys).toBe(on);
  }
  await user.click(screen.getByRole("button", { name: "List of keys" }));
  expect(screen.getByRole("dialog", { name: "List of keys" })).toHaveTextContent("Go back Alt + Left");
});

test.each([
  ["Areas", "save_settings", () => kept.settings.areas],
  ["Practice weeks of which area", "save_reminder_settings", () => kept.choices.areas],
])("any number of areas can be chosen: %s", async (name, command, areas) => {
  const many = ["North", "South", "East", "West"].map((title) => ({ id: title.toLowerCase(), title }));
  kept = {
    ...kept,
    settings: saved({ areas: ["north"] }),
    choices: { ...kept.choices, areas: ["north"] },
  };
  settings.take(start({ settings: kept.settings, areas: many }));
  backend.answer({
    start: () => start({ settings: kept.settings, areas: many }),
    reminder_settings: () => ({ ...reminders(), choices: kept.choices, areas: many }),
  });
  render(Settings);
  const boxes = await group(name);
  const checked = () =>
    boxes
      .getAllByRole<HTMLInputElement>("checkbox")
      .flatMap((box, at) => (box.checked ? many[at]?.title : []));
  expect(checked()).toEqual(["North"]);
  // Quick ones count together.
  await user.click(boxes.getByRole("checkbox", { name: "West" }));
  await user.click(boxes.getByRole("checkbox", { name: "South" }));
  await waitFor(() => expect(areas()).toEqual(["north", "south", "west"]));
  await waitFor(() => expect(checked()).toEqual(["North", "South", "West"]));
  for (const title of ["North", "South", "West"])
    await user.click(boxes.getByRole("checkbox", { name: title }));
  await waitFor(() => expect(areas()).toEqual([]));

  backend.answer({ [command]: full });
  await user.click(boxes.getByRole("checkbox", { name: "East" }));
  await waitFor(() => expect(toast.shown?.text).toMatch(/no room left/));
  await waitFor(() => expect(checked()).toEqual([]));
});

test("a select and a box go back after a failed save", async () => {
  backend.answer({ save_reminder_settings: full, set_autostart: full, set_remembering: full });
  render(Settings);
  const time = await screen.findByLabelText("Reminders for a week or a day come at");
  await user.selectOptions(time, "9am");
  await waitFor(() => expect(time).toHaveDisplayValue("8:30am"));
  for (const name of [
    "A week before a practice week starts",
    "Start when I log in",
    "Remember what I search for",
  ]) {
    const box = screen.getByRole<HTMLInputElement>("checkbox", { name });
    const before = box.checked;
    await user.click(box);
    await waitFor(() => expect(box.checked).toBe(before));
    expect(toast.shown?.text).toMatch(/no room left/);
  }
});

test("two quick choices both hold", async () => {
  const open: (() => void)[] = [];
  backend.answer({
    save_reminder_settings: ({ patch }) =>
      new Promise((resolve) => {
        open.push(() => {
          kept.choices = { ...kept.choices, ...(patch as object) };
          resolve(written(["reminders"], { ...reminders(), choices: kept.choices }));
        });
      }),
  });
  render(Settings);
  await user.click(await screen.findByRole("checkbox", { name: /working day before/ }));
  await user.click(screen.getByRole("checkbox", { name: /morning of each/ }));
  // The second is sent when the first is answered.
  expect(open).toHaveLength(1);
  open[0]?.();
  await waitFor(() => expect(open).toHaveLength(2));
  open[1]?.();
  await waitFor(() => expect(kept.choices).toMatchObject({ working_day_before: true, morning_of: true }));
  expect(screen.getByRole("checkbox", { name: /working day before/ })).toBeChecked();
  expect(screen.getByRole("checkbox", { name: /morning of each/ })).toBeChecked();
  expect(backend.asked("save_reminder_settings")).toEqual([
    { patch: { working_day_before: true } },
    { patch: { morning_of: true } },
  ]);
});

test("the last of several quick presses is the one that is saved and shown", async () => {
  render(Settings);
  const radios = await group("Light or dark");
  for (const name of ["Light", "Dark", "Light", "Dark"])
    await user.click(radios.getByRole("radio", { name }));
  await waitFor(() => expect(kept.settings.appearance).toBe("dark"));
  await waitFor(() => expect(radios.getByRole("radio", { name: "Dark" })).toBeChecked());
});

test("Undo takes back that choice and no other", async () => {
  render(Settings);
  await user.click(await screen.findByRole("checkbox", { name: /working day before/ }));
  await waitFor(() => expect(toast.shown?.undo).toBeDefined());
  const undo = toast.shown?.undo;
  await user.click(screen.getByRole("checkbox", { name: /morning of each/ }));
  await waitFor(() => expect(kept.choices.morning_of).toBe(true));
  await undo?.();
  expect(kept.choices).toMatchObject({ working_day_before: false, morning_of: true });
});

const file = (name: string, size: number) => {
  const made = new File(["{}"], name, { type: "application/json" });
  Object.defineProperty(made, "size", { value: size });
  made.text = () => Promise.resolve("{}");
  return made;
};

test("a file too large to be a saved one is not read", async () => {
  render(Settings);
  const large = file("film.json", 3 * 1024 ** 3);
  let read = false;
  large.text = () => ((read = true), Promise.resolve(""));
  await user.upload(await screen.findByLabelText("Import a saved file"), large);
  expect(await screen.findByText(/larger than 32 MB.*Choose another file/)).toHaveTextContent(
    "Nothing has changed.",
  );
  expect(read).toBe(false);
  expect(backend.asked("import_personal")).toEqual([]);
});

test("after an import the choices of the file are shown", async () => {
  await bring("settings");
  location.hash = "#/settings";
  backend.answer({
    import_personal: () => {
      kept.settings = saved({ areas: ["isle-of-wight"], appearance: "dark" });
      return written(["bookmarks", "weeks", "settings", "reminders", "documents"], null);
    },
  });
  render(App);
  await user.upload(await screen.findByLabelText("Import a saved file"), file("doorstep.json", 2));
  expect(
    await screen.findByText("Done. The saved items and settings in the file were added."),
  ).toBeInTheDocument();
  const boxes = await group("Areas");
  await waitFor(() => expect(boxes.getByRole("checkbox", { name: "Isle of Wight" })).toBeChecked());
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe("dark"));
});

test("what was saved is erased once that is confirmed, and the window begins anew", async () => {
  const begun = vi.spyOn(anew, "beginAnew").mockImplementation(() => undefined);
  backend.answer({ erase_kept: full });
  render(Settings);
  const erase = await screen.findByRole("button", { name: "Erase what you saved" });
  await user.click(erase);
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(backend.asked("erase_kept")).toHaveLength(0);

  await user.click(erase);
  await user.click(screen.getByRole("button", { name: "Erase everything" }));
  expect(await screen.findByText(/no room left/)).toBeInTheDocument();
  expect(begun).not.toHaveBeenCalled();

  backend.answer({ erase_kept: () => written(["settings"], null) });
  await user.click(erase);
  await user.click(screen.getByRole("button", { name: "Erase everything" }));
  await waitFor(() => expect(begun).toHaveBeenCalledOnce());
  expect(screen.queryByText(/no room left/)).toBeNull();
});

test("what the organisation set is said, and no control of it is there", async () => {
  const words = ["Your area is Hampshire.", "Reminders of practice weeks are off."];
  const managed = { areas: true, background: true, reminders: true, words, mistakes: [] };
  const [hampshire] = start().areas;
  kept.settings = saved({ areas: ["hampshire"] });
  const theirs = start({ settings: kept.settings, managed, areas: hampshire ? [hampshire] : [] });
  settings.take(theirs);
  render(Settings);
  expect(await screen.findByRole("heading", { name: "Set by your organisation" })).toBeVisible();
  for (const line of words) expect(screen.getByText(line)).toBeVisible();
  expect(screen.queryByText("Show this to your IT team")).toBeNull();
  await screen.findByRole("checkbox", { name: "Use single keys" });
  await screen.findByText("Doorstep ends.");
  for (const name of [
    "Remind me of practice weeks",
    "Keep running when the window is closed",
    "Start when I log in",
  ]) {
    expect(screen.queryByRole("checkbox", { name })).toBeNull();
  }
  expect(screen.queryByRole("group", { name: "Areas" })).toBeNull();
  // Three controls have gone, and each says why.
  expect(screen.getAllByText("Set by your organisation", { selector: "strong, span, p" })).toHaveLength(3);
});

test("several areas of the organisation are a choice, and its mistakes are said", async () => {
  const mistakes = ["The policy /etc/doorstep/policy.json has a mistake."];
  const managed = { areas: true, background: false, reminders: false, words: [], mistakes };
  settings.take(start({ settings: kept.settings, managed }));
  render(Settings);
  expect(await screen.findByRole("group", { name: "Areas" })).toBeVisible();
  expect(screen.getByText(mistakes[0] ?? "")).toBeVisible();
  expect(await screen.findByRole("checkbox", { name: "Start when I log in" })).toBeVisible();
});
