//! How long signatures last.
//!
//! Short enough that a host frozen by an attacker, or forgotten by everybody, is noticed; long enough that a broken
//! job, a bank holiday or an editor on leave is not. An expired signature stops updates, never reading.

use chrono::{DateTime, NaiveDate, Utc};
use jiff::{SignedDuration, Timestamp};

/// The version of TUF's specification, as tough writes it.
pub(crate) const SPECIFICATION: &str = "1.0.0";

/// The root is renewed once a year, when its keepers meet.
pub const ROOT_DAYS: i64 = 365;
/// Editions are signed again by each release, or by the editor's `resign` in a quiet quarter.
pub const TARGETS_DAYS: i64 = 90;
/// The snapshot is signed again by the daily job when less than half of this is left.
pub const SNAPSHOT_DAYS: i64 = 30;
/// The daily job may fail for six days before a device notices.
pub const TIMESTAMP_DAYS: i64 = 7;

pub(crate) fn root(now: Timestamp) -> Timestamp {
    after(now, ROOT_DAYS)
}

pub(crate) fn targets(now: Timestamp) -> Timestamp {
    after(now, TARGETS_DAYS)
}

pub(crate) fn snapshot(now: Timestamp) -> Timestamp {
    after(now, SNAPSHOT_DAYS)
}

pub(crate) fn timestamp(now: Timestamp) -> Timestamp {
    after(now, TIMESTAMP_DAYS)
}

/// The version of what is signed at `now`: the second. So no machine's versions are behind another's, whatever either
/// has seen, and the next signature is ahead of a host that was put back. TUF asks no more than that versions rise.
pub(crate) fn version(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or_default().max(1)
}

/// Whether less than half of a life of `days` is left.
pub(crate) fn is_half_over(expires: Timestamp, now: Timestamp, days: i64) -> bool {
    expires < after(now, days / 2)
}

/// `days` after `now`, in whole seconds, as TUF writes dates.
fn after(now: Timestamp, days: i64) -> Timestamp {
    let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
    now.checked_add(SignedDuration::from_hours(24 * days))
        .unwrap_or(Timestamp::MAX)
}

/// The day in London.
pub fn today(now: Timestamp) -> NaiveDate {
    catalogue::calendar::today(utc(now))
}

/// As the catalogue's types have it, in whole seconds.
pub(crate) fn utc(now: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(now.as_second(), 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The day of a date, as people read it.
pub(crate) fn day(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d").to_string()
}
