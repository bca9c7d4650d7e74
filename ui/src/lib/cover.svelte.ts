// *Hide*: a blank page over everything.

import { flushSync } from "svelte";

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

  lift(): void {
    this.on = false;
  }
}

export const cover = new Cover();

export function closeDialogs(): void {
  for (const dialog of document.querySelectorAll("dialog")) dialog.close();
}
