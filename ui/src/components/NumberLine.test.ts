// @vitest-environment jsdom

import { render, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { Backend, failure } from "../../test/backend";
import { contact, number, start } from "../../test/samples";
import type { NumberView } from "../lib/bindings";
import { settings } from "../lib/settings.svelte";
import ContactCard from "./ContactCard.svelte";

const user = userEvent.setup();

beforeEach(() => settings.take(start()));

const text = number("85258", { index: 2, way: "text", lead: "Text SHOUT to", whole: "Text SHOUT to 85258" });
const relay = number("18001 101", { way: "text-relay", lead: "Textphone or the Relay UK app:" });
const unknown = number("12 34", { way: "other", lead: "" });

const card = (...numbers: NumberView[]) => render(ContactCard, { card: contact("c", { numbers }) });

test("a number is named and dialled by its own place, the way it is used", async () => {
  const backend = new Backend({ call: () => null });
  card(text);
  await user.click(screen.getByRole("button", { name: "Text SHOUT to 85258" }));
  expect(backend.asked("call")).toEqual([{ contact: "c", index: 2 }]);
  const said =
    "Doorstep asked this device to text 85258. If nothing happens, use a phone: Text SHOUT to 85258.";
  expect(await screen.findByText(said)).toBeInTheDocument();
});

test.each([
  [text, "This device cannot send text messages. Use a phone: Text SHOUT to 85258."],
  [relay, "This device cannot make calls. Call 18001 101 from a textphone or the Relay UK app."],
  [number("999"), "This device cannot make calls. Call 999 from a phone."],
])("where the device cannot, it says what can", async (number, said) => {
  new Backend({ call: () => Promise.reject(failure("None.", "no-handler")) });
  card(number);
  await user.click(screen.getByRole("button", { name: `${number.lead} ${number.number}` }));
  expect(await screen.findByText(said)).toBeInTheDocument();
});

test("a number of which the way is not known is shown, copied and not dialled", () => {
  new Backend({});
  card(unknown);
  expect(screen.getByText("12 34", { selector: ".digits" })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: /^Copy/ })).toBeInTheDocument();
  expect(document.querySelector(".call")).toBeNull();
});

test.each([
  [number("0300 555 1384"), { calls: false, texts: true }, "0300 555 1384"],
  [relay, { calls: false, texts: true }, "Textphone or the Relay UK app: 18001 101"],
  [text, { calls: true, texts: false }, "Text SHOUT to 85258"],
])(
  "where nothing takes it, it is words to read and a button that copies",
  async (number, dialling, words) => {
    settings.take(start({ dialling: { ...dialling, prints: true } }));
    const backend = new Backend({ call: () => null });
    card(number);
    expect(document.querySelector(".number p")).toHaveTextContent(words);
    expect(screen.queryByRole("button", { name: new RegExp(`^${number.lead}`) })).toBeNull();
    await user.click(screen.getByRole("button", { name: new RegExp(`^Copy.*${number.number}$`) }));
    expect(await screen.findByText(`Copied ${number.number}.`)).toBeInTheDocument();
    expect(backend.asked("call")).toEqual([]);
  },
);

test("999 alone is red and huge, and 101 is neither", () => {
  render(ContactCard, {
    card: contact("e", { group: "emergency", numbers: [number("999"), number("101", { index: 1 })] }),
  });
  const looks = [...document.querySelectorAll(".number")].map((line) => [
    line.classList.contains("emergency"),
    line.classList.contains("huge"),
  ]);
  expect(looks).toEqual([
    [true, true],
    [false, false],
  ]);
});
