//! *Add to calendar*: practice weeks as a file for the person's own calendar program, and the address to subscribe to.

use std::path::Path;

use catalogue::{PracticeWeek, Weekday};
use ical::{File, Weeks};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Failure, Moment, NotFound};

/// What a device asks its programs about.
pub const MEDIA_TYPE: &str = "text/calendar";

/// What goes into the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CalendarChoice {
    /// A week, as one entry over its days.
    Week {
        /// The week's id.
        week: String,
    },
    /// A day of a week, as one entry.
    Day {
        /// The week's id.
        week: String,
        /// Which of its days.
        weekday: Weekday,
    },
    /// A session, at its time.
    Session {
        /// The week's id.
        week: String,
        /// The session's id in it.
        session: String,
    },
    /// All weeks, days and sessions ahead in the person's areas.
    Upcoming,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AddedToCalendar {
    /// A sentence or two to show.
    pub words: String,
    /// The file's whole path.
    pub path: String,
    /// Whether the device's calendar program was given it.
    pub opened: bool,
}

/// A calendar file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    /// The file's whole path.
    pub path: String,
    withdrawn: bool,
}

impl CalendarFile {
    /// The file that was written at `path`.
    pub fn at(path: &Path, file: &File) -> Self {
        Self {
            path: path.display().to_string(),
            withdrawn: file.events.iter().all(|event| event.cancelled),
        }
    }

    /// What the person is told, once the device's calendar program has been given it or there is none.
    pub fn words(self, opened: bool) -> AddedToCalendar {
        let done = if opened {
            format!("Opened in your calendar app. The file is {}.", self.path)
        } else {
            format!(
                "Saved as {}. No calendar app on this device opened it: import it where you keep your calendar.",
                self.path
            )
        };
        AddedToCalendar {
            words: if self.withdrawn {
                format!("{done} It has been withdrawn, and the file says so.")
            } else {
                done
            },
            path: self.path,
            opened,
        }
    }
}

/// The calendar file of what was chosen.
///
/// # Errors
/// `NotFound` for what the catalogue does not have, `BadRequest` where there are no dates or nothing lies ahead.
pub fn answer(m: &Moment, what: &CalendarChoice) -> Result<File, Failure> {
    let weeks = Weeks {
        header: &m.library.header,
        catalogue: m.library.catalogue(),
    };
    let known = |id: &str| {
        let week = m.library.get::<PracticeWeek>(id);
        week.map(drop).ok_or(NotFound("practice week"))
    };
    let file = match what {
        CalendarChoice::Week { week } => {
            known(week)?;
            weeks.week(week)
        }
        CalendarChoice::Day { week, weekday } => {
            known(week)?;
            weeks.day(week, *weekday)
        }
        CalendarChoice::Session { week, session } => Some(weeks.session(week, session).ok_or(NotFound("session"))?),
        CalendarChoice::Upcoming => weeks.upcoming(&m.settings.areas, m.now),
    };
    file.ok_or_else(|| {
        Failure::bad_request(match what {
            CalendarChoice::Upcoming => {
                "No practice week lies ahead in your areas, so there is nothing to add. Past weeks are in the calendar here."
            }
            _ => {
                "Our source gives no date for this, so a calendar has no place for it. It can be read and bookmarked here."
            }
        })
    })
}

/// The address of the calendar on `host` that the person would subscribe to: their area's, or that of everything where
/// they chose none or several.
pub fn address(m: &Moment, host: &str) -> String {
    let name = ical::feed_name(match m.settings.areas.as_slice() {
        [only] => Some(only),
        _ => None,
    });
    format!("{}/{name}", host.trim_end_matches('/'))
}
