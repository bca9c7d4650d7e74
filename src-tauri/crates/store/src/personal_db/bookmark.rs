//! Bookmarks, in the person's order.

use std::collections::HashSet;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::PersonalDb;
use crate::StoreError;

/// A bookmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookmarkRow {
    /// What sort of thing it is, as the caller names it: "resource".
    pub kind: String,
    /// Its stable id.
    pub id: String,
    /// Its title when it was kept, for when the thing itself is gone.
    pub title: String,
    /// When it was kept.
    pub kept_at: DateTime<Utc>,
}

impl PersonalDb {
    /// All bookmarks, in the person's order.
    pub fn bookmarks(&self) -> Result<Vec<BookmarkRow>, StoreError> {
        self.db.read(all)
    }

    /// Whether this is bookmarked.
    pub fn is_bookmarked(&self, kind: &str, id: &str) -> Result<bool, StoreError> {
        self.db.read(|db| {
            Ok(db
                .prepare_cached("SELECT 1 FROM bookmark WHERE kind = ?1 AND id = ?2")?
                .exists([kind, id])?)
        })
    }

    /// Kind and id of everything that is bookmarked.
    pub fn bookmarked_ids(&self) -> Result<HashSet<(String, String)>, StoreError> {
        self.db.read(|db| Ok(order(db)?.into_iter().collect()))
    }

    /// Keeps this, before all others. What is kept already stays as it is, where it is.
    pub fn add_bookmark(&self, kind: &str, id: &str, title: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.db.write(|tx| {
            if insert(tx, kind, id, title, now)? {
                place(tx, kind, id, 0)?;
            }
            Ok(())
        })
    }

    /// Keeps this no longer. Answers what was removed and its place from 0, for [`PersonalDb::put_bookmark_at`]; `None`
    /// when it was not kept.
    pub fn remove_bookmark(&self, kind: &str, id: &str) -> Result<Option<(BookmarkRow, u32)>, StoreError> {
        self.db.write(|tx| {
            let removed = tx
                .prepare_cached(
                    "DELETE FROM bookmark WHERE kind = ?1 AND id = ?2 RETURNING kind, id, title, kept_at, position",
                )?
                .query_row([kind, id], |row| Ok((bookmark(row)?, row.get(4)?)))
                .optional()?;
            if removed.is_some() {
                number(tx, &order(tx)?)?;
            }
            Ok(removed)
        })
    }

    /// Keeps this at `position`, counted from 0; beyond the end means last. To undo a removal, pass what
    /// [`PersonalDb::remove_bookmark`] answered, its `kept_at` too. What is kept already is only moved.
    pub fn put_bookmark_at(
        &self,
        kind: &str,
        id: &str,
        title: &str,
        position: u32,
        kept_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.db.write(|tx| {
            insert(tx, kind, id, title, kept_at)?;
            place(tx, kind, id, position)
        })
    }

    /// Moves this to `position`, counted from 0 among all bookmarks without it; beyond the end means last. What is not
    /// kept is not moved.
    pub fn move_bookmark(&self, kind: &str, id: &str, position: u32) -> Result<(), StoreError> {
        self.db.write(|tx| place(tx, kind, id, position))
    }
}

/// All bookmarks, in the person's order.
pub(super) fn all(db: &Connection) -> Result<Vec<BookmarkRow>, StoreError> {
    db.prepare_cached("SELECT kind, id, title, kept_at FROM bookmark ORDER BY position, kind, id")?
        .query_map([], bookmark)?
        .map(|row| row.map_err(StoreError::from))
        .collect()
}

/// Adds `row` after all others. Whether it was not there before.
pub(super) fn append(tx: &Transaction<'_>, row: &BookmarkRow) -> Result<bool, StoreError> {
    insert(tx, &row.kind, &row.id, &row.title, row.kept_at)
}

/// A moment as it is stored and exported.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn bookmark(row: &Row<'_>) -> rusqlite::Result<BookmarkRow> {
    let kept_at: String = row.get(3)?;
    Ok(BookmarkRow {
        kind: row.get(0)?,
        id: row.get(1)?,
        title: row.get(2)?,
        // A bookmark with a moment nobody can read is still a bookmark.
        kept_at: kept_at.parse().unwrap_or_default(),
    })
}

fn insert(tx: &Transaction<'_>, kind: &str, id: &str, title: &str, kept_at: DateTime<Utc>) -> Result<bool, StoreError> {
    const INSERT: &str = "INSERT OR IGNORE INTO bookmark (kind, id, title, kept_at, position)
         VALUES (?1, ?2, ?3, ?4, (SELECT count(*) FROM bookmark))";
    let inserted = tx.prepare_cached(INSERT)?.execute((kind, id, title, moment(kept_at)))?;
    Ok(inserted == 1)
}

fn place(tx: &Transaction<'_>, kind: &str, id: &str, position: u32) -> Result<(), StoreError> {
    let mut order = order(tx)?;
    if let Some(from) = order.iter().position(|(k, i)| k == kind && i == id) {
        let moved = order.remove(from);
        order.insert(order.len().min(position as usize), moved);
        number(tx, &order)?;
    }
    Ok(())
}

fn order(db: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    db.prepare_cached("SELECT kind, id FROM bookmark ORDER BY position, kind, id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .map(|row| row.map_err(StoreError::from))
        .collect()
}

/// Numbers all bookmarks from 0 in `order`.
fn number(tx: &Transaction<'_>, order: &[(String, String)]) -> Result<(), StoreError> {
    let mut update =
        tx.prepare_cached("UPDATE bookmark SET position = ?3 WHERE kind = ?1 AND id = ?2 AND position <> ?3")?;
    for (position, (kind, id)) in (0_u32..).zip(order) {
        update.execute((kind, id, position))?;
    }
    Ok(())
}
