//! The rows of records, each with the digest of its text.

use catalogue::canonical::{self, Digest};
use rusqlite::Connection;

use crate::StoreError;
use crate::rows::{bytes, rows, text};

/// Collection and id.
pub(super) type Key = (String, String);

/// A row, as far as it can be read.
pub(super) struct Row {
    pub rowid: i64,
    /// Which record it is.
    pub key: Option<Key>,
    /// The text, when it is what was stored.
    pub body: Option<String>,
    /// What the text's digest was when it was stored.
    pub digest: Option<Digest>,
}

/// Every row that there is, sound or not.
pub(super) fn all(db: &Connection) -> Result<Vec<Row>, StoreError> {
    rows(db, "SELECT rowid, collection, id, body, digest FROM record", |row| {
        let digest = bytes(row, 4).and_then(|digest| Digest::try_from(digest).ok());
        let body = text(row, 3).filter(|body| digest == Some(canonical::digest(body.as_bytes())));
        Some(Row {
            rowid: row.get(0).ok()?,
            key: text(row, 1).zip(text(row, 2)),
            body,
            digest,
        })
    })
}

/// Adds a record.
pub(super) fn insert(db: &Connection, key: (&str, &str), body: &str, digest: Digest) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO record (collection, id, body, digest) VALUES (?1, ?2, ?3, ?4)")?
        .execute((key.0, key.1, body, digest))?;
    Ok(())
}

/// Gives a row another text.
pub(super) fn update(db: &Connection, rowid: i64, body: &str, digest: Digest) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE record SET body = ?2, digest = ?3 WHERE rowid = ?1")?
        .execute((rowid, body, digest))?;
    Ok(())
}

/// Takes a row away.
pub(super) fn delete(db: &Connection, rowid: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM record WHERE rowid = ?1")?
        .execute([rowid])?;
    Ok(())
}
