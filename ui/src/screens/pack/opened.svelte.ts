// Which sections of which packs somebody has opened or closed, for as long as the window lives: coming back to
// a pack finds it as it was left.

import { SvelteMap } from "svelte/reactivity";

const choices = new SvelteMap<string, boolean>();

/** Whether a section is open; `before` holds until somebody has chosen. */
export function isOpen(pack: string, section: number, before: boolean): boolean {
  return choices.get(`${pack} ${section}`) ?? before;
}

export function setOpen(pack: string, section: number, open: boolean): void {
  choices.set(`${pack} ${section}`, open);
}
