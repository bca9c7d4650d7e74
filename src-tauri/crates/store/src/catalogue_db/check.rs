//! Looking the whole catalogue over.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::manifest::Manifest;
use super::{CatalogueDb, DamagedRecord, entry, meta, record};
use crate::search::{documents, index};
use crate::{StoreError, file};

/// What a full check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Records whose text is not what was stored, that are gone, or that do not belong to the edition; sorted.
    pub damaged: Vec<DamagedRecord>,
    /// Some of those are gone, or do not belong to the edition.
    pub missing: bool,
    /// The search index or the table of entries does not agree with the records.
    pub index_damaged: bool,
    /// The edition's description or its list of records is damaged.
    pub header_damaged: bool,
    /// The file's structure is damaged: any read may fail, and the other findings may not be complete.
    pub file_damaged: bool,
}

impl Health {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        *self == Self::default()
    }
}

impl CatalogueDb {
    /// Looks everything over: the file's structure, every record against its digest, all records against the edition's
    /// list, the search index against itself and against the records, the table of entries. Changes nothing and keeps
    /// nobody waiting.
    ///
    /// # Errors
    /// Damage is no error but the answer. `Busy` or `Io` when the file cannot be read at all.
    pub fn check(&self) -> Result<Health, StoreError> {
        // A connection of its own sees what is on the disk, past what others have cached.
        let mut checker = file::open_reader(&self.path)?;
        let tx = checker.transaction()?;
        let mut health = Health::default();
        match look_over(&tx, &mut health) {
            Ok(()) => {}
            Err(StoreError::Damaged { .. }) => health.file_damaged = true,
            Err(other) => return Err(other),
        }
        Ok(health)
    }
}

fn look_over(db: &Connection, health: &mut Health) -> Result<(), StoreError> {
    health.file_damaged = !file::is_whole(db)?;

    let mut stored = Manifest::default();
    let mut damaged = BTreeSet::new();
    record::each(db, false, |row| {
        if row.body.is_none() {
            damaged.insert(row.key.clone());
        }
        stored.0.insert(row.key, row.digest);
    })?;

    match (meta::imported(db), meta::manifest(db)) {
        (Ok(None), Ok(None)) if stored.0.is_empty() => {}
        (Ok(Some(imported)), Ok(Some(expected))) if imported.digest == expected.digest() => {
            for (key, digest) in &expected.0 {
                match stored.0.get(key) {
                    None => {
                        health.missing = true;
                        damaged.insert(key.clone());
                    }
                    Some(other) if other != digest => {
                        damaged.insert(key.clone());
                    }
                    Some(_) => {}
                }
            }
            for key in stored.0.keys().filter(|key| !expected.0.contains_key(*key)) {
                health.missing = true;
                damaged.insert(key.clone());
            }
        }
        _ => health.header_damaged = true,
    }

    // With a record damaged there is nothing to compare the index with; restoring makes it anew in any case.
    if damaged.is_empty() {
        let records = record::sound(db)?;
        health.index_damaged = !matches!(entry::stored(db), Ok(rows) if rows == entry::of(&records))
            || !index::agrees(db, &documents::of(&records));
    }
    health.damaged = damaged.into_iter().map(DamagedRecord::from).collect();
    Ok(())
}
