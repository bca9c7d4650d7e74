//! One entry of a calendar.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::line::{plain, text};
use crate::zone::LONDON;

/// What an alarm says. Programs show the event's title beside it; only they can hide it.
const ALARM: &str = "A reminder from Doorstep";

/// An event, before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id, made from the record's: the same in every edition.
    pub uid: String,
    /// When it is.
    pub span: Span,
    /// Its title.
    pub title: String,
    /// More about it: plain text, paragraphs parted by empty lines.
    pub description: String,
    /// Where it is, if it is anywhere.
    pub place: Option<String>,
    /// An https address that somebody has opened and checked.
    pub link: Option<String>,
    /// Whether it was withdrawn.
    pub cancelled: bool,
    /// How long before its start to remind of it.
    pub alarm: Option<TimeDelta>,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Whole days, wherever the calendar is. They do not make anybody busy.
    Days {
        /// The first.
        first: NaiveDate,
        /// The last, counted in.
        last: NaiveDate,
    },
    /// By the clock in London.
    Times {
        /// When it starts.
        starts: NaiveDateTime,
        /// When it ends.
        ends: NaiveDateTime,
    },
}

impl Span {
    /// Its first day.
    pub(crate) fn first_day(self) -> NaiveDate {
        match self {
            Self::Days { first, .. } => first,
            Self::Times { starts, .. } => starts.date(),
        }
    }

    /// Its last day.
    pub(crate) fn last_day(self) -> NaiveDate {
        match self {
            Self::Days { last, .. } => last,
            Self::Times { ends, .. } => ends.date(),
        }
    }
}

impl Event {
    /// Appends the event's lines. `sequence` and `stamp` are the edition's number and date.
    pub(crate) fn write(&self, out: &mut String, sequence: u32, stamp: DateTime<Utc>) {
        let stamp = stamp.format("%Y%m%dT%H%M%SZ").to_string();
        plain(out, "BEGIN", "VEVENT");
        text(out, "UID", &self.uid);
        plain(out, "DTSTAMP", &stamp);
        plain(out, "LAST-MODIFIED", &stamp);
        plain(out, "SEQUENCE", &sequence.to_string());
        match self.span {
            Span::Days { first, last } => {
                let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
                plain(out, "DTSTART;VALUE=DATE", &day(first));
                // The day after the last.
                plain(out, "DTEND;VALUE=DATE", &day(last.succ_opt().unwrap_or(last)));
                plain(out, "TRANSP", "TRANSPARENT");
            }
            Span::Times { starts, ends } => {
                let time = |time: NaiveDateTime| time.format("%Y%m%dT%H%M%S").to_string();
                plain(out, &format!("DTSTART;TZID={LONDON}"), &time(starts));
                plain(out, &format!("DTEND;TZID={LONDON}"), &time(ends));
                plain(out, "TRANSP", "OPAQUE");
            }
        }
        plain(out, "STATUS", if self.cancelled { "CANCELLED" } else { "CONFIRMED" });
        text(out, "SUMMARY", &self.title);
        text(out, "DESCRIPTION", &self.description);
        if let Some(place) = &self.place {
            text(out, "LOCATION", place);
        }
        if let Some(link) = &self.link {
            plain(out, "URL", link);
        }
        text(out, "CATEGORIES", "Safeguarding practice week");
        if let Some(before) = self.alarm {
            plain(out, "BEGIN", "VALARM");
            plain(out, "ACTION", "DISPLAY");
            text(out, "DESCRIPTION", ALARM);
            plain(out, "TRIGGER", &trigger(before));
            plain(out, "END", "VALARM");
        }
        plain(out, "END", "VEVENT");
    }
}

/// "-P2DT15H30M": days and hours apart, so that a day is a day even when the clocks change.
fn trigger(before: TimeDelta) -> String {
    let (days, rest) = (before.num_days(), before.num_minutes() % (24 * 60));
    let mut said = String::from("-P");
    if days > 0 {
        said.push_str(&format!("{days}D"));
    }
    match (rest / 60, rest % 60) {
        (0, 0) if days > 0 => {}
        (0, minutes) => said.push_str(&format!("T{minutes}M")),
        (hours, 0) => said.push_str(&format!("T{hours}H")),
        (hours, minutes) => said.push_str(&format!("T{hours}H{minutes}M")),
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trigger_keeps_days_apart() {
        for (minutes, expected) in [
            (15, "-PT15M"),
            (60, "-PT1H"),
            (930, "-PT15H30M"),
            (24 * 60, "-P1D"),
            (2 * 24 * 60 + 930, "-P2DT15H30M"),
            (0, "-PT0M"),
        ] {
            assert_eq!(trigger(TimeDelta::minutes(minutes)), expected);
        }
    }
}
