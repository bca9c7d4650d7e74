// *Hide*: a blank page over everything.

import { flushSync, tick } from "svelte";

import * as ipc from "./ipc";

class Cover {
  on = $state(false);

  /** Covers everything first, in this very frame; then asks for the window to go. */
  hide(): void {
    closeDialogs();
    flushSync(() => (this.on = true));
    document.querySelector<HTMLElement>(".cover button")?.focus();
    ipc.hide_window().catch(() => undefined);
  }

  async lift(): Promise<void> {
    this.on = false;
    await tick();
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }
}

export const cover = new Cover();

export function closeDialogs(): void {
  for (const dialog of document.querySelectorAll("dialog")) dialog.close();
}
