// Ringing, writing and copying, with the words for when the device cannot.

import { copy } from "./clipboard";
import * as ipc from "./ipc";
import { reason } from "./state.svelte";

/** Rings the contact's number at `index`, and says how that went. */
export async function ring(contact: string, index: number, number: string): Promise<string> {
  return said(
    ipc.call(contact, index),
    // Some devices take the number and do nothing with it, and tell nobody.
    `Handed ${number} to this device. If nothing happens, ring it from a phone.`,
    `This device cannot make calls. Ring ${number} from a phone.`,
  );
}

/** Starts an email to the contact's address at `index`, and says how that went. */
export async function write(contact: string, index: number): Promise<string> {
  return said(
    ipc.write_to(contact, index),
    "Handed to your email program. If nothing opens, copy the address.",
    "No email program answers on this device. Copy the address instead.",
  );
}

async function said(attempt: Promise<null>, done: string, nobodyThere: string): Promise<string> {
  try {
    await attempt;
    return done;
  } catch (error) {
    return error instanceof ipc.Failure && error.code === "no-handler" ? nobodyThere : reason(error);
  }
}

/** Copies text and says how that went. */
export async function copyAndSay(text: string): Promise<string> {
  return (await copy(text)) ? `Copied ${text}.` : `Copying did not work. It reads ${text}.`;
}
