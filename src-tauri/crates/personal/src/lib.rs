//! What the person keeps, as a value: [`Personal`] is read once from `personal.db`, every screen is made of it, and
//! each write is a [`Change`] that gives the next one.
//!
//! The store writes a change into its tables, and [`Personal::after`] does the same in memory: reading the tables again
//! gives the same value.
//!
//! **Invariant:** nothing here reads a file or the clock: `now` is part of a change.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bookmarks;
mod change;
pub mod moment;
mod settings;
pub mod transfer;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

pub use bookmarks::{Bookmark, Bookmarks};
pub use change::{Change, Import, MOST_OPENED, RECENT};
pub use settings::{REMEMBERING, Settings};

/// Everything the person keeps. Cheap to clone: its parts are shared until they change.
///
/// Kinds are stable names ("resource"): one that only a newer version knows stays kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personal {
    /// Bookmarks, in the person's order.
    pub bookmarks: Arc<Bookmarks>,
    /// What the person chose, by key, as JSON.
    pub settings: Settings,
    /// Whose documents the person wants on the device, in the order in which they asked.
    pub kept_offline: Arc<Vec<KeptOffline>>,
    /// The days of weeks that were ticked off, by week and day.
    pub days_done: Arc<Vec<DayDone>>,
    /// The weeks that the person wants no reminders of, by id.
    pub muted_weeks: Arc<Vec<MutedWeek>>,
    /// The reminders that were shown, in that order.
    pub reminders_shown: Arc<Vec<ShownReminder>>,
    /// The reminders left for later, by key, until when.
    pub reminders_snoozed: Arc<HashMap<String, DateTime<Utc>>>,
    /// The times at which the person wants to be reminded of something that only they know, soonest first, each once.
    pub reminders_set: Arc<Vec<DateTime<Utc>>>,
    /// How often each record, by kind and id, was opened from a search.
    pub opened: Arc<HashMap<(String, String), u32>>,
    /// The last searches that led somewhere, newest first.
    pub recent_searches: Arc<Vec<String>>,
}

/// Something whose documents the person wants on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOffline {
    /// What sort of thing it is: "theme".
    pub kind: String,
    /// Its stable id.
    pub id: String,
    /// Since when.
    pub kept_at: DateTime<Utc>,
}

/// A day of a week that the person has ticked off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayDone {
    /// The week's stable id.
    pub week: String,
    /// The day, as the catalogue names it: "monday".
    pub weekday: String,
    /// When it was ticked off.
    pub done_at: DateTime<Utc>,
}

/// A week of which the person wants to hear nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MutedWeek {
    /// The week's stable id.
    pub week: String,
    /// Since when.
    pub muted_at: DateTime<Utc>,
}

/// A reminder that was shown, and is not shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownReminder {
    /// The week and the occasion.
    pub key: String,
    /// What it said of the week: the day it starts, or that it is cancelled.
    pub named: String,
}

impl Personal {
    /// Whether this is bookmarked.
    pub fn is_bookmarked(&self, kind: &str, id: &str) -> bool {
        self.bookmarks.contains(kind, id)
    }

    /// Whether the person ticked a day of a week off.
    pub fn is_done(&self, week: &str, weekday: &str) -> bool {
        self.days_done
            .iter()
            .any(|day| day.week == week && day.weekday == weekday)
    }

    /// Whether the person wants to hear nothing of a week.
    pub fn is_muted(&self, week: &str) -> bool {
        self.muted_weeks.iter().any(|muted| muted.week == week)
    }

    /// Whether searches are remembered: yes until the person says otherwise.
    pub fn remembers_searches(&self) -> bool {
        self.settings.remembers_searches()
    }
}
