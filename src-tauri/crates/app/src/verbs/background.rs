//! What closing the window does.

use chrono::{DateTime, Utc};
use screens::Failure;
use screens::delivery::BACKGROUND;
use screens::settings::managed;

use super::set;
use crate::Doorstep;

impl Doorstep {
    /// What the person, or their organisation, chose for closing the window: stay in the background or not; `None`:
    /// nothing yet.
    pub fn background(&self) -> Option<bool> {
        let managed = self.managed().background;
        managed.or_else(|| self.personal().settings.get(BACKGROUND))
    }

    /// Whether the person may choose it, and whether the app starts at login.
    ///
    /// # Errors
    /// `BadRequest` where their organisation has.
    pub fn may_choose_background(&self) -> Result<(), Failure> {
        managed::free(self.managed().background.is_some())
    }

    /// Keeps that choice.
    ///
    /// # Errors
    /// When it cannot be kept, or is not theirs to choose.
    pub fn set_background(&self, on: bool, now: DateTime<Utc>) -> Result<(), Failure> {
        self.may_choose_background()?;
        self.change(now, |_| Ok((Some(set(BACKGROUND, &on)?), ())))
    }
}
