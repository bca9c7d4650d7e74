// Answers as Rust gives them, with as little in them as their types allow.

import type {
  AreaCalls,
  Bookmark,
  ContactCard,
  DayView,
  Found,
  Freshness,
  Hit,
  Now,
  NumberView,
  PathwayView,
  Provenance,
  ReminderSettings,
  Settings,
  Start,
  StepView,
  WeekCard,
  WeekView,
  WhoToCall,
} from "../src/lib/bindings";

export const HAMPSHIRE = { id: "hampshire", title: "Hampshire" };
export const WIGHT = { id: "isle-of-wight", title: "Isle of Wight" };

export const provenance: Provenance = {
  state: "unconfirmed",
  sentence: "Not confirmed yet.",
  from: "hants.gov.uk",
  source: "A source",
};

export const number = (number: string, more: Partial<NumberView> = {}): NumberView => ({
  index: 0,
  number,
  way: "call",
  lead: "Call",
  aloud: number
    .split(" ")
    .map((group) => group.split("").join(" "))
    .join(", "),
  then: [],
  whole: number,
  ...more,
});

export const contact = (id: string, more: Partial<ContactCard> = {}): ContactCard => ({
  id,
  title: `Contact ${id}`,
  purpose: "When to use it",
  group: "childrens-services",
  area: HAMPSHIRE,
  used_by: "everyone",
  numbers: [number("0300 555 1384")],
  emails: [],
  limits: [],
  provenance,
  bookmarked: false,
  ...more,
});

export const whoToCall = (more: Partial<WhoToCall> = {}): WhoToCall => ({
  reason: "Hampshire, Tuesday after 10am. Offices are open.",
  emergency: [
    contact("emergency-999", {
      title: "Emergency services",
      group: "emergency",
      numbers: [number("999")],
    }),
  ],
  areas: [],
  choose: [],
  ...more,
});

/** One area, and these lines that anybody may call. */
export const calls = (...lines: ContactCard[]): AreaCalls => ({
  area: HAMPSHIRE,
  public: lines,
  professionals: [],
  professionals_first: false,
});

export const step = (id: string, more: Partial<StepView> = {}): StepView => ({
  id,
  title: `Step ${id}`,
  urgency: "routine",
  text: [],
  contacts: [],
  call_first: false,
  resources: [],
  answers: [],
  terms: [],
  provenance,
  ...more,
});

export const pathway = (more: Partial<PathwayView> = {}): PathwayView => ({
  card: {
    id: "p",
    title: "A pathway",
    situation: "I'm worried about a child",
    summary: "What it is for",
    area: HAMPSHIRE,
    bookmarked: false,
  },
  heading: "A pathway",
  steps: [step("one")],
  elsewhere: [],
  articles: [],
  themes: [],
  provenance,
  ...more,
});

export const weekCard = (id = "w"): WeekCard => ({
  id,
  title: "Neglect week",
  area: HAMPSHIRE,
  state: "running",
  dates: "23 to 27 November 2026",
  year: 2026,
  bookmarked: false,
});

export const day = (more: Partial<DayView> = {}): DayView => ({
  weekday: "monday",
  title: "Monday 23 November",
  date: "2026-11-23",
  today: false,
  topic: "A topic",
  sessions: [],
  resources: [],
  links: [],
  ...more,
});

export const week = (more: Partial<WeekView> = {}): WeekView => ({
  card: weekCard(),
  summary: [],
  figures: [],
  resources: [],
  days: [day()],
  muted: false,
  themes: [],
  elsewhere: [],
  provenance,
  ...more,
});

export const freshness = (more: Partial<Freshness> = {}): Freshness => ({
  verdict: "Up to date. Checked today at 9:55am.",
  edition: 1,
  draft: false,
  title: "The catalogue",
  publisher: "The partnership",
  published: "22 November 2026",
  downloaded: "with the app",
  checked: "never on this device",
  can_check: true,
  unread: false,
  notices: [],
  ...more,
});

export const now = (more: Partial<Now> = {}): Now => ({
  who: whoToCall(),
  situations: [],
  saved: [],
  weeks: [],
  articles: [],
  freshness: freshness(),
  ...more,
});

export const settings = (more: Partial<Settings> = {}): Settings => ({
  areas: ["hampshire"],
  appearance: "system",
  text_size: 100,
  ...more,
});

export const start = (more: Partial<Start> = {}): Start => ({
  settings: settings(),
  areas: [HAMPSHIRE, WIGHT],
  managed: { areas: false, background: false, reminders: false, words: [], mistakes: [] },
  freshness: freshness(),
  partnership: {},
  week_on: false,
  dialling: { calls: true, texts: true, prints: true },
  ...more,
});

export const bookmark = (id: string): Bookmark => ({
  kind: "term",
  id,
  title: `Term ${id}`,
  detail: "",
  state: "active",
});

export const hit = (id: string): Hit => ({
  kind: "term",
  id,
  title: [{ text: `Hit ${id}`, marked: false }],
  snippet: [],
  detail: "",
  withdrawn: false,
  bookmarked: false,
  here: true,
});

/** The answer to a search: one hit, named after the query. */
export const found = (query: string): Found => ({
  query,
  best: hit(query),
  groups: [],
  elsewhere: [],
  chips: [],
  total: 1,
  corrections: [],
});

export const reminders = (more: Partial<ReminderSettings["choices"]> = {}): ReminderSettings => ({
  choices: {
    on: true,
    week_before: true,
    working_day_before: false,
    morning_of: false,
    morning_at: "08:30",
    sessions: false,
    areas: [],
    quiet_from: "20:00",
    quiet_until: "07:30",
    full_text: false,
    ...more,
  },
  areas: [HAMPSHIRE, WIGHT],
  muted: [],
  own: [],
  note: "Bank holidays are not counted.",
});
