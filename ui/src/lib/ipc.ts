// The one file that talks to the backend: one function for each command, named as the command is, so that
// a search for `set_bookmark` finds both ends.

import { type InvokeArgs, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type {
  About,
  ActNow,
  ApiError,
  ArticleView,
  Bookmark,
  BookmarksChanged,
  Calendar,
  Changes,
  ContactCard,
  Contacts,
  Documents,
  ErrorCode,
  Found,
  Home,
  KeepKind,
  Pack,
  PathwayView,
  Poster,
  Recent,
  RecordKind,
  RefreshEnd,
  RefreshProgress,
  RemovedBookmark,
  ResourceView,
  Saved,
  SearchFilters,
  Settings,
  Start,
  TermView,
  ThemeCard,
  WeekView,
} from "./bindings";

/** What every function here throws: the backend's `ApiError`, as an `Error`. */
export class Failure extends Error implements ApiError {
  readonly code: ErrorCode;

  constructor({ code, message }: ApiError) {
    super(message);
    this.code = code;
  }
}

async function ask<T>(command: string, args?: InvokeArgs): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (error) {
    throw new Failure(asApiError(error));
  }
}

function asApiError(error: unknown): ApiError {
  if (typeof error === "object" && error !== null && "code" in error && "message" in error) {
    return error as ApiError;
  }
  // Tauri's own refusals come as text for programmers.
  console.error(error);
  return { code: "bad-request", message: "The app could not do that." };
}

export const start = () => ask<Start>("start");
export const home = () => ask<Home>("home");
export const act_now = () => ask<ActNow>("act_now");
export const pathway = (id: string) => ask<PathwayView>("pathway", { id });
export const themes = () => ask<ThemeCard[]>("themes");
export const pack = (id: string) => ask<Pack>("pack", { id });
export const poster = (id: string, publicOnly: boolean) => ask<Poster>("poster", { id, publicOnly });
export const resource = (id: string) => ask<ResourceView>("resource", { id });
export const contacts = () => ask<Contacts>("contacts");
export const contact = (id: string) => ask<ContactCard>("contact", { id });
export const calendar = () => ask<Calendar>("calendar");
export const week = (id: string) => ask<WeekView>("week", { id });
export const article = (id: string) => ask<ArticleView>("article", { id });
export const terms = () => ask<TermView[]>("terms");
export const term = (id: string) => ask<TermView>("term", { id });
export const search = (query: string, filters: SearchFilters) => ask<Found>("search", { query, filters });
export const recent_searches = () => ask<Recent>("recent_searches");
/** Tells that a hit of a search was opened or rung. Kept only where the person lets it be. */
export const remember_hit = (query: string, kind: RecordKind, id: string) =>
  ask<null>("remember_hit", { query, kind, id });
export const forget_searches = () => ask<Recent>("forget_searches");
export const set_remembering = (on: boolean) => ask<Recent>("set_remembering", { on });

export const bookmarks = () => ask<Bookmark[]>("bookmarks");
export const set_bookmark = (kind: RecordKind, id: string, on: boolean) =>
  ask<BookmarksChanged>("set_bookmark", { kind, id, on });
export const restore_bookmark = (removed: RemovedBookmark) =>
  ask<BookmarksChanged>("restore_bookmark", { removed });
/** Moves a bookmark to `position`, from 0. */
export const move_bookmark = (kind: RecordKind, id: string, position: number) =>
  ask<BookmarksChanged>("move_bookmark", { kind, id, position });

export const save_settings = (settings: Settings) => ask<Settings>("save_settings", { settings });
export const remember_route = (route: string) => ask<null>("remember_route", { route });
export const about = () => ask<About>("about");
/** Begins to ask the host for a newer edition; how it goes comes by `on_refresh_progress` and `on_refresh_end`. */
export const refresh = () => ask<null>("refresh");
export const stop_refresh = () => ask<null>("stop_refresh");
/** Takes a newer edition from the bytes of a bundle. */
export const take_edition = (bundle: ArrayBuffer) => ask<RefreshEnd>("take_edition", bundle);
export const network_is_back = () => ask<null>("network_is_back");
export const whats_changed = () => ask<Changes>("whats_changed");
export const mark_changes_read = () => ask<null>("mark_changes_read");
export const on_refresh_progress = (then: (progress: RefreshProgress) => void) =>
  listen<RefreshProgress>("refresh-progress", ({ payload }) => then(payload));
export const on_refresh_end = (then: (end: RefreshEnd) => void) =>
  listen<RefreshEnd>("refresh-end", ({ payload }) => then(payload));
/** Writes what the person keeps into a file and says where. */
export const export_personal = () => ask<Saved>("export_personal");
/** Adds what is in an exported file to what the person keeps. */
export const import_personal = (text: string) => ask<BookmarksChanged>("import_personal", { text });

/** The documents that are kept offline. What changes about them later comes by `on_documents`. */
export const documents = () => ask<Documents>("documents");
/** Keeps documents offline, or lets them go. `id` is the resource's or the theme's, and empty for bookmarks. */
export const keep_offline = (kind: KeepKind, id: string, on: boolean) =>
  ask<Documents>("keep_offline", { kind, id, on });
export const pause_documents = (paused: boolean) => ask<Documents>("pause_documents", { paused });
/** Sets how many bytes documents may take: one of `Documents.budgets`. */
export const set_document_budget = (bytes: number) => ask<Documents>("set_document_budget", { bytes });
export const on_documents = (then: (documents: Documents) => void) =>
  listen<Documents>("documents", ({ payload }) => then(payload));
/** The bytes of a resource's document, just hashed. Fails with a sentence when it is not on the device or was damaged. */
export const document_bytes = (resource: string) => ask<ArrayBuffer>("document_bytes", { resource });
/** Opens a resource's document in the device's own program. Fails with `no-handler` where there is none. */
export const open_document = (resource: string) => ask<null>("open_document", { resource });

/** Rings the contact's number at `index`, from 0. Fails with `no-handler` where the device cannot call. */
export const call = (contact: string, index: number) => ask<null>("call", { contact, index });
/** Starts an email to the contact's address at `index`, from 0. */
export const write_to = (contact: string, index: number) => ask<null>("write_to", { contact, index });
export const open_link = (resource: string) => ask<null>("open_link", { resource });
export const open_front_page = (resource: string) => ask<null>("open_front_page", { resource });
export const print_page = () => ask<null>("print_page");
export const hide_window = () => ask<null>("hide_window");
/** Tells a benchmark that the first screen stands. */
export const painted = () => ask<null>("painted");
