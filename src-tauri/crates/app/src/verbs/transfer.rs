//! Taking what the person keeps to another device, as a file.

use std::path::Path;

use catalogue::calendar;
use chrono::{DateTime, Utc};
use personal::{Change, transfer};
use screens::settings::Saved;
use screens::{Failure, Part, Written};

use crate::Doorstep;

impl Doorstep {
    /// Writes what the person keeps into `folder`, under a name that replaces no file.
    ///
    /// # Errors
    /// When it cannot be written there; nothing is left behind then.
    pub fn save_personal(&self, folder: &Path, now: DateTime<Utc>) -> Result<Saved, Failure> {
        let text = transfer::export(&self.personal(), now);
        let name = format!("doorstep-saved-{}", calendar::today(now));
        let path = store::new_file(folder, &name, "json", text.as_bytes()).map_err(|error| {
            tracing::warn!(%error, "what the person keeps could not be written to a file");
            Failure::bad_request(format!(
                "Doorstep could not save the file in {}. What you saved is still in the app. Free some space there \
                 and try again.",
                folder.display()
            ))
        })?;
        Ok(Saved {
            path: path.display().to_string(),
            asked: false,
        })
    }

    /// Adds what a saved file holds to what is kept here, and removes nothing.
    ///
    /// # Errors
    /// `BadRequest` with a sentence that says what is wrong with the file; nothing is added then.
    pub fn import_personal(&self, text: &str, now: DateTime<Utc>) -> Result<Written<()>, Failure> {
        let mut import = transfer::parse(text).map_err(|error| Failure::bad_request(error.to_string()))?;
        // One whose time has passed since the file was saved was shown on the other device.
        import.reminders_set.retain(|at| *at > now);
        self.change(now, |_| Ok((Some(Change::Import(Box::new(import))), ())))?;
        let changed = [
            Part::Bookmarks,
            Part::Weeks,
            Part::Settings,
            Part::Reminders,
            Part::Documents,
        ];
        Ok(Written::of(changed, ()))
    }
}
