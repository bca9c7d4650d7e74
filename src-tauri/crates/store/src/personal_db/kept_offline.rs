//! Whose documents the person wants on the device.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row};

use super::PersonalDb;
use super::bookmark::moment;
use crate::StoreError;

/// Something whose documents the person wants on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOffline {
    /// What sort of thing it is, as the caller names it: "theme".
    pub kind: String,
    /// Its stable id.
    pub id: String,
    /// Since when.
    pub kept_at: DateTime<Utc>,
}

impl PersonalDb {
    /// Everything whose documents the person wants on the device, in the order in which they asked.
    pub fn kept_offline(&self) -> Result<Vec<KeptOffline>, StoreError> {
        self.db.read(all)
    }

    /// Wants the documents of this from `now` on. What is wanted already stays as it is.
    pub fn keep_offline(&self, kind: &str, id: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        let row = KeptOffline {
            kind: kind.to_owned(),
            id: id.to_owned(),
            kept_at: now,
        };
        self.db.write(|tx| add(tx, &row))
    }

    /// Wants the documents of this no longer.
    pub fn let_go_offline(&self, kind: &str, id: &str) -> Result<(), StoreError> {
        self.db.write(|tx| {
            tx.prepare_cached("DELETE FROM kept_offline WHERE kind = ?1 AND id = ?2")?
                .execute([kind, id])?;
            Ok(())
        })
    }
}

/// All of it, in the order in which the person asked.
pub(super) fn all(db: &Connection) -> Result<Vec<KeptOffline>, StoreError> {
    let mut kept: Vec<KeptOffline> = db
        .prepare_cached("SELECT kind, id, kept_at FROM kept_offline ORDER BY kind, id")?
        .query_map([], row)?
        .collect::<Result<_, _>>()?;
    // By the moment and not by its spelling, of which there are several.
    kept.sort_by_key(|kept| kept.kept_at);
    Ok(kept)
}

/// Adds `row` unless it is there.
pub(super) fn add(db: &Connection, row: &KeptOffline) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO kept_offline (kind, id, kept_at) VALUES (?1, ?2, ?3)")?
        .execute((&row.kind, &row.id, moment(row.kept_at)))?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<KeptOffline> {
    let kept_at: String = row.get(2)?;
    Ok(KeptOffline {
        kind: row.get(0)?,
        id: row.get(1)?,
        // Wanted since a moment that nobody can read is still wanted.
        kept_at: kept_at.parse().unwrap_or_default(),
    })
}
