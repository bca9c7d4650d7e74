//! What the screen is given.

use catalogue::calendar::WeekState;
use chrono::NaiveDate;
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{RecordLink, WeekCard};
use crate::week::SessionView;

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
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct CalendarDay {
    /// "2026-11-23".
    pub date: NaiveDate,
    /// The week, with its area.
    pub week: RecordLink,
    /// Whether the week is ahead, on or over (the week, not the day).
    pub state: WeekState,
    /// Whether the week starts on this day.
    pub first: bool,
    /// The day's topic; absent where the week plans nothing for it.
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
