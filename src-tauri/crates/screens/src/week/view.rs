//! What the screen is given.

use catalogue::Weekday;
use chrono::NaiveDate;
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{Provenance, RecordLink, Report, ResourceCard, WeekCard, Withdrawn};

/// A practice week.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct WeekView {
    /// The week.
    pub card: WeekCard,
    /// What it is about, in paragraphs.
    pub summary: Vec<String>,
    /// Its tag on social media.
    pub hashtag: Option<String>,
    /// Figures, each with its source.
    pub figures: Vec<FigureView>,
    /// *If you do one thing*.
    pub one_thing: Option<String>,
    /// Resources for the whole week.
    pub resources: Vec<ResourceCard>,
    /// Its days.
    pub days: Vec<DayView>,
    /// Whether the person wants no reminders of it.
    pub muted: bool,
    /// Once it is over and was followed: "You ticked off 3 days out of 5."
    pub kept: Option<String>,
    /// Themes it belongs to.
    pub themes: Vec<RecordLink>,
    /// The same week in other areas.
    pub elsewhere: Vec<WeekCard>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Set when it is withdrawn.
    pub withdrawn: Option<Withdrawn>,
    /// The email that reports a mistake in it.
    pub report: Option<Report>,
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
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct DayView {
    /// Which day.
    pub weekday: Weekday,
    /// "Monday 25 November", or "Monday" where no date is known.
    pub title: String,
    /// "2024-11-25", where it is known.
    pub date: Option<NaiveDate>,
    /// Whether it is today.
    pub today: bool,
    /// Whether it is ticked off; absent where it cannot be: before its week starts, and in a week without dates.
    pub done: Option<bool>,
    /// Its topic.
    pub topic: String,
    /// More about it.
    pub summary: Option<String>,
    /// *If you do one thing* on this day.
    pub one_thing: Option<String>,
    /// Timed sessions.
    pub sessions: Vec<SessionView>,
    /// Resources for the day.
    pub resources: Vec<ResourceCard>,
    /// Pathways, articles and packs for the day.
    pub links: Vec<RecordLink>,
}

/// A timed session.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
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
    pub resource: Option<RecordLink>,
}
