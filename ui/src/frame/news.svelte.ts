// What is new in a section that is not on the screen, in a few words.

import { refresh } from "../lib/refresh.svelte";
import { changes, more, type Section, weeks } from "./sections";

class News {
  /** A practice week is on. */
  week = $state(false);

  of(section: Section): string | undefined {
    if (section === changes) return refresh.freshness?.unread ? "not read yet" : undefined;
    if (section === weeks) return this.week ? "on this week" : undefined;
    return section === more ? (this.of(weeks) ?? this.of(changes)) : undefined;
  }
}

export const news = new News();
