// What the first screen needs, asked for before anything is drawn.

import type { Now, Start } from "./bindings";
import * as ipc from "./ipc";

let start: Promise<Start> | undefined;
let now: Promise<Now> | undefined;

/** Asks, and is done when both are answered. Now is the first screen most often. */
export async function askAhead(): Promise<void> {
  start = ipc.start();
  now = ipc.now();
  await Promise.allSettled([start, now]);
}

export function askStart(): Promise<Start> {
  const asked = start ?? ipc.start();
  start = undefined;
  return asked;
}

export function askNow(): Promise<Now> {
  const asked = now ?? ipc.now();
  now = undefined;
  return asked;
}

/** Another screen came first: by the time Now is opened, its answer would be old. */
export function forgetNow(): void {
  now = undefined;
}
