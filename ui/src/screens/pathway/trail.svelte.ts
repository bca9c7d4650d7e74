// The steps somebody has walked in a pathway. Kept while the window lives and never written anywhere.

import { SvelteMap } from "svelte/reactivity";

const trails = new SvelteMap<string, readonly string[]>();

/** The ids of the steps walked so far, the one being read last. */
export function trail(pathway: string): readonly string[] {
  return trails.get(pathway) ?? [];
}

/** Records the step being read. Going back to a step drops what came after it; the first step starts anew. */
export function walk(pathway: string, step: string, first: boolean): void {
  trails.set(pathway, walked(first ? [] : trail(pathway), step));
}

/** A trail after one more step. */
export function walked(before: readonly string[], step: string): readonly string[] {
  const at = before.indexOf(step);
  return at === -1 ? [...before, step] : before.slice(0, at + 1);
}
