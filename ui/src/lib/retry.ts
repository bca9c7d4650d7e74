/** Asks again what failed when it was last asked. */
export const failed = new Set<() => void>();

/** Asks all of it again: what stopped one question has mostly stopped others. */
export function tryAgain(): void {
  for (const ask of [...failed]) ask();
}
