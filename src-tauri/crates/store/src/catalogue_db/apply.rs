//! Applying an edition: the one way in which the catalogue changes.

use std::collections::BTreeMap;

use catalogue::canonical::Digest;
use catalogue::refresh::Applied;
use catalogue::{Edition, Record};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::change::{self, Change};
use super::manifest::{Key, Manifest};
use super::{CatalogueDb, Imported, Origin, Settled, entry, meta, record};
use crate::StoreError;
use crate::search::{documents, index};

impl CatalogueDb {
    /// Makes the catalogue be `edition`: records, description, entries and search index in one transaction. Compares by
    /// digest and writes only what differs, so that applying an edition twice writes its description alone.
    ///
    /// Records this version does not understand are stored as they came and are not in the search index. When a later
    /// edition takes an earlier one's place, what it changed is listed: see [`CatalogueDb::arrivals`].
    ///
    /// # Errors
    /// After any error the catalogue is what it was. `BadEdition` when a record is in it twice.
    pub fn apply(&self, edition: &Edition, origin: Origin, now: DateTime<Utc>) -> Result<Applied, StoreError> {
        let settled = Settled {
            edition: Some((edition, origin)),
            ..Settled::default()
        };
        self.settle(&settled, now)
    }
}

/// An edition, and all that is made of it before the transaction begins, so that the writer is held for as short as can be.
pub(super) struct Ready<'a> {
    edition: &'a Edition,
    imported: Imported,
    manifest: Manifest,
    derived: Derived,
}

impl<'a> Ready<'a> {
    pub(super) fn of(edition: &'a Edition, origin: Origin, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let manifest = unambiguous(edition)?;
        let imported = Imported {
            header: edition.header.clone(),
            unknown: edition.unknown.clone(),
            digest: manifest.digest(),
            origin,
            imported_at: now,
            mended: false,
        };
        Ok(Self {
            edition,
            imported,
            manifest,
            derived: Derived::of(edition),
        })
    }

    pub(super) fn put(&self, db: &Connection) -> Result<Applied, StoreError> {
        put(db, self.edition, &self.imported, &self.manifest, &self.derived)
    }
}

/// What follows from an edition's records.
pub(super) struct Derived {
    entries: Vec<entry::Row>,
    index: index::Made,
}

impl Derived {
    pub(super) fn of(edition: &Edition) -> Self {
        Self {
            entries: entry::of(&edition.records),
            index: index::Made::of(documents::of(&edition.records)),
        }
    }
}

/// Writes an edition and all that follows from it.
pub(super) fn put(
    db: &Connection,
    edition: &Edition,
    imported: &Imported,
    manifest: &Manifest,
    derived: &Derived,
) -> Result<Applied, StoreError> {
    // Which edition is stored is not known when its description is damaged: nothing can be said to have changed then.
    let stored = meta::imported(db).ok().flatten().map(|stored| stored.header.edition);
    let came_after = stored.filter(|number| *number < imported.header.edition);
    let mut changes = came_after.map(|_| Vec::new());
    let applied = put_records(db, edition, manifest, changes.as_mut())?;
    tracing::debug!("the records are written");
    if let (Some(came_after), Some(changes)) = (came_after, changes) {
        change::put(db, imported, came_after, &changes)?;
        tracing::debug!("the changes are listed");
    }
    entry::put(db, &derived.entries)?;
    tracing::debug!("the packs' entries are written");
    index::put(db, &derived.index)?;
    tracing::debug!("the search index is written");
    meta::put(db, imported, manifest)?;
    tracing::debug!("the edition's description is written");
    Ok(applied)
}

/// The edition's manifest, if no record is in it twice.
pub(super) fn unambiguous(edition: &Edition) -> Result<Manifest, StoreError> {
    let manifest = Manifest::of(&edition.records);
    if manifest.0.len() == edition.records.len() {
        return Ok(manifest);
    }
    let mut seen = BTreeMap::new();
    let twice = edition
        .records
        .iter()
        .find(|r| seen.insert((&r.collection, &r.id), ()).is_some());
    Err(StoreError::BadEdition(match twice {
        Some(record) => format!("{} in {} is in it twice", record.id, record.collection),
        None => "a record is in it twice".into(),
    }))
}

