// What is on the device, what is coming, and how far it is: as the backend last told it, by event or by answer.

import type { Documents, DocumentView, KeepKind } from "./bindings";
import * as ipc from "./ipc";
import { app, reason } from "./state.svelte";

class KeptDocuments {
  /** Unknown until something happens to a document, or a screen asks. */
  all = $state.raw<Documents>();
  /** Counts events. */
  #heard = 0;

  async listen(): Promise<void> {
    await ipc.on_documents((all) => {
      this.#heard += 1;
      const before = this.all && standing(this.all);
      this.all = all;
      // Cards and packs say how their documents stand: they ask again, but not at every step of a download.
      if (before !== standing(all)) app.invalidate();
    });
  }

  /** For a screen that shows all of them; what else it shows does not wait for a mishap here. */
  async load(): Promise<void> {
    try {
      this.all = await this.#newest(ipc.documents);
    } catch (error) {
      app.say(reason(error));
    }
  }

  /** The newest that is known of it. */
  now(view: DocumentView): DocumentView {
    return this.all?.items.find(({ resource }) => resource === view.resource) ?? view;
  }

  /** Keeps a resource's document, a pack's or those of the bookmarks; or no longer. */
  keep(kind: KeepKind, id: string, on: boolean): Promise<void> {
    return this.#do(() => ipc.keep_offline(kind, id, on));
  }

  pause(on: boolean): Promise<void> {
    return this.#do(() => ipc.pause_documents(on));
  }

  budget(bytes: number): Promise<void> {
    return this.#do(() => ipc.set_document_budget(bytes));
  }

  /** An event may overtake an answer that was made before it: then the answer is asked for again. */
  async #newest(ask: () => Promise<Documents>): Promise<Documents> {
    const heard = this.#heard;
    const answer = await ask();
    return heard === this.#heard ? answer : this.#newest(ipc.documents);
  }

  async #do(ask: () => Promise<Documents>): Promise<void> {
    try {
      this.all = await this.#newest(ask);
      app.invalidate();
    } catch (error) {
      app.say(reason(error));
    }
  }
}

/** What of it others show too. */
function standing({ items, paused, bookmarks }: Documents): string {
  return JSON.stringify([paused, bookmarks, items.map((item) => [item.resource, item.state, item.kept])]);
}

export const documents = new KeptDocuments();
