// What the person has chosen, as it was last saved, and what there is to choose from on this device.

import type { AreaName, Dialling, ManagedView, Settings, SettingsPatch, Start } from "./bindings";
import * as ipc from "./ipc";

class Choices {
  /** Before anything was read, nothing is asked and everything is shown. */
  now = $state.raw<Settings>({ areas: [], appearance: "system", text_size: 100 });
  areas = $state.raw<AreaName[]>([]);
  /** What the person's organisation has set. */
  managed = $state.raw<ManagedView>({
    areas: false,
    background: false,
    reminders: false,
    words: [],
    mistakes: [],
  });
  /** What the device does with a number. Until that is known it is offered: a device that cannot says so. */
  dialling = $state.raw<Dialling>({ calls: true, texts: true, prints: true });

  /** What is chosen, in the width of a button: "Hampshire", "2 areas". */
  readonly inShort = $derived.by(() => {
    const areas = new Map(this.areas.map(({ id, title }) => [id, title]));
    const [first, ...more] = [...areas.keys()].filter((id) => this.now.areas.includes(id));
    if (first === undefined) return "Choose area";
    if (more.length === 0) return areas.get(first);
    return more.length + 1 === areas.size ? "All areas" : `${more.length + 1} areas`;
  });

  take({ settings, areas, managed, dialling }: Start): void {
    this.now = settings;
    this.areas = areas;
    this.managed = managed;
    this.dialling = dialling;
  }

  async save(patch: SettingsPatch): Promise<void> {
    this.now = await ipc.save_settings(patch);
  }
}

export const settings = new Choices();
