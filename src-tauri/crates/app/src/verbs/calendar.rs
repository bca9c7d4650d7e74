//! *Add to calendar*: practice weeks as a file for the person's own calendar program.

use std::path::Path;

use chrono::{DateTime, Utc};
use screens::Failure;
use screens::calendar_file::{self, CalendarChoice, CalendarFile};

use crate::Doorstep;

impl Doorstep {
    /// Writes what was chosen into `folder` as a calendar file, under a name that replaces no file and says which days
    /// are in it, and not what they are about.
    ///
    /// # Errors `NotFound` for what the catalogue does not have, `BadRequest` where there are no dates, nothing is
    /// upcoming or the folder cannot be written.
    pub fn save_calendar(
        &self,
        what: &CalendarChoice,
        folder: &Path,
        now: DateTime<Utc>,
    ) -> Result<CalendarFile, Failure> {
        let file = self.ask(now, |m| calendar_file::answer(m, what))?;
        let name = format!("doorstep-{}", file.days());
        let path = store::new_file(folder, &name, "ics", file.write().as_bytes()).map_err(|error| {
            tracing::warn!(%error, "the calendar file could not be written");
            Failure::bad_request(format!(
                "Doorstep could not save the file in {}. The calendar in Doorstep still works. Free some space there \
                 and try again. If this continues, contact your IT team.",
                folder.display()
            ))
        })?;
        Ok(CalendarFile::at(path, &file))
    }
}
