//! Reminders: what was shown, what a phone shows by itself, and what was left for later.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};

use super::PersonalDb;
use super::bookmark::moment;
use crate::StoreError;

/// A thing that is said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderRow {
    /// The week and the occasion: the same text is never shown twice.
    pub key: String,
    /// What was told of the week with it: the day it starts, or that it is cancelled.
    pub named: String,
}

/// What was shown and what was left for later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemindersSaid {
    /// In the order in which they were shown.
    pub shown: Vec<ReminderRow>,
    /// By key, until when.
    pub snoozed: Vec<(String, DateTime<Utc>)>,
}

impl PersonalDb {
    /// What was shown and what was left for later.
    pub fn reminders_said(&self) -> Result<RemindersSaid, StoreError> {
        self.db.read(|db| {
            let shown = db
                .prepare_cached("SELECT key, named FROM reminder_shown ORDER BY place")?
                .query_map([], |row| {
                    Ok(ReminderRow {
                        key: row.get(0)?,
                        named: row.get(1)?,
                    })
                })?
                .collect::<Result<_, _>>()?;
            Ok(RemindersSaid {
                shown,
                snoozed: moments(db, "SELECT key, until FROM reminder_snoozed ORDER BY key")?,
            })
        })
    }

    /// Remembers that these were shown `now`, one after the other. What was left for later has come with it.
    pub fn reminders_shown(&self, rows: &[ReminderRow], now: DateTime<Utc>) -> Result<(), StoreError> {
        self.db.write(|tx| {
            for row in rows {
                show(tx, row, &moment(now))?;
            }
            Ok(())
        })
    }

    /// Leaves the reminder of this key for later.
    pub fn snooze_reminder(&self, key: &str, until: DateTime<Utc>) -> Result<(), StoreError> {
        self.db.write(|tx| {
            tx.prepare_cached("INSERT OR REPLACE INTO reminder_snoozed (key, until) VALUES (?1, ?2)")?
                .execute((key, moment(until)))?;
            Ok(())
        })
    }

    /// Counts as shown what a phone was to show by itself until `now`. It cannot be asked whether it did.
    pub fn armed_were_shown(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.db.write(|tx| {
            let mut due = moments(tx, "SELECT key, due_at FROM reminder_armed ORDER BY key")?;
            due.retain(|(_, at)| *at <= now);
            due.sort_by_key(|(_, at)| *at);
            for (key, at) in due {
                let named = tx
                    .prepare_cached("DELETE FROM reminder_armed WHERE key = ?1 RETURNING named")?
                    .query_row([&key], |row| row.get(0))?;
                show(tx, &ReminderRow { key, named }, &moment(at))?;
            }
            Ok(())
        })
    }

    /// Remembers what a phone is told to show by itself, in place of what it was told before.
    pub fn set_reminders_armed(&self, rows: &[(ReminderRow, DateTime<Utc>)]) -> Result<(), StoreError> {
        self.db.write(|tx| {
            tx.execute("DELETE FROM reminder_armed", [])?;
            let mut insert =
                tx.prepare_cached("INSERT INTO reminder_armed (key, named, due_at) VALUES (?1, ?2, ?3)")?;
            for (row, at) in rows {
                insert.execute((&row.key, &row.named, moment(*at)))?;
            }
            Ok(())
        })
    }
}

/// What comes again, after a snooze, is the last that was said.
fn show(tx: &Transaction<'_>, row: &ReminderRow, at: &str) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT OR REPLACE INTO reminder_shown (key, named, shown_at) VALUES (?1, ?2, ?3)")?
        .execute((&row.key, &row.named, at))?;
    tx.prepare_cached("DELETE FROM reminder_snoozed WHERE key = ?1")?
        .execute([&row.key])?;
    Ok(())
}

/// A moment that nobody can read is long past: what it holds back comes now.
fn moments(db: &Connection, sql: &str) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
    let rows = db
        .prepare_cached(sql)?
        .query_map([], |row| {
            let at: String = row.get(1)?;
            Ok((row.get(0)?, at.parse().unwrap_or_default()))
        })?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}
