//! Settings: what the person chose.

use rusqlite::{Connection, OptionalExtension};
use serde::{Serialize, de::DeserializeOwned};

use super::PersonalDb;
use crate::StoreError;

impl PersonalDb {
    /// The value of `key`; `None` when it was never set, or was set to something that is no `T` (by another version of
    /// Doorstep): the caller's default then holds.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, StoreError> {
        self.db.read(|db| {
            let json: Option<String> = db
                .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?;
            Ok(json.and_then(|json| {
                serde_json::from_str(&json)
                    .inspect_err(|error| tracing::warn!(key, %error, "a setting is not understood"))
                    .ok()
            }))
        })
    }

    /// Sets `key` to `value`.
    pub fn set_setting<T: Serialize>(&self, key: &str, value: &T) -> Result<(), StoreError> {
        let json = serde_json::to_string(value)?;
        self.db.write(|tx| put(tx, key, &json))
    }
}

/// Sets `key`, whatever was there.
pub(super) fn put(db: &Connection, key: &str, json: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)")?
        .execute([key, json])?;
    Ok(())
}

/// Every setting, by key, as JSON.
pub(super) fn all(db: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    db.prepare_cached("SELECT key, value FROM setting ORDER BY key")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .map(|row| row.map_err(StoreError::from))
        .collect()
}

/// Sets `key` unless the person already has a value for it.
pub(super) fn add(db: &Connection, key: &str, json: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO setting (key, value) VALUES (?1, ?2)")?
        .execute([key, json])?;
    Ok(())
}
