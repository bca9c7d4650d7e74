// What was answered is asked for again when a part that it is made of changed, and at no other time.

import type { Part } from "./bindings";

/** How often each part has changed. */
const versions = $state<Record<Part, number>>({
  bookmarks: 0,
  weeks: 0,
  settings: 0,
  reminders: 0,
  documents: 0,
  searches: 0,
  catalogue: 0,
  freshness: 0,
  "changes-read": 0,
});

/** In an effect: it runs again when one of these has changed. */
export function dependOn(parts: readonly Part[]): void {
  for (const part of parts) versions[part];
}

/** Answers that are made of these are asked for again. */
export function changed(parts: readonly Part[]): void {
  for (const part of parts) versions[part] += 1;
}
