import { expect, test } from "vitest";

import type { Found, Hit } from "../../lib/bindings";
import { EVERYTHING, only } from "../../lib/narrowing";
import { correction, rows, sections, summary, unlisted } from "./rows";

const hit = (id: string): Hit => ({
  kind: "contact",
  id,
  title: [
    { text: "Neg", marked: true },
    { text: `lect ${id}`, marked: false },
  ],
  snippet: [],
  detail: "",
  withdrawn: false,
  bookmarked: false,
  here: true,
});
const hits = (many: number, word: string) => Array.from({ length: many }, (_, i) => hit(`${word}${i}`));

/** One best hit, `here` contacts in the chosen areas and `there` in another; the backend lists at most `most` of each. */
function found(here: number, there: number, most = 6): Found {
  return {
    query: "neg",
    best: hit("best"),
    groups: [{ kind: "contact", title: "Contacts", hits: hits(Math.min(here, most), "here"), total: here }],
    elsewhere: [{ area: { id: "x", title: "X" }, hits: hits(Math.min(there, most), "there"), total: there }],
    chips: [],
    total: 1 + here + there,
    corrections: [],
  };
}

/** How many hits each section lists and how many more it offers, and how many nothing leads to. */
function shape(answer: Found, filters = EVERYTHING) {
  const all = sections(answer, filters);
  return [...all.map(({ hits, more }) => [hits.length, more]), unlisted(answer, rows(answer.best, all))];
}

test.each([
  { here: 4, there: 2, stands: [[4, 0], [2, 0], 0] },
  // One more would take the room of the row that offers it.
  { here: 6, there: 4, stands: [[6, 0], [4, 0], 0] },
  { here: 7, there: 5, stands: [[5, 2], [3, 2], 0] },
  { here: 90, there: 0, stands: [[5, 85], [0, 0], 0] },
])("of $here here and $there elsewhere", ({ here, there, stands }) => {
  expect(shape(found(here, there))).toEqual(stands);
});

test("narrowed to one kind or one area, all that came are listed", () => {
  expect(shape(found(90, 0, 50), only(EVERYTHING, "kind", "contact"))).toEqual([[50, 0], [0, 0], 40]);
  expect(shape(found(7, 9, 50), only(EVERYTHING, "area", "x"))).toEqual([[5, 2], [9, 0], 0]);
});

test("the best hit is the first row, and a row for more the last of its section", () => {
  const answer = found(7, 1);
  const ids = rows(answer.best, sections(answer, EVERYTHING)).map(({ id }) => id);
  expect(ids.slice(0, 2)).toEqual(["hit-contact-best", "hit-contact-here0"]);
  expect(ids.slice(-2)).toEqual(["more-kind-contact", "hit-contact-there0"]);
});

test.each([
  [found(0, 0), "1 result, best: Neglect best"],
  [found(7, 4), "12 results, best: Neglect best"],
  [
    { ...found(0, 0), corrections: [{ typed: "nelgect", used: "neglect" }] },
    "No results for “nelgect”. Showing results for “neglect”. 1 result, best: Neglect best",
  ],
  [{ ...found(0, 0), best: undefined, total: 0 }, "Nothing found"],
  [
    {
      ...found(0, 0),
      to_do: {
        emergency: [],
        ways: [{ pathway: { kind: "pathway" as const, id: "da", title: "Domestic abuse: Hampshire" } }],
        choose: [],
        also: [],
      },
    },
    "What to do: Domestic abuse: Hampshire. 1 result, best: Neglect best",
  ],
  // All of them in other areas: none of these is best.
  [{ ...found(0, 3), best: undefined, total: 3 }, "3 results"],
])("it is said in one sentence", (answer, words) => {
  expect(summary(answer)).toBe(words);
});

test("two corrections make one sentence", () => {
  const words = correction([
    { typed: "brusing", used: "bruising" },
    { typed: "babby", used: "baby" },
  ]);
  expect(words).toBe("No results for “brusing” or “babby”. Showing results for “bruising” and “baby”.");
});
