//! *Erase what you saved*, before a device is handed on.

use chrono::{DateTime, Utc};
use screens::documents::Downloads;
use screens::{Failure, Part, Written};

use crate::{Doorstep, trouble};

impl Doorstep {
    /// Erases all that the person kept, with every copy of it in the data folder: afterwards this is the app as at its
    /// first start. The catalogue stays.
    ///
    /// # Errors
    /// When something cannot be removed. The next start goes on.
    pub fn erase(&self, now: DateTime<Utc>) -> Result<Written<()>, Failure> {
        let erased = self.keeping.erase(self.folder(), now);
        self.look_at_documents();
        self.change_device(|device| {
            device.downloads = Downloads::default();
            // What was said of the file that is gone.
            device.notices.retain(|notice| !self.keeping.noticed().contains(notice));
        });
        erased.map_err(|error| trouble::not_erased(&error))?;
        let changed = [
            Part::Bookmarks,
            Part::Weeks,
            Part::Settings,
            Part::Reminders,
            Part::Documents,
            Part::Searches,
            Part::ChangesRead,
        ];
        Ok(Written::of(changed, ()))
    }
}
