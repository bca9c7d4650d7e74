//! What each screen is given. One struct a screen, in the order of the screens.

use catalogue::calendar::WeekState;
use catalogue::{SectionKind, Urgency, Weekday};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::card::{
    AreaName, ContactCard, PathwayCard, Provenance, RecordKind, RecordLink, ResourceCard, WeekCard, Withdrawn,
};
use crate::documents::view::{DocumentMark, DocumentView, KeepView};

/// What the app needs before it draws anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Start {
    /// What the person has chosen.
    pub settings: Settings,
    /// The areas one can choose.
    pub areas: Vec<AreaName>,
    /// How fresh the catalogue is.
    pub freshness: Freshness,
    /// The place the person was at when the app last closed: "#/themes/neglect".
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
}

/// What the person has chosen. Kept on the device, sent nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// Whether the first question has been answered or skipped.
    pub asked: bool,
    /// Ids of the chosen areas; empty means all.
    pub areas: Vec<String>,
    /// Light, dark or as the system has it.
    pub appearance: Appearance,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Appearance {
    #[default]
    System,
    Light,
    Dark,
}

/// How fresh the catalogue is. *Published*, *downloaded* and *last checked* are three different times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Freshness {
    /// The edition's number.
    pub edition: u32,
    /// Set while the partnership has not confirmed the edition.
    pub draft: bool,
    /// The catalogue's title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// "22 November 2026".
    pub published: String,
    /// When it came onto this device: "with the app, on 22 November 2026 at 9:12am".
    pub downloaded: String,
    /// When a host last gave an answer that could be trusted: "22 November 2026 at 9am", "never on this device".
    pub checked: String,
    /// When it was asked in vain since: "22 November 2026 at 10am, no answer".
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tried: Option<String>,
    /// Whether there is a host to ask.
    pub can_check: bool,
    /// Why updates do not come, and what to do about it; usually absent. Reading goes on.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub banner: Option<String>,
    /// Set while there are changes that the person has not looked at.
    pub unread: bool,
    /// What the app has put right or cannot do, in plain words; usually empty.
    pub notices: Vec<String>,
}

/// Home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Home {
    /// How fresh the catalogue is.
    pub freshness: Freshness,
    /// What editions changed since the person last looked: "1 changed, 1 new". Absent when all is read.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<String>,
    /// The situations of Act now, as shortcuts.
    pub situations: Vec<Situation>,
    /// Weeks ahead, soonest first.
    pub upcoming: Vec<WeekCard>,
    /// The weeks that are on, each with today's topic.
    pub today: Vec<TodayView>,
    /// What is kept of weeks that ended in the last two weeks and were followed.
    pub kept: Vec<KeptSummary>,
    /// The first few bookmarks.
    pub bookmarks: Vec<Bookmark>,
    /// All articles.
    pub articles: Vec<RecordLink>,
}

/// A week that is on, today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TodayView {
    /// The week.
    pub card: WeekCard,
    /// Today's topic and its resources; absent on a day for which nothing is planned.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<DayView>,
    /// *If you do one thing*.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_thing: Option<String>,
    /// The pack that says so, where the week has no one thing of its own.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_thing_of: Option<RecordLink>,
    /// All its days, to tick off.
    pub days: Vec<DayTick>,
}

/// A day of a week, to tick off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DayTick {
    /// Which day.
    pub weekday: Weekday,
    /// "Monday 25 November", or "Monday" where no date is known.
    pub title: String,
    /// Its topic.
    pub topic: String,
    /// Whether it is ticked off.
    pub done: bool,
    /// Whether it is today.
    pub today: bool,
}

/// What is kept of a week that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KeptSummary {
    /// The week.
    pub card: WeekCard,
    /// "You ticked off 3 days of 5."
    pub sentence: String,
    /// Its days and which were ticked off.
    pub days: Vec<DayTick>,
    /// *If you do one thing*.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_thing: Option<String>,
    /// The pack that says so, where the week has no one thing of its own.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_thing_of: Option<RecordLink>,
    /// All its resources, each once.
    pub resources: Vec<ResourceCard>,
}

/// Act now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ActNow {
    /// 999, 101, Silent Solution.
    pub emergency: Vec<ContactCard>,
    /// What people say at the door.
    pub situations: Vec<Situation>,
    /// Children's services of the chosen areas.
    pub local: Vec<ContactCard>,
}

