// Made from the Rust code by `cargo xtask bindings`. Do not edit: a test fails when this is stale.

export type About = { 
/**
 * The app's version.
 */
version: string, 
/**
 * That the publisher recommends a newer one, in a sentence.
 */
newer?: string, 
/**
 * Where to write about the catalogue and the app, if its publisher says.
 */
feedback?: string, 
/**
 * How fresh the catalogue is.
 */
freshness: Freshness, 
/**
 * What the catalogue holds: ("Themes", 21) …
 */
counts: Array<Count>, 
/**
 * All sources, by title.
 */
sources: Array<SourceView>, 
/**
 * Where what the person keeps is stored on this device.
 */
data_folder: string, };

export type AddedToCalendar = { 
/**
 * A sentence or two to show.
 */
words: string, };

export type AnswerView = { 
/**
 * What the person says.
 */
label: string, 
/**
 * The step to go to.
 */
step?: string, 
/**
 * The pathway to go to.
 */
pathway?: RecordLink, };

export type Appearance = "system" | "light" | "dark";

export type ArchiveYear = { year: number, weeks: Array<WeekCard>, };

export type AreaCalls = { 
/**
 * The area.
 */
area: AreaName, 
/**
 * Lines that anybody may call, the one to call now first.
 */
public: Array<ContactCard>, 
/**
 * Lines for those who work with children, the one to call now first.
 */
professionals: Array<ContactCard>, 
/**
 * Whether the first of those is the first of all: so for those who work with children, while it is open.
 */
professionals_first: boolean, };

export type AreaName = { id: string, title: string, };

export type ArticleView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * What it is about.
 */
summary: string, 
/**
 * The text as HTML that this app made from Markdown: headings from h2, lists, paragraphs, emphasis. No links, no
 * raw HTML.
 */
html: string, 
/**
 * Abbreviations used in it, to look up.
 */
terms: Array<RecordLink>, 
/**
 * The area it holds in.
 */
area: AreaName, 
/**
 * Who it is for, in words.
 */
audience_title: string, 
/**
 * Resources to read on.
 */
resources: Array<ResourceCard>, 
/**
 * Themes it belongs to.
 */
themes: Array<RecordLink>, 
/**
 * Where it comes from.
 */
provenance: Provenance, 
/**
 * Where more of it comes from.
 */
sources: Array<SourceName>, 
/**
 * Set when it is withdrawn.
 */
withdrawn?: Withdrawn, 
/**
 * Whether the person keeps it.
 */
bookmarked: boolean, 
/**
 * The email that reports a mistake in it.
 */
report?: Report, };

export type Audience = "professionals" | "parents-and-carers" | "children-and-young-people" | "everyone" | "other";

export type Bookmark = { 
/**
 * What it points at.
 */
kind: RecordKind, 
/**
 * Its id.
 */
id: string, 
/**
 * The title today, or as it was when it was bookmarked.
 */
title: string, 
/**
 * "Webinar · For professionals"; empty when it is gone.
 */
detail: string, 
/**
 * Its standing today.
 */
state: BookmarkState, 
/**
 * What to use instead of what was withdrawn, where something is named.
 */
instead?: RecordLink, 
/**
 * A contact in use, to be called from the list.
 */
contact?: ContactCard, 
/**
 * A resource's document, where it has one.
 */
document?: DocumentMark, };

export type BookmarkRemoved = { 
/**
 * What puts it back where it was; absent when there was none.
 */
removed?: RemovedBookmark, };

export type BookmarkState = "active" | "withdrawn" | "gone";

export type Budget = { 
/**
 * In bytes.
 */
bytes: number, 
/**
 * "250 MB".
 */
title: string, };

export type Calendar = { 
/**
 * "Sunday 22 November 2026".
 */
today: string, 
/**
 * Today in London, "2026-11-22".
 */
date: string, 
/**
 * Every day of every week that has dates, oldest first: the month and the agenda are drawn from these.
 */
days: Array<CalendarDay>, 
/**
 * On now.
 */
running: Array<WeekCard>, 
/**
 * Ahead, soonest first.
 */
upcoming: Array<WeekCard>, 
/**
 * Past, newest year first.
 */
archive: Array<ArchiveYear>, };

export type CalendarChoice = { "kind": "week", 
/**
 * The week's id.
 */
week: string, } | { "kind": "day", 
/**
 * The week's id.
 */
week: string, 
/**
 * Which of its days.
 */
weekday: Weekday, } | { "kind": "session", 
/**
 * The week's id.
 */
week: string, 
/**
 * The session's id in it.
 */
session: string, } | { "kind": "upcoming" };

export type CalendarDay = { 
/**
 * "2026-11-23".
 */
date: string, 
/**
 * The week, with its area.
 */
week: RecordLink, 
/**
 * Whether the week is ahead, on or over (the week, not the day).
 */
state: WeekState, 
/**
 * Whether the week starts on this day.
 */
first: boolean, 
/**
 * The day's topic; absent where the week plans nothing for it.
 */
topic?: string, 
/**
 * Timed sessions, earliest first.
 */
sessions: Array<SessionView>, };

export type CallSheet = { 
/**
 * Who is called, or what is done.
 */
title: string, 
/**
 * Who the paper is for.
 */
reader: string, 
/**
 * Whom to call, the first to try first.
 */
contacts: Array<ContactCard>, 
/**
 * What to say.
 */
say: WhatToSay, 
/**
 * Which version of the catalogue it was made from.
 */
edition: string, };

