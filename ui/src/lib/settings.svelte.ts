// What the person has chosen, as it was last saved, and the areas there are to choose from.

import type { AreaName, Settings, SettingsPatch, Start } from "./bindings";
import * as ipc from "./ipc";

class Choices {
  /** Before anything was read, nothing is asked and everything is shown. */
  now = $state.raw<Settings>({ asked: true, areas: [], appearance: "system" });
  areas = $state.raw<AreaName[]>([]);

  /** The areas one can choose, each by itself, and all of them together. */
  readonly areaChoices = $derived([
    ...this.areas.map(({ id, title }) => ({ title, ids: [id] })),
    { title: this.areas.length === 2 ? "Both areas" : "All areas", ids: this.areas.map(({ id }) => id) },
  ]);

  take({ settings, areas }: Start): void {
    this.now = settings;
    this.areas = areas;
  }

  async save(patch: SettingsPatch): Promise<void> {
    this.now = await ipc.save_settings(patch);
  }
}

export const settings = new Choices();

/** Whether two choices of areas are the same. */
export function sameAreas(some: readonly string[], others: readonly string[]): boolean {
  return some.join() === others.join();
}
