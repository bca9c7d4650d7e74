//! A practice week in a list.

use catalogue::calendar::{self, WeekState};
use catalogue::{Kind, PracticeWeek};
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use super::{AreaName, area_name};
use crate::{Moment, words};

/// A practice week in a list.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct WeekCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The area it is for.
    pub area: AreaName,
    /// Upcoming, running or past, today in London.
    pub state: WeekState,
    /// "25 to 29 November 2024", or "2024. No dates have been given."
    pub dates: String,
    /// "Starts in 9 days", "On now", while it is ahead or running.
    pub when: Option<String>,
    /// The year it is held in.
    pub year: i32,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}

/// A practice week's card.
pub fn week(m: &Moment, week: &PracticeWeek) -> WeekCard {
    let state = calendar::state(week, m.today);
    WeekCard {
        id: week.id.to_string(),
        title: week.title.clone(),
        area: area_name(m.library, &week.area),
        state,
        dates: match (week.starts, week.ends) {
            (Some(starts), Some(ends)) => words::dates(starts, ends),
            _ => format!("{}. No dates have been given.", week.year),
        },
        when: week.starts.and_then(|starts| match state {
            WeekState::Upcoming => Some(match (starts - m.today).num_days() {
                1 => "Starts tomorrow".into(),
                days => format!("Starts in {days} days"),
            }),
            WeekState::Running => Some("On now".into()),
            WeekState::Past => None,
        }),
        year: week.year,
        bookmarked: m.is_bookmarked(Kind::Week, &week.id),
    }
}
