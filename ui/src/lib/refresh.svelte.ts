// How fresh the catalogue is, and the update that the person asked for: how far it is and how it ended.

import type { Freshness, RefreshEnd, RefreshProgress } from "./bindings";
import * as ipc from "./ipc";
import { refuseAbove } from "./file";
import { reason } from "./reason";

/** A file from the publisher is a few megabytes. */
const LARGEST = 64;

class Refresh {
  freshness = $state.raw<Freshness>();
  /** Set while an update that the person asked for is under way. */
  progress = $state.raw<RefreshProgress>();
  /** How the last one ended that the person asked for. */
  ended = $state.raw<Pick<RefreshEnd, "state" | "sentence">>();

  async listen(): Promise<void> {
    // Also of those that the app makes by itself: only one that the person asked for is shown.
    await ipc.on_refresh_progress((progress) => {
      if (this.progress) this.progress = progress;
    });
    window.addEventListener("online", () => ipc.network_is_back().catch(() => undefined));
  }

  /** Looks for an update. */
  async check(): Promise<void> {
    if (this.progress) return;
    this.progress = { sentence: "Checking for updates" };
    await this.#end(ipc.refresh);
    this.progress = undefined;
  }

  /** Stops the update. What has been stored by then stays. */
  async stop(): Promise<void> {
    await ipc.stop_refresh().catch(() => undefined);
    this.progress = undefined;
  }

  /** Updates from a file that somebody brought. */
  async take(file: File): Promise<void> {
    await this.#end(async () => {
      refuseAbove(LARGEST, file, "an update file");
      return ipc.take_edition(await file.arrayBuffer());
    });
  }

  async #end(ask: () => Promise<RefreshEnd>): Promise<void> {
    this.ended = undefined;
    try {
      this.ended = await ask();
    } catch (error) {
      this.ended = { state: "failed", sentence: reason(error) };
    }
  }
}

export const refresh = new Refresh();
