// @vitest-environment jsdom

// An editor's text may stand twice in one list: two limits in the same words, two answers called "No", two days of one
// name. No screen goes blank over that.

import { render, screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";

import { type Answers, Backend } from "../../test/backend";
import {
  calls,
  contact,
  day,
  freshness,
  now,
  number,
  pathway,
  step,
  week,
  weekCard,
  whoToCall,
} from "../../test/samples";
import { refresh } from "../lib/refresh.svelte";
import About from "./about/About.svelte";
import Contacts from "./contacts/Contacts.svelte";
import Now from "./now/Now.svelte";
import Sheet from "./pack/Sheet.svelte";
import Pathway from "./pathway/Pathway.svelte";
import type { AnyScreen } from "./screens";
import Week from "./week/Week.svelte";

const twice = <T>(one: T): T[] => [one, one];

const doubled = contact("doubled", {
  numbers: twice(number("0300 555 1384")),
  emails: twice("help@example.org"),
  limits: twice("Works from mobiles only."),
});
const withdrawn = contact("withdrawn", {
  numbers: twice(number("0300 555 1384")),
  withdrawn: { on: "2026-11-22", reason: "It closed." },
});
const link = { kind: "theme", id: "neglect", title: "Neglect" } as const;
const card = pathway().card;
const situation = { title: "I'm worried about a child", pathways: twice(card), elsewhere: [] };
const session = {
  id: "talk",
  record: "w/talk",
  bookmarked: false,
  title: "A talk",
  time: "1pm to 2pm",
  place: "Online",
};
const doubledDay = day({ done: false, sessions: twice(session), links: twice(link) });
const ways = step("one", {
  text: twice("Do it."),
  contacts: [doubled, doubled, withdrawn],
  answers: twice({ label: "No" }),
  terms: twice(link),
});
const whole = pathway({
  steps: twice(ways),
  elsewhere: twice(card),
  articles: twice(link),
  themes: twice(link),
});

interface Case {
  title: string;
  Screen: unknown;
  step?: string;
  answers: Answers;
  /** What stands twice, or more often. */
  reads: string[];
}

const screens: Case[] = [
  {
    title: "Who to call now",
    Screen: Now,
    answers: {
      now: now({
        who: whoToCall({
          emergency: twice(doubled),
          areas: twice(calls(doubled, doubled, withdrawn)),
          choose: twice(doubled.area),
        }),
        situations: twice(situation),
        saved: twice({ kind: "theme", id: "neglect", title: "Saved twice", detail: "", state: "active" }),
        weeks: twice({ card: weekCard(), line: "Starts tomorrow" }),
        articles: twice(link),
      }),
    },
    reads: ["Works from mobiles only.", situation.title, "Saved twice", "Starts tomorrow", link.title],
  },
  {
    title: "Contacts",
    Screen: Contacts,
    answers: {
      contacts: {
        here: twice({ title: "Helplines", contacts: [doubled, withdrawn] }),
        elsewhere: twice({ title: "Helplines", contacts: [doubled, withdrawn] }),
      },
    },
    reads: ["Helplines", "help@example.org", "Works from mobiles only.", "0300 555 1384"],
  },
  { title: "A pathway", Screen: Pathway, answers: { pathway: whole }, reads: ["Do it.", "No", "Neglect"] },
  {
    title: "A pathway",
    Screen: Pathway,
    step: "all",
    answers: { pathway: whole },
    reads: ["No:", "Step one"],
  },
  { title: "A pathway", Screen: Pathway, step: "gone", answers: { pathway: whole }, reads: ["Step one"] },
  { title: "A pathway", Screen: Pathway, step: "end", answers: { pathway: whole }, reads: ["Neglect"] },
  {
    title: "Neglect week",
    Screen: Week,
    answers: {
      week: week({
        days: [doubledDay, doubledDay, day({ today: true })],
        elsewhere: twice(weekCard()),
        themes: twice(link),
      }),
      delivery: { permission: "granted" },
    },
    reads: ["A talk", "Neglect"],
  },
];

test.each(screens)("$title stands with doubled lines, labels and weekdays", async (each) => {
  new Backend(each.answers);
  render(each.Screen as AnyScreen, { id: "it", step: each.step });
  for (const text of each.reads) {
    expect((await screen.findAllByText(text, { exact: false })).length).toBeGreaterThan(1);
  }
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(each.title);
});

test("notices stand in doubled words", async () => {
  const notices = twice("A notice");
  new Backend({
    now: now({ freshness: freshness({ notices }) }),
    about: { freshness: freshness({ notices }), counts: [], sources: [] },
  });
  refresh.freshness = freshness({ notices });
  render(Now);
  expect(await screen.findAllByText("A notice")).toHaveLength(2);
  render(About);
  await screen.findByRole("heading", { name: "About" });
  await waitFor(() => expect(screen.getAllByText("A notice")).toHaveLength(4));
});

test("a poster stands with doubled lines", () => {
  const poster = {
    title: "Neglect",
    reader: "For professionals",
    summary: twice("A paragraph."),
    sections: [],
    contacts: [doubled, doubled, withdrawn],
    edition: "Edition 1",
  };
  render(Sheet, { poster, publicOnly: false });
  expect(screen.getAllByText("0300 555 1384")).toHaveLength(4);
  expect(screen.getAllByText("Works from mobiles only.")).toHaveLength(4);
});
