//! Writing one change.

use chrono::{DateTime, Utc};
use personal::{Bookmark, Change, DayDone, Import, KeptOffline, MOST_OPENED, MutedWeek, RECENT, REMEMBERING, moment};
use rusqlite::Connection;

use super::{PersonalDb, order, read, traces};
use crate::StoreError;

impl PersonalDb {
    /// Writes a change, whole or not at all: After it, [`PersonalDb::read`] gives the same as
    /// [`personal::Personal::after`] of what was there. What is to be forgotten is overwritten, in the log beside the
    /// file and in damaged files, too.
    ///
    /// # Errors
    /// After any error everything is what it was.
    pub fn write(&self, change: &Change) -> Result<(), StoreError> {
        self.db.write(|tx| put(tx, change))?;
        let forgets = matches!(change, Change::ForgetSearches | Change::RememberSearches(false));
        // One more search makes the oldest go.
        if forgets || matches!(change, Change::Opened { query: Some(_), .. }) {
            // The log still has what the file has no more. If another program prevents emptying the log, the next
            // backup or closing does it.
            self.db.fold();
        }
        if forgets {
            traces::forget_elsewhere(&self.dir);
        }
        Ok(())
    }
}

fn put(db: &Connection, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::AddBookmark(bookmark) => add_bookmark(db, bookmark, 0).map(drop),
        Change::RemoveBookmark { kind, id } => {
            run(db, "DELETE FROM bookmark WHERE kind = ?1 AND id = ?2", (kind, id)).map(drop)
        }
        Change::PutBookmark(place, bookmark) => {
            if !add_bookmark(db, bookmark, *place as usize)? {
                move_bookmark(db, &bookmark.kind, &bookmark.id, *place)?;
            }
            Ok(())
        }
        Change::MoveBookmark { kind, id, position } => move_bookmark(db, kind, id, *position),
        Change::Set { key, json } => set(db, key, json),
        Change::KeepOffline(kept) => keep_offline(db, kept),
        Change::LetGoOffline { kind, id } => {
            run(db, "DELETE FROM kept_offline WHERE kind = ?1 AND id = ?2", (kind, id)).map(drop)
        }
        Change::TickDay(day) => tick(db, day),
        Change::UntickDay { week, weekday } => {
            let sql = "DELETE FROM day_done WHERE week = ?1 AND weekday = ?2";
            run(db, sql, (week, weekday)).map(drop)
        }
        Change::MuteWeek(muted) => mute(db, muted),
        Change::UnmuteWeek(week) => run(db, "DELETE FROM week_muted WHERE week = ?1", [week]).map(drop),
        Change::RemindersShown(shown, now) => {
            for reminder in shown {
                // A reminder shown again after a snooze is the latest: it gets the next place.
                let sql = "INSERT OR REPLACE INTO reminder_shown (key, named, shown_at) VALUES (?1, ?2, ?3)";
                run(db, sql, (&reminder.key, &reminder.named, moment::text(*now)))?;
                run(db, "DELETE FROM reminder_snoozed WHERE key = ?1", [&reminder.key])?;
            }
            Ok(())
        }
        Change::SnoozeReminder { key, until } => {
            let sql = "INSERT OR REPLACE INTO reminder_snoozed (key, until) VALUES (?1, ?2)";
            run(db, sql, (key, moment::text(*until))).map(drop)
        }
        Change::SetReminder(at) => set_reminder(db, *at),
        Change::DropReminders(times) => {
            for at in times {
                run(db, "DELETE FROM reminder_set WHERE at = ?1", [moment::text(*at)])?;
            }
            Ok(())
        }
        Change::Opened { query, kind, id } => open(db, query.as_deref(), kind, id),
        Change::ForgetSearches => traces::forget(db),
        Change::RememberSearches(on) => {
            set(db, REMEMBERING, &on.to_string())?;
            if *on { Ok(()) } else { traces::forget(db) }
        }
        Change::Import(all) => import(db, all),
    }
}

fn run(db: &Connection, sql: &str, parameters: impl rusqlite::Params) -> Result<bool, StoreError> {
    Ok(db.prepare_cached(sql)?.execute(parameters)? > 0)
}

