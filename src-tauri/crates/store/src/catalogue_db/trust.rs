//! What the refresh goes by: signed metadata as it came, and when the host was asked.

use std::collections::BTreeMap;

use catalogue::canonical;
use catalogue::refresh::Attempts;
use chrono::{DateTime, Utc};
use personal::moment;
use rusqlite::Connection;

use crate::StoreError;
use crate::rows::{bytes, number, rows, text};

/// Named pieces of trusted metadata. The names and what they hold are the refresh's own.
pub type Trust = BTreeMap<String, Vec<u8>>;

/// The trusted metadata. A damaged piece is left out: it can be fetched again, and never is trusted.
pub(super) fn all(db: &Connection) -> Result<Trust, StoreError> {
    let pieces = rows(db, "SELECT name, bytes, digest FROM trust", |row| {
        let (name, piece, digest) = (text(row, 0)?, bytes(row, 1)?, bytes(row, 2)?);
        (canonical::digest(piece)[..] == *digest).then(|| (name, piece.to_vec()))
    })?;
    Ok(pieces.into_iter().collect())
}

/// Makes `trust` all that is trusted.
pub(super) fn put(db: &Connection, trust: &Trust) -> Result<(), StoreError> {
    db.execute("DELETE FROM trust", [])?;
    let mut insert = db.prepare_cached("INSERT INTO trust (name, bytes, digest) VALUES (?1, ?2, ?3)")?;
    for (name, bytes) in trust {
        insert.execute((name, bytes, canonical::digest(bytes)))?;
    }
    Ok(())
}

/// When the host was asked. What cannot be read counts as unknown: damage here must not prevent a refresh.
pub(super) fn attempts(db: &Connection) -> Result<Attempts, StoreError> {
    let sql = "SELECT last_tried, last_succeeded, retry_not_before, failures FROM attempts WHERE one = 1";
    let attempts = rows(db, sql, |row| {
        let time = |column| text(row, column).as_deref().and_then(moment::parse);
        Some(Attempts {
            last_tried: time(0),
            last_succeeded: time(1),
            retry_not_before: time(2),
            failures: number(row, 3).unwrap_or_default(),
        })
    })?;
    Ok(attempts.into_iter().next().unwrap_or_default())
}

pub(super) fn put_attempts(db: &Connection, attempts: &Attempts) -> Result<(), StoreError> {
    let time = |time: Option<DateTime<Utc>>| time.map(moment::text);
    db.prepare_cached(
        "INSERT OR REPLACE INTO attempts (one, last_tried, last_succeeded, retry_not_before, failures)
         VALUES (1, ?1, ?2, ?3, ?4)",
    )?
    .execute((
        time(attempts.last_tried),
        time(attempts.last_succeeded),
        time(attempts.retry_not_before),
        attempts.failures,
    ))?;
    Ok(())
}
