//! What a refresh leaves behind, in one transaction: the one way in which the catalogue changes.

use std::collections::BTreeMap;

use catalogue::canonical::Digest;
use catalogue::change::is_news;
use catalogue::edition::digest_of;
use catalogue::refresh::{Applied, Notice, Outcome};
use catalogue::{Arrival, Change, Edition, Origin, Record};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::meta::Imported;
use super::{CatalogueDb, Trust, arrival, meta, read, record, trust};
use crate::StoreError;

/// What a refresh leaves behind: all of it is stored, or nothing is. What is `None` stays as it was.
#[derive(Clone, Copy, Debug, Default)]
pub struct Commit<'a> {
    /// The edition that replaces the stored one, and how it came.
    pub edition: Option<(&'a Edition, Origin)>,
    /// The metadata that vouches for what is stored from now on; replaces all that was trusted.
    pub trust: Option<&'a Trust>,
    /// How asking the host ended: to be noted in [`CatalogueDb::attempts`] and [`CatalogueDb::notice`].
    pub outcome: Option<&'a Outcome>,
}

impl<'a> Commit<'a> {
    /// An edition and nothing else.
    pub fn of_edition(edition: &'a Edition, origin: Origin) -> Self {
        Self {
            edition: Some((edition, origin)),
            ..Self::default()
        }
    }
}

impl CatalogueDb {
    /// Stores what a refresh leaves behind, in one transaction. What is remembered of earlier attempts is read inside
    /// it: what a document noted while the refresh was under way is not lost.
    ///
    /// Of an edition only the records that differ are written, by digest. Records that this version does not understand
    /// are stored as they came. When an edition replaces another, what it changed is listed, whichever number is
    /// higher.
    ///
    /// # Errors
    /// After any error everything is what it was. `BadEdition` when a record is in the edition twice.
    pub fn commit(&self, commit: &Commit<'_>, now: DateTime<Utc>) -> Result<Applied, StoreError> {
        let edition = commit.edition.map(|(edition, origin)| Ready::of(edition, origin, now));
        let edition = edition.transpose()?;
        // The steps of storing an edition are named.
        let step = |name: &str| {
            if edition.is_some() {
                tracing::debug!("{name}");
            }
        };
        let applied = self.write(|tx| {
            step("the transaction has begun");
            let applied = edition.as_ref().map(|edition| edition.put(tx)).transpose()?;
            if let Some(trust) = commit.trust {
                trust::put(tx, trust)?;
                step("the trusted metadata is written");
            }
            if let Some(outcome) = commit.outcome {
                trust::put_attempts(tx, &trust::attempts(tx)?.after(outcome, now))?;
                meta::put_notice(tx, Notice::after(meta::notice(tx)?, outcome).as_ref())?;
            }
            Ok(applied.unwrap_or_default())
        })?;
        step("the transaction is committed");
        Ok(applied)
    }

    /// Notes at `now` that the host asks for no requests until `until`, and changes nothing else.
    ///
    /// # Errors
    /// As for [`CatalogueDb::commit`].
    pub fn wait_until(&self, until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| trust::put_attempts(tx, &trust::attempts(tx)?.waiting(until, now)))
    }

    /// Runs `work` in one transaction. Where damage prevents this, every table is first rewritten with what can be read
    /// of it, so that an index that disagrees with its table cannot block refreshes for good.
    fn write<T>(&self, work: impl Fn(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        match self.db.write(|tx| work(tx)) {
            Err(error) if error.is_damage() => {
                tracing::warn!(%error, "the tables are rewritten");
                self.db.write(|tx| {
                    rewrite_tables(tx)?;
                    work(tx)
                })
            }
            done => done,
        }
    }
}

/// An edition, and all that is made of it before the transaction begins, so that the file is locked as briefly as
/// possible.
struct Ready<'a> {
    imported: Imported,
    records: BTreeMap<(&'a str, &'a str), (&'a Record, Digest)>,
}

impl<'a> Ready<'a> {
    fn of(edition: &'a Edition, origin: Origin, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let mut records = BTreeMap::new();
        for record in &edition.records {
            let key = (record.collection.as_str(), record.id.as_str());
            if records.insert(key, (record, record.digest())).is_some() {
                return Err(StoreError::BadEdition(format!("{} is in {} twice", key.1, key.0)));
            }
        }
        let digest = digest_of(
            records
                .iter()
                .map(|((collection, id), (_, digest))| (*collection, *id, *digest)),
        );
        Ok(Self {
            imported: Imported::new(edition, digest, origin, now),
            records,
        })
    }