export type ChangeGroup = { title: string, rows: Array<ChangeRow>, };

export type ChangeKind = "new" | "changed" | "withdrawn" | "removed";

export type ChangeRow = { 
/**
 * What happened.
 */
what: ChangeKind, 
/**
 * What it is.
 */
kind: RecordKind, 
/**
 * Its id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * More about it, in plain words; may be empty.
 */
detail: string, 
/**
 * Whether it can still be opened.
 */
opens: boolean, 
/**
 * Whether it is a contact whose number has changed, or that is not to be called any more.
 */
number: boolean, };

export type Changes = { 
/**
 * The editions that took another one's place on this device.
 */
editions: Array<EditionChanges>, };

export type Chase = { 
/**
 * The time, to hand back.
 */
at: string, 
/**
 * "Tuesday 1 December at 3pm".
 */
title: string, 
/**
 * Whether there is one at that time.
 */
set: boolean, };

export type Chip = { 
/**
 * Which list or mark of [`SearchFilters`] it belongs to.
 */
facet: Facet, 
/**
 * The value to put into that list; empty for a mark, which is on or off.
 */
value: string, 
/**
 * What it says: "Contacts", "For professionals", "Recently changed".
 */
label: string, 
/**
 * How many would be found with it, the choices in other facets kept.
 */
count: number, 
/**
 * Whether it is chosen.
 */
on: boolean, };

export type ChoicesPatch = Partial<ReminderChoices>;

export type ContactCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * Who answers.
 */
title: string, 
/**
 * When to use it.
 */
purpose: string, 
/**
 * Its list.
 */
group: ContactGroup, 
/**
 * The area it serves.
 */
area: AreaName, 
/**
 * Who may use it.
 */
used_by: UsedBy, 
/**
 * Numbers, the first to try first.
 */
numbers: Array<NumberView>, 
/**
 * "Changed today."; for 90 days after it: "Changed on 22 November 2026 from 0300 555 1384."
 */
changed?: string, 
/**
 * For two weeks before whom to call changes: "From Monday 24 February: 01983 555 138."
 */
changing?: string, 
/**
 * Email addresses.
 */
emails: Array<string>, 
/**
 * An address to open.
 */
link?: LinkView, 
/**
 * "Open until 5pm", "Opens Monday 8:30am"; absent where no hours are known, and where it is withdrawn.
 */
when?: string, 
/**
 * "Monday to Thursday 8:30am to 5pm. Bank holidays may differ."; absent where no source says.
 */
hours?: string, 
/**
 * Whether somebody answers at this moment; absent where that is not known.
 */
open_now?: boolean, 
/**
 * On a bank holiday of which nobody says whether somebody answers then: "Today is a bank holiday: Christmas Day.
 * …".
 */
holiday?: string, 
/**
 * What it cannot do.
 */
limits: Array<string>, 
/**
 * A reason to be careful with it now.
 */
warning?: string, 
/**
 * What to say to whoever answers.
 */
say?: WhatToSay, 
/**
 * How far to trust it, in three words: "Not confirmed yet". Absent where nothing speaks against it.
 */
caution?: string, 
/**
 * Where it comes from.
 */
provenance: Provenance, 
/**
 * Set when it is withdrawn: then it is not to be called.
 */
withdrawn?: Withdrawn, 
/**
 * Whether it is bookmarked.
 */
bookmarked: boolean, 
/**
 * The email that reports a mistake in it.
 */
report?: Report, };

export type ContactGroup = "emergency" | "without-voice" | "childrens-services" | "domestic-abuse" | "allegations" | "adults" | "helplines" | "partnership" | "other";

export type ContactList = { title: string, contacts: Array<ContactCard>, };

export type Contacts = { 
/**
 * For the chosen areas, and national ones.
 */
here: Array<ContactList>, 
/**
 * For other areas.
 */
elsewhere: Array<ContactList>, };

export type Correction = { 
/**
 * As typed: "brusing".
 */
typed: string, 
/**
 * As read: "bruising".
 */
used: string, };

export type Council = { 
/**
 * Its area.
 */
area: AreaName, 
/**
 * "Southsea: Portsmouth".
 */
title: string, 
/**
 * Its children's services that may be open now; all of them where none is.
 */
contacts: Array<ContactCard>, 
/**
 * What to do where there is no number.
 */
missing?: string, 
/**
 * Whether it can be made the person's own area, and is not that already.
 */
can_be_chosen: boolean, };

export type CouncilFound = { 
/**
 * The councils of the place: several where it is in several.
 */
councils: Array<Council>, 
/**
 * What to do where they are several.
 */
note?: string, 
/**
 * Places of other councils that may be meant, or of any where none is certain.
 */
perhaps: Array<Perhaps>, };

export type Count = { title: string, count: number, };

export type DayView = { 
/**
 * Which day.
 */
weekday: Weekday, 
/**
 * "Monday 25 November", or "Monday" where no date is known.
 */
title: string, 
/**
 * "2024-11-25", where it is known.
 */
date?: string, 
/**
 * Whether it is today.
 */
today: boolean, 
/**
 * Whether it is ticked off; absent where it cannot be: before its week starts, and in a week without dates.
 */
done?: boolean, 
/**
 * Its topic.
 */
topic: string, 
/**
 * More about it.
 */
summary?: string, 
/**
 * *If you do one thing* on this day.
 */
one_thing?: string, 
/**
 * Timed sessions.
 */
sessions: Array<SessionView>, 
/**
 * Resources for the day.
 */
resources: Array<ResourceCard>, 
/**
 * Pathways, articles and packs for the day.
 */
links: Array<RecordLink>, };

