// Addresses within the app: `#/themes/neglect`. Pure: text in, route out, and back.

import type { RecordKind, Weekday } from "./bindings";
import { whole } from "./limit";

export type Route =
  | { name: "now" }
  | { name: "pathway"; id: string; step?: string }
  | { name: "themes" }
  | { name: "pack"; id: string }
  | { name: "poster"; id: string; publicOnly: boolean }
  | { name: "resource"; id: string }
  | { name: "document"; id: string }
  | { name: "search"; number?: string }
  | { name: "contacts" }
  | { name: "contact"; id: string }
  | { name: "council" }
  /** What to say on paper: a contact's, or with `step` that of a step of pathway `id`. */
  | { name: "call-sheet"; id: string; step?: string }
  | { name: "calendar" }
  /** With `at` one of its days, "wednesday", or the day of one of its sessions. */
  | { name: "week"; id: string; at?: string }
  | { name: "bookmarks" }
  | { name: "changes" }
  | { name: "article"; id: string }
  | { name: "terms" }
  | { name: "term"; id: string }
  | { name: "settings" }
  | { name: "about" }
  | { name: "accessibility" }
  /** On a phone: what is not in its bar. */
  | { name: "more" }
  | { name: "not-found" };

/** Reads `#/themes/neglect`. Anything that leads nowhere is `not-found`. */
export function parse(hash: string): Route {
  const parts = hash
    .replace(/^#/, "")
    .split("/")
    .filter((part) => part !== "");
  if (!parts.every(decodes)) return { name: "not-found" };
  const [room, id, more, last, ...rest] = parts.map(decodeURIComponent);
  if (rest.length > 0) return { name: "not-found" };

  if (room === undefined) return { name: "now" };
  if (id === undefined) {
    switch (room) {
      // As versions before this one wrote it down.
      case "act-now":
        return { name: "now" };
      case "themes":
      case "contacts":
      case "council":
      case "calendar":
      case "bookmarks":
      case "search":
      case "changes":
      case "terms":
      case "settings":
      case "about":
      case "accessibility":
      case "more":
        return { name: room };
      default:
        return { name: "not-found" };
    }
  }
  if (more === undefined) {
    switch (room) {
      case "pathways":
        return { name: "pathway", id };
      case "themes":
        return { name: "pack", id };
      case "resources":
        return { name: "resource", id };
      case "documents":
        return { name: "document", id };
      case "contacts":
        return { name: "contact", id };
      case "weeks":
        return { name: "week", id };
      case "articles":
        return { name: "article", id };
      case "terms":
        return { name: "term", id };
      case "search":
        return { name: "search", number: id };
      default:
        return { name: "not-found" };
    }
  }
  if (last !== undefined) {
    return room === "pathways" && last === "print"
      ? { name: "call-sheet", id, step: more }
      : { name: "not-found" };
  }
  if (room === "contacts" && more === "print") return { name: "call-sheet", id };
  if (room === "pathways") return { name: "pathway", id, step: more };
  if (room === "weeks") return { name: "week", id, at: more };
  if (room === "themes" && more === "print") return { name: "poster", id, publicOnly: false };
  if (room === "themes" && more === "print-public") return { name: "poster", id, publicOnly: true };
  return { name: "not-found" };
}

function decodes(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

/** The address of a record. A step's id is `pathway/step`; a session's is `week/session`, and its week opens at it. */
export function href(kind: RecordKind, id: string): string {
  const room: Record<RecordKind, string> = {
    contact: "contacts",
    pathway: "pathways",
    step: "pathways",
    theme: "themes",
    resource: "resources",
    week: "weeks",
    session: "weeks",
    article: "articles",
    term: "terms",
  };
  const path = kind === "step" || kind === "session" ? id.split("/") : [id];
  return `#/${[room[kind], ...path].map(encode).join("/")}`;
}

/** The address of a practice week, with one of its days open. */
export function weekHref(id: string, weekday?: Weekday): string {
  return `${href("week", id)}${weekday === undefined ? "" : `/${weekday}`}`;
}

/** The address of what to say on paper: to a contact, or at a step, whose id is `pathway/step`. */
export function paperHref(kind: "contact" | "step", id: string): string {
  return `${href(kind, id)}/print`;
}

/** The address of a resource's document, open. */
export function documentHref(resource: string): string {
  return `#/documents/${encode(resource)}`;
}

/** The address of a search, by its number; without one, of an empty one. */
export function searchHref(number?: string): string {
  return number === undefined ? "#/search" : `#/search/${encode(number)}`;
}

/** As `encodeURIComponent`, which refuses halves of characters. */
function encode(text: string): string {
  return encodeURIComponent(whole(text));
}

/** What may be written down about an address, to open the app there again. A search is in memory, and opens empty. */
export function memorable(hash: string): string {
  return hash.startsWith("#/search") ? "#/search" : hash === "" ? "#/" : hash;
}

/** Tells screens apart: a walk from step to step stays on one screen. */
export function screenKey(route: Route): string {
  const id = "id" in route ? route.id : "";
  const variant =
    route.name === "poster" && route.publicOnly ? "public" : route.name === "call-sheet" ? route.step : "";
  return `${route.name}/${id}/${variant ?? ""}`;
}
