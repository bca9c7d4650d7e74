//! What the shell shows as notifications, and what Settings says of them.

use chrono::{DateTime, Utc};
use reminders::Choices;
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{AreaName, RecordLink};

/// What is to be shown now, and when to ask again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueReminders {
    /// At most one a week, and one of what the person set.
    pub show: Vec<Reminder>,
    /// When the next is due as things are now. Ask again then, and whenever an edition, a choice or the clock changed.
    pub next_at: Option<DateTime<Utc>>,
}

/// One notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Its identity: the same after a restart, an update or a new edition.
    pub key: String,
    /// Everything that it is about, `key` first. Once it is shown, all of them are noted.
    pub keys: Vec<String>,
    /// When it is to be shown.
    pub at: DateTime<Utc>,
    /// Neutral unless the person chose otherwise.
    pub title: String,
    /// The same.
    pub body: String,
    /// Where it leads in the app: "#/weeks/neglect-2026".
    pub route: String,
    /// The week's id, where it is about one.
    pub week: Option<String>,
    /// Whether leaving it for an hour leaves it in time.
    pub can_snooze: bool,
    /// From when on it would only be stale; `None`: never.
    pub over: Option<DateTime<Utc>>,
}

/// What Settings says of reminders.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct ReminderSettings {
    /// What the person chose.
    pub choices: Choices,
    /// The areas one can choose.
    pub areas: Vec<AreaName>,
    /// The weeks of which they want to hear nothing.
    pub muted: Vec<RecordLink>,
    /// "Next: Friday 20 November 2026 at 8:30am, Neglect week."; absent when nothing is ahead.
    pub next: Option<String>,
    /// The times that they set, soonest first.
    pub own: Vec<OwnReminder>,
    /// What a working day is.
    pub note: String,
}

/// A reminder that the person set: a time, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OwnReminder {
    /// The time, to hand back.
    pub at: DateTime<Utc>,
    /// "Tuesday 1 December at 3pm".
    pub title: String,
}
