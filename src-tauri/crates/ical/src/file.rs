//! A whole calendar file.

use chrono::{DateTime, Utc};

use crate::event::{Event, Span};
use crate::line::{plain, text};
use crate::zone;

/// How often a program that subscribes may ask again.
const REFRESH: &str = "PT12H";

/// A calendar file, before it is written. One with a name is for subscribing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The edition's number.
    pub edition: u32,
    /// The edition's date.
    pub published_at: DateTime<Utc>,
    /// What the calendar is called by those who subscribe to it; none in a file to import, which goes into a calendar
    /// that has a name.
    pub name: Option<String>,
    /// What it holds.
    pub events: Vec<Event>,
}

impl File {
    /// Distinguishes it from other files, and says nothing of its subject: "2024-11-27" for a day, "2024-11-27-1330"
    /// for a session, "2024-11-25-to-2024-11-29" for a week.
    pub fn days(&self) -> String {
        let first = self.events.iter().map(|event| event.span.first_day()).min();
        let last = self.events.iter().map(|event| event.span.last_day()).max();
        match (&self.events[..], first.zip(last)) {
            (
                [
                    Event {
                        span: Span::Times { starts, .. },
                        ..
                    },
                ],
                _,
            ) => starts.format("%Y-%m-%d-%H%M").to_string(),
            (_, Some((first, last))) if first != last => format!("{first}-to-{last}"),
            (_, Some((first, _))) => first.to_string(),
            (_, None) => String::new(),
        }
    }

    /// The file's bytes, in UTF-8.
    pub fn write(&self) -> String {
        let mut out = String::new();
        plain(&mut out, "BEGIN", "VCALENDAR");
        plain(&mut out, "VERSION", "2.0");
        plain(&mut out, "PRODID", "-//Doorstep//Practice weeks//EN");
        plain(&mut out, "CALSCALE", "GREGORIAN");
        if let Some(name) = &self.name {
            text(&mut out, "X-WR-CALNAME", name);
            plain(&mut out, "X-WR-TIMEZONE", zone::LONDON);
            plain(&mut out, "REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
            plain(&mut out, "X-PUBLISHED-TTL", REFRESH);
            plain(&mut out, EDITION, &self.edition.to_string());
        }
        let is_timed = |event: &Event| matches!(event.span, Span::Times { .. });
        if self.events.iter().any(is_timed) {
            out.push_str(zone::LINES);
        }
        for event in &self.events {
            event.write(&mut out, self.edition, self.published_at);
        }
        plain(&mut out, "END", "VCALENDAR");
        out
    }
}

/// Says in a feed which edition it was made from.
const EDITION: &str = "X-DOORSTEP-EDITION";

/// The number of the edition that a feed was made from; `None` for a file that is not ours.
pub fn edition_of(feed: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(feed).ok()?;
    let mut lines = text.lines().take_while(|line| *line != "BEGIN:VEVENT");
    lines.find_map(|line| line.strip_prefix(EDITION)?.strip_prefix(':')?.parse().ok())
}
