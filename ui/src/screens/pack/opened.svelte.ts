// Which sections of which packs somebody has opened, for as long as the window lives: coming back to a pack finds it
// as it was left.

import { SvelteSet } from "svelte/reactivity";

const opened = new SvelteSet<string>();

export function isOpen(pack: string, section: number): boolean {
  return opened.has(`${pack} ${section}`);
}

export function setOpen(pack: string, section: number, open: boolean): void {
  const key = `${pack} ${section}`;
  if (open) opened.add(key);
  else opened.delete(key);
}