fn put_records(
    db: &Connection,
    edition: &Edition,
    manifest: &Manifest,
    mut changes: Option<&mut Vec<Change>>,
) -> Result<Applied, StoreError> {
    // What is there and sound has its digest here; what is there and damaged has none.
    let mut stored: BTreeMap<Key, (i64, Option<Digest>)> = BTreeMap::new();
    let mut astray = Vec::new();
    record::each(db, false, |row| {
        let sound = row.body.map(|_| row.digest);
        astray.extend(stored.insert(row.key, (row.rowid, sound)));
    })?;
    let mut insert = db.prepare_cached("INSERT INTO record (collection, id, body, digest) VALUES (?1, ?2, ?3, ?4)")?;
    let mut update = db.prepare_cached("UPDATE record SET body = ?2, digest = ?3 WHERE rowid = ?1")?;
    let mut delete = db.prepare_cached("DELETE FROM record WHERE rowid = ?1")?;
    let mut applied = Applied::default();
    for (record, (key, digest)) in in_order(edition).into_iter().zip(&manifest.0) {
        tracing::trace!(collection = key.0, id = key.1, "a record's turn");
        match stored.remove(key) {
            Some((_, Some(old))) if old == *digest => applied.unchanged += 1,
            Some((rowid, old)) => {
                if let (Some(changes), Some(_)) = (changes.as_deref_mut(), old) {
                    let before = record::body_at(db, rowid)?;
                    if change::is_news(before.as_deref(), &record.body) {
                        changes.push(Change::between(&key.0, &key.1, before, Some(&record.body)));
                    }
                }
                update.execute((rowid, &record.body, digest))?;
                applied.changed += 1;
            }
            None => {
                if let Some(changes) = changes.as_deref_mut() {
                    changes.push(Change::between(&key.0, &key.1, None, Some(&record.body)));
                }
                insert.execute((&record.collection, &record.id, &record.body, digest))?;
                applied.added += 1;
            }
        }
    }
    if let Some(changes) = changes {
        for (key, (rowid, _)) in &stored {
            let before = record::body_at(db, *rowid)?;
            changes.push(Change::between(&key.0, &key.1, before, None));
        }
    }
    for (rowid, _) in stored.into_values().chain(astray) {
        delete.execute([rowid])?;
        applied.removed += 1;
    }
    Ok(applied)
}

/// The records as the manifest has them.
fn in_order(edition: &Edition) -> Vec<&Record> {
    let mut records: Vec<_> = edition.records.iter().collect();
    records.sort_by_key(|r| (&r.collection, &r.id));
    records
}

#[cfg(test)]
mod tests {
    use catalogue::{EditionStatus, Header};

    use super::*;

    #[test]
    fn a_full_disk_leaves_the_old_edition_whole() {
        let dir = tempfile::tempdir().unwrap();
        let (db, _) = CatalogueDb::open(dir.path()).unwrap();
        let now: DateTime<Utc> = "2026-11-22T09:00:00Z".parse().unwrap();
        let of = |number: u32, records: usize| {
            let header = Header {
                format: 1,
                min_reader: 1,
                edition: number,
                status: EditionStatus::Draft,
                title: String::new(),
                published_at: now,
                publisher: String::new(),
            };
            let record = |i| Record {
                collection: "gadgets".into(),
                id: format!("g{i}"),
                body: format!("{{\"id\":\"g{i}\",\"of\":{number}}}"),
            };
            Edition::new(header, (0..records).map(record).collect())
        };
        db.apply(&of(1, 10), Origin::Bundled, now).unwrap();
        let limit = |pages: &str| {
            let set = |writer: &mut Connection| {
                Ok(writer.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?)
            };
            db.db.exclusive(set).unwrap();
        };
        limit("1");
        assert!(matches!(
            db.apply(&of(2, 5000), Origin::Host, now),
            Err(StoreError::Full)
        ));
        assert_eq!(db.imported().unwrap().unwrap().header.edition, 1);
        assert_eq!(db.all::<serde_json::Value>("gadgets").unwrap().len(), 10);
        assert!(db.check().unwrap().is_sound());
        limit("1000000");
        assert_eq!(db.apply(&of(2, 5000), Origin::Host, now).unwrap().added, 4990);
    }
}
