//! Days and times of day in London, and the moments they are.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::London;

/// The moment at which London's clocks show `time` on `day`.
pub(crate) fn at(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    moment(day.and_time(time))
}

/// The moment at which London's clocks show `local`. A time that happens twice, in autumn, is its first; one that is
/// left out, in spring, is an hour later.
pub(crate) fn moment(local: NaiveDateTime) -> DateTime<Utc> {
    match London.from_local_datetime(&local) {
        LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => moment.to_utc(),
        // Before the clocks go forward, London's time is UTC.
        LocalResult::None => local.and_utc(),
    }
}

/// Midnight after `day`.
pub(crate) fn end_of(day: NaiveDate) -> DateTime<Utc> {
    at(day.succ_opt().unwrap_or(day), NaiveTime::MIN)
}

/// The day that is `days` after `day`, or before it; `day` where there is no such day.
pub(crate) fn day_after(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
}
