// What is on the device, what is coming, and how far it is: as the backend said last, by event or by answer.

import type { Documents, DocumentView, KeepKind } from "./bindings";
import { changed } from "./invalidation.svelte";
import * as ipc from "./ipc";
import { sayWhy } from "./toast.svelte";

/** How often an answer that an event overtook is asked for again. */
const OFTEN = 3;

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
      if (before !== standing(all)) changed(["documents"]);
    });
  }

  /** For a screen that shows all of them; what else it shows does not wait for a mishap here. */
  async load(): Promise<void> {
    await this.#take(ipc.documents);
  }

  /** The newest that is known of it. */
  now(view: DocumentView): DocumentView {
    return this.all?.items.find(({ resource }) => resource === view.resource) ?? view;
  }

  /** Downloads a resource's document, a pack's or those of the bookmarks; or removes them. */
  keep(kind: KeepKind, id: string, on: boolean): Promise<void> {
    return this.#take(() => ipc.keep_offline(kind, id, on));
  }

  pause(on: boolean): Promise<void> {
    return this.#take(() => ipc.pause_documents(on));
  }

  budget(bytes: number): Promise<void> {
    return this.#take(() => ipc.set_document_budget(bytes));
  }

  /**
   * An event may overtake an answer that was made before it: then the answer is asked for again. Not for ever: while
   * events come that fast, the next one says it anyway.
   */
  async #take(ask: () => Promise<Documents>): Promise<void> {
    try {
      let answer: Documents;
      let heard: number;
      let times = 0;
      do {
        heard = this.#heard;
        answer = await (times === 0 ? ask() : ipc.documents());
        times += 1;
      } while (heard !== this.#heard && times < OFTEN);
      this.all = answer;
    } catch (error) {
      sayWhy(error);
    }
  }
}

/** What of it others show too. */
function standing({ items, paused, bookmarks }: Documents): string {
  return JSON.stringify([paused, bookmarks, items.map((item) => [item.resource, item.state, item.kept])]);
}

export const documents = new KeptDocuments();
