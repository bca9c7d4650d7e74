//! The days that an edition may name.
//!
//! A day far outside a century is a slip of the pen, and adding to the last day that can be written is an overflow. So
//! editors are refused it, and so are editions that come from elsewhere.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};

/// The years that an edition may name.
pub const YEARS: RangeInclusive<i32> = 2000..=2100;

/// The day that `text` names, when the whole of it is a day, a local time or an instant.
///
/// Read by its shape and not by its key, as this crate's types would read it: no field can be forgotten.
pub fn day(text: &str) -> Option<NaiveDate> {
    // Most texts are sentences, and need no parser to say that they are no day.
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '-') {
        return None;
    }
    let local = || text.parse::<NaiveDateTime>().map(|time| time.date());
    let instant = || text.parse::<DateTime<Utc>>().map(|time| time.date_naive());
    text.parse().or_else(|_| local()).or_else(|_| instant()).ok()
}

/// The first and the last moment of those years, in UTC.
pub(crate) fn bounds() -> (DateTime<Utc>, DateTime<Utc>) {
    let midnight = |year: i32| {
        let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        day.and_time(chrono::NaiveTime::MIN).and_utc()
    };
    (
        midnight(*YEARS.start()),
        midnight(YEARS.end() + 1) - chrono::TimeDelta::seconds(1),
    )
}

/// Whether an edition may name that day.
pub fn is_plausible(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_known_by_its_shape() {
        for (text, expected) in [
            ("2026-11-22", Some("2026-11-22")),
            ("2026-11-22T13:30:00", Some("2026-11-22")),
            ("2026-11-22T13:30:00Z", Some("2026-11-22")),
            ("+262142-12-25", Some("+262142-12-25")),
            ("-0001-01-01", Some("-0001-01-01")),
            ("08:30", None),
            ("0300 555 1384", None),
            ("11-13 years", None),
            ("2026-11-22 is the day", None),
            ("from 2026-11-22", None),
            ("", None),
        ] {
            assert_eq!(day(text), expected.map(|day| day.parse().expect("a day")), "{text}");
        }
    }

    #[test]
    fn a_century_and_no_more() {
        let plausible = |text: &str| is_plausible(text.parse().expect("a day"));
        assert!(plausible("2000-01-01") && plausible("2100-12-31"));
        assert!(!plausible("1999-12-31") && !plausible("2101-01-01") && !plausible("+262142-12-25"));
    }
}