export type Delivery = { 
/**
 * Whether the device shows what we send.
 */
permission: Permission, 
/**
 * What that means, and what to do about it.
 */
permission_words: string, 
/**
 * This is a phone, which shows reminders itself: there is nothing to choose about closing.
 */
phone: boolean, 
/**
 * Whether there is a tray that shows Doorstep's icon.
 */
tray: boolean, 
/**
 * Whether closing the window leaves Doorstep running.
 */
background: boolean, 
/**
 * What closing the window means here.
 */
background_words: string, 
/**
 * Whether Doorstep starts, without its window, when the person logs in; absent where there is no such thing.
 */
autostart?: boolean, };

export type Dialling = { 
/**
 * Whether something here takes a number to call.
 */
calls: boolean, 
/**
 * Whether something here takes a number to text.
 */
texts: boolean, 
/**
 * Whether it has a print window. Phones print from other apps.
 */
prints: boolean, };

export type DocumentMark = { 
/**
 * "1.2 MB".
 */
size: string, 
/**
 * How far it is, in one word.
 */
state: DocumentState, 
/**
 * The same in a few words: "On this device".
 */
sentence: string, };

export type DocumentShape = "pdf" | "image" | "other";

export type DocumentState = "not-kept" | "waiting" | "downloading" | "paused" | "on-device" | "over-budget" | "failed";

export type DocumentView = { 
/**
 * The resource's id: a document has no other.
 */
resource: string, 
/**
 * The resource's title.
 */
title: string, 
/**
 * How the app shows it.
 */
format: DocumentShape, 
/**
 * Its MIME type: "application/pdf".
 */
media_type: string, 
/**
 * "1.2 MB".
 */
size: string, 
/**
 * How far it is, in one word.
 */
state: DocumentState, 
/**
 * The same as a sentence: "On this device. It opens offline."
 */
sentence: string, 
/**
 * How much of it has come, in per cent, while it is coming.
 */
percent?: number, 
/**
 * Whether the person asked for it by itself.
 */
kept: boolean, 
/**
 * The packs that it is in and whose documents the person wants on this device.
 */
kept_with: Array<RecordLink>, 
/**
 * Whether it is wanted because its resource is bookmarked and the documents of bookmarks are.
 */
kept_with_bookmarks: boolean, };

export type Documents = { 
/**
 * In the order in which they are downloaded.
 */
items: Array<DocumentView>, 
/**
 * Bytes that are taken up now.
 */
used: number, 
/**
 * Bytes that may be.
 */
budget: number, 
/**
 * What the person may choose for that.
 */
budgets: Array<Budget>, 
/**
 * Whether the person has paused downloads.
 */
paused: boolean, 
/**
 * How it goes: "2 of 3 documents are on this device: 14 MB of 250 MB."
 */
sentence: string, 
/**
 * The documents of bookmarked resources; absent when they have none and were not asked for.
 */
bookmarks?: KeepView, };

export type EditionChanges = { 
/**
 * Its number.
 */
edition: number, 
/**
 * "22 November 2026".
 */
published: string, 
/**
 * When it came onto this device: "22 November 2026 at 9:12am".
 */
arrived: string, 
/**
 * Set when the person has not looked at it yet.
 */
unread: boolean, 
/**
 * "A number that you saved has changed: Childline."; absent where no number is saved.
 */
numbers?: string, 
/**
 * "3 things changed, 1 is new and 1 was withdrawn."
 */
summary: string, 
/**
 * What the person keeps and this edition touched.
 */
kept: Array<ChangeRow>, 
/**
 * The rest, by theme and by kind.
 */
groups: Array<ChangeGroup>, };

export type Elsewhere = { 
/**
 * Which area.
 */
area: AreaName, 
/**
 * The first of them, the best first, of any kind.
 */
hits: Array<Hit>, 
/**
 * How many there are, those that are not listed included.
 */
total: number, };

export type EntryGroup = { 
/**
 * The heading.
 */
title?: string, 
/**
 * In the brochure's order.
 */
entries: Array<ResourceCard>, };

export type ErrorCode = "not-found" | "bad-request" | "superseded" | "storage" | "no-handler";

export type Facet = "kind" | "audience" | "area" | "theme" | "on-device" | "bookmarked" | "changed";

export type Failure = { 
/**
 * What a screen acts on.
 */
code: ErrorCode, 
/**
 * What the person reads.
 */
message: string, };

export type FigureView = { value: string, of: string, source: string, };

export type Found = { 
/**
 * The query this answers: the screen drops an answer to an older one.
 */
query: string, 
/**
 * What to do, above all hits, where the query touches harm.
 */
to_do?: WhatToDo, 
/**
 * The best hit of all. It is in no group. Never a number that the person is not to call.
 */
best?: Hit, 
/**
 * What concerns the chosen areas, by kind, the kind of the best hit first.
 */
groups: Array<HitGroup>, 
/**
 * What belongs to other areas, by area, the area of the best hit first.
 */
elsewhere: Array<Elsewhere>, 
/**
 * What the answer can be narrowed to, by facet.
 */
chips: Array<Chip>, 
/**
 * How many were found, those that are not listed and the best one included.
 */
total: number, 
/**
 * Words that were read as others, for "did you mean"; empty when everything was found as it was typed.
 */
corrections: Array<Correction>, };

