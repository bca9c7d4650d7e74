// @vitest-environment jsdom

// What is typed leads to a council, and is kept nowhere.

import { render, screen, waitFor } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { Backend, written } from "../../../test/backend";
import { contact, settings as saved, start, WIGHT } from "../../../test/samples";
import type { CouncilFound } from "../../lib/bindings";
import { settings } from "../../lib/settings.svelte";
import { toast } from "../../lib/toast.svelte";
import Council from "./Council.svelte";

const user = userEvent.setup();

const nothing: CouncilFound = { councils: [], perhaps: [] };
const island: CouncilFound = {
  councils: [
    { area: WIGHT, title: "Cowes: Isle of Wight", contacts: [contact("island")], can_be_chosen: true },
  ],
  perhaps: [],
};
const answers: Record<string, CouncilFound> = {
  cowes: island,
  cow: { councils: [], perhaps: [{ name: "Cowes", area: "Isle of Wight" }] },
  bournemouth: {
    councils: [
      {
        area: { id: "bcp", title: "Bournemouth" },
        title: "Bournemouth",
        contacts: [],
        missing: "Doorstep has no number for Bournemouth. In immediate danger, call 999.",
        can_be_chosen: false,
      },
    ],
    perhaps: [],
  },
};

let backend: Backend;
beforeEach(() => {
  toast.close();
  location.hash = "#/council";
  settings.take(start());
  backend = new Backend({
    find_council: ({ typed }) => answers[(typed as string).toLowerCase()] ?? nothing,
    save_settings: ({ patch }) => written(["settings"], saved(patch as object)),
  });
});

async function type(words: string) {
  const field = await screen.findByRole("textbox", { name: "Postcode, town or village" });
  await user.clear(field);
  await user.type(field, words);
  return field;
}

test("a place leads to its council's number, which can be made one's own area and not again", async () => {
  render(Council);
  await type("Cowes");
  expect(await screen.findByRole("heading", { name: "Cowes: Isle of Wight" })).toBeInTheDocument();
  expect(screen.getByRole("heading", { name: "Contact island" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Change to this area: Isle of Wight" }));
  await waitFor(() => expect(toast.shown?.text).toBe("Your area is now Isle of Wight."));
  expect(backend.asked("save_settings")).toEqual([{ patch: { areas: ["isle-of-wight"] } }]);
  await toast.shown?.undo?.();
  expect(backend.asked("save_settings").at(-1)).toEqual({ patch: { areas: ["hampshire"] } });
});

test("where several may be meant one is taken by a press", async () => {
  render(Council);
  const field = await type("cow");
  await user.click(await screen.findByRole("button", { name: "Cowes, Isle of Wight" }));
  expect(field).toHaveValue("Cowes");
  expect(await screen.findByRole("heading", { name: "Cowes: Isle of Wight" })).toBeInTheDocument();
});

test("a place without a number says so, and so does one that is not known", async () => {
  render(Council);
  await type("Bournemouth");
  expect(
    await screen.findByText(/Doorstep has no number for Bournemouth. In immediate danger, call 999/),
  ).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Change to this area/ })).toBeNull();
  await type("Atlantis");
  const heading = await screen.findByRole("heading", { name: "Doorstep does not know this place" });
  expect(heading.nextElementSibling).toHaveTextContent(
    /In immediate danger, call 999.*where the child lives or is found/,
  );
});

test("what is typed is in no address and in nothing that is saved", async () => {
  render(Council);
  await type("12 High Street, Cowes");
  await waitFor(() =>
    expect(backend.asked("find_council").at(-1)).toEqual({ typed: "12 High Street, Cowes" }),
  );
  expect(location.href).not.toMatch(/high|cowes/i);
  expect(JSON.stringify([history.state])).not.toMatch(/high|cowes/i);
});
