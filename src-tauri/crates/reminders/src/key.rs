//! What a reminder is about, as it is remembered.

use std::fmt;
use std::str::FromStr;

use catalogue::days;
use chrono::{NaiveDate, NaiveDateTime};

/// One reminder, which is shown once: its week, the occasion, and the standing of the week that it announces.
///
/// Its text, `week/occasion@standing`, never holds a title or an edition's number:
/// `neglect-2026/day/2026-11-24@2026-11-23`. The part before the `@` is what it is known by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The week's id.
    pub week: String,
    /// Why something is said.
    pub occasion: Occasion,
    /// The week's standing when it was announced.
    pub standing: Standing,
}

/// Why something is said. Each names the day or moment it is about, so that what moves is new.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Occasion {
    /// A week before the week that starts on this day.
    WeekBefore(NaiveDate),
    /// The working day before the week that starts on this day.
    WorkingDayBefore(NaiveDate),
    /// The morning of this day.
    Morning(NaiveDate),
    /// Before the session of this id that starts at this local time.
    Session(String, NaiveDateTime),
    /// The week has changed since it was last announced: the nth time.
    Change(usize),
}

/// A week's standing, as last announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It starts on this day.
    Starts(NaiveDate),
    /// It has no dates.
    Undated,
    /// It is withdrawn.
    Cancelled,
    /// It is not in the catalogue.
    Gone,
}

impl Key {
    /// Its identity: the same when a week is renamed or another edition comes, different when it moves.
    pub fn identity(&self) -> String {
        format!("{}/{}", self.week, self.occasion)
    }
}

/// A session's moment in a key.
const MINUTE: &str = "%Y-%m-%dT%H:%M";

impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Occasion::WeekBefore(day) => write!(f, "week-before/{day}"),
            Occasion::WorkingDayBefore(day) => write!(f, "working-day-before/{day}"),
            Occasion::Morning(day) => write!(f, "day/{day}"),
            Occasion::Session(id, starts) => write!(f, "session/{id}/{}", starts.format(MINUTE)),
            Occasion::Change(n) => write!(f, "change/{n}"),
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Standing::Starts(day) => write!(f, "{day}"),
            Standing::Undated => f.write_str("undated"),
            Standing::Cancelled => f.write_str("cancelled"),
            Standing::Gone => f.write_str("gone"),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}@{}", self.week, self.occasion, self.standing)
    }
}

/// The text is not a key, or is a newer version's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseKeyError;

/// A day that a week can be on: what is stored may be anything.
fn day(text: &str) -> Result<NaiveDate, ParseKeyError> {
    let day: NaiveDate = text.parse().map_err(|_| ParseKeyError)?;
    if days::is_plausible(day) {
        Ok(day)
    } else {
        Err(ParseKeyError)
    }
}

impl FromStr for Standing {
    type Err = ParseKeyError;

    fn from_str(text: &str) -> Result<Self, ParseKeyError> {
        Ok(match text {
            "undated" => Standing::Undated,
            "cancelled" => Standing::Cancelled,
            "gone" => Standing::Gone,
            text => Standing::Starts(day(text)?),
        })
    }
}

impl FromStr for Key {
    type Err = ParseKeyError;

    fn from_str(text: &str) -> Result<Self, ParseKeyError> {
        let (identity, standing) = text.rsplit_once('@').ok_or(ParseKeyError)?;
        let parts: Vec<&str> = identity.split('/').collect();
        let (week, occasion) = match parts.as_slice() {
            [week, "week-before", on] => (week, Occasion::WeekBefore(day(on)?)),
            [week, "working-day-before", on] => (week, Occasion::WorkingDayBefore(day(on)?)),
            [week, "day", on] => (week, Occasion::Morning(day(on)?)),
            [week, "session", id, starts] => {
                let starts = NaiveDateTime::parse_from_str(starts, MINUTE).map_err(|_| ParseKeyError)?;
                day(&starts.date().to_string())?;
                (week, Occasion::Session((*id).to_owned(), starts))
            }
            [week, "change", n] => (week, Occasion::Change(n.parse().map_err(|_| ParseKeyError)?)),
            _ => return Err(ParseKeyError),
        };
        Ok(Self {
            week: (*week).to_owned(),
            occasion,
            standing: standing.parse()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        for text in [
            "neglect-2026/week-before/2026-11-23@2026-11-23",
            "neglect-2026/working-day-before/2026-11-23@2026-11-23",
            "neglect-2026/day/2026-11-24@2026-11-23",
            "neglect-2026/session/tour/2026-11-24T13:30@2026-11-23",
            "neglect-2026/change/2@cancelled",
            "neglect-2026/change/3@gone",
            "neglect-2026/change/4@undated",
        ] {
            let key: Key = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
            assert_eq!(key.identity(), text.split('@').next().unwrap());
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            "",
            "a",
            "a/day/2026-11-24",
            "a/day/tomorrow@2026-11-23",
            "a/day/2026-11-24@soon",
            "a/b/c@2026-11-23",
            "a/week-before/+262142-12-25@2026-11-23",
            "a/week-before/2026-11-23@-262143-01-01",
        ] {
            assert_eq!(text.parse::<Key>(), Err(ParseKeyError), "{text}");
        }
    }
}
