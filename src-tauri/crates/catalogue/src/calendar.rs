//! What is on, what is next, what is past. Days are counted in Europe/London.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Europe::London;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{PracticeWeek, days};

/// Whether a week is past, running or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WeekState {
    /// Starts after today.
    Upcoming,
    /// Today is one of its days, first and last included.
    Running,
    /// Over. Never offered as upcoming.
    Past,
}

/// What London's clocks show at `moment`. One outside the years that an edition may name is shown as the nearest
/// inside.
pub fn local(moment: DateTime<Utc>) -> NaiveDateTime {
    let (first, last) = days::bounds();
    moment.clamp(first, last).with_timezone(&London).naive_local()
}

/// Today's date in London.
pub fn today(now: DateTime<Utc>) -> NaiveDate {
    local(now).date()
}

/// Whether `week` is past, running or ahead on `today`. A week without dates is past once its year is over, and is
/// never upcoming, since there is no day to announce.
pub fn state(week: &PracticeWeek, today: NaiveDate) -> WeekState {
    match (week.starts, week.ends) {
        (Some(starts), _) if today < starts => WeekState::Upcoming,
        (Some(_), Some(ends)) if today <= ends => WeekState::Running,
        _ => WeekState::Past,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(dates: Option<(&str, &str)>) -> PracticeWeek {
        let mut week: PracticeWeek = serde_json::from_str(
            r#"{"id":"w","title":"W","area":"a","year":2024,"summary":"S","days":[],"source":"s"}"#,
        )
        .expect("a week");
        week.starts = dates.map(|(day, _)| day.parse().expect("a day"));
        week.ends = dates.map(|(_, day)| day.parse().expect("a day"));
        week
    }

    #[test]
    fn a_week_runs_from_its_first_day_to_its_last() {
        let dated = week(Some(("2024-11-25", "2024-11-29")));
        for (day, expected) in [
            ("2024-11-24", WeekState::Upcoming),
            ("2024-11-25", WeekState::Running),
            ("2024-11-29", WeekState::Running),
            ("2024-11-30", WeekState::Past),
            ("2026-11-22", WeekState::Past),
        ] {
            assert_eq!(state(&dated, day.parse().expect("a day")), expected, "{day}");
        }
    }

    #[test]
    fn a_week_without_dates_is_never_upcoming() {
        for day in ["2023-01-01", "2024-06-01", "2026-11-22"] {
            assert_eq!(state(&week(None), day.parse().expect("a day")), WeekState::Past);
        }
    }

    #[test]
    fn both_ends_of_what_can_be_written_have_a_day() {
        assert_eq!(today(DateTime::<Utc>::MAX_UTC).to_string(), "2100-12-31");
        assert_eq!(today(DateTime::<Utc>::MIN_UTC).to_string(), "2000-01-01");
    }

    #[test]
    fn the_day_changes_at_midnight_in_london() {
        for (utc, expected) in [
            ("2026-07-01T22:59:59Z", "2026-07-01"),
            ("2026-07-01T23:00:00Z", "2026-07-02"),
            ("2026-12-01T23:59:59Z", "2026-12-01"),
            ("2026-03-29T00:59:59Z", "2026-03-29"),
            ("2026-10-24T23:00:00Z", "2026-10-25"),
            ("2026-10-25T23:00:00Z", "2026-10-25"),
        ] {
            assert_eq!(today(utc.parse().expect("a time")).to_string(), expected, "{utc}");
        }
    }
}
