//! What closing the window does.

use chrono::{DateTime, Utc};
use screens::Failure;
use screens::delivery::BACKGROUND;

use super::set;
use crate::Doorstep;

impl Doorstep {
    /// What the person chose for closing the window: stay in the background or not; `None`: nothing yet.
    pub fn background(&self) -> Option<bool> {
        self.personal().settings.get(BACKGROUND)
    }

    /// Keeps that choice.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn set_background(&self, on: bool, now: DateTime<Utc>) -> Result<(), Failure> {
        self.change(now, |_| Ok((Some(set(BACKGROUND, &on)?), ())))
    }
}