export type Fragment = { text: string, marked: boolean, };

export type Freshness = { 
/**
 * All of it in a line: "Up to date. Checked today at 9:55am.", "Not checked for 9 days: check when you are
 * online."
 */
verdict: string, 
/**
 * The edition's number.
 */
edition: number, 
/**
 * Set while the partnership has not confirmed the edition.
 */
draft: boolean, 
/**
 * The catalogue's title.
 */
title: string, 
/**
 * Who publishes it.
 */
publisher: string, 
/**
 * "22 November 2026".
 */
published: string, 
/**
 * When it came onto this device: "with the app, on 22 November 2026 at 9:12am".
 */
downloaded: string, 
/**
 * When the update server last gave an answer that could be trusted: "22 November 2026 at 9am", "never on this
 * device".
 */
checked: string, 
/**
 * When an update was tried in vain since, and why it did not work: "22 November 2026 at 10am. The update did not
 * work. The update server could not be reached."
 */
tried?: string, 
/**
 * Whether there is an update server.
 */
can_check: boolean, 
/**
 * Why updates do not come, and what to do about it; usually absent. Reading goes on.
 */
banner?: string, 
/**
 * Set while there are changes that the person has not looked at.
 */
unread: boolean, 
/**
 * What the app has put right or cannot do, in plain words; usually empty.
 */
notices: Array<string>, };

export type Hit = { 
/**
 * What it is.
 */
kind: RecordKind, 
/**
 * Its id (a step's is `pathway/step`).
 */
id: string, 
/**
 * Its title, matches marked.
 */
title: Array<Fragment>, 
/**
 * Where the words are, with the matches marked; may be empty.
 */
snippet: Array<Fragment>, 
/**
 * "Hampshire · Webinar · For professionals".
 */
detail: string, 
/**
 * The first number to call or text, on contacts and steps.
 */
number?: HitNumber, 
/**
 * A resource's document, where it has one.
 */
document?: DocumentMark, 
/**
 * Set when it is withdrawn.
 */
withdrawn: boolean, 
/**
 * Whether the person keeps it.
 */
bookmarked: boolean, 
/**
 * Whether it concerns the chosen areas.
 */
here: boolean, };

export type HitGroup = { 
/**
 * Which kind.
 */
kind: RecordKind, 
/**
 * Its heading.
 */
title: string, 
/**
 * The first of them, the best first.
 */
hits: Array<Hit>, 
/**
 * How many there are, those that are not listed included.
 */
total: number, };

export type HitNumber = { 
/**
 * The contact it belongs to.
 */
contact: string, 
/**
 * Who answers.
 */
title: string, 
/**
 * Whom it serves: "Hampshire".
 */
area: string, 
/**
 * The first that something can dial, with what to do once connected, without which 999 is not Silent Solution.
 */
number: NumberView, 
/**
 * Set when only professionals may use it.
 */
professionals_only: boolean, 
/**
 * Whether it has been confirmed.
 */
trust: Trust, };

export type KeepKind = "resource" | "theme" | "bookmarks";

export type KeepView = { 
/**
 * Whether the person wants them on this device.
 */
on: boolean, 
/**
 * How many there are.
 */
count: number, 
/**
 * How many of them are on the device.
 */
here: number, 
/**
 * All of them together: "14 MB".
 */
size: string, 
/**
 * "3 documents, 14 MB: 1 is on this device."
 */
sentence: string, };

export type LinkView = { 
/**
 * The host alone: "gov.uk".
 */
host: string, 
/**
 * The whole address, to read.
 */
address: string, 
/**
 * What it leads to, where that is not the record itself.
 */
note?: string, 
/**
 * Where the address comes from.
 */
provenance: Provenance, };

export type LookView = { light: ShadesView, dark: ShadesView, };

export type ManagedView = { 
/**
 * Whether it says which areas can be chosen. Where there is one, there is nothing to choose.
 */
areas: boolean, 
/**
 * Whether it says what closing the window does, and whether the app starts at login.
 */
background: boolean, 
/**
 * Whether it says that there are reminders of practice weeks, or none.
 */
reminders: boolean, 
/**
 * All that it has set, each as a sentence.
 */
words: Array<string>, 
/**
 * What is wrong with it, each as a sentence for whoever set it.
 */
mistakes: Array<string>, };

export type News = { 
/**
 * "1 thing changed and 1 is new.".
 */
summary: string, 
/**
 * The titles of what the person saved and these changes touch.
 */
saved: Array<string>, };

export type Now = { 
/**
 * Who to call now.
 */
who: WhoToCall, 
/**
 * What people say at the door.
 */
situations: Array<Situation>, 
/**
 * The first few things that the person saved.
 */
saved: Array<Bookmark>, 
/**
 * Practice weeks: those that are on, else the next, and those that ended lately.
 */
weeks: Array<WeekLine>, 
/**
 * All articles.
 */
articles: Array<RecordLink>, 
/**
 * What changed since the person last looked. Absent when all is read.
 */
news?: News, 
/**
 * How fresh the catalogue is.
 */
freshness: Freshness, };

