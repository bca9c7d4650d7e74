// Where one can go from anywhere, and which screens belong where.

import type { IconName } from "../components/Icon.svelte";
import type { Route } from "../lib/route";

export interface Section {
  title: string;
  address: string;
  icon: IconName;
  /** The screens within it. */
  holds: readonly Route["name"][];
}

/** For every day: they are in a phone's bar too. */
export const main: readonly Section[] = [
  {
    title: "Now",
    address: "#/",
    icon: "danger",
    holds: ["now", "pathway", "council", "call-sheet"],
  },
  {
    title: "Themes",
    address: "#/themes",
    icon: "themes",
    holds: ["themes", "pack", "poster", "resource", "document", "article"],
  },
  { title: "Contacts", address: "#/contacts", icon: "phone", holds: ["contacts", "contact"] },
  { title: "Saved", address: "#/bookmarks", icon: "bookmark", holds: ["bookmarks"] },
];

export const weeks: Section = {
  title: "Practice weeks",
  address: "#/calendar",
  icon: "calendar",
  holds: ["calendar", "week"],
};
export const changes: Section = {
  title: "What's changed",
  address: "#/changes",
  icon: "changes",
  holds: ["changes"],
};

/** To look something up. */
export const lookUp: readonly Section[] = [
  { title: "Search", address: "#/search", icon: "search", holds: ["search"] },
  weeks,
  { title: "Glossary", address: "#/terms", icon: "book", holds: ["terms", "term"] },
];

/** Of the app itself. */
export const app: readonly Section[] = [
  changes,
  { title: "Settings", address: "#/settings", icon: "settings", holds: ["settings"] },
  { title: "About", address: "#/about", icon: "about", holds: ["about", "accessibility"] },
];

/** Where a phone has all that is not in its bar. */
export const more: Section = {
  title: "More",
  address: "#/more",
  icon: "more",
  holds: ["more", ...[...lookUp, ...app].flatMap(({ holds }) => holds)],
};

/** Whether that screen belongs there, as `aria-current` says it. */
export function current({ holds }: Section, name: Route["name"]): "page" | undefined {
  return holds.includes(name) ? "page" : undefined;
}
