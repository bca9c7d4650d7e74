//! By when something should have happened.

use chrono::{DateTime, DurationRound, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::bank_holiday::BankHolidays;
use crate::{Within, calendar};

/// By when something should have happened, as London's clocks show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// By the end of a day.
    EndOf(NaiveDate),
    /// By a full hour of a day, never midnight.
    At(NaiveDateTime),
}

/// By when what takes `within` should have happened, counted from `now`: `None` where the list of bank holidays does
/// not reach so far.
///
/// Hours end at the next full hour: they are counted from a call that is still to be made.
pub fn due(within: Within, now: DateTime<Utc>, holidays: &BankHolidays) -> Option<Due> {
    match within {
        Within::WorkingDays(days) => holidays.working_day_after(calendar::today(now), days).map(Due::EndOf),
        Within::Hours(hours) => {
            let hour = TimeDelta::hours(1);
            let ends = now.checked_add_signed(hour * i32::from(hours))?;
            // London's clocks differ from UTC by whole hours.
            let down = ends.duration_trunc(hour).ok()?;
            let up = if down == ends {
                ends
            } else {
                down.checked_add_signed(hour)?
            };
            let local = calendar::local(up);
            Some(match local.date().pred_opt() {
                // Nobody agrees on which day's end midnight is.
                Some(eve) if local.time() == NaiveTime::MIN => Due::EndOf(eve),
                _ => Due::At(local),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BankHoliday;

    fn due_at(within: Within, utc: &str) -> String {
        let day = |day: &&str| BankHoliday {
            id: (*day).into(),
            title: "A day".into(),
            date: day.parse().unwrap(),
            source: "s".into(),
        };
        let list: Vec<_> = ["2026-12-25", "2026-12-28", "2027-01-01"].iter().map(day).collect();
        match due(within, utc.parse().unwrap(), &BankHolidays::of(&list)) {
            None => "unknown".into(),
            Some(Due::EndOf(day)) => day.to_string(),
            Some(Due::At(at)) => at.format("%F %H:%M").to_string(),
        }
    }

    #[test]
    fn working_days_are_no_weekends_and_no_bank_holidays_and_none_is_claimed_beyond_the_list() {
        for (days, utc, expected, when) in [
            (1, "2026-11-30T10:00:00Z", "2026-12-01", "Monday"),
            (1, "2026-11-27T10:00:00Z", "2026-11-30", "Friday"),
            (1, "2026-11-28T22:00:00Z", "2026-11-30", "Saturday night"),
            (1, "2026-11-29T23:59:59Z", "2026-11-30", "the last second of Sunday"),
            (1, "2026-12-24T10:00:00Z", "2026-12-29", "Christmas Eve"),
            (1, "2026-12-26T10:00:00Z", "2026-12-29", "Boxing Day"),
            (3, "2026-12-24T10:00:00Z", "2026-12-31", "three days from it"),
            (0, "2026-11-30T10:00:00Z", "2026-11-30", "the day itself"),
            (
                1,
                "2026-07-06T22:30:00Z",
                "2026-07-07",
                "summer, half past eleven on Monday here",
            ),
            (1, "2026-07-06T23:30:00Z", "2026-07-08", "summer, Tuesday already here"),
            (4, "2026-12-24T10:00:00Z", "unknown", "the fourth is beyond the list"),
            (
                1,
                "2026-12-31T10:00:00Z",
                "unknown",
                "the first day that the list does not reach",
            ),
            (255, "2026-06-01T10:00:00Z", "unknown", "a year and more"),
        ] {
            assert_eq!(due_at(Within::WorkingDays(days), utc), expected, "{when}");
        }
        let now = "2026-11-30T10:00:00Z".parse().unwrap();
        assert_eq!(due(Within::WorkingDays(1), now, &BankHolidays::default()), None);
        assert_eq!(
            due(
                Within::WorkingDays(1),
                DateTime::<Utc>::MAX_UTC,
                &BankHolidays::default()
            ),
            None
        );
    }

    #[test]
    fn hours_run_day_and_night_and_end_at_a_full_hour_of_the_clock_on_the_wall() {
        for (hours, utc, expected, when) in [
            (24, "2026-11-30T16:00:00Z", "2026-12-01 16:00", "on the hour"),
            (24, "2026-11-30T15:00:01Z", "2026-12-01 16:00", "a second past it"),
            (
                4,
                "2026-12-25T21:30:00Z",
                "2026-12-26 02:00",
                "over a bank holiday's midnight",
            ),
            (
                2,
                "2026-11-30T22:00:00Z",
                "2026-11-30",
                "midnight is the end of the day",
            ),
            (
                2,
                "2026-07-06T20:30:00Z",
                "2026-07-06",
                "summer: half past nine is half past eight UTC",
            ),
            (24, "2026-03-28T16:00:00Z", "2026-03-29 17:00", "the clocks go forward"),
            (24, "2026-10-24T15:00:00Z", "2026-10-25 15:00", "the clocks go back"),
        ] {
            assert_eq!(due_at(Within::Hours(hours), utc), expected, "{when}");
        }
        let never = DateTime::<Utc>::MAX_UTC;
        assert_eq!(due(Within::Hours(1), never, &BankHolidays::default()), None);
    }
}
