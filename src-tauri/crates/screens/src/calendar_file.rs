//! *Add to calendar*: practice weeks as a file for the person's own calendar program, and the address to subscribe to.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use catalogue::{PracticeWeek, Weekday};
use ical::{File, Weeks};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Failure, Moment, NotFound, reminders};

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
}

/// A calendar file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    /// Where it is.
    pub path: PathBuf,
    withdrawn: bool,
}

impl CalendarFile {
    /// The file that was written at `path`.
    pub fn at(path: PathBuf, file: &File) -> Self {
        Self {
            path,
            withdrawn: file.events.iter().all(|event| event.cancelled),
        }
    }

    /// What the person reads once the file has been handed to the calendar program, or there is none.
    pub fn words(&self, opened: bool) -> AddedToCalendar {
        let name = |path: Option<&OsStr>| path.unwrap_or_default().to_string_lossy().into_owned();
        let mut words = if opened {
            // Programs ask before they add what a file holds.
            "Doorstep asked this device to open the file. Accept it in your calendar app to add it.".to_owned()
        } else {
            format!(
                "Saved to {} as {}. Open it with your calendar app.",
                name(self.path.parent().and_then(Path::file_name)),
                name(self.path.file_name())
            )
        };
        if self.withdrawn {
            words.push_str(" It has been withdrawn, and the file says so.");
        }
        AddedToCalendar { words }
    }
}

/// The calendar file of what was chosen.
///
/// # Errors `NotFound` for what the catalogue does not have, `BadRequest` where there are no dates or nothing is
/// upcoming.
pub fn answer(m: &Moment, what: &CalendarChoice) -> Result<File, Failure> {
    let weeks = Weeks {
        header: &m.library.header,
        catalogue: m.library.catalogue(),
        full_titles: reminders::choices(m).full_text,
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
            CalendarChoice::Upcoming => "No practice week is coming up in your areas, so there is nothing to add.",
            _ => {
                "No date has been given for this, so it cannot be added to a calendar. You can still read it and \
                  save it in Doorstep."
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
