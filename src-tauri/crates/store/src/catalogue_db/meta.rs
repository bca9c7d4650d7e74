//! What is stored about the edition as a whole, and what a refresh found that still holds.

use catalogue::canonical::{self, Digest};
use catalogue::refresh::Notice;
use catalogue::{Header, Origin};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::StoreError;
use crate::rows::{bytes, rows};

/// The edition that is stored, and how it came.
#[derive(Serialize, Deserialize)]
pub(super) struct Imported {
    pub header: Header,
    /// [`catalogue::Edition::unknown`].
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub unknown: Map<String, Value>,
    /// [`catalogue::Edition::digest`] of what was stored.
    pub digest: Digest,
    pub origin: Origin,
    pub imported_at: DateTime<Utc>,
    /// An earlier version of Doorstep filled this edition's gaps from another one, and gave the digest of that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    mended: bool,
}

impl Imported {
    pub(super) fn new(
        edition: &catalogue::Edition,
        digest: Digest,
        origin: Origin,
        imported_at: DateTime<Utc>,
    ) -> Self {
        Self {
            header: edition.header.clone(),
            unknown: edition.unknown.clone(),
            digest,
            origin,
            imported_at,
            mended: false,
        }
    }
}

const IMPORTED: &str = "imported";
const NOTICE: &str = "standing";

/// The edition that is stored; `None` when there is none, and when its description is damaged.
pub(super) fn imported(db: &Connection) -> Result<Option<Imported>, StoreError> {
    let imported: Option<Imported> = get(db, IMPORTED)?;
    Ok(imported.map(|imported| Imported {
        digest: if imported.mended {
            Digest::default()
        } else {
            imported.digest
        },
        ..imported
    }))
}

pub(super) fn put_imported(db: &Connection, imported: &Imported) -> Result<(), StoreError> {
    put(db, IMPORTED, imported)
}

/// A damaged one does not count, nor does one in another version's words: the next refresh finds it again.
pub(super) fn notice(db: &Connection) -> Result<Option<Notice>, StoreError> {
    get(db, NOTICE)
}

pub(super) fn put_notice(db: &Connection, notice: Option<&Notice>) -> Result<(), StoreError> {
    match notice {
        Some(notice) => put(db, NOTICE, notice),
        None => delete(db, NOTICE),
    }
}

fn put(db: &Connection, key: &str, value: &impl Serialize) -> Result<(), StoreError> {
    let value = serde_json::to_vec(value)?;
    delete(db, key)?;
    db.prepare_cached("INSERT INTO meta (key, value, digest) VALUES (?1, ?2, ?3)")?
        .execute((key, &value, canonical::digest(&value)))?;
    Ok(())
}

/// Not by the index, which may be damaged where the table is not.
fn delete(db: &Connection, key: &str) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM meta NOT INDEXED WHERE key = ?1")?
        .execute([key])?;
    Ok(())
}

fn get<T: DeserializeOwned>(db: &Connection, key: &str) -> Result<Option<T>, StoreError> {
    let found = rows(db, "SELECT key, value, digest FROM meta", |row| {
        let (value, digest) = (bytes(row, 1)?, bytes(row, 2)?);
        let sound = canonical::digest(value)[..] == *digest;
        Some(if sound && row.get_ref(0).ok()?.as_str().ok()? == key {
            serde_json::from_slice(value).ok()
        } else {
            None
        })
    })?;
    Ok(found.into_iter().flatten().next())
}