export type NumberView = { 
/**
 * Its place among all numbers of its contact, from 0: by this it is called.
 */
index: number, 
/**
 * As printed: "0300 555 1384".
 */
number: string, 
/**
 * How it is used. Where that is `other`, it is shown and nothing dials it.
 */
way: Way, 
/**
 * What comes before it: "Call", "Text SHOUT to", "Textphone or the Relay UK app:"; empty where the way is not
 * known.
 */
lead: string, 
/**
 * Digit by digit in its groups, for reading aloud: "0 3 0 0, 5 5 5, 1 3 8 4".
 */
aloud: string, 
/**
 * What to do once through.
 */
then: Array<Then>, 
/**
 * The whole of it on paper: "Text SHOUT to 85258", "0300 555 1384, then ask for extension 2134".
 */
whole: string, };

export type OwnReminder = { 
/**
 * The time, to hand back.
 */
at: string, 
/**
 * "Tuesday 1 December at 3pm".
 */
title: string, };

export type Pack = { 
/**
 * The theme's id.
 */
id: string, 
/**
 * Its name.
 */
title: string, 
/**
 * Summary, in paragraphs.
 */
summary: Array<string>, 
/**
 * *If you do one thing*.
 */
one_thing: string, 
/**
 * What it sends the reader to.
 */
one_thing_links: Array<RecordLink>, 
/**
 * "You can open 23 of its 65 entries now."
 */
to_open: string, 
/**
 * Sections, in the brochure's order; last the pack as a document, and what its introduction and headings lead to.
 */
sections: Array<PackSection>, 
/**
 * Abbreviations used in it, to look up.
 */
terms: Array<RecordLink>, 
/**
 * Themes that touch it.
 */
related: Array<RecordLink>, 
/**
 * Pathways that belong to it, in the chosen areas.
 */
pathways: Array<PathwayCard>, 
/**
 * Those of other areas.
 */
elsewhere: Array<RecordLink>, 
/**
 * Articles that belong to it.
 */
articles: Array<RecordLink>, 
/**
 * The documents of its resources, to keep offline; absent when they have none.
 */
keep?: KeepView, 
/**
 * Where it comes from.
 */
provenance: Provenance, 
/**
 * Set when it is withdrawn.
 */
withdrawn?: Withdrawn, 
/**
 * Whether the person keeps it.
 */
bookmarked: boolean, 
/**
 * The email that reports a mistake in it.
 */
report?: Report, };

export type PackSection = { 
/**
 * Its heading.
 */
title: string, 
/**
 * "16 entries, 10 you can open now".
 */
holds: string, 
/**
 * What can be opened, and what was withdrawn, which stays visible.
 */
open: Array<EntryGroup>, 
/**
 * What has no link yet.
 */
no_link: Array<EntryGroup>, 
/**
 * How many those are.
 */
without: number, };

export type Part = "catalogue" | "freshness" | "bookmarks" | "weeks" | "settings" | "reminders" | "documents" | "searches" | "changes-read";

export type PartnershipView = { 
/**
 * Where it is: "Hampshire and the Isle of Wight".
 */
name?: string, 
/**
 * A sentence or two for who opens the app for the first time.
 */
welcome?: string, 
/**
 * Its colours. Absent: the app's own.
 */
look?: LookView, };

export type PathwayCard = { id: string, title: string, 
/**
 * What the person at the door would say.
 */
situation: string, summary: string, area: AreaName, bookmarked: boolean, };

export type PathwayView = { 
/**
 * The pathway.
 */
card: PathwayCard, 
/**
 * Its name without its area's, which is shown below it.
 */
heading: string, 
/**
 * 999, which is on every step; absent where the library has none, and the window says it by itself.
 */
emergency?: ContactCard, 
/**
 * What the source leaves open.
 */
limits?: string, 
/**
 * For two weeks before a step begins: "From Monday 24 February: Call the front door."
 */
changing?: string, 
/**
 * Steps, in order.
 */
steps: Array<StepView>, 
/**
 * The same situation in other areas.
 */
elsewhere: Array<PathwayCard>, 
/**
 * Articles that help.
 */
articles: Array<RecordLink>, 
/**
 * Themes it belongs to.
 */
themes: Array<RecordLink>, 
/**
 * Where it comes from.
 */
provenance: Provenance, 
/**
 * Set when it is withdrawn.
 */
withdrawn?: Withdrawn, 
/**
 * The email that reports a mistake in it.
 */
report?: Report, };

export type Perhaps = { 
/**
 * Its name.
 */
name: string, 
/**
 * The council's area: "Portsmouth".
 */
area: string, };

export type Permission = "granted" | "late" | "unsure" | "ask" | "refused" | "nobody";

export type Place = { 
/**
 * Its address: "#/themes/neglect".
 */
route: string, 
/**
 * How it was left, in the window's own words: what was open in it, and how far it was scrolled.
 */
left?: string, };

export type Poster = { 
/**
 * The theme's name.
 */
title: string, 
/**
 * Who the page is for, in words.
 */
reader: string, 
/**
 * Summary, in paragraphs.
 */
summary: Array<string>, 
/**
 * *If you do one thing*; absent on the page for parents and carers, as it speaks to professionals.
 */
one_thing?: string, 
/**
 * Sections with something left in them.
 */
sections: Array<PosterSection>, 
/**
 * Numbers that belong on the page.
 */
contacts: Array<ContactCard>, 
/**
 * "Edition 1, draft, published 22 November 2026 by …"
 */
edition: string, };

