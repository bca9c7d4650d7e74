//! *Add to calendar*: practice weeks as a file for the person's own calendar program, and the address to subscribe to.

use std::path::Path;

use catalogue::{Catalogue, PracticeWeek, Resource, Weekday, calendar};
use chrono::{DateTime, Utc};
use ical::{File, Weeks};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::new_file;

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
    /// What the person is told, once the device's calendar program has been given it or there is none.
    pub fn told(self, opened: bool) -> AddedToCalendar {
        let done = if opened {
            format!("Handed to your calendar program. The file is {}.", self.path)
        } else {
            format!(
                "Saved as {}. No program on this device opened it: import it where you keep your calendar.",
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

impl Doorstep {
    /// Writes what was chosen into `folder` as a calendar file, under a name that takes no other file's place and says
    /// nothing of what is in it.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] for what this edition does not have, `BadRequest` where there are no dates,
    /// nothing lies ahead or the folder cannot be written.
    pub fn save_calendar(
        &self,
        what: &CalendarChoice,
        folder: &Path,
        now: DateTime<Utc>,
    ) -> Result<CalendarFile, ApiError> {
        let file = self.ask(now, |c| file(c, what))?;
        let file = file.ok_or_else(|| {
            ApiError::bad_request(match what {
                CalendarChoice::Upcoming => {
                    "No practice week lies ahead in your areas, so there is nothing to add. Past weeks are in the \
                     calendar here."
                }
                _ => {
                    "Our source gives no date for this, so a calendar has no place for it. It can be read and \
                     bookmarked here."
                }
            })
        })?;
        let name = format!("doorstep-calendar-{}", calendar::today(now));
        let path = new_file::write(folder, &name, "ics", &file.write()).map_err(|error| {
            tracing::warn!(%error, "the calendar file could not be written");
            ApiError::bad_request(format!(
                "Doorstep could not write to {}. The calendar here still works. Free some space there, or ask whoever \
                 looks after this device, and try again.",
                folder.display()
            ))
        })?;
        Ok(CalendarFile {
            path: path.display().to_string(),
            withdrawn: file.events.iter().all(|event| event.cancelled),
        })
    }

    /// The address of the calendar on `host` that the person would subscribe to: their area's, or that of everything where
    /// they chose none or several.
    pub fn calendar_address(&self, host: &str, now: DateTime<Utc>) -> Result<String, ApiError> {
        self.ask(now, |c| {
            let name = ical::feed_name(match c.settings.areas.as_slice() {
                [only] => Some(only),
                _ => None,
            });
            Ok(format!("{}/{name}", host.trim_end_matches('/')))
        })
    }
}

fn file(c: &Context, what: &CalendarChoice) -> Result<Option<File>, Failure> {
    let practice_weeks: Vec<PracticeWeek> = c.db.all(collection::WEEKS)?;
    let sessions = practice_weeks
        .iter()
        .flat_map(|week| &week.days)
        .flat_map(|day| &day.sessions);
    let presented: Vec<String> = sessions.filter_map(|session| session.resource.clone()).collect();
    let resources: Vec<Resource> = c.db.get_many(collection::RESOURCES, &presented)?;
    let catalogue = Catalogue {
        practice_weeks,
        resources,
        areas: c.areas.clone(),
        sources: c.db.all(collection::SOURCES)?,
        ..Catalogue::default()
    };
    let weeks = Weeks {
        header: &c.header()?,
        catalogue: &catalogue,
    };
    let known = |id: &String| {
        let mut weeks = catalogue.practice_weeks.iter();
        weeks
            .any(|week| week.id == *id)
            .then_some(())
            .ok_or(Failure::NotFound("practice week"))
    };
    Ok(match what {
        CalendarChoice::Week { week } => {
            known(week)?;
            weeks.week(week)
        }
        CalendarChoice::Day { week, weekday } => {
            known(week)?;
            weeks.day(week, *weekday)
        }
        CalendarChoice::Session { week, session } => {
            Some(weeks.session(week, session).ok_or(Failure::NotFound("session"))?)
        }
        CalendarChoice::Upcoming => weeks.upcoming(&c.settings.areas, c.now),
    })
}