/// What the person at the door would say, with the pathways for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Situation {
    /// "I'm worried about a child".
    pub title: String,
    /// Pathways for it in the chosen areas; one when the area is known.
    pub pathways: Vec<PathwayCard>,
    /// Pathways for it in other areas.
    pub elsewhere: Vec<PathwayCard>,
}

/// A pathway with its steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PathwayView {
    /// The pathway.
    pub card: PathwayCard,
    /// What the source leaves open.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<String>,
    /// Steps, in order.
    pub steps: Vec<StepView>,
    /// The same situation in other areas.
    pub elsewhere: Vec<PathwayCard>,
    /// Articles that help.
    pub articles: Vec<RecordLink>,
    /// Themes it belongs to.
    pub themes: Vec<RecordLink>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Set when it no longer stands.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StepView {
    /// Its id within the pathway.
    pub id: String,
    /// "1", "2" …
    pub number: u32,
    /// What to do, as a short order.
    pub title: String,
    /// How soon.
    pub urgency: Urgency,
    /// Paragraphs.
    pub text: Vec<String>,
    /// Who to ring, the first to try first.
    pub contacts: Vec<ContactCard>,
    /// Forms and tools.
    pub resources: Vec<ResourceCard>,
    /// A question, where the way parts.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Where each answer leads.
    pub answers: Vec<AnswerView>,
    /// Abbreviations used in it, to look up.
    pub terms: Vec<RecordLink>,
    /// A reason to be careful with it now.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// An answer: leads to a step of this pathway, to another pathway, or ends here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AnswerView {
    /// What the person says.
    pub label: String,
    /// The step to go to.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The pathway to go to.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pathway: Option<RecordLink>,
}

/// A theme in the list of themes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ThemeCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The first paragraph of the summary.
    pub lead: String,
    /// How many entries its pack has.
    pub entries: u32,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}

/// A theme's STOP pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Pack {
    /// The theme's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Summary, in paragraphs.
    pub summary: Vec<String>,
    /// *If you do one thing*.
    pub one_thing: String,
    /// Sections, in the brochure's order.
    pub sections: Vec<PackSection>,
    /// Abbreviations used in it, to look up.
    pub terms: Vec<RecordLink>,
    /// Themes that touch it.
    pub related: Vec<RecordLink>,
    /// Pathways that belong to it, in the chosen areas first.
    pub pathways: Vec<PathwayCard>,
    /// Articles that belong to it.
    pub articles: Vec<RecordLink>,
    /// The documents of its resources, to keep offline; absent when they have none.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<KeepView>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Set when it no longer stands.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}

/// A section of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct PackSection {
    pub kind: SectionKind,
    pub title: String,
    pub groups: Vec<EntryGroup>,
}

/// Entries that stand under one heading, or under none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct EntryGroup {
    /// The heading.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// In the brochure's order.
    pub entries: Vec<ResourceCard>,
}

/// A pack as a page to print: everything, or only what the public may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Poster {
    /// The theme's name.
    pub title: String,
    /// Who the page is for, in words.
    pub reader: String,
    /// Summary, in paragraphs.
    pub summary: Vec<String>,
    /// *If you do one thing*; absent on the page for parents and carers, as it speaks to professionals.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_thing: Option<String>,
    /// Sections with something left in them.
    pub sections: Vec<PackSection>,
    /// Numbers that belong on the page.
    pub contacts: Vec<ContactCard>,
    /// "Edition 1, draft, published 22 November 2026 by …"
    pub edition: String,
}

/// A resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ResourceView {
    /// The resource.
    pub card: ResourceCard,
    /// What it is for.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Its address, where one is known.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkView>,
    /// The publisher's front page, offered where the link is not confirmed: "hampshirescp.org.uk".
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub front_page: Option<String>,
    /// Its document, where it has one that this version can keep.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentView>,
    /// Abbreviations used in it, to look up.
    pub terms: Vec<RecordLink>,
    /// Packs it stands in.
    pub packs: Vec<RecordLink>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// An address on the web.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LinkView {
    /// The host alone: "gov.uk".
    pub host: String,
    /// The whole address, to read.
    pub address: String,
    /// What it leads to, where that is not the resource itself.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where the address comes from.
    pub provenance: Provenance,
}

