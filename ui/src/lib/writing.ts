// How a command that writes is sent: asking.ts wraps each of them in this.

import { changed } from "./invalidation.svelte";
import type { Written } from "./bindings";

/** The last one sent of each command. */
const last = new Map<string, Promise<unknown>>();

/**
 * Sends a writing command once the one before it of the same name is answered, so that the last press is the one that
 * stays; then whatever it changed is asked for again.
 */
export async function written<T>(command: string, send: () => Promise<Written<T>>): Promise<T> {
  const before = last.get(command) ?? Promise.resolve();
  const sent = before.then(send, send);
  last.set(command, sent);
  const answer = await sent;
  changed(answer.changed);
  return answer.answer;
}