export type PosterSection = { title: string, groups: Array<EntryGroup>, };

export type Provenance = { 
/**
 * How far to trust it.
 */
state: Trust, 
/**
 * One calm sentence or two: "Source: hants.gov.uk. Not confirmed yet."
 */
sentence: string, 
/**
 * The source in a word or two: "hants.gov.uk".
 */
from: string, 
/**
 * The source's full title.
 */
source: string, 
/**
 * The source's address, to read and not to follow blindly.
 */
address?: string, };

export type Recent = { 
/**
 * Whether searches that led somewhere are kept, and with them what was opened.
 */
on: boolean, 
/**
 * As typed, newest first; empty when they are not kept.
 */
queries: Array<string>, };

export type RecordKind = "contact" | "pathway" | "step" | "theme" | "resource" | "week" | "session" | "article" | "term";

export type RecordLink = { kind: RecordKind, id: string, title: string, 
/**
 * The area's name, where that tells two of the same title apart.
 */
area?: string, };

export type RefreshEnd = { 
/**
 * In one word.
 */
state: RefreshState, 
/**
 * In words: what happened, what still works, what to do next.
 */
sentence: string, 
/**
 * Whether trying again may help.
 */
retry: boolean, 
/**
 * Whether the catalogue is another one now: screens ask again.
 */
changed: boolean, 
/**
 * How fresh the catalogue is now.
 */
freshness: Freshness, };

export type RefreshProgress = { 
/**
 * "Downloading".
 */
sentence: string, 
/**
 * How much of it has come, in per cent, where that is known.
 */
percent?: number, };

export type RefreshState = "up-to-date" | "updated" | "failed";

export type ReminderChoices = { 
/**
 * Whether there are reminders at all.
 */
on: boolean, 
/**
 * A week before a practice week starts.
 */
week_before: boolean, 
/**
 * On the working day before it starts.
 */
working_day_before: boolean, 
/**
 * On the morning of each of its days.
 */
morning_of: boolean, 
/**
 * When the morning is, "08:30". The two reminders before the week come at this time, too.
 */
morning_at: string, 
/**
 * 15 minutes before a session that is bookmarked, or is of a bookmarked week.
 */
sessions: boolean, 
/**
 * Ids of the areas whose weeks to be reminded of; empty means the person's own.
 */
areas: Array<string>, 
/**
 * When the quiet hours begin, "20:00". The same as `quiet_until` means none.
 */
quiet_from: string, 
/**
 * When they end, "07:30".
 */
quiet_until: string, 
/**
 * Whether a notification may name the week. Anyone may read a lock screen, so it does not unless chosen.
 */
full_text: boolean, };

export type ReminderSettings = { 
/**
 * What the person chose.
 */
choices: ReminderChoices, 
/**
 * The areas one can choose.
 */
areas: Array<AreaName>, 
/**
 * The weeks of which they want to hear nothing.
 */
muted: Array<RecordLink>, 
/**
 * "Next: Friday 20 November 2026 at 8:30am, Neglect week."; absent when nothing is ahead.
 */
next?: string, 
/**
 * The times that they set, soonest first.
 */
own: Array<OwnReminder>, 
/**
 * What a working day is.
 */
note: string, };

export type RemovedBookmark = { kind: RecordKind, id: string, title: string, 
/**
 * Its place in the list, from 0.
 */
position: number, 
/**
 * When it was first bookmarked.
 */
kept_at: string, };

export type Report = { 
/**
 * What it is about.
 */
kind: RecordKind, 
/**
 * Its id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The mailbox for reports.
 */
to: string, 
/**
 * Its subject.
 */
subject: string, 
/**
 * Its text, in lines.
 */
text: Array<string>, };

export type ResourceCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * The title people read here.
 */
title: string, 
/**
 * What sort of thing it is.
 */
kind: ResourceKind, 
/**
 * The same in words: "Practitioner guide".
 */
kind_title: string, 
/**
 * Who it is for.
 */
audience: Audience, 
/**
 * The same in words: "For professionals".
 */
audience_title: string, 
/**
 * The area it serves.
 */
area: AreaName, 
/**
 * Who publishes it.
 */
publisher: string, 
/**
 * Whether it can be opened, and that takes a connection.
 */
needs_signal: boolean, 
/**
 * Whether an address is known.
 */
has_link: boolean, 
/**
 * Its document, where it has one.
 */
document?: DocumentMark, 
/**
 * Something to know before using it.
 */
note?: string, 
/**
 * Set when it is withdrawn.
 */
withdrawn?: Withdrawn, 
/**
 * Whether the person keeps it.
 */
bookmarked: boolean, };

export type ResourceKind = "toolkit" | "guidance" | "procedure" | "practitioner-guide" | "tool" | "case-study" | "webinar" | "elearning" | "video" | "publication" | "website" | "form" | "booking" | "other";

