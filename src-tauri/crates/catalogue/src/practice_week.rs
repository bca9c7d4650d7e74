//! Safeguarding Practice Weeks, their days and sessions.

use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::days;
use crate::{Area, Article, Id, Pathway, Resource, Source, Standing, Theme, Weekday};

/// A Safeguarding Practice Week in one area.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PracticeWeek {
    /// Stable slug, never reused.
    pub id: Id<PracticeWeek>,
    /// Its name.
    pub title: String,
    /// The id of the area it is for.
    pub area: Id<Area>,
    /// The year it is held in.
    pub year: i32,
    /// Its first day; absent where no source gives it.
    pub starts: Option<NaiveDate>,
    /// Its last day; present exactly when `starts` is.
    pub ends: Option<NaiveDate>,
    /// What it is about, in our own words.
    pub summary: String,
    /// Its tag on social media, with the #.
    pub hashtag: Option<String>,
    /// A figure it gives, each with its source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// *If you do one thing*, where the week has its own.
    pub one_thing: Option<String>,
    /// Its days, Monday first.
    pub days: Vec<Day>,
    /// Ids of resources for the whole week.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Id<Resource>>,
    /// Ids of the themes it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id<Theme>>,
    /// The id of the source.
    pub source: Id<Source>,
    /// Whether it is still in use.
    #[serde(flatten)]
    pub standing: Standing,
}

impl PracticeWeek {
    /// Takes every date away when one of them is outside the years that an edition may name: nobody can have meant it.
    /// An edition with such a date is refused; a device that holds one already shows a week without dates.
    pub(crate) fn forget_implausible_dates(&mut self) {
        let days = self.days.iter().filter_map(|day| day.date);
        let sessions = self.days.iter().flat_map(|day| &day.sessions);
        let sessions = sessions.flat_map(|session| [session.starts.date(), session.ends.date()]);
        let mut all = self.starts.into_iter().chain(self.ends).chain(days).chain(sessions);
        if all.all(days::is_plausible) {
            return;
        }
        (self.starts, self.ends) = (None, None);
        for day in &mut self.days {
            day.date = None;
            day.sessions.clear();
        }
    }
}

/// A figure and who gives it. Sources that differ are listed side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// The figure, as its source gives it: "one in seven".
    pub value: String,
    /// What it counts.
    pub of: String,
    /// The id of the source.
    pub source: Id<Source>,
}

/// One day of a week.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Day {
    /// Which day of the week.
    pub weekday: Weekday,
    /// Its date, where the week has dates.
    pub date: Option<NaiveDate>,
    /// Its topic.
    pub topic: String,
    /// More about it, in our own words.
    pub summary: Option<String>,
    /// *If you do one thing* on this day, where its source says so.
    pub one_thing: Option<String>,
    /// Ids of resources for the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Id<Resource>>,
    /// Ids of pathways for the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pathways: Vec<Id<Pathway>>,
    /// Ids of articles for the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<Id<Article>>,
    /// Ids of themes whose packs belong to the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id<Theme>>,
    /// Timed sessions, earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
}

/// A timed session. Local time in Europe/London.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Session {
    /// Slug, unique in its week, never reused there.
    pub id: Id<Session>,
    /// Its name.
    pub title: String,
    /// When it starts, local: "2024-11-27T13:30:00".
    pub starts: NaiveDateTime,
    /// When it ends, local; later than `starts`, the same day.
    pub ends: NaiveDateTime,
    /// Where: "Microsoft Teams".
    pub place: String,
    /// The id of the resource it presents.
    pub resource: Option<Id<Resource>>,
}
