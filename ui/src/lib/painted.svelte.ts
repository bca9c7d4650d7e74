// The first screen on the glass: said once, and awaited by what can wait for it.

import * as ipc from "./ipc";

class Painted {
  done = $state(false);
  #said = false;

  /** Called in the first animation frame in which the first screen is there. */
  say(): void {
    if (this.#said) return;
    this.#said = true;
    // The second frame comes when the first one is on the glass.
    requestAnimationFrame(() => {
      ipc.painted().catch(() => undefined);
      this.done = true;
    });
  }
}

export const painted = new Painted();
