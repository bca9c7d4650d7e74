//! What is stored about the edition as a whole.

use catalogue::Header;
use catalogue::canonical::{self, Digest};
use catalogue::refresh::Notice;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::CatalogueDb;
use super::manifest::Manifest;
use crate::StoreError;

/// The edition that is stored, and how it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// What the edition says of itself.
    pub header: Header,
    /// What else it holds beside its records: [`catalogue::Edition::unknown`].
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub unknown: Map<String, Value>,
    /// The digest of the records that are stored: [`catalogue::Edition::digest`].
    pub digest: Digest,
    /// How it came.
    pub origin: Origin,
    /// When it was stored.
    pub imported_at: DateTime<Utc>,
    /// Some of its records were damaged and come from another edition, or are lost: fetch this edition again.
    pub mended: bool,
}

/// How an edition came to the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// With the program.
    Bundled,
    /// From the host.
    Host,
    /// From a file somebody brought.
    File,
}

const IMPORTED: &str = "imported";
const MANIFEST: &str = "manifest";
const NOTICE: &str = "standing";

impl CatalogueDb {
    /// The edition that is stored; `None` before the first [`CatalogueDb::apply`], and when its description is damaged:
    /// nobody can say then which edition it is, and applying one, or [`CatalogueDb::restore`], mends it.
    pub fn imported(&self) -> Result<Option<Imported>, StoreError> {
        match self.db.read(imported) {
            Err(error @ StoreError::Damaged { .. }) => {
                tracing::warn!(%error, "which edition is stored is not known");
                Ok(None)
            }
            other => other,
        }
    }
}

/// A damaged one is none, and one in the words of another version: the next refresh finds it again.
pub(super) fn notice(db: &Connection) -> Result<Option<Notice>, StoreError> {
    match get(db, NOTICE) {
        Err(StoreError::Damaged { .. }) => Ok(None),
        other => Ok(other?.and_then(|text| serde_json::from_slice(&text).ok())),
    }
}

pub(super) fn put_notice(db: &Connection, notice: Option<&Notice>) -> Result<(), StoreError> {
    match notice {
        Some(notice) => set(db, NOTICE, &serde_json::to_vec(notice)?),
        None => {
            db.prepare_cached("DELETE FROM meta WHERE key = ?1")?
                .execute([NOTICE])?;
            Ok(())
        }
    }
}

pub(super) fn imported(db: &Connection) -> Result<Option<Imported>, StoreError> {
    let Some(value) = get(db, IMPORTED)? else {
        return Ok(None);
    };
    serde_json::from_slice(&value)
        .map(Some)
        .map_err(|_| StoreError::damaged("the edition's description"))
}

pub(super) fn manifest(db: &Connection) -> Result<Option<Manifest>, StoreError> {
    let Some(value) = get(db, MANIFEST)? else {
        return Ok(None);
    };
    match Manifest::from_bytes(&value) {
        Some(manifest) => Ok(Some(manifest)),
        None => Err(StoreError::damaged("the list of records")),
    }
}

/// Writes both; what is already so is left alone.
pub(super) fn put(db: &Connection, imported: &Imported, manifest: &Manifest) -> Result<(), StoreError> {
    for (key, value) in [
        (IMPORTED, serde_json::to_vec(imported)?),
        (MANIFEST, manifest.to_bytes()),
    ] {
        if !matches!(get(db, key), Ok(Some(old)) if old == value) {
            set(db, key, &value)?;
        }
    }
    Ok(())
}

fn set(db: &Connection, key: &str, value: &[u8]) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO meta (key, value, digest) VALUES (?1, ?2, ?3)")?
        .execute((key, value, canonical::digest(value)))?;
    Ok(())
}

fn get(db: &Connection, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<(Vec<u8>, Vec<u8>)> = db
        .prepare_cached("SELECT value, digest FROM meta WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match row {
        Some((value, digest)) if digest != canonical::digest(&value) => {
            Err(StoreError::damaged("the edition's description"))
        }
        Some((value, _)) => Ok(Some(value)),
        None => Ok(None),
    }
}
