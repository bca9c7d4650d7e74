//! Safeguarding Practice Weeks, their days and sessions.

use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::provenance::{Status, Withdrawal};

/// A Safeguarding Practice Week in one area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PracticeWeek {
    /// Stable slug, never reused.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The id of the area it is for.
    pub area: String,
    /// The year it is held in.
    pub year: i32,
    /// Its first day; absent where no source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub starts: Option<NaiveDate>,
    /// Its last day; present exactly when `starts` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ends: Option<NaiveDate>,
    /// What it is about, in our own words.
    pub summary: String,
    /// Its tag on social media, with the #.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hashtag: Option<String>,
    /// A figure it gives, each with its source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// *If you do one thing*, where the week has its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub one_thing: Option<String>,
    /// Its days, Monday first.
    pub days: Vec<Day>,
    /// Ids of the themes it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// The id of the source.
    pub source: String,
    /// Whether it still stands.
    #[serde(default, skip_serializing_if = "Status::is_active")]
    #[ts(as = "Option<Status>", optional)]
    pub status: Status,
    /// Why it does not, when it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub withdrawal: Option<Withdrawal>,
}

/// A figure and who gives it. Sources that differ stand side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Figure {
    /// The figure, as its source gives it: "one in seven".
    pub value: String,
    /// What it counts.
    pub of: String,
    /// The id of the source.
    pub source: String,
}

/// One day of a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Day {
    /// Which day of the week.
    pub weekday: Weekday,
    /// Its date, where the week has dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub date: Option<NaiveDate>,
    /// Its topic.
    pub topic: String,
    /// More about it, in our own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub summary: Option<String>,
    /// Ids of resources for the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
    /// Ids of pathways for the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pathways: Vec<String>,
    /// Ids of articles for the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<String>,
    /// Ids of themes whose packs belong to the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Timed sessions, earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
}

/// A timed session. Local time in Europe/London.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Session {
    /// Slug, unique in its week, never reused there.
    pub id: String,
    /// Its name.
    pub title: String,
    /// When it starts, local: "2024-11-27T13:30:00".
    pub starts: NaiveDateTime,
    /// When it ends, local; later than `starts`, the same day.
    pub ends: NaiveDateTime,
    /// Where: "Microsoft Teams".
    pub place: String,
    /// The id of the resource it presents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub resource: Option<String>,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl From<chrono::Weekday> for Weekday {
    fn from(day: chrono::Weekday) -> Self {
        match day {
            chrono::Weekday::Mon => Weekday::Monday,
            chrono::Weekday::Tue => Weekday::Tuesday,
            chrono::Weekday::Wed => Weekday::Wednesday,
            chrono::Weekday::Thu => Weekday::Thursday,
            chrono::Weekday::Fri => Weekday::Friday,
            chrono::Weekday::Sat => Weekday::Saturday,
            chrono::Weekday::Sun => Weekday::Sunday,
        }
    }
}
