//! What the person does with a practice week: hears nothing of it, and ticks its days off.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row};

use super::PersonalDb;
use super::bookmark::moment;
use crate::StoreError;

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
pub struct WeekMuted {
    /// The week's stable id.
    pub week: String,
    /// Since when.
    pub muted_at: DateTime<Utc>,
}

impl PersonalDb {
    /// The ids of the weeks of which the person wants to hear nothing.
    pub fn muted_weeks(&self) -> Result<HashSet<String>, StoreError> {
        let muted = self.db.read(all_muted)?;
        Ok(muted.into_iter().map(|muted| muted.week).collect())
    }

    /// Says nothing more of a week from `now` on, or speaks of it again.
    pub fn mute_week(&self, week: &str, muted: bool, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.db.write(|tx| {
            if muted {
                let week = week.to_owned();
                return mute(tx, &WeekMuted { week, muted_at: now });
            }
            tx.prepare_cached("DELETE FROM week_muted WHERE week = ?1")?
                .execute([week])?;
            Ok(())
        })
    }

    /// Every day that was ticked off, by week and day.
    pub fn days_done(&self) -> Result<Vec<DayDone>, StoreError> {
        self.db.read(all_done)
    }

    /// Ticks a day off `now`, or takes the tick away. One that is there keeps its time.
    pub fn tick_day(&self, week: &str, weekday: &str, done: bool, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.db.write(|tx| {
            if done {
                let (week, weekday) = (week.to_owned(), weekday.to_owned());
                let done_at = now;
                return tick(tx, &DayDone { week, weekday, done_at });
            }
            tx.prepare_cached("DELETE FROM day_done WHERE week = ?1 AND weekday = ?2")?
                .execute([week, weekday])?;
            Ok(())
        })
    }
}

/// Every muted week, by id.
pub(super) fn all_muted(db: &Connection) -> Result<Vec<WeekMuted>, StoreError> {
    let read = |row: &Row<'_>| {
        Ok(WeekMuted {
            week: row.get(0)?,
            muted_at: time(row, 1)?,
        })
    };
    let muted = db
        .prepare_cached("SELECT week, muted_at FROM week_muted ORDER BY week")?
        .query_map([], read)?
        .collect::<Result<_, _>>()?;
    Ok(muted)
}

/// Every day ticked off, by week and day.
pub(super) fn all_done(db: &Connection) -> Result<Vec<DayDone>, StoreError> {
    let read = |row: &Row<'_>| {
        Ok(DayDone {
            week: row.get(0)?,
            weekday: row.get(1)?,
            done_at: time(row, 2)?,
        })
    };
    let done = db
        .prepare_cached("SELECT week, weekday, done_at FROM day_done ORDER BY week, weekday")?
        .query_map([], read)?
        .collect::<Result<_, _>>()?;
    Ok(done)
}

/// Mutes a week unless it is muted.
pub(super) fn mute(db: &Connection, row: &WeekMuted) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO week_muted (week, muted_at) VALUES (?1, ?2)")?
        .execute((&row.week, moment(row.muted_at)))?;
    Ok(())
}

/// Ticks a day off unless it is.
pub(super) fn tick(db: &Connection, row: &DayDone) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO day_done (week, weekday, done_at) VALUES (?1, ?2, ?3)")?
        .execute((&row.week, &row.weekday, moment(row.done_at)))?;
    Ok(())
}

/// A tick at a moment that nobody can read is still a tick.
fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<DateTime<Utc>> {
    let text: String = row.get(column)?;
    Ok(text.parse().unwrap_or_default())
}