/// Contacts, by list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Contacts {
    /// For the chosen areas, and national ones.
    pub here: Vec<ContactList>,
    /// For other areas.
    pub elsewhere: Vec<ContactList>,
}

/// A list of contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ContactList {
    pub title: String,
    pub contacts: Vec<ContactCard>,
}

/// The calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Calendar {
    /// "Sunday 22 November 2026".
    pub today: String,
    /// Today in London, "2026-11-22".
    pub date: NaiveDate,
    /// Every day of every week that has dates, oldest first: the month and the agenda are drawn from these.
    pub days: Vec<CalendarDay>,
    /// On now.
    pub running: Vec<WeekCard>,
    /// Ahead, soonest first.
    pub upcoming: Vec<WeekCard>,
    /// Past, newest year first.
    pub archive: Vec<ArchiveYear>,
}

/// A day on which a week is on. Two weeks on one day are two of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CalendarDay {
    /// "2026-11-23".
    pub date: NaiveDate,
    /// "Monday 23 November 2026".
    pub title: String,
    /// The week, with its area.
    pub week: RecordLink,
    /// Whether the week is ahead, on or over; that of the week, not of the day.
    pub state: WeekState,
    /// Whether the week starts on this day.
    pub first: bool,
    /// The day's topic; absent where the week plans nothing for it.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Timed sessions, earliest first.
    pub sessions: Vec<SessionView>,
}

/// The weeks of one past year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ArchiveYear {
    pub year: i32,
    pub weeks: Vec<WeekCard>,
}

/// A practice week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WeekView {
    /// The week.
    pub card: WeekCard,
    /// What it is about, in paragraphs.
    pub summary: Vec<String>,
    /// Its tag on social media.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hashtag: Option<String>,
    /// Figures, each with its source.
    pub figures: Vec<FigureView>,
    /// *If you do one thing*.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_thing: Option<String>,
    /// Its days.
    pub days: Vec<DayView>,
    /// Whether the person wants no reminders of it.
    pub muted: bool,
    /// What is kept of it, once it is over and was followed.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<KeptSummary>,
    /// Themes it belongs to.
    pub themes: Vec<RecordLink>,
    /// The same week in other areas.
    pub elsewhere: Vec<WeekCard>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Set when it no longer stands.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
}

/// A figure and who gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct FigureView {
    pub value: String,
    pub of: String,
    pub source: String,
}

/// A day of a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DayView {
    /// Which day.
    pub weekday: Weekday,
    /// "Monday 25 November", or "Monday" where no date is known.
    pub title: String,
    /// "2024-11-25", where it is known.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Whether it is today.
    pub today: bool,
    /// Whether it is ticked off; absent where it cannot be: before its week starts, and in a week without dates.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<bool>,
    /// Its topic.
    pub topic: String,
    /// More about it.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Timed sessions.
    pub sessions: Vec<SessionView>,
    /// Resources for the day.
    pub resources: Vec<ResourceCard>,
    /// Pathways, articles and packs for the day.
    pub links: Vec<RecordLink>,
}

/// A timed session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SessionView {
    /// Its id within the week.
    pub id: String,
    /// What it is bookmarked as: `week/session`.
    pub record: String,
    /// Whether the person keeps it.
    pub bookmarked: bool,
    /// Its name.
    pub title: String,
    /// "1:30pm to 3pm", local time in the United Kingdom.
    pub time: String,
    /// Where.
    pub place: String,
    /// The resource it presents.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<RecordLink>,
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ArticleView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The text as HTML that this app made from Markdown: headings from h2, lists, paragraphs, emphasis. No links, no raw HTML.
    pub html: String,
    /// Abbreviations used in it, to look up.
    pub terms: Vec<RecordLink>,
    /// The area it holds in.
    pub area: AreaName,
    /// Who it is for, in words.
    pub audience_title: String,
    /// Resources to read on.
    pub resources: Vec<ResourceCard>,
    /// Themes it belongs to.
    pub themes: Vec<RecordLink>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Set when it no longer stands.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}

