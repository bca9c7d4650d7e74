//! What the person keeps, read once.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use personal::{Bookmark, DayDone, KeptOffline, MutedWeek, Personal, Settings, ShownReminder, moment};
use rusqlite::{Connection, Row};

use super::PersonalDb;
use crate::StoreError;
use crate::rows::{number, rows, text};

impl PersonalDb {
    /// Everything the person keeps. What cannot be read is left out, or gets a harmless value.
    ///
    /// # Errors
    /// `Busy`, `Io` and the like when the device does not let the file be read.
    pub fn read(&self) -> Result<Personal, StoreError> {
        self.db.read(all)
    }
}

fn all(db: &Connection) -> Result<Personal, StoreError> {
    let sql = "SELECT kind, id, title, kept_at FROM bookmark ORDER BY position, kind, id";
    let bookmarks = rows(db, sql, |row| {
        let id = text(row, 1)?;
        Some(Bookmark {
            kind: text(row, 0)?,
            title: text(row, 2).unwrap_or_else(|| id.clone()),
            id,
            kept_at: time(row, 3),
        })
    })?;
    let sql = "SELECT kind, id, kept_at FROM kept_offline ORDER BY kind, id";
    let mut kept_offline = rows(db, sql, |row| {
        Some(KeptOffline {
            kind: text(row, 0)?,
            id: text(row, 1)?,
            kept_at: time(row, 2),
        })
    })?;
    // Compared as moments: one moment can be written in several ways.
    kept_offline.sort_by_key(|kept| kept.kept_at);
    let sql = "SELECT week, weekday, done_at FROM day_done ORDER BY week, weekday";
    let days_done = rows(db, sql, |row| {
        Some(DayDone {
            week: text(row, 0)?,
            weekday: text(row, 1)?,
            done_at: time(row, 2),
        })
    })?;
    let muted_weeks = rows(db, "SELECT week, muted_at FROM week_muted ORDER BY week", |row| {
        Some(MutedWeek {
            week: text(row, 0)?,
            muted_at: time(row, 1),
        })
    })?;
    let reminders_shown = rows(db, "SELECT key, named FROM reminder_shown ORDER BY place", |row| {
        Some(ShownReminder {
            key: text(row, 0)?,
            named: text(row, 1)?,
        })
    })?;
    let reminders_snoozed = rows(db, "SELECT key, until FROM reminder_snoozed", |row| {
        Some((text(row, 0)?, time(row, 1)))
    })?;
    // One that cannot be read as a time would be due at once.
    let mut reminders_set = rows(db, "SELECT at FROM reminder_set", |row| moment::parse(&text(row, 0)?))?;
    // By the moment and not by its spelling.
    reminders_set.sort();
    reminders_set.dedup();
    let opened = rows(db, "SELECT kind, id, times FROM opened", |row| {
        Some(((text(row, 0)?, text(row, 1)?), number(row, 2)?))
    })?;
    let recent_searches = rows(db, "SELECT query FROM recent_search ORDER BY place DESC", |row| {
        text(row, 0)
    })?;
    Ok(Personal {
        bookmarks: Arc::new(bookmarks.into_iter().collect()),
        settings: settings(db)?,
        kept_offline: Arc::new(kept_offline),
        days_done: Arc::new(days_done),
        muted_weeks: Arc::new(muted_weeks),
        reminders_shown: Arc::new(reminders_shown),
        reminders_snoozed: Arc::new(reminders_snoozed.into_iter().collect()),
        reminders_set: Arc::new(reminders_set),
        opened: Arc::new(opened.into_iter().collect()),
        recent_searches: Arc::new(recent_searches),
    })
}

/// What the person chose.
pub(super) fn settings(db: &Connection) -> Result<Settings, StoreError> {
    let settings = rows(db, "SELECT key, value FROM setting", |row| {
        Some((text(row, 0)?, text(row, 1)?))
    })?;
    Ok(settings.into_iter().collect())
}

/// A bookmark since a moment that nobody can read is still a bookmark, and what is held back until then comes now.
fn time(row: &Row<'_>, column: usize) -> DateTime<Utc> {
    text(row, column).as_deref().and_then(moment::parse).unwrap_or_default()
}
