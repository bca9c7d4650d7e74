// What all screens share: the person's choices, how fresh the catalogue is, what was just bookmarked.

import { SvelteMap } from "svelte/reactivity";

import type {
  AreaName,
  BookmarksChanged,
  Freshness,
  Home,
  RecordKind,
  RefreshEnd,
  RefreshProgress,
  Settings,
  Start,
} from "./bindings";
import * as ipc from "./ipc";

export interface Toast {
  text: string;
  /** Takes back what was just done. */
  undo?: () => Promise<void>;
}

class App {
  settings = $state.raw<Settings>({ asked: true, areas: [], appearance: "system" });
  areas = $state.raw<AreaName[]>([]);
  freshness = $state.raw<Freshness>();
  toast = $state.raw<Toast>();
  /** How far the refresh is that the person asked for. */
  progress = $state.raw<RefreshProgress>();
  /** How that refresh ended. */
  ended = $state.raw<Pick<RefreshEnd, "state" | "sentence" | "retry">>();
  /** Set while *Hide* covers everything. */
  hidden = $state(false);
  /** Rises when answers of the backend may have changed: screens then ask again. */
  version = $state(0);

  /** Bookmarks changed since the app started; a card's own `bookmarked` holds for the rest. */
  #kept = new SvelteMap<string, boolean>();

  begin(start: Start): void {
    this.settings = start.settings;
    this.areas = start.areas;
    this.freshness = start.freshness;
  }

  invalidate(): void {
    this.version += 1;
  }

  /** Hears of every refresh, also of those that the app makes by itself: these change what is shown and say nothing. */
  async listen(): Promise<void> {
    await ipc.on_refresh_progress((progress) => {
      if (this.progress) this.progress = progress;
    });
    await ipc.on_refresh_end((end) => {
      if (this.progress) this.ended = end;
      this.progress = undefined;
      this.freshness = end.freshness;
      if (end.changed) this.invalidate();
    });
    await ipc.on_reminders(() => this.invalidate());
    window.addEventListener("online", () => ipc.network_is_back().catch(() => undefined));
  }

  /** Asks the host for a newer edition. */
  async check(): Promise<void> {
    if (this.progress) return;
    this.progress = { sentence: "Asking the host" };
    this.ended = undefined;
    try {
      await ipc.refresh();
    } catch (error) {
      this.progress = undefined;
      this.ended = { state: "failed", sentence: reason(error), retry: true };
    }
  }

  /** Stops asking. What has been stored by then stays. */
  async stop(): Promise<void> {
    await ipc.stop_refresh().catch(() => undefined);
  }

  /** Takes a newer edition from a file that somebody brought. */
  async take(file: File): Promise<void> {
    this.ended = undefined;
    try {
      const end = await ipc.take_edition(await file.arrayBuffer());
      this.ended = end;
      this.freshness = end.freshness;
      if (end.changed) this.invalidate();
    } catch (error) {
      this.ended = { state: "failed", sentence: reason(error), retry: true };
    }
  }

  async readChanges(): Promise<void> {
    await ipc.mark_changes_read();
    if (this.freshness) this.freshness = { ...this.freshness, unread: false };
  }

  /** Set when the first screen is on the glass. */
  stands = $state(false);
  #painted = false;

  /** Said once, when the first screen stands: `cargo xtask bench start` waits for it. */
  painted(): void {
    if (this.#painted) return;
    this.#painted = true;
    // Called in the first animation frame: the second comes when that one is on the screen.
    requestAnimationFrame(() => {
      void ipc.painted().catch(() => undefined);
      this.stands = true;
    });
  }

  /** What Home shows, asked for before it was known that Home comes first. */
  homeAhead?: Promise<Home>;

  home(): Promise<Home> {
    const ahead = this.homeAhead;
    this.homeAhead = undefined;
    return ahead ?? ipc.home();
  }

  async change(settings: Partial<Settings>): Promise<void> {
    const before = this.settings;
    this.settings = await ipc.save_settings({ ...before, ...settings });
    if (this.settings.areas.join() !== before.areas.join()) this.invalidate();
  }

  /** Says something at the foot of the window, until it is closed or the next thing is said. */
  say(text: string, undo?: () => Promise<void>): void {
    this.toast = { text, undo };
  }

  isKept(kind: RecordKind, id: string, before: boolean): boolean {
    return this.#kept.get(`${kind} ${id}`) ?? before;
  }

  async keep(kind: RecordKind, id: string, on: boolean): Promise<BookmarksChanged> {
    const changed = await ipc.set_bookmark(kind, id, on);
    this.#kept.set(`${kind} ${id}`, on);
    return changed;
  }

  async restore(removed: NonNullable<BookmarksChanged["removed"]>): Promise<BookmarksChanged> {
    const changed = await ipc.restore_bookmark(removed);
    this.#kept.set(`${removed.kind} ${removed.id}`, true);
    return changed;
  }

  async importPersonal(text: string): Promise<BookmarksChanged> {
    const changed = await ipc.import_personal(text);
    for (const { kind, id } of changed.bookmarks) this.#kept.set(`${kind} ${id}`, true);
    this.invalidate();
    return changed;
  }
}

export const app = new App();

/** What went wrong, in words. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : "The app could not do that.";
}
