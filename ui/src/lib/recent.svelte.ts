// Recent searches, as they were told last: the search shows them, and Settings has their switch.

import type { Recent, RecordKind } from "./bindings";
import * as ipc from "./ipc";
import { app, reason } from "./state.svelte";

class RecentSearches {
  all = $state.raw<Recent>();

  /** What is kept can also not be told: then nothing is offered. */
  async load(): Promise<void> {
    this.all = await ipc.recent_searches().catch(() => this.all);
  }

  /** Tells that a hit was opened or rung. One that could not be kept is no reason to disturb anybody. */
  async remember(query: string, kind: RecordKind, id: string): Promise<void> {
    await ipc.remember_hit(query, kind, id).catch(() => undefined);
    await this.load();
  }

  async forget(): Promise<void> {
    await this.#take(ipc.forget_searches(), "Recent searches are cleared.");
  }

  async keep(on: boolean): Promise<void> {
    await this.#take(
      ipc.set_remembering(on),
      on ? undefined : "Recent searches are cleared and no longer kept.",
    );
  }

  async #take(answer: Promise<Recent>, done?: string): Promise<void> {
    try {
      this.all = await answer;
      if (done !== undefined) app.say(done);
    } catch (error) {
      app.say(reason(error));
    }
  }
}

export const recent = new RecentSearches();
