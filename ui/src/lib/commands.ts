// Made from the Rust code by `cargo xtask bindings`. Do not edit: a test fails when this is stale.

import { ask, write } from "./asking";
import type {
  About,
  AddedToCalendar,
  ArticleView,
  Bookmark,
  BookmarkRemoved,
  Calendar,
  CalendarChoice,
  CallSheet,
  Changes,
  ChoicesPatch,
  ContactCard,
  Contacts,
  CouncilFound,
  Delivery,
  Documents,
  Found,
  KeepKind,
  Now,
  Pack,
  PathwayView,
  Place,
  Poster,
  Recent,
  RecordKind,
  RefreshEnd,
  ReminderSettings,
  RemovedBookmark,
  ResourceView,
  Saved,
  SearchFilters,
  Settings,
  SettingsPatch,
  Start,
  TermView,
  TestReminder,
  ThemeList,
  WeekView,
  Weekday,
  WhoToCall,
} from "./bindings";

/** Checks for an update, and answers how that ended. How far it is comes by `on_refresh_progress`. */
export const refresh = () => ask<RefreshEnd>("refresh");
export const stop_refresh = () => ask<null>("stop_refresh");
/** Updates from the bytes of a file that the person chose. */
export const take_edition = (bundle: ArrayBuffer) => ask<RefreshEnd>("take_edition", bundle);
export const network_is_back = () => ask<null>("network_is_back");
/**
 * Calls the contact's number at `index`, from 0, or begins a text message to it. Fails with `no-handler` where the
 * device cannot.
 */