/// A glossary entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TermView {
    /// Its id.
    pub id: String,
    /// The term or abbreviation.
    pub title: String,
    /// Its spoken-out form.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expansion: Option<String>,
    /// What it means.
    pub meaning: String,
    /// Other ways of saying it.
    pub also: Vec<String>,
    /// The theme it leads to.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<RecordLink>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}

/// A bookmark. What it points at may have changed; the bookmark stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Bookmark {
    /// What it points at.
    pub kind: RecordKind,
    /// Its id.
    pub id: String,
    /// The title today, or as it was when it was kept.
    pub title: String,
    /// "Webinar · For professionals"; empty when it is gone.
    pub detail: String,
    /// How it stands today.
    pub state: BookmarkState,
    /// A resource's document, where it has one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentMark>,
}

/// How a bookmarked record stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BookmarkState {
    /// In the catalogue.
    Active,
    /// Withdrawn: open it to see why and what to use instead.
    Withdrawn,
    /// No longer in the catalogue.
    Gone,
}

/// The bookmarks after a change, with what undoes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BookmarksChanged {
    /// All bookmarks, in the person's order.
    pub bookmarks: Vec<Bookmark>,
    /// Set when one was taken away: give it to `restore_bookmark` to put it back where it was.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed: Option<RemovedBookmark>,
}

/// A bookmark that was taken away, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct RemovedBookmark {
    pub kind: RecordKind,
    pub id: String,
    pub title: String,
    /// Its place in the list, from 0.
    pub position: u32,
    /// When it was first kept.
    #[ts(type = "string")]
    pub kept_at: DateTime<Utc>,
}

/// How far a refresh has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RefreshProgress {
    /// "Downloading".
    pub sentence: String,
    /// How much of it has come, in per cent, where that is known.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<u32>,
}

/// How a refresh ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RefreshEnd {
    /// In one word.
    pub state: RefreshState,
    /// In words: what happened, what still works, what to do next.
    pub sentence: String,
    /// Whether trying again may help.
    pub retry: bool,
    /// Whether the catalogue is another one now: screens ask again.
    pub changed: bool,
    /// How fresh the catalogue is now.
    pub freshness: Freshness,
}

/// How a refresh ended, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RefreshState {
    /// Nothing newer.
    UpToDate,
    /// A newer edition is here.
    Updated,
    /// It did not go well.
    Failed,
}

/// What editions changed, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Changes {
    /// The editions that took another one's place on this device.
    pub editions: Vec<EditionChanges>,
}

/// What one edition changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct EditionChanges {
    /// Its number.
    pub edition: u32,
    /// "22 November 2026".
    pub published: String,
    /// When it came onto this device: "22 November 2026 at 9:12am".
    pub arrived: String,
    /// Set when the person has not looked at it yet.
    pub unread: bool,
    /// "3 changed, 1 new, 1 withdrawn".
    pub summary: String,
    /// What the person keeps and this edition touched.
    pub kept: Vec<ChangeRow>,
    /// The rest, by theme and by kind.
    pub groups: Vec<ChangeGroup>,
}

/// Changes under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ChangeGroup {
    pub title: String,
    pub rows: Vec<ChangeRow>,
}

/// One record that an edition changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ChangeRow {
    /// What happened.
    pub what: ChangeKind,
    /// What it is.
    pub kind: RecordKind,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// More about it, in plain words; may be empty.
    pub detail: String,
    /// Whether it can still be opened.
    pub opens: bool,
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Not there before.
    New,
    /// There before with another text.
    Changed,
    /// Still there to be looked up, and no longer to be used.
    Withdrawn,
    /// No longer there.
    Removed,
}

/// Where a file was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Saved {
    /// The file's whole path, to show to the person.
    pub path: String,
}

/// About this app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct About {
    /// The app's version.
    pub version: String,
    /// How fresh the catalogue is.
    pub freshness: Freshness,
    /// What the catalogue holds: ("Themes", 21) …
    pub counts: Vec<Count>,
    /// All sources, by title.
    pub sources: Vec<SourceView>,
    /// Where what the person keeps is stored on this device.
    pub data_folder: String,
}

/// How many of something there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Count {
    pub title: String,
    pub count: u32,
}

/// A source in the list of sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct SourceView {
    pub title: String,
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    pub recorded_on: String,
}
