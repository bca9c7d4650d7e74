//! What a person does that is kept: one file a verb. Each answers what it changed, so that the window asks again for
//! that and no more.

mod background;
mod bookmark;
mod calendar;
mod changes;
pub mod documents;
mod erase;
mod reminders;
mod searches;
mod settings;
mod transfer;
mod weeks;

use chrono::{DateTime, Utc};
use personal::Change;
use screens::{Failure, Moment};
use serde::Serialize;

use crate::Doorstep;
use crate::trouble;

impl Doorstep {
    /// Makes a change from the current state, and stores it. Nothing is changed when `make` refuses.
    fn change<T>(
        &self,
        now: DateTime<Utc>,
        make: impl FnOnce(&Moment) -> Result<(Option<Change>, T), Failure>,
    ) -> Result<T, Failure> {
        self.keeping.change(|personal| self.ask_with(personal, now, make))
    }
}

/// Sets a setting.
fn set(key: &str, value: &impl Serialize) -> Result<Change, Failure> {
    let json = serde_json::to_string(value).map_err(|error| trouble::not_kept(&store::StoreError::Json(error)))?;
    Ok(Change::Set {
        key: key.to_owned(),
        json,
    })
}
