// Written by hand until the generated commands.ts has the commands in these shapes: then this file goes, and what
// ipc.ts takes from it.

import { ask, write } from "./asking";
import type {
  Delivery,
  Documents,
  KeepKind,
  Recent,
  RecordKind,
  RefreshEnd,
  ReminderSettings,
  RemovedBookmark,
  Settings,
  Weekday,
  WeekView,
} from "./bindings";
import type { BookmarkRemoved, ReminderPatch, SettingsPatch } from "./parts";

export const set_bookmark = (kind: RecordKind, id: string, on: boolean) =>
  write<BookmarkRemoved>("set_bookmark", { kind, id, on });
export const restore_bookmark = (removed: RemovedBookmark) => write<null>("restore_bookmark", { removed });
export const move_bookmark = (kind: RecordKind, id: string, position: number) =>
  write<null>("move_bookmark", { kind, id, position });
/** Changes what the patch names, and answers all settings as they are saved. */
export const save_settings = (patch: SettingsPatch) => write<Settings>("save_settings", { patch });
/** Changes what the patch names, and answers all of them as they are saved. */
export const save_reminder_settings = (patch: ReminderPatch) =>
  write<ReminderSettings>("save_reminder_settings", { patch });
export const tick_day = (week: string, weekday: Weekday, done: boolean) =>
  write<WeekView>("tick_day", { week, weekday, done });
export const mute_week = (week: string, muted: boolean) => write<WeekView>("mute_week", { week, muted });
export const forget_searches = () => write<Recent>("forget_searches");
export const set_remembering = (on: boolean) => write<Recent>("set_remembering", { on });
export const mark_changes_read = () => write<null>("mark_changes_read");
export const import_personal = (text: string) => write<null>("import_personal", { text });
export const keep_offline = (kind: KeepKind, id: string, on: boolean) =>
  write<Documents>("keep_offline", { kind, id, on });
export const pause_documents = (paused: boolean) => write<Documents>("pause_documents", { paused });
export const set_document_budget = (bytes: number) => write<Documents>("set_document_budget", { bytes });
export const set_background = (on: boolean) => write<Delivery>("set_background", { on });
export const set_autostart = (on: boolean) => write<Delivery>("set_autostart", { on });
/** Updates from the host and answers how that ended. How far it is comes by `on_refresh_progress`. */
export const refresh = () => ask<RefreshEnd>("refresh");
