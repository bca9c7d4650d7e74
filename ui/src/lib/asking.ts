// The one file that talks to Tauri: how a command is asked, and how an event is heard.

import { type InvokeArgs, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { ErrorCode, Failure as Failed, Written } from "./bindings";
import { whole } from "./limit";
import { written } from "./writing";

/** What every command throws: the backend's `Failure`, as an `Error`. */
export class Failure extends Error implements Failed {
  readonly code: ErrorCode;

  constructor({ code, message }: Failed) {
    super(message);
    this.code = code;
  }
}

/** Asks a command that changes nothing that screens are made of. */
export async function ask<T>(command: string, args?: InvokeArgs): Promise<T> {
  try {
    return await invoke<T>(command, sendable(args));
  } catch (error) {
    throw new Failure(asFailed(error));
  }
}

/** Bytes as they are; what was typed without what Rust would refuse. */
function sendable(args: InvokeArgs | undefined): InvokeArgs | undefined {
  if (args === undefined || ArrayBuffer.isView(args) || args instanceof ArrayBuffer || Array.isArray(args))
    return args;
  const each = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === "string" ? whole(value) : value,
  ]);
  return Object.fromEntries(each) as InvokeArgs;
}

/** Asks a command that answers what it changed beside its answer: whoever shows that asks again. */
export function write<T>(command: string, args?: InvokeArgs): Promise<T> {
  return written(command, () => ask<Written<T>>(command, args));
}

/** Has `then` called with what each event of that name carries. */
export const hear = <T>(event: string, then: (payload: T) => void) =>
  listen<T>(event, ({ payload }) => then(payload));

function asFailed(error: unknown): Failed {
  if (typeof error === "object" && error !== null && "code" in error && "message" in error) {
    return error as Failed;
  }
  // Tauri's own refusals come as text for programmers.
  console.error(error);
  return {
    code: "bad-request",
    message: "Doorstep could not do that. Try again, or restart Doorstep. In immediate danger, call 999.",
  };
}
