import type { RecordKind } from "./bindings";
import { changed } from "./invalidation.svelte";
import * as ipc from "./ipc";

/** Remembers that a hit was opened or called. One that could not be remembered is no reason to disturb anybody. */
export async function remember(query: string, kind: RecordKind, id: string): Promise<void> {
  try {
    await ipc.remember_hit(query, kind, id);
    changed(["searches"]);
  } catch {
    // It is not offered again.
  }
}
