// Calling, writing and copying, with the words for when the device cannot.

import { copy } from "./clipboard";
import * as ipc from "./ipc";
import { reason } from "./reason";

/** Calls the contact's number at `index`, and says how that went. */
export async function call(contact: string, index: number, number: string): Promise<string> {
  return said(
    ipc.call(contact, index),
    // Some devices take the number, do nothing with it and report no error.
    `${number} was passed to your phone app. If nothing happens, call it from a phone.`,
    `This device cannot make calls. Call ${number} from a phone.`,
  );
}

/** Starts an email to the contact's address at `index`, and says how that went. */
export async function write(contact: string, index: number): Promise<string> {
  return said(
    ipc.write_to(contact, index),
    "The address was passed to your email app. If nothing opens, copy it.",
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
export async function copyAndSay(text: string): Promise<string> {
  return (await copy(text)) ? `Copied ${text}.` : `Copying did not work. It is ${text}.`;
}