export type ResourceView = { 
/**
 * The resource.
 */
card: ResourceCard, 
/**
 * What it is for.
 */
summary?: string, 
/**
 * Its address, where one is known.
 */
link?: LinkView, 
/**
 * For two weeks before the link begins or ends: "From Monday 24 February: a link to hants.gov.uk."; "Changed
 * today."
 */
changing?: string, 
/**
 * The publisher's front page, offered where the link is not confirmed: "hampshirescp.org.uk".
 */
front_page?: string, 
/**
 * Its document, where it has one that this version can keep.
 */
document?: DocumentView, 
/**
 * Abbreviations used in it, to look up.
 */
terms: Array<RecordLink>, 
/**
 * Packs that it is in.
 */
packs: Array<RecordLink>, 
/**
 * Where it comes from.
 */
provenance: Provenance, 
/**
 * The email that reports a mistake in it.
 */
report?: Report, };

export type Saved = { 
/**
 * The file's whole path, to show to the person.
 */
path: string, 
/**
 * Whether the person is being asked where it is to go: then no path of theirs is known.
 */
asked: boolean, };

export type SayList = { 
/**
 * Its heading.
 */
title: string, 
/**
 * The number of its first line.
 */
first: number, 
/**
 * Its lines.
 */
lines: Array<string>, 
/**
 * Whether paper has room beneath each line to write by hand.
 */
room: boolean, };

export type SearchFilters = { 
/**
 * What it is; empty means anything.
 */
kinds: Array<RecordKind>, 
/**
 * Who it is for; empty means anybody.
 */
audiences: Array<Audience>, 
/**
 * Ids of areas, as recorded: "national" is an area of its own here. Empty means all.
 */
areas: Array<string>, 
/**
 * Ids of themes; empty means all.
 */
themes: Array<string>, 
/**
 * Only what has its document on this device.
 */
on_device: boolean, 
/**
 * Only what the person keeps.
 */
bookmarked: boolean, 
/**
 * Only what changed lately.
 */
changed: boolean, };

export type SessionView = { 
/**
 * Its id within the week.
 */
id: string, 
/**
 * What it is bookmarked as: `week/session`.
 */
record: string, 
/**
 * Whether the person keeps it.
 */
bookmarked: boolean, 
/**
 * Its name.
 */
title: string, 
/**
 * "1:30pm to 3pm", local time in the United Kingdom.
 */
time: string, 
/**
 * Where.
 */
place: string, 
/**
 * The resource it presents.
 */
resource?: RecordLink, };

export type Settings = { 
/**
 * Ids of the chosen areas; empty means all.
 */
areas: Array<string>, 
/**
 * Whether the person works with children, where they said: it decides which numbers come first.
 */
works_with_children?: boolean, 
/**
 * Light, dark or as the system has it.
 */
appearance: Appearance, 
/**
 * How large text is.
 */
text_size: TextSize, 
/**
 * Whether a key that is one character does something by itself, where the person said: it does unless it is off.
 */
single_keys?: boolean, };

export type SettingsPatch = { areas?: Array<string>, works_with_children?: boolean, appearance?: Appearance, text_size?: TextSize, single_keys?: boolean, };

export type ShadesView = { primary: string, primary_hover: string, on_primary: string, link: string, link_hover: string, };

export type Situation = { 
/**
 * "I'm worried about a child".
 */
title: string, 
/**
 * Pathways for it in the chosen areas; one when the area is known.
 */
pathways: Array<PathwayCard>, 
/**
 * Pathways for it in other areas.
 */
elsewhere: Array<PathwayCard>, };

export type SourceName = { 
/**
 * Its full title.
 */
title: string, 
/**
 * Its address, to read and not to follow blindly.
 */
address?: string, };

export type SourceView = { title: string, address?: string, recorded_on: string, };

export type Start = { 
/**
 * What the person has chosen.
 */
settings: Settings, 
/**
 * What the person's organisation has set.
 */
managed: ManagedView, 
/**
 * The areas one can choose.
 */
areas: Array<AreaName>, 
/**
 * How fresh the catalogue is.
 */
freshness: Freshness, 
/**
 * Whether a practice week is on in the chosen areas.
 */
week_on: boolean, 
/**
 * Whose guidance it is.
 */
partnership: PartnershipView, 
/**
 * What this device does with a number.
 */
dialling: Dialling, 
/**
 * The place the person was at when the app last closed.
 */
place?: Place, };

export type StepView = { 
/**
 * Its id within the pathway.
 */
id: string, 
/**
 * What to do, as a short order.
 */
title: string, 
/**
 * How soon.
 */
urgency: Urgency, 
/**
 * "Changed today."; for two weeks before it ends: "Until Sunday 23 February."
 */
changing?: string, 
/**
 * A line to read before anything is answered or called, where its text begins with one.
 */
lead?: string, 
/**
 * The other paragraphs.
 */
text: Array<string>, 
/**
 * Who to call, in the order to try; 999 is above.
 */
contacts: Array<ContactCard>, 
/**
 * Whether it is a call: what is asked is asked after it.
 */
call_first: boolean, 
/**
 * What to say to them.
 */
say?: WhatToSay, 
/**
 * Forms and tools.
 */
resources: Array<ResourceCard>, 
/**
 * A question, where the way parts.
 */
question?: string, 
/**
 * Where each answer leads.
 */
answers: Array<AnswerView>, 
/**
 * Abbreviations used in it, to look up.
 */
terms: Array<RecordLink>, 
/**
 * A reason to be careful with it now.
 */
warning?: string, 
/**
 * Where it comes from.
 */
provenance: Provenance, 
/**
 * The email that reports a mistake in it.
 */
report?: Report, };

