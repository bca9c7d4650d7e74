// What is said at the foot of the window, until it is closed or the next thing is said.

import { announce } from "./announce.svelte";
import { reason } from "./reason";

export interface Toast {
  text: string;
  /** Takes back what was just done. */
  undo?: () => Promise<void>;
  /** Where what was just done can be seen. */
  see?: { title: string; href: string };
}

class Toasts {
  shown = $state.raw<Toast>();

  close(): void {
    this.shown = undefined;
  }
}

export const toast = new Toasts();

export function say(text: string, undo?: Toast["undo"], see?: Toast["see"]): void {
  toast.shown = { text, undo, see };
  announce(text);
}

/** Says why something did not work. */
export function sayWhy(error: unknown): void {
  const text = reason(error);
  toast.shown = { text };
  announce(text, true);
}
