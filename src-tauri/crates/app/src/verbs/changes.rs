//! *What's changed* was looked at.

use chrono::{DateTime, Utc};
use screens::changes::{Looked, READ};
use screens::{Failure, Part, Written};

use super::set;
use crate::Doorstep;

impl Doorstep {
    /// Remembers that the person has looked at what has changed until now.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn mark_changes_read(&self, now: DateTime<Utc>) -> Result<Written<()>, Failure> {
        self.change(now, |m| {
            let looked = Looked::all(m);
            Ok((looked.map(|looked| set(READ, &looked)).transpose()?, ()))
        })?;
        Ok(Written::of([Part::ChangesRead], ()))
    }
}
