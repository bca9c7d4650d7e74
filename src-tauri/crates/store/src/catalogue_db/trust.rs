//! What the refresh goes by: signed metadata as it came, and when the host was asked.

use std::collections::BTreeMap;

use catalogue::canonical;
use catalogue::refresh::Attempts;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::CatalogueDb;
use crate::StoreError;

/// Named pieces of trusted metadata. The names and what they hold are the refresh's own.
pub type Trust = BTreeMap<String, Vec<u8>>;

impl CatalogueDb {
    /// The trusted metadata. A damaged piece is left out: it can be fetched again, and never is trusted.
    pub fn trust(&self) -> Result<Trust, StoreError> {
        self.db.read(|db| {
            let mut statement = db.prepare_cached("SELECT name, bytes, digest FROM trust")?;
            let mut rows = statement.query([])?;
            let mut trust = Trust::new();
            while let Some(row) = rows.next()? {
                let piece = || Ok((row.get(0)?, row.get(1)?, row.get(2)?));
                let piece: rusqlite::Result<(String, Vec<u8>, Vec<u8>)> = piece();
                match piece {
                    Ok((name, bytes, digest)) if canonical::digest(&bytes)[..] == digest[..] => {
                        trust.insert(name, bytes);
                    }
                    _ => tracing::warn!("a damaged piece of trusted metadata is left out"),
                }
            }
            Ok(trust)
        })
    }

    /// When the host was asked; nothing before the first time.
    pub fn attempts(&self) -> Result<Attempts, StoreError> {
        self.db.read(attempts)
    }
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

pub(super) fn attempts(db: &Connection) -> Result<Attempts, StoreError> {
    let sql = "SELECT last_tried, last_succeeded, retry_not_before, failures FROM attempts";
    let attempts = db.prepare_cached(sql)?.query_row([], |row| {
        // What cannot be read is not known: damage here is to keep nobody from refreshing.
        let time = |column| row.get::<_, String>(column).ok()?.parse().ok();
        Ok(Attempts {
            last_tried: time(0),
            last_succeeded: time(1),
            retry_not_before: time(2),
            failures: row.get(3).unwrap_or_default(),
        })
    });
    Ok(attempts.optional()?.unwrap_or_default())
}

pub(super) fn put_attempts(db: &Connection, attempts: &Attempts) -> Result<(), StoreError> {
    let time = |time: &Option<DateTime<Utc>>| time.map(|time| time.to_rfc3339());
    db.prepare_cached(
        "INSERT OR REPLACE INTO attempts (one, last_tried, last_succeeded, retry_not_before, failures)
         VALUES (1, ?1, ?2, ?3, ?4)",
    )?
    .execute((
        time(&attempts.last_tried),
        time(&attempts.last_succeeded),
        time(&attempts.retry_not_before),
        attempts.failures,
    ))?;
    Ok(())
}