export const call = (contact: string, index: number) => ask<null>("call", { contact, index });
/** Starts an email to the contact's address at `index`, from 0. */
export const write_to = (contact: string, index: number) => ask<null>("write_to", { contact, index });
export const open_contact_link = (contact: string) => ask<null>("open_contact_link", { contact });
/** Starts an email that reports a mistake in a record. Fails with `no-handler` where the device has no mail program. */
export const report_mistake = (kind: RecordKind, id: string) => ask<null>("report_mistake", { kind, id });
export const open_link = (resource: string) => ask<null>("open_link", { resource });
export const open_front_page = (resource: string) => ask<null>("open_front_page", { resource });
/** Opens a resource's document in the device's own program. Fails with `no-handler` where there is none. */
export const open_document = (resource: string) => ask<null>("open_document", { resource });
/** Hands a week, a day, a session or everything upcoming to the calendar program, and says where the file is. */
export const add_to_calendar = (what: CalendarChoice) => ask<AddedToCalendar>("add_to_calendar", { what });
export const ask_permission = () => ask<Delivery>("ask_permission");
/** Shows a notification at once. Fails with a sentence when the device refuses it. */
export const send_test_reminder = () => ask<TestReminder>("send_test_reminder");
/** Whether the app goes on when its window is closed. */
export const set_background = (on: boolean) => write<Delivery>("set_background", { on });
/** Whether the app starts when the person logs in. */
export const set_autostart = (on: boolean) => write<Delivery>("set_autostart", { on });
/** Leaves the app running in the tray from now on, or closes it with its window; `null` leaves the window open. */
export const answer_closing = (keep: boolean | null) => ask<null>("answer_closing", { keep });
export const print_page = () => ask<null>("print_page");
export const hide_window = () => ask<null>("hide_window");
/** Closes the app, and with it reminders and updates. */
export const quit = () => ask<null>("quit");
/** The first screen is there: what can wait for it begins. */
export const painted = () => ask<null>("painted");
export const set_bookmark = (kind: RecordKind, id: string, on: boolean) => write<BookmarkRemoved>("set_bookmark", { kind, id, on });
export const restore_bookmark = (removed: RemovedBookmark) => write<null>("restore_bookmark", { removed });
/** Moves a bookmark to `position`, from 0. */
export const move_bookmark = (kind: RecordKind, id: string, position: number) => write<null>("move_bookmark", { kind, id, position });
/** Remembers that a result of a search was opened or called, where the person wants that. */
export const remember_hit = (query: string, kind: RecordKind, id: string) => ask<null>("remember_hit", { query, kind, id });
export const forget_searches = () => write<Recent>("forget_searches");
export const set_remembering = (on: boolean) => write<Recent>("set_remembering", { on });
/** Ticks off a day of a week that is followed, or takes the tick away. */
export const tick_day = (week: string, weekday: Weekday, done: boolean) => write<WeekView>("tick_day", { week, weekday, done });
/** Sends no more reminders of a week, or sends them again. */
export const mute_week = (week: string, muted: boolean) => write<WeekView>("mute_week", { week, muted });
/** Changes what the patch names, and answers all of them as they are saved. */
export const save_reminder_settings = (patch: ChoicesPatch) => write<ReminderSettings>("save_reminder_settings", { patch });
/** Reminds the person at a time, of nothing that is kept here, or does not after all. */
export const set_reminder = (at: string, on: boolean) => write<null>("set_reminder", { at, on });
/** Downloads documents, or removes them. `id` is the resource's or the theme's, and empty for bookmarks. */
export const keep_offline = (kind: KeepKind, id: string, on: boolean) => write<Documents>("keep_offline", { kind, id, on });
export const pause_documents = (paused: boolean) => write<Documents>("pause_documents", { paused });
/** Sets how many bytes documents may take: one of `Documents.budgets`. */
export const set_document_budget = (bytes: number) => write<Documents>("set_document_budget", { bytes });
/** Changes what the patch names, and answers all settings as they are saved. */
export const save_settings = (patch: SettingsPatch) => write<Settings>("save_settings", { patch });
export const remember_place = (place: Place) => ask<null>("remember_place", { place });
export const mark_changes_read = () => write<null>("mark_changes_read");
/** Adds what is in an exported file to what the person keeps. */
export const import_personal = (text: string) => write<null>("import_personal", { text });
/** Erases all that the person kept, and no longer starts at login. The window starts again after that. */
export const erase_kept = () => write<null>("erase_kept");
/** Writes what the person keeps into a file and says where. */
export const export_personal = () => ask<Saved>("export_personal");
export const start = () => ask<Start>("start");
export const now = () => ask<Now>("now");
export const who_to_call = () => ask<WhoToCall>("who_to_call");
/** The council of a postcode or a place. What was typed is kept nowhere. */
export const find_council = (typed: string) => ask<CouncilFound>("find_council", { typed });
export const pathway = (id: string) => ask<PathwayView>("pathway", { id });
export const themes = (typed: string) => ask<Array<ThemeList>>("themes", { typed });
export const pack = (id: string) => ask<Pack>("pack", { id });
export const poster = (id: string, publicOnly: boolean) => ask<Poster>("poster", { id, publicOnly });
export const resource = (id: string) => ask<ResourceView>("resource", { id });
export const contacts = (typed: string) => ask<Contacts>("contacts", { typed });
export const contact = (id: string) => ask<ContactCard>("contact", { id });
/** What to say to a contact, as half a sheet of paper. */
export const contact_sheet = (id: string) => ask<CallSheet>("contact_sheet", { id });
/** What to say at a step of a pathway, as half a sheet of paper. */
export const step_sheet = (pathway: string, step: string) => ask<CallSheet>("step_sheet", { pathway, step });
export const calendar = () => ask<Calendar>("calendar");
/** The address to subscribe to in a calendar program; `null` where there is no update server. */
export const calendar_address = () => ask<string | null>("calendar_address");
export const week = (id: string) => ask<WeekView>("week", { id });
export const article = (id: string) => ask<ArticleView>("article", { id });
export const terms = (typed: string) => ask<Array<TermView>>("terms", { typed });
export const term = (id: string) => ask<TermView>("term", { id });
export const search = (query: string, filters: SearchFilters) => ask<Found>("search", { query, filters });
export const recent_searches = () => ask<Recent>("recent_searches");
export const bookmarks = () => ask<Array<Bookmark>>("bookmarks");
export const whats_changed = () => ask<Changes>("whats_changed");
/** The documents on this device and those on their way. What changes about them later comes by `on_documents`. */
export const documents = () => ask<Documents>("documents");
/** The bytes of a resource's document, just hashed. Fails with a sentence when it is not on the device or was damaged. */
export const document_bytes = (resource: string) => ask<ArrayBuffer>("document_bytes", { resource });
export const reminder_settings = () => ask<ReminderSettings>("reminder_settings");
/** Whether this device shows reminders, and whether the app is there to show them. */
export const delivery = () => ask<Delivery>("delivery");
export const about = () => ask<About>("about");
