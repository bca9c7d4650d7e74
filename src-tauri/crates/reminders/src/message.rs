//! One message, before it is put into words.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{Key, Occasion};

/// What is to be said at one moment of one week. Everything that is due of a week is one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The week's id.
    pub week: String,
    /// When to say it.
    pub at: DateTime<Utc>,
    /// What it is about, the most important first: a change, then sessions, then days, then the week. All of them count
    /// as said once it was.
    pub keys: Vec<Key>,
    /// What has changed since the week was last announced.
    pub change: Option<Change>,
    /// Whether it can be snoozed for an hour and still come in time.
    pub can_snooze: bool,
    /// From when on it would only be stale.
    pub over: DateTime<Utc>,
}

/// How a week differs from what was last said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was said to start on another day.
    Moved {
        /// The day that was said.
        from: NaiveDate,
    },
    /// It was announced as cancelled, gone or without dates, and is on again.
    OnAgain,
    /// It has no dates any more.
    Undated,
    /// It is withdrawn.
    Cancelled,
    /// It is no longer in the catalogue.
    Gone,
}

impl Message {
    /// The ids of the sessions it announces.
    pub fn sessions(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().filter_map(|key| match &key.occasion {
            Occasion::Session(id, _) => Some(id.as_str()),
            _ => None,
        })
    }
}
