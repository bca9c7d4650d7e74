// What the screens have of Rust: a function for each command, named as the command is, so that a search for
// `set_bookmark` finds both ends, and one for each event.

import { hear } from "./asking";
import type { Documents, Part, RefreshProgress } from "./bindings";

export { Failure } from "./asking";
export * from "./commands";

/** Something changed that the window did not change itself. */
export const on_changed = (then: (parts: Part[]) => void) => hear("changed", then);
export const on_refresh_progress = (then: (progress: RefreshProgress) => void) =>
  hear("refresh-progress", then);
/** A notification was pressed: the address to go to. */
export const on_open_route = (then: (route: string) => void) => hear("open-route", then);
/** The window was closed for the first time: ask what that is to mean, and answer by `answer_closing`. */
export const on_closing = (then: () => void) => hear("closing", then);
export const on_documents = (then: (documents: Documents) => void) => hear("documents", then);
