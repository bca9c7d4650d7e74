// Which component shows which route. What is needed at the door is there when the app starts; the others are files
// beside it inside the program, read once the first screen stands, so that a tap never waits.

import type { Component } from "svelte";
import { SvelteMap } from "svelte/reactivity";

import type { Route } from "../lib/route";
import Contact from "./contacts/Contact.svelte";
import Contacts from "./contacts/Contacts.svelte";
import Council from "./council/Council.svelte";
import More from "./more/More.svelte";
import NotFound from "./not-found/NotFound.svelte";
import Now from "./now/Now.svelte";
import Pathway from "./pathway/Pathway.svelte";

type Name = Route["name"];
/** What a route says besides its name is what its screen is given. */
type Showing<N extends Name> = Component<Omit<Extract<Route, { name: N }>, "name">>;
export type AnyScreen = Component<Record<string, unknown>>;

const atOnce = {
  now: Now,
  pathway: Pathway,
  contacts: Contacts,
  contact: Contact,
  council: Council,
  more: More,
  "not-found": NotFound,
} satisfies { [N in Name]?: Showing<N> };

type Later = Exclude<Name, keyof typeof atOnce>;

const later: { [N in Later]: () => Promise<{ default: Showing<N> }> } = {
  themes: () => import("./themes/Themes.svelte"),
  pack: () => import("./pack/Pack.svelte"),
  resource: () => import("./resource/Resource.svelte"),
  search: () => import("./search/Search.svelte"),
  bookmarks: () => import("./bookmarks/Bookmarks.svelte"),
  calendar: () => import("./calendar/Calendar.svelte"),
  week: () => import("./week/Week.svelte"),
  document: () => import("./document/Document.svelte"),
  article: () => import("./article/Article.svelte"),
  terms: () => import("./terms/Terms.svelte"),
  term: () => import("./terms/Term.svelte"),
  changes: () => import("./changes/Changes.svelte"),
  settings: () => import("./settings/Settings.svelte"),
  about: () => import("./about/About.svelte"),
  accessibility: () => import("./accessibility/Accessibility.svelte"),
  "call-sheet": () => import("./call-sheet/CallSheet.svelte"),
  poster: () => import("./pack/Poster.svelte"),
};

const here = new SvelteMap<Name, AnyScreen>(
  Object.entries(atOnce).map(([name, screen]) => [name as Name, screen as unknown as AnyScreen]),
);

/** The screen of that name, once it is here. */
export function screen(name: Name): AnyScreen | undefined {
  return here.get(name);
}

/** Reads the screen of that name. */
export async function bring(name: Name): Promise<void> {
  if (here.has(name)) return;
  const { default: screen } = await later[name as Later]();
  here.set(name, screen as unknown as AnyScreen);
}

/** Reads all that are not here yet, one after the other. */
export async function bringAll(): Promise<void> {
  for (const name of Object.keys(later)) await bring(name as Name);
}
