// How an answer stands on the screen: which rows, in which order, and what is said of it. Pure.

import type { Correction, Found, Fragment, Hit, HitGroup, SearchFilters } from "../../lib/bindings";
import { isOnly, type ListFacet } from "../../lib/narrowing";

/** Rows of a kind that stand before "Show more": enough to choose from, few enough to see the next kind. */
const OF_A_KIND = 5;
/** Rows of another area, which come last and matter least. */
const OF_ANOTHER_AREA = 3;

/** Hits under one heading, and what to narrow to so that the rest is listed too. */
export interface Section {
  id: string;
  title: string;
  hits: Hit[];
  /** How many are not listed, but would be if it were narrowed. */
  more: number;
  facet: ListFacet;
  value: string;
  /** Set for another area than the chosen ones. */
  elsewhere: boolean;
}

/** What the arrow keys reach. Its id is the element's. */
export type Row = { id: string; hit: Hit; more?: never } | { id: string; hit?: never; more: Section };

export function sections({ groups, elsewhere }: Found, filters: SearchFilters): Section[] {
  return [
    ...groups.map((group) => section(group, group.title, "kind", group.kind, filters)),
    ...elsewhere.map((part) => section(part, `Also in ${part.area.title}`, "area", part.area.id, filters)),
  ];
}

function section(
  { hits, total }: Pick<HitGroup, "hits" | "total">,
  title: string,
  facet: ListFacet,
  value: string,
  filters: SearchFilters,
): Section {
  const most = facet === "kind" ? OF_A_KIND : OF_ANOTHER_AREA;
  // A row that says "1 more" takes the room of the one that it hides.
  const all = total <= most + 1 || isOnly(filters, facet, value);
  const listed = all ? hits : hits.slice(0, most);
  return {
    id: `${facet}-${value}`,
    title,
    hits: listed,
    more: all ? 0 : total - listed.length,
    facet,
    value,
    elsewhere: facet === "area",
  };
}

/** All rows, from the top. */
export function rows(best: Hit | undefined, all: Section[]): Row[] {
  return [
    ...(best ? [rowOf(best)] : []),
    ...all.flatMap((part): Row[] => [
      ...part.hits.map(rowOf),
      ...(part.more > 0 ? [{ id: moreId(part), more: part }] : []),
    ]),
  ];
}

function rowOf(hit: Hit): Row {
  return { id: rowId(hit), hit };
}

/** The id of a hit's row, the same wherever it stands. */
export function rowId({ kind, id }: Hit): string {
  return `hit-${kind}-${id}`;
}

/** The id of the row that lists the rest of a section. */
export function moreId({ id }: Section): string {
  return `more-${id}`;
}

/** What a row says to who walks the list by keys. */
export function rowName({ hit, more }: Row): string {
  if (more) return `Show ${more.more} more: ${more.title}`;
  const number = hit.withdrawn ? undefined : hit.number;
  const only = number?.professionals_only ? "professionals only" : "";
  return [plain(hit.title), hit.withdrawn ? "withdrawn" : "", hit.detail, only, number?.number.whole]
    .filter(Boolean)
    .join(", ");
}

/** How many were found that no row and no "Show more" leads to: more words will. */
export function unlisted({ total }: Found, all: Row[]): number {
  return total - all.reduce((sum, { more }) => sum + (more ? more.more : 1), 0);
}

/** What is said once the person stops typing: "What to do: Domestic abuse: Hampshire. 12 results, best: Neglect". */
export function summary({ to_do, best, total, corrections }: Found): string {
  const count = total === 0 ? "Nothing found" : total === 1 ? "1 result" : `${total} results`;
  const ways = to_do?.ways.map(({ pathway }) => pathway.title) ?? [];
  const first = to_do
    ? `What to do: ${ways.length > 0 ? ways.join(", ") : "choose where the child lives"}. `
    : "";
  const danger = to_do && to_do.emergency.length > 0 ? "In immediate danger, call 999. " : "";
  const said = danger + first + (best ? `${count}, best: ${plain(best.title)}` : count);
  return corrections.length === 0 ? said : `${correction(corrections)} ${said}`;
}

/** "No results for “brusing”. Showing results for “bruising”." */
export function correction(corrections: Correction[]): string {
  const list = (words: string[], joint: string) => words.map((word) => `“${word}”`).join(joint);
  const typed = corrections.map(({ typed }) => typed);
  const used = corrections.map(({ used }) => used);
  return `No results for ${list(typed, " or ")}. Showing results for ${list(used, " and ")}.`;
}

/** Without the marks. */
export function plain(fragments: Fragment[]): string {
  return fragments.map(({ text }) => text).join("");
}
