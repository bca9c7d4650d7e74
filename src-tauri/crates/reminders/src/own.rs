//! Reminders that the person set: each a time, and nothing else. What it is about only they know.

use catalogue::{BankHolidays, Due, Within};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::{Choices, local};

/// How many there can be: what a phone is given ahead.
pub const MOST: usize = 50;

/// The furthest ahead that one can be set.
pub const FURTHEST: TimeDelta = TimeDelta::days(366);

/// What the text of its key begins with. A week's key has an `@`, and this none.
const SET: &str = "set/";

/// When to look whether something has happened that should have within that time from `now`: before the time is up,
/// while it can still be put right.
///
/// What should have happened by the end of a working day: at three on that day, when offices still answer, so that
/// nobody waits another night, or a weekend, for a call that did not come. What should have happened in hours: an hour
/// before. `None` where that has passed, or the list of bank holidays does not reach so far.
pub fn chase(within: Within, now: DateTime<Utc>, holidays: &BankHolidays) -> Option<DateTime<Utc>> {
    let o_clock = |day: NaiveDate, hour| day.and_hms_opt(hour, 0, 0);
    let at = match (catalogue::due(within, now, holidays)?, within) {
        (Due::At(hour), _) => hour.checked_sub_signed(TimeDelta::hours(1)),
        (Due::EndOf(day), Within::Hours(_)) => o_clock(day, 23),
        (Due::EndOf(day), Within::WorkingDays(_)) => o_clock(day, 15),
    };
    at.map(local::moment).filter(|at| *at > now)
}

/// When one that was set for `at` is shown: then, or at the end of the quiet hours that contain it.
pub fn shown_at(at: DateTime<Utc>, choices: &Choices) -> DateTime<Utc> {
    choices.quiet_at(at).map_or(at, |(_, end)| end)
}

/// Those of `set` that are to be shown at `now`, and when the next is.
pub fn due(
    set: &[DateTime<Utc>],
    choices: &Choices,
    now: DateTime<Utc>,
) -> (Vec<DateTime<Utc>>, Option<DateTime<Utc>>) {
    // In quiet hours nothing is shown, whenever it was set for.
    let held = shown_at(now, choices) > now;
    let when = |at: &DateTime<Utc>| shown_at((*at).max(now), choices);
    let due = set.iter().filter(|at| !held && **at <= now).copied().collect();
    let next = set.iter().filter(|at| held || **at > now).map(when).min();
    (due, next)
}

/// What one is known by.
pub fn key(at: DateTime<Utc>) -> String {
    format!("{SET}{}", at.to_rfc3339())
}

/// The time that such a key names.
pub fn time_of(key: &str) -> Option<DateTime<Utc>> {
    key.strip_prefix(SET)?.parse().ok()
}
