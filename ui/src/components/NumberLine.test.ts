// @vitest-environment jsdom

import { render, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";

import { Backend, failure } from "../../test/backend";
import { contact, number } from "../../test/samples";
import type { NumberView } from "../lib/bindings";
import ContactCard from "./ContactCard.svelte";

const user = userEvent.setup();

const text = number("85258", { index: 2, way: "text", lead: "Text SHOUT to", whole: "Text SHOUT to 85258" });
const relay = number("18001 101", { way: "text-relay", lead: "Textphone or the Relay UK app:" });
const unknown = number("12 34", { way: "other", lead: "" });

const card = (...numbers: NumberView[]) => render(ContactCard, { card: contact("c", { numbers }) });

test("a number is named and dialled by its own place, the way it is used", async () => {
  const backend = new Backend({ call: () => null });
  card(text);
  await user.click(screen.getByRole("button", { name: "Text SHOUT to 85258" }));
  expect(backend.asked("call")).toEqual([{ contact: "c", index: 2 }]);
  const said = "85258 was passed to your messages app. If nothing happens, use a phone: Text SHOUT to 85258.";
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
