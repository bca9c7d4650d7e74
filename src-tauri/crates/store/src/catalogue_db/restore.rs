//! Putting a damaged catalogue back in order.

use std::collections::BTreeMap;

use catalogue::{Edition, Record};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::apply::{self, Derived};
use super::manifest::{Key, Manifest};
use super::open::IDENTITY;
use super::{CatalogueDb, DamagedRecord, Health, Imported, Origin, meta, record};
use crate::search::index;
use crate::{StoreError, file};

/// What [`CatalogueDb::restore`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Put back; sorted.
    pub records: Vec<DamagedRecord>,
    /// Could not be put back, because the edition at hand does not have them; sorted.
    pub lost: Vec<DamagedRecord>,
}

impl CatalogueDb {
    /// Puts damaged and missing records back from `edition` (the bundled one), removes what does not belong, and makes
    /// the search index and the table of entries anew, all in one transaction.
    ///
    /// When another edition than `edition` is stored, it stays, and a damaged record is taken from `edition`: the same
    /// text where both editions share it, else `edition`'s text, and [`Imported::mended`] then says that the stored
    /// edition is to be fetched again. Where `edition` has no such record, it is lost. When the stored edition's
    /// description is damaged too, nobody can say any more what the records are, and `edition` takes its place.
    ///
    /// A file whose structure is damaged is emptied and written anew with whatever could still be read. A failure in
    /// the midst of that leaves it empty, and `edition` is to be applied.
    pub fn restore(&self, edition: &Edition, health: &Health, now: DateTime<Utc>) -> Result<Restored, StoreError> {
        if health.is_sound() {
            return Ok(Restored::default());
        }
        if !health.file_damaged {
            let mended = self.db.write(|tx| {
                let found = Found::in_sound_file(tx)?;
                let plan = Plan::of(found, edition, now);
                index::clear(tx)?;
                plan.carry_out(tx)
            });
            match mended {
                // Deeper than the check could see.
                Err(StoreError::Damaged { .. } | StoreError::Sql(_)) => {}
                done => return done,
            }
        }
        self.db.exclusive(|writer| {
            let plan = Plan::of(Found::in_broken_file(writer), edition, now);
            empty(writer)?;
            file::migrate(writer, &IDENTITY)?;
            let tx = writer.transaction()?;
            let restored = plan.carry_out(&tx)?;
            tx.commit()?;
            Ok(restored)
        })
    }
}

/// What is left of the stored edition.
struct Found {
    imported: Option<Imported>,
    manifest: Option<Manifest>,
    /// Every row that could be read: its digest, and its text when that is sound.
    rows: BTreeMap<Key, record::Stored>,
}

impl Found {
    fn in_sound_file(db: &Connection) -> Result<Self, StoreError> {
        let mut rows = BTreeMap::new();
        record::each(db, false, |row| {
            rows.insert(row.key.clone(), row);
        })?;
        Ok(Self::with(db, rows))
    }

    /// Reads from both ends towards the break.
    fn in_broken_file(db: &Connection) -> Self {
        let mut rows: BTreeMap<Key, record::Stored> = BTreeMap::new();
        for descending in [false, true] {
            // Where reading stops is the break itself, and known.
            let _ = record::each(db, descending, |row| {
                let known = rows.get(&row.key).is_some_and(|old| old.body.is_some());
                if !known {
                    rows.insert(row.key.clone(), row);
                }
            });
        }
        Self::with(db, rows)
    }

    fn with(db: &Connection, rows: BTreeMap<Key, record::Stored>) -> Self {
        Self {
            imported: meta::imported(db).ok().flatten(),
            manifest: meta::manifest(db).ok().flatten(),
            rows,
        }
    }

    /// What the stored edition is made of, as far as anything still says so.
    fn expected(&self, imported: &Imported, edition: &Manifest) -> Manifest {
        match &self.manifest {
            Some(manifest) if manifest.digest() == imported.digest => manifest.clone(),
            _ if edition.digest() == imported.digest => edition.clone(),
            _ => Manifest(self.rows.iter().map(|(key, row)| (key.clone(), row.digest)).collect()),
        }
    }
}

/// What the catalogue is to be.
struct Plan {
    edition: Edition,
    imported: Imported,
    restored: Restored,
}

impl Plan {
    fn of(mut found: Found, edition: &Edition, now: DateTime<Utc>) -> Self {
        let at_hand = Manifest::of(&edition.records);
        let (mut imported, expected) = match found.imported.take() {
            Some(imported) => {
                let expected = found.expected(&imported, &at_hand);
                (imported, expected)
            }
            None => {
                let imported = Imported {
                    header: edition.header.clone(),
                    unknown: edition.unknown.clone(),
                    digest: at_hand.digest(),
                    origin: Origin::Bundled,
                    imported_at: now,
                    mended: false,
                };
                (imported, at_hand.clone())
            }
        };
        let bodies: BTreeMap<(&str, &str), &Record> = edition
            .records
            .iter()
            .map(|r| ((r.collection.as_str(), r.id.as_str()), r))
            .collect();

        let mut records = Vec::with_capacity(expected.0.len());
        let mut restored = Restored::default();
        for (key, digest) in expected.0 {
            let sound = found
                .rows
                .remove(&key)
                .filter(|row| row.digest == digest)
                .and_then(|row| row.body);
            if let Some(body) = sound {
                let (collection, id) = key;
                records.push(Record { collection, id, body });
                continue;
            }
            match bodies.get(&(key.0.as_str(), key.1.as_str())) {
                Some(record) => {
                    imported.mended |= at_hand.0.get(&key) != Some(&digest);
                    records.push((*record).clone());
                    restored.records.push(key.into());
                }
                None => {
                    imported.mended = true;
                    restored.lost.push(key.into());
                }
            }
        }
        let edition = Edition {
            unknown: imported.unknown.clone(),
            ..Edition::new(imported.header.clone(), records)
        };
        imported.digest = edition.digest();
        Self {
            edition,
            imported,
            restored,
        }
    }

    fn carry_out(self, db: &Connection) -> Result<Restored, StoreError> {
        let manifest = apply::unambiguous(&self.edition)?;
        let derived = Derived::of(&self.edition);
        apply::put(db, &self.edition, &self.imported, &manifest, &derived)?;
        Ok(self.restored)
    }
}

/// Takes everything out of a file that may be broken, as SQLite's documentation of `SQLITE_DBCONFIG_RESET_DATABASE`
/// has it: other connections to it stay good.
fn empty(writer: &Connection) -> Result<(), StoreError> {
    writer.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, true)?;
    let emptied = writer.execute_batch("VACUUM");
    writer.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, false)?;
    Ok(emptied?)
}
