// An answer of the backend that a screen shows, asked for by the screen and kept up to date while it is there.

import { onDestroy, untrack } from "svelte";

import { dependOn } from "./invalidation.svelte";
import { Failure } from "./ipc";
import type { Part } from "./bindings";
import { reason } from "./reason";
import { failed } from "./retry";

export interface Resource<T> {
  /** The newest answer. It stays when a later question fails. */
  readonly answer: { readonly data: T } | undefined;
  /** Why the last question failed; gone as soon as one is answered. */
  readonly failure: Failure | undefined;
  /** Takes over an answer that came another way: from a command that wrote. */
  set: (data: T) => void;
}

/**
 * Asks `ask` when the component comes, when anything that `ask` reads changes, and when one of `parts` changed. Call it
 * as a component is made.
 *
 * An answer to an older question never replaces a newer one. Changes that come faster than answers do not pile up:
 * while a question is open they are gathered, and it is asked once more when it is answered.
 */
export function resource<T>(ask: () => Promise<T>, parts: readonly Part[]): Resource<T> {
  let answer = $state.raw<{ data: T }>();
  let failure = $state.raw<Failure>();
  /** Counts questions: the newest is the only one that is open. */
  let asked = 0;
  let open = false;
  let outdated = false;

  async function put(): Promise<void> {
    const mine = ++asked;
    open = true;
    outdated = false;
    try {
      const data = await ask();
      if (mine !== asked) return;
      answer = { data };
      failure = undefined;
      failed.delete(again);
    } catch (error) {
      if (mine !== asked) return;
      failure =
        error instanceof Failure ? error : new Failure({ code: "bad-request", message: reason(error) });
      failed.add(again);
    }
    open = false;
    if (outdated) again();
  }

  function again(): void {
    void put();
  }

  // What `ask` reads makes it another question, which does not wait.
  $effect(() => {
    again();
  });

  let first = true;
  $effect(() => {
    dependOn(parts);
    untrack(() => {
      if (open) outdated = !first;
      else again();
    });
    first = false;
  });

  onDestroy(() => {
    asked += 1;
    failed.delete(again);
  });

  return {
    get answer() {
      return answer;
    },
    get failure() {
      return failure;
    },
    set(data) {
      answer = { data };
      failure = undefined;
      // What is under way may be older.
      if (open) again();
    },
  };
}