/// Adds a bookmark, unless it is there. Whether it was not.
fn add_bookmark(db: &Connection, bookmark: &Bookmark, place: usize) -> Result<bool, StoreError> {
    insert_bookmark(db, bookmark, order::position(db, &bookmark.kind, &bookmark.id, place)?)
}

fn insert_bookmark(db: &Connection, bookmark: &Bookmark, position: i64) -> Result<bool, StoreError> {
    let Bookmark {
        kind,
        id,
        title,
        kept_at,
    } = bookmark;
    let sql = "INSERT OR IGNORE INTO bookmark (kind, id, title, kept_at, position) VALUES (?1, ?2, ?3, ?4, ?5)";
    run(db, sql, (kind, id, title, moment::text(*kept_at), position))
}

fn move_bookmark(db: &Connection, kind: &str, id: &str, place: u32) -> Result<(), StoreError> {
    let position = order::position(db, kind, id, place as usize)?;
    let sql = "UPDATE bookmark SET position = ?3 WHERE kind = ?1 AND id = ?2";
    run(db, sql, (kind, id, position)).map(drop)
}

fn set(db: &Connection, key: &str, json: &str) -> Result<(), StoreError> {
    run(
        db,
        "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)",
        (key, json),
    )
    .map(drop)
}

fn keep_offline(db: &Connection, kept: &KeptOffline) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO kept_offline (kind, id, kept_at) VALUES (?1, ?2, ?3)";
    run(db, sql, (&kept.kind, &kept.id, moment::text(kept.kept_at))).map(drop)
}

fn tick(db: &Connection, day: &DayDone) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO day_done (week, weekday, done_at) VALUES (?1, ?2, ?3)";
    run(db, sql, (&day.week, &day.weekday, moment::text(day.done_at))).map(drop)
}

fn mute(db: &Connection, muted: &MutedWeek) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO week_muted (week, muted_at) VALUES (?1, ?2)";
    run(db, sql, (&muted.week, moment::text(muted.muted_at))).map(drop)
}

fn set_reminder(db: &Connection, at: DateTime<Utc>) -> Result<(), StoreError> {
    run(
        db,
        "INSERT OR IGNORE INTO reminder_set (at) VALUES (?1)",
        [moment::text(at)],
    )
    .map(drop)
}

fn open(db: &Connection, query: Option<&str>, kind: &str, id: &str) -> Result<(), StoreError> {
    if !read::settings(db)?.remembers_searches() {
        return Ok(());
    }
    let sql = "INSERT INTO opened (kind, id, times) VALUES (?1, ?2, 1)
               ON CONFLICT DO UPDATE SET times = min(times + 1, ?3)";
    run(db, sql, (kind, id, MOST_OPENED))?;
    if let Some(query) = query {
        // The table ignores capitals.
        run(db, "DELETE FROM recent_search WHERE query = ?1", [query])?;
        run(db, "INSERT INTO recent_search (query) VALUES (?1)", [query])?;
        let sql = "DELETE FROM recent_search
                   WHERE place NOT IN (SELECT place FROM recent_search ORDER BY place DESC LIMIT ?1)";
        run(db, sql, [RECENT])?;
    }
    Ok(())
}

fn import(db: &Connection, import: &Import) -> Result<(), StoreError> {
    let mut position = order::position(db, "", "", usize::MAX)?;
    for bookmark in &import.bookmarks {
        insert_bookmark(db, bookmark, position)?;
        position = position.saturating_add(order::GAP);
    }
    for kept in &import.kept_offline {
        keep_offline(db, kept)?;
    }
    for muted in &import.muted_weeks {
        mute(db, muted)?;
    }
    for day in &import.days_done {
        tick(db, day)?;
    }
    for at in &import.reminders_set {
        set_reminder(db, *at)?;
    }
    for (key, json) in &import.settings {
        run(
            db,
            "INSERT OR IGNORE INTO setting (key, value) VALUES (?1, ?2)",
            (key, json),
        )?;
    }
    Ok(())
}
