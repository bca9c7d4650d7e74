//! Reminders that the person set: each a time, and nothing else. What it is about only they know.

use catalogue::{BankHolidays, Due, Within, calendar};
use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::{Choices, local};

/// How many there can be: what a phone is given ahead.
pub const MOST: usize = 50;

/// The furthest ahead that one can be set.
pub const FURTHEST: TimeDelta = TimeDelta::days(366);

/// What the text of its key begins with. A week's key has an `@`, and this none.
const SET: &str = "set/";

/// When to ask what has become of something that should have happened within that time from `now`.
///
/// What was promised in hours is urgent: at the very hour. What was promised by the end of a working day, which is over when
/// the day is: at nine on the next one, when both who asks and who can be asked are at work. Where nobody has promised
/// anything, at nine on the next working day. `None` where the list of bank holidays does not reach so far.
pub fn chase(within: Option<Within>, now: DateTime<Utc>, holidays: &BankHolidays) -> Option<DateTime<Utc>> {
    let promised = match within {
        Some(within) => catalogue::due(within, now, holidays)?,
        None => Due::EndOf(calendar::today(now)),
    };
    let at = match (promised, within) {
        (Due::At(hour), _) => hour,
        (Due::EndOf(day), Some(Within::Hours(_))) => local::day_after(day, 1).and_time(NaiveTime::MIN),
        (Due::EndOf(day), _) => nine(holidays.working_day_after(day, 1)?),
    };
    Some(local::moment(at))
}

fn nine(day: chrono::NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default())
}

/// When one that was set for `at` is shown: then, or when the quiet hours that it lies in end.
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
