//! When somebody answers, and whether that is now.

use chrono::{DateTime, Datelike, NaiveTime, Utc};
use chrono_tz::{Europe::London, Tz};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Weekday;

/// When a contact answers. Local time in Europe/London.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Hours {
    /// Day and night, every day.
    Always,
    /// The same hours every week.
    Weekly(Vec<Opening>),
    /// Whenever the contact of this id is closed.
    OutsideHoursOf(String),
}

/// Days that share the same hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Opening {
    /// The days, at least one.
    pub days: Vec<Weekday>,
    /// Opening time, "08:30".
    #[serde(with = "clock_time")]
    #[schemars(with = "String")]
    pub from: NaiveTime,
    /// Closing time, "17:00"; later than `from`.
    #[serde(with = "clock_time")]
    #[schemars(with = "String")]
    pub to: NaiveTime,
}

/// Whether somebody answers at `now`, and when that next changes is not promised: bank holidays are not known.
///
/// `lookup` finds the hours of another contact by id. `None` when the hours are not known.
pub fn open_at<'a>(hours: &'a Hours, now: DateTime<Utc>, lookup: impl Fn(&str) -> Option<&'a Hours>) -> Option<bool> {
    let local = now.with_timezone(&London);
    match hours {
        Hours::Always => Some(true),
        Hours::Weekly(openings) => Some(weekly_open(openings, local)),
        Hours::OutsideHoursOf(other) => match lookup(other)? {
            Hours::Always => Some(false),
            Hours::Weekly(openings) => Some(!weekly_open(openings, local)),
            // A chain of "outside hours of" says nothing; the rules refuse it.
            Hours::OutsideHoursOf(_) => None,
        },
    }
}

fn weekly_open(openings: &[Opening], local: DateTime<Tz>) -> bool {
    let day = Weekday::from(local.weekday());
    let time = local.time();
    openings
        .iter()
        .any(|o| o.days.contains(&day) && o.from <= time && time < o.to)
}

/// Hours and minutes as `HH:MM`.
pub mod clock_time {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes `HH:MM`.
    pub fn serialize<S: Serializer>(time: &NaiveTime, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&time.format("%H:%M"))
    }

    /// Reads `HH:MM` and nothing else.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(d)?;
        NaiveTime::parse_from_str(&text, "%H:%M").map_err(|_| {
            D::Error::custom(format!(
                "\"{text}\" is not a time: write hours and minutes, as in \"08:30\""
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hours Hampshire prints: until five, on Fridays until half past four.
    fn office() -> Hours {
        serde_json::from_str(
            r#"{"weekly":[{"days":["monday","tuesday","wednesday","thursday"],"from":"08:30","to":"17:00"},
                          {"days":["friday","sunday"],"from":"08:30","to":"16:30"}]}"#,
        )
        .expect("hours")
    }

    fn at(hours: &Hours, utc: &str) -> Option<bool> {
        let office = office();
        open_at(hours, utc.parse().expect("a time"), |id| {
            (id == "office").then_some(&office)
        })
    }

    #[test]
    fn office_hours_follow_the_clock_on_the_wall() {
        let table = [
            ("2026-11-23T08:29:59Z", false, "Monday, a second early"),
            ("2026-11-23T08:30:00Z", true, "Monday, on time"),
            ("2026-11-23T16:59:59Z", true, "Monday, the last second"),
            ("2026-11-23T17:00:00Z", false, "Monday, closed"),
            ("2026-11-27T16:29:59Z", true, "Friday, the last second"),
            ("2026-11-27T16:30:00Z", false, "Friday closes earlier"),
            ("2026-11-28T12:00:00Z", false, "Saturday"),
            (
                "2026-07-06T07:30:00Z",
                true,
                "summer: half past eight here is half past seven UTC",
            ),
            ("2026-07-06T16:00:00Z", false, "summer: five here is four UTC"),
            // Clocks go forward on Sunday 29 March 2026 at 01:00 UTC.
            ("2026-03-27T08:30:00Z", true, "the Friday before"),
            ("2026-03-27T07:30:00Z", false, "the Friday before, still winter time"),
            ("2026-03-29T07:30:00Z", true, "the Sunday itself"),
            ("2026-03-30T07:30:00Z", true, "the Monday after"),
            // Clocks go back on Sunday 25 October 2026 at 01:00 UTC.
            ("2026-10-23T07:30:00Z", true, "the Friday before"),
            ("2026-10-25T07:30:00Z", false, "the Sunday itself, too early now"),
            ("2026-10-25T08:30:00Z", true, "the Sunday itself"),
            ("2026-10-26T16:59:00Z", true, "the Monday after"),
        ];
        for (utc, open, when) in table {
            assert_eq!(at(&office(), utc), Some(open), "{when}");
            let night = Hours::OutsideHoursOf("office".into());
            assert_eq!(at(&night, utc), Some(!open), "out of hours: {when}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let noon = "2026-11-23T12:00:00Z";
        assert_eq!(at(&Hours::Always, noon), Some(true));
        assert_eq!(at(&Hours::OutsideHoursOf("nobody".into()), noon), None);
        let chain = Hours::OutsideHoursOf("office".into());
        let hours = Hours::OutsideHoursOf("night".into());
        assert_eq!(open_at(&hours, noon.parse().expect("a time"), |_| Some(&chain)), None);
        assert_eq!(
            open_at(&hours, noon.parse().expect("a time"), |_| Some(&Hours::Always)),
            Some(false)
        );
    }

    #[test]
    fn times_are_hours_and_minutes() {
        let text = serde_json::to_string(&office()).expect("json");
        assert!(text.contains(r#""from":"08:30","to":"16:30""#), "{text}");
        assert_eq!(serde_json::from_str::<Hours>(&text).expect("hours"), office());
        for wrong in ["8.30", "25:00", "half past", "08:30:00"] {
            let json = format!(r#"{{"days":["monday"],"from":"{wrong}","to":"17:00"}}"#);
            assert!(serde_json::from_str::<Opening>(&json).is_err(), "{wrong}");
        }
    }
}