    fn put(&self, db: &Connection) -> Result<Applied, StoreError> {
        // When the description is damaged, it is not known which edition is stored, so no changes can be listed.
        let edition = self.imported.header.edition;
        let another = |stored: &Imported| match stored.header.edition == edition {
            // What an earlier version of Doorstep repaired has no digest, so whether it differs is not known.
            true => stored.digest != self.imported.digest && stored.digest != Digest::default(),
            false => true,
        };
        let came_after = meta::imported(db)?.filter(another).map(|stored| stored.header.edition);
        let (applied, changes) = self.put_records(db, came_after.is_some())?;
        tracing::debug!("the records are written");
        if let Some(came_after) = came_after {
            let arrival = Arrival {
                edition,
                came_after,
                published_at: self.imported.header.published_at,
                arrived_at: self.imported.imported_at,
                changes,
            };
            arrival::put(db, &arrival)?;
            tracing::debug!("the changes are listed");
        }
        meta::put_imported(db, &self.imported)?;
        tracing::debug!("the edition's description is written");
        Ok(applied)
    }

    /// Makes the records be those of this edition. Answers what changed, if it is wanted. What a damaged row said is
    /// not known, so neither is whether it has changed.
    fn put_records(&self, db: &Connection, wanted: bool) -> Result<(Applied, Vec<Change>), StoreError> {
        let (mut stored, mut astray) = (BTreeMap::new(), Vec::new());
        for row in record::all(db)? {
            let rowid = row.rowid;
            match row.key.clone() {
                Some(key) => astray.extend(stored.insert(key, row).map(|twice: record::Row| twice.rowid)),
                None => astray.push(rowid),
            }
        }
        let (mut applied, mut changes) = (Applied::default(), Vec::new());
        let mut change = |key: (&str, &str), before, after| {
            if wanted {
                changes.push(Change::between(key.0, key.1, before, after));
            }
        };
        for (key, (record, digest)) in &self.records {
            let body = record.body.as_str();
            tracing::trace!(collection = key.0, id = key.1, "a record's turn");
            match stored.remove(&(key.0.to_owned(), key.1.to_owned())) {
                Some(row) if row.body.is_some() && row.digest == Some(*digest) => applied.unchanged += 1,
                Some(row) => {
                    if row.body.is_some() && is_news(row.body.as_deref(), body) {
                        change(*key, row.body, Some(body));
                    }
                    record::update(db, row.rowid, body, *digest)?;
                    applied.changed += 1;
                }
                None => {
                    change(*key, None, Some(body));
                    record::insert(db, *key, body, *digest)?;
                    applied.added += 1;
                }
            }
        }
        for ((collection, id), row) in stored {
            if row.body.is_some() {
                change((&collection, &id), row.body, None);
            }
            astray.push(row.rowid);
        }
        for rowid in astray {
            record::delete(db, rowid)?;
            applied.removed += 1;
        }
        changes.sort_by(|a, b| (&a.collection, &a.id).cmp(&(&b.collection, &b.id)));
        Ok((applied, changes))
    }
}

/// Rewrites every table with what can be read of it.
fn rewrite_tables(db: &Connection) -> Result<(), StoreError> {
    let (stored, trust) = (read::all(db)?, trust::all(db)?);
    db.execute_batch(
        "DELETE FROM change; DELETE FROM arrival; DELETE FROM attempts; DELETE FROM trust; DELETE FROM record;
         DELETE FROM meta;",
    )?;
    if let Some(stored) = stored.edition {
        let imported = Imported::new(&stored.edition, stored.digest, stored.origin, stored.imported_at);
        meta::put_imported(db, &imported)?;
        for record in &stored.edition.records {
            record::insert(db, (&record.collection, &record.id), &record.body, record.digest())?;
        }
    }
    for arrival in stored.arrivals.iter().rev() {
        arrival::put(db, arrival)?;
    }
    trust::put(db, &trust)?;
    trust::put_attempts(db, &stored.attempts)?;
    meta::put_notice(db, stored.notice.as_ref())
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
                feedback: None,
                recommended_app: None,
                partnership: catalogue::Partnership::default(),
            };
            let record = |i| Record {
                collection: "gadgets".into(),
                id: format!("g{i}"),
                body: format!("{{\"id\":\"g{i}\",\"of\":{number}}}"),
            };
            Edition::new(header, (0..records).map(record).collect())
        };
        let commit = |edition: &Edition| db.commit(&Commit::of_edition(edition, Origin::Host), now);
        commit(&of(1, 10)).unwrap();
        let limit = |pages: u32| {
            let set = |db: &Connection| db.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()));
            db.db.read(|db| Ok(set(db)?)).unwrap();
        };
        limit(1);
        assert!(matches!(commit(&of(2, 5000)), Err(StoreError::Full)));
        let stored = db.read().unwrap().edition.unwrap();
        assert_eq!((stored.edition, stored.whole), (of(1, 10), true));
        limit(1_000_000);
        assert_eq!(commit(&of(2, 5000)).unwrap().added, 4990);
    }
}
