// @vitest-environment jsdom

// A number is read aloud where the device has a voice of its own, and only when somebody asks for it.

import { cleanup, render, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { number } from "../../test/samples";
import { spoken } from "../lib/announce.svelte";
import { cover } from "../lib/cover.svelte";
import ShowLarge from "./ShowLarge.svelte";

type Voice = Pick<SpeechSynthesisVoice, "name" | "lang" | "localService" | "default">;

const voice = (name: string, lang: string, more: Partial<Voice> = {}): Voice => ({
  name,
  lang,
  localService: true,
  default: false,
  ...more,
});

class Utterance {
  voice?: Voice;
  lang = "";
  rate = 1;
  onstart?: (event: { timeStamp: number }) => void;
  onend?: (event: { timeStamp: number }) => void;
  onerror?: (event: { error: string }) => void;
  constructor(readonly text: string) {}
}

/** A device's speech, which says what the test has it say. */
class Device extends EventTarget {
  voices: Voice[] = [];
  spoken: Utterance[] = [];
  cancelled = 0;
  getVoices = () => this.voices;
  speak = (it: Utterance) => this.spoken.push(it);
  cancel = () => (this.cancelled += 1);
  last = () => this.spoken.at(-1) as Utterance;
}

let device: Device;
beforeEach(() => {
  device = new Device();
  vi.stubGlobal("speechSynthesis", device);
  vi.stubGlobal("SpeechSynthesisUtterance", Utterance);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  cover.on = false;
  delete document.documentElement.dataset.system;
});

const press = (name: RegExp) => userEvent.setup().click(screen.getByRole("button", { name }));
const offered = () => screen.queryByRole("button", { name: /^Read aloud/ });

async function shown(voices: Voice[]) {
  device.voices = voices;
  const rendered = render(ShowLarge, { numbers: [number("0300 555 1384")] });
  await press(/^Show large/);
  return rendered;
}

test("it is read digit by digit, slowly, by a British voice of the device", async () => {
  await shown([voice("David", "en-US", { default: true }), voice("Hazel", "en-GB"), voice("Anna", "de-DE")]);
  expect(device.spoken).toEqual([]);
  await press(/^Read aloud.*0300 555 1384$/);
  const { text, voice: by, lang, rate } = device.last();
  expect([text, by?.name, lang, rate]).toEqual(["Call 0 3 0 0, 5 5 5, 1 3 8 4", "Hazel", "en-GB", 0.8]);
});

test("what is pressed after the number is read as well", async () => {
  device.voices = [voice("Hazel", "en-GB")];
  const then = [{ act: "then press", digits: "55", aloud: "5 5" }];
  render(ShowLarge, { numbers: [number("999", { then }), number("61016", { lead: "Text" })] });
  await press(/^Show large/);
  await press(/^Read aloud/);
  expect(device.last().text).toBe("Call 9 9 9 then press 5 5. Text 6 1 0 1 6");
});

test("a voice that needs a network, or speaks no English, is none", async () => {
  await shown([voice("Anna", "de-DE"), voice("Online", "en-GB", { localService: false })]);
  expect(offered()).toBeNull();
});

test("WebKit's own voices on Linux are the device's, whatever they say of themselves", async () => {
  document.documentElement.dataset.system = "linux";
  await shown([voice("kal", "en-US", { localService: false })]);
  expect(offered()).toBeVisible();
});

test("voices may come late", async () => {
  await shown([]);
  expect(offered()).toBeNull();
  device.voices = [voice("Hazel", "en-GB")];
  device.dispatchEvent(new Event("voiceschanged"));
  expect(await screen.findByRole("button", { name: /^Read aloud/ })).toBeVisible();
});

test("where nothing speaks at all, the number is shown", async () => {
  vi.stubGlobal("speechSynthesis", undefined);
  await shown([]);
  expect(offered()).toBeNull();
  expect(screen.getByText("1384")).toBeVisible();
});

test("it stops when it is told to, closed, left or hidden", async () => {
  const { unmount } = await shown([voice("Hazel", "en-GB")]);
  await press(/^Read aloud/);
  await press(/^Stop reading/);
  expect(device.cancelled).toBe(1);
  await press(/^Read aloud/);
  await press(/^Show small/);
  expect(device.cancelled).toBe(2);
  await press(/^Show large/);
  await press(/^Read aloud/);
  cover.on = true;
  await vi.waitFor(() => expect(device.cancelled).toBe(3));
  cover.on = false;
  await press(/^Read aloud/);
  unmount();
  expect(device.cancelled).toBe(4);
});

test("when it has ended it can be read again, and nothing is said", async () => {
  await shown([voice("Hazel", "en-GB")]);
  await press(/^Read aloud/);
  device.last().onstart?.({ timeStamp: 100 });
  device.last().onend?.({ timeStamp: 6100 });
  expect(await screen.findByRole("button", { name: /^Read aloud/ })).toBeVisible();
  expect(screen.queryByText(/^Nothing was read aloud/)).toBeNull();
});

test.each([
  ["an error", (it: Utterance) => it.onerror?.({ error: "audio-hardware" })],
  [
    "eleven digits in a twentieth of a second, as where there is no loudspeaker",
    (it: Utterance) => {
      it.onstart?.({ timeStamp: 100 });
      it.onend?.({ timeStamp: 150 });
    },
  ],
])("%s is said, and the number stays", async (_, ends) => {
  await shown([voice("Hazel", "en-GB")]);
  await press(/^Read aloud/);
  ends(device.last());
  expect(await screen.findByText(/^Nothing was read aloud\./)).toBeVisible();
  expect(spoken.polite?.text).toMatch(/^Nothing was read aloud\./);
  expect(offered()).toBeVisible();
  expect(screen.getByText("1384")).toBeVisible();
});
