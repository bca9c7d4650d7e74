//! Traces of searches: what was opened from them, and the last that led somewhere. Not precious, and private: they are in
//! no backup and in no export, and what is forgotten is overwritten.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::PersonalDb;
use super::bookmark::moment;
use crate::StoreError;

/// How many searches are kept.
const RECENT: u32 = 8;
/// The setting that says whether they are.
const REMEMBERED: &str = "searches.remembered";

impl PersonalDb {
    /// The last searches that led somewhere, newest first; `None` when the person does not want them kept.
    pub fn recent_searches(&self) -> Result<Option<Vec<String>>, StoreError> {
        self.db.read(|db| {
            if !remembered(db)? {
                return Ok(None);
            }
            let mut newest_first = db.prepare_cached("SELECT query FROM recent_search ORDER BY place DESC")?;
            let queries = newest_first.query_map([], |row| row.get(0))?;
            Ok(Some(queries.collect::<Result<_, _>>()?))
        })
    }

    /// How often each record, by kind and id, was opened from a search.
    pub fn opened(&self) -> Result<HashMap<(String, String), u32>, StoreError> {
        self.db.read(|db| {
            let mut all = db.prepare_cached("SELECT kind, id, times FROM opened")?;
            let rows = all.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Counts one more opening of a record and puts `query`, if there is one, first among the recent searches. One that
    /// differs only in capitals takes the other's place. Does nothing when the person does not want it remembered.
    pub fn remember_opened(
        &self,
        query: Option<&str>,
        kind: &str,
        id: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.db.write(|tx| {
            if !remembered(tx)? {
                return Ok(());
            }
            tx.prepare_cached(
                "INSERT INTO opened (kind, id, times, last_at) VALUES (?1, ?2, 1, ?3)
                 ON CONFLICT DO UPDATE SET times = min(times + 1, 1000000), last_at = excluded.last_at",
            )?
            .execute((kind, id, moment(now)))?;
            if let Some(query) = query {
                tx.prepare_cached("DELETE FROM recent_search WHERE query = ?1")?
                    .execute([query])?;
                tx.prepare_cached("INSERT INTO recent_search (query) VALUES (?1)")?
                    .execute([query])?;
                tx.prepare_cached(
                    "DELETE FROM recent_search
                     WHERE place NOT IN (SELECT place FROM recent_search ORDER BY place DESC LIMIT ?1)",
                )?
                .execute([RECENT])?;
            }
            Ok(())
        })
    }

    /// Forgets all of it.
    pub fn forget_searches(&self) -> Result<(), StoreError> {
        self.db.write(|tx| forget(tx))?;
        self.empty_log()
    }

    /// Whether it is remembered from now on. Off forgets all of it at once.
    pub fn set_remembering(&self, on: bool) -> Result<(), StoreError> {
        self.db.write(|tx| {
            super::setting::put(tx, REMEMBERED, &on.to_string())?;
            if on { Ok(()) } else { forget(tx) }
        })?;
        self.empty_log()
    }

    /// The log beside the file still has what was overwritten in the file. Another process that is reading keeps it from
    /// being emptied: then the next close does it.
    fn empty_log(&self) -> Result<(), StoreError> {
        self.db
            .exclusive(|db| Ok(db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?))
    }
}

/// Deletes all traces. With SQLite's `secure_delete` their bytes are overwritten, too.
pub(super) fn forget(db: &Connection) -> Result<(), StoreError> {
    db.pragma_update(None, "secure_delete", true)?;
    Ok(db.execute_batch("DELETE FROM opened; DELETE FROM recent_search;")?)
}

/// On until the person says otherwise.
fn remembered(db: &Connection) -> Result<bool, StoreError> {
    let value: Option<String> = db
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([REMEMBERED], |row| row.get(0))
        .optional()?;
    Ok(value.is_none_or(|value| value == "true"))
}
