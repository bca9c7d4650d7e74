// Written by hand until the generated bindings have these types.

import type { ReminderChoices, RemovedBookmark, Settings } from "./bindings";

/** A part of what the backend knows: answers are made of these, and are asked for again when one of theirs changed. */
export type Part =
  | "bookmarks"
  | "weeks"
  | "settings"
  | "reminders"
  | "documents"
  | "searches"
  | "catalogue"
  | "freshness"
  | "changes-read";

/** What a writing command answers. */
export interface Written<T> {
  changed: Part[];
  answer: T;
}

/** What to change of the settings: the rest stays as it is. */
export type SettingsPatch = Partial<Settings>;

/** What to change of the reminders: the rest stays as it is. */
export type ReminderPatch = Partial<ReminderChoices>;

export interface BookmarkRemoved {
  /** Set when one was taken away: `restore_bookmark` puts it back where it was. */
  removed?: RemovedBookmark;
}
