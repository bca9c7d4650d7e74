//! When somebody answers.

use chrono::{Datelike, NaiveDateTime, NaiveTime};
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
    /// Closing time, "17:00"; later than `from`. Until midnight is "24:00", which is kept as the midnight it is.
    #[serde(with = "closing_time")]
    #[schemars(with = "String")]
    pub to: NaiveTime,
}

impl Opening {
    /// Whether it closes when the day ends.
    pub fn is_until_midnight(&self) -> bool {
        self.to == NaiveTime::MIN
    }

    /// Whether it is open at that time of one of its days.
    fn holds_at(&self, time: NaiveTime) -> bool {
        self.from <= time && (time < self.to || self.is_until_midnight())
    }
}

/// What a contact does on a bank holiday, only where a source says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OnBankHolidays {
    /// Somebody answers, day and night.
    Open,
    /// Nobody answers.
    Closed,
    /// The weekly hours hold.
    AsUsual,
}

/// Whether `openings` have somebody answer at `local`, on a day like any other.
pub(crate) fn are_open(openings: &[Opening], local: NaiveDateTime) -> bool {
    let (day, time) = (Weekday::from(local.weekday()), local.time());
    let holds = |o: &Opening| o.days.contains(&day) && o.holds_at(time);
    openings.iter().any(holds)
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
        parse(&String::deserialize(d)?)
    }

    pub(super) fn parse<E: Error>(text: &str) -> Result<NaiveTime, E> {
        NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| {
            E::custom(format!(
                "\"{text}\" is not a time: write hours and minutes, such as \"08:30\""
            ))
        })
    }
}

/// The same for the end of an opening: "24:00" is the midnight that ends the day, and "00:00" none.
mod closing_time {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(time: &NaiveTime, s: S) -> Result<S::Ok, S::Error> {
        match *time {
            NaiveTime::MIN => s.serialize_str("24:00"),
            ref time => super::clock_time::serialize(time, s),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<NaiveTime, D::Error> {
        match String::deserialize(d)?.as_str() {
            "24:00" => Ok(NaiveTime::MIN),
            "00:00" => Err(D::Error::custom(
                "\"00:00\" is when a day begins: write \"24:00\" for until midnight",
            )),
            text => super::clock_time::parse(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn times_are_hours_and_minutes() {
        let text = r#"{"weekly":[{"days":["friday"],"from":"08:30","to":"16:30"}]}"#;
        let hours: Hours = serde_json::from_str(text).expect("hours");
        assert_eq!(serde_json::to_string(&hours).expect("json"), text);
        for wrong in ["8.30", "25:00", "half past", "08:30:00"] {
            let json = format!(r#"{{"days":["monday"],"from":"{wrong}","to":"17:00"}}"#);
            assert!(serde_json::from_str::<Opening>(&json).is_err(), "{wrong}");
        }
    }

    #[test]
    fn until_midnight_holds_to_the_last_second_and_no_longer() {
        let text = r#"{"days":["friday"],"from":"09:00","to":"24:00"}"#;
        let opening: Opening = serde_json::from_str(text).expect("hours");
        assert_eq!(serde_json::to_string(&opening).expect("json"), text);
        assert!(opening.is_until_midnight());
        let openings = [opening];
        let at = |day: u32, h, m, s| NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(h, m, s));
        for ((day, h, m, s), open) in [
            ((27, 8, 59, 59), false),
            ((27, 9, 0, 0), true),
            ((27, 23, 59, 0), true),
            ((27, 23, 59, 59), true),
            ((28, 0, 0, 0), false),
            ((27, 0, 0, 0), false),
        ] {
            let local = at(day, h, m, s).expect("a time");
            assert_eq!(are_open(&openings, local), open, "{local}");
        }
        for wrong in [r#""from":"24:00","to":"24:00""#, r#""from":"09:00","to":"00:00""#] {
            let json = format!(r#"{{"days":["friday"],{wrong}}}"#);
            assert!(serde_json::from_str::<Opening>(&json).is_err(), "{wrong}");
        }
    }
}
