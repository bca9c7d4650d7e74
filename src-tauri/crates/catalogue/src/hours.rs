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
    /// Closing time, "17:00"; later than `from`.
    #[serde(with = "clock_time")]
    #[schemars(with = "String")]
    pub to: NaiveTime,
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
    let holds = |o: &Opening| o.days.contains(&day) && o.from <= time && time < o.to;
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
}
