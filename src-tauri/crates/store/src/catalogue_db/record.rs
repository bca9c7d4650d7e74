//! Records: reading them, each checked against its digest.

use catalogue::Record;
use catalogue::canonical::{self, Digest};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::de::DeserializeOwned;

use super::CatalogueDb;
use super::manifest::Key;
use crate::StoreError;

/// A record that is damaged, or gone although it belongs to the edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DamagedRecord {
    /// Its collection: "contacts".
    pub collection: String,
    /// Its id.
    pub id: String,
}

impl From<Key> for DamagedRecord {
    fn from((collection, id): Key) -> Self {
        Self { collection, id }
    }
}

impl CatalogueDb {
    /// The record `id` of `collection`, or `None`.
    ///
    /// # Errors
    /// `DamagedRecord` when its text is not what was stored, `Unreadable` when it is whole but no `T`.
    pub fn get<T: DeserializeOwned>(&self, collection: &str, id: &str) -> Result<Option<T>, StoreError> {
        self.db.read(|db| match body(db, collection, id)? {
            Some(body) => parse(collection, id, &body).map(Some),
            None => Ok(None),
        })
    }

    /// The records `ids` of `collection`, in the order asked. Those that are not there, or that are whole but no `T`
    /// (made for a newer version), are left out.
    ///
    /// # Errors
    /// `DamagedRecord` for the first whose text is not what was stored.
    pub fn get_many<T: DeserializeOwned>(
        &self,
        collection: &str,
        ids: &[impl AsRef<str>],
    ) -> Result<Vec<T>, StoreError> {
        self.db.read(|db| {
            let mut found = Vec::with_capacity(ids.len());
            for id in ids.iter().map(AsRef::as_ref) {
                if let Some(body) = body(db, collection, id)? {
                    found.extend(readable(parse(collection, id, &body)));
                }
            }
            Ok(found)
        })
    }

    /// Every record of `collection`, by id. Those that are whole but no `T` are left out.
    ///
    /// # Errors
    /// `DamagedRecord` for the first whose text is not what was stored.
    pub fn all<T: DeserializeOwned>(&self, collection: &str) -> Result<Vec<T>, StoreError> {
        self.db.read(|db| {
            let mut statement =
                db.prepare_cached("SELECT id, body, digest FROM record WHERE collection = ?1 ORDER BY id")?;
            let mut rows = statement.query([collection])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let id = text(row, 0)?;
                let body = checked(row, 1, collection, &id)?;
                found.extend(readable(parse(collection, &id, &body)));
            }
            Ok(found)
        })
    }

    /// Each collection that is stored, with its number of records, by name.
    pub fn counts(&self) -> Result<Vec<(String, u32)>, StoreError> {
        self.db.read(|db| {
            db.prepare_cached("SELECT collection, count(*) FROM record GROUP BY collection ORDER BY collection")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .map(|row| row.map_err(StoreError::from))
                .collect()
        })
    }
}

/// A row of the table, as far as it can be read.
pub(super) struct Stored {
    pub rowid: i64,
    pub key: Key,
    /// The text, when it is what was stored.
    pub body: Option<String>,
    /// What the text's digest was, when it was stored.
    pub digest: Digest,
}

/// Hands every row to `each`, sound or not, as they lie in the file. What was read before a failure has been handed over.
pub(super) fn each(db: &Connection, descending: bool, mut each: impl FnMut(Stored)) -> Result<(), StoreError> {
    let mut statement = db.prepare(if descending {
        "SELECT rowid, collection, id, body, digest FROM record ORDER BY rowid DESC"
    } else {
        "SELECT rowid, collection, id, body, digest FROM record ORDER BY rowid"
    })?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let digest = digest(row, 4)?;
        each(Stored {
            rowid: row.get(0)?,
            key: (text(row, 1)?, text(row, 2)?),
            body: digest.and_then(|digest| whole(row, 3, &digest)),
            digest: digest.unwrap_or_default(),
        });
    }
    Ok(())
}

/// Every record whose text is what was stored, in the edition's order: what is derived from them depends on it, and
/// where a record lies in the file depends on when it came.
pub(super) fn sound(db: &Connection) -> Result<Vec<Record>, StoreError> {
    let mut records = Vec::new();
    each(db, false, |stored| {
        let (collection, id) = stored.key;
        records.extend(stored.body.map(|body| Record { collection, id, body }));
    })?;
    records.sort_by(|a, b| (&a.collection, &a.id).cmp(&(&b.collection, &b.id)));
    Ok(records)
}

/// The text at `rowid`, when it is text.
pub(super) fn body_at(db: &Connection, rowid: i64) -> Result<Option<String>, StoreError> {
    let body = db
        .prepare_cached("SELECT body FROM record WHERE rowid = ?1")?
        .query_row([rowid], |row| Ok(row.get_ref(0)?.as_str().ok().map(str::to_owned)))
        .optional()?;
    Ok(body.flatten())
}

fn body(db: &Connection, collection: &str, id: &str) -> Result<Option<String>, StoreError> {
    db.prepare_cached("SELECT body, digest FROM record WHERE collection = ?1 AND id = ?2")?
        .query_row([collection, id], |row| Ok(checked(row, 0, collection, id)))
        .optional()?
        .transpose()
}

/// The text in column `at`, checked against the digest in the column after it.
fn checked(row: &Row<'_>, at: usize, collection: &str, id: &str) -> Result<String, StoreError> {
    digest(row, at + 1)?
        .and_then(|digest| whole(row, at, &digest))
        .ok_or_else(|| StoreError::DamagedRecord {
            collection: collection.to_owned(),
            id: id.to_owned(),
        })
}

fn digest(row: &Row<'_>, at: usize) -> Result<Option<Digest>, StoreError> {
    let bytes = row.get_ref(at)?.as_bytes().unwrap_or_default();
    Ok(Digest::try_from(bytes).ok())
}

fn whole(row: &Row<'_>, at: usize, digest: &Digest) -> Option<String> {
    let bytes = row.get_ref(at).ok()?.as_bytes().ok()?;
    (canonical::digest(bytes) == *digest).then(|| String::from_utf8(bytes.to_vec()).ok())?
}

fn text(row: &Row<'_>, at: usize) -> Result<String, StoreError> {
    let bytes = row.get_ref(at)?.as_bytes().unwrap_or_default();
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

fn parse<T: DeserializeOwned>(collection: &str, id: &str, body: &str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(|source| StoreError::Unreadable {
        collection: collection.to_owned(),
        id: id.to_owned(),
        source,
    })
}

fn readable<T>(parsed: Result<T, StoreError>) -> Option<T> {
    parsed.inspect_err(|error| tracing::warn!(%error, "left out")).ok()
}
