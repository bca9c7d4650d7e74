// What the first screen needs, asked for before anything is drawn.

import type { Home, Start } from "./bindings";
import * as ipc from "./ipc";

let start: Promise<Start> | undefined;
let home: Promise<Home> | undefined;

/** Asks, and is done when both are answered. Home is the first screen most often. */
export async function askAhead(): Promise<void> {
  start = ipc.start();
  home = ipc.home();
  await Promise.allSettled([start, home]);
}

export function askStart(): Promise<Start> {
  const asked = start ?? ipc.start();
  start = undefined;
  return asked;
}

export function askHome(): Promise<Home> {
  const asked = home ?? ipc.home();
  home = undefined;
  return asked;
}

/** Another screen came first: by the time Home is opened, its answer would be old. */
export function forgetHome(): void {
  home = undefined;
}
