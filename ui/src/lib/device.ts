// Calling, writing and copying, with the words for when the device cannot.

import type { NumberView, Report } from "./bindings";
import { copy } from "./clipboard";
import * as ipc from "./ipc";
import { reason } from "./reason";
import { settings } from "./settings.svelte";

/** Calls or texts the contact's number, and says how that went. */
export async function call(contact: string, { index, number, way, lead }: NumberView): Promise<string> {
  // Some devices take the number, do nothing with it and report no error: what happened with it is not known.
  if (way === "text") {
    return said(
      ipc.call(contact, index),
      `Doorstep asked this device to text ${number}. If nothing happens, use a phone: ${lead} ${number}.`,
      `This device cannot send text messages. Use a phone: ${lead} ${number}.`,
    );
  }
  const from = way === "text-relay" ? "a textphone or the Relay UK app" : "a phone";
  return said(
    ipc.call(contact, index),
    `Doorstep asked this device to call ${number}. If nothing happens, call it from ${from}.`,
    `This device cannot make calls. Call ${number} from ${from}.`,
  );
}

/** Whether something on this device takes the number: the phone or the messages app. */
export function takes({ way }: NumberView): boolean {
  const { calls, texts } = settings.dialling;
  return way === "text" ? texts : way !== "other" && calls;
}

/** Whether it is 999, called and nothing else. */
export function is999({ number, way, then }: NumberView): boolean {
  return number === "999" && way === "call" && then.length === 0;
}

/** Says how opening an address in the person's own browser went; where there is none, it can still be copied. */
export async function openAddress(address: string, opened: Promise<null>): Promise<string> {
  return said(opened, "", `No browser is set up on this device. The address is ${address}.`);
}

/** Starts an email that reports a mistake, and says how that went. */
export async function reportMistake({ kind, id, to }: Report): Promise<string> {
  return said(
    ipc.report_mistake(kind, id),
    `Doorstep asked this device to start an email to ${to}. If nothing opens, copy what is below.`,
    "No email app is set up on this device. Copy the address and the text, and send them from another.",
  );
}

/** Starts an email to the contact's address at `index`, and says how that went. */
export async function write(contact: string, index: number): Promise<string> {
  return said(
    ipc.write_to(contact, index),
    "Doorstep asked this device to start an email. If nothing opens, copy the address.",
    "No email app is set up on this device. Copy the address instead.",
  );
}

async function said(attempt: Promise<null>, done: string, noApp: string): Promise<string> {
  try {
    await attempt;
    return done;
  } catch (error) {
    return error instanceof ipc.Failure && error.code === "no-handler" ? noApp : reason(error);
  }
}

/** Copies text and says how that went. */
export async function copyAndSay(text: string, done = `Copied ${text}.`): Promise<string> {
  return (await copy(text)) ? done : `Copying did not work. It is ${text}.`;
}