export type TermView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The term or abbreviation.
 */
title: string, 
/**
 * Its spoken-out form.
 */
expansion?: string, 
/**
 * What it means.
 */
meaning: string, 
/**
 * Other ways of saying it.
 */
also: Array<string>, 
/**
 * The theme it leads to.
 */
theme?: RecordLink, 
/**
 * Where it comes from.
 */
provenance: Provenance, 
/**
 * Whether the person keeps it.
 */
bookmarked: boolean, 
/**
 * The email that reports a mistake in it.
 */
report?: Report, };

export type TestReminder = { 
/**
 * What happened, as a sentence.
 */
words: string, };

export type TextSize = number;

export type ThemeCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
title: string, 
/**
 * What it is about in one line; absent in editions that have none.
 */
line?: string, 
/**
 * Whether the person keeps it.
 */
bookmarked: boolean, };

export type ThemeList = { title: string, themes: Array<ThemeCard>, };

export type Then = { 
/**
 * What to do with the digits.
 */
act: string, 
/**
 * The digits.
 */
digits: string, 
/**
 * One by one: "2 1 3 4".
 */
aloud: string, };

export type Trust = "unconfirmed" | "confirmed" | "overdue" | "known";

export type Urgency = "emergency" | "urgent" | "routine";

export type UsedBy = "everyone" | "professionals";

export type Way = "call" | "text" | "text-relay" | "other";

export type WayOn = { 
/**
 * The pathway.
 */
pathway: RecordLink, 
/**
 * Whom to call now; absent where no area is chosen.
 */
call?: ContactCard, };

export type WeekCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
title: string, 
/**
 * The area it is for.
 */
area: AreaName, 
/**
 * Upcoming, running or past, today in London.
 */
state: WeekState, 
/**
 * "25 to 29 November 2024", or "2024. No dates have been given."
 */
dates: string, 
/**
 * "Starts in 9 days", "On now", while it is ahead or running.
 */
when?: string, 
/**
 * The year it is held in.
 */
year: number, 
/**
 * Whether the person keeps it.
 */
bookmarked: boolean, };

export type WeekLine = { 
/**
 * The week.
 */
card: WeekCard, 
/**
 * "Wednesday: Domestic abuse", "Starts in 9 days", "You ticked off 3 days out of 5."
 */
line: string, };

export type WeekState = "upcoming" | "running" | "past";

export type WeekView = { 
/**
 * The week.
 */
card: WeekCard, 
/**
 * What it is about, in paragraphs.
 */
summary: Array<string>, 
/**
 * Its tag on social media.
 */
hashtag?: string, 
/**
 * Figures, each with its source.
 */
figures: Array<FigureView>, 
/**
 * *If you do one thing*.
 */
one_thing?: string, 
/**
 * Resources for the whole week.
 */
resources: Array<ResourceCard>, 
/**
 * Its days.
 */
days: Array<DayView>, 
/**
 * Whether the person wants no reminders of it.
 */
muted: boolean, 
/**
 * Once it is over and was followed: "You ticked off 3 days out of 5."
 */
kept?: string, 
/**
 * Themes it belongs to.
 */
themes: Array<RecordLink>, 
/**
 * The same week in other areas.
 */
elsewhere: Array<WeekCard>, 
/**
 * Where it comes from.
 */
provenance: Provenance, 
/**
 * Set when it is withdrawn.
 */
withdrawn?: Withdrawn, 
/**
 * The email that reports a mistake in it.
 */
report?: Report, };

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

export type WhatNext = { 
/**
 * What happens.
 */
text: string, 
/**
 * "By the end of Tuesday 1 December", where a source says by when.
 */
by?: string, 
/**
 * What to do when it does not happen.
 */
otherwise?: string, 
/**
 * When to be reminded to look whether it has; absent where no time is named or known, and on paper.
 */
chase?: Chase, };

export type WhatToDo = { 
/**
 * First of all, where the words describe an emergency: 999, or 999 for who cannot speak.
 */
emergency: Array<ContactCard>, 
/**
 * The pathway with the number to call now, for each area that the person chose.
 */
ways: Array<WayOn>, 
/**
 * The areas to choose from, where none is chosen: a number of another area would be the wrong one.
 */
choose: Array<AreaName>, 
/**
 * Pathways for what else the words may mean.
 */
also: Array<RecordLink>, };

export type WhatToSay = { 
/**
 * *Have ready*, *Ask*, *Write down*, in this order; none is empty.
 */
lists: Array<SayList>, 
/**
 * *What happens next*.
 */
next?: WhatNext, };

export type WhoToCall = { 
/**
 * Why these: "Isle of Wight, Saturday after 10pm. Offices are closed."
 */
reason: string, 
/**
 * 999, 999 for who cannot speak, 101.
 */
emergency: Array<ContactCard>, 
/**
 * Children's services, for each area that the person chose.
 */
areas: Array<AreaCalls>, 
/**
 * The areas to choose from, where none is chosen.
 */
choose: Array<AreaName>, };

export type Withdrawn = { 
/**
 * The day.
 */
on: string, 
/**
 * Why.
 */
reason: string, 
/**
 * What to use instead.
 */
replacement?: RecordLink, };

export type Written<T> = { 
/**
 * What it changed.
 */
changed: Array<Part>, 
/**
 * What was asked for.
 */
answer: T, };
