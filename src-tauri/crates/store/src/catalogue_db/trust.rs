//! What the refresh goes by: signed metadata as it came, and when the host was asked.

use std::collections::BTreeMap;

use catalogue::canonical;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::CatalogueDb;
use crate::StoreError;

/// Named pieces of trusted metadata. The names and what they hold are the refresh's own.
pub type Trust = BTreeMap<String, Vec<u8>>;

/// When the host was asked, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// When it was asked last, whatever came of it.
    pub last_tried: Option<DateTime<Utc>>,
    /// When it last gave an answer that could be trusted: what people are told as *last checked*.
    pub last_succeeded: Option<DateTime<Utc>>,
    /// The host wants to be left alone until then.
    pub retry_not_before: Option<DateTime<Utc>>,
    /// Failures since it last gave an answer that could be trusted.
    pub failures: u32,
}

/// What is committed together with the edition it vouches for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voucher {
    /// The trusted metadata; takes the place of all that was stored.
    pub trust: Trust,
    /// When the host was asked.
    pub attempts: Attempts,
}

impl CatalogueDb {
    /// The trusted metadata. A damaged piece is left out: it can be fetched again, and never is trusted.
    pub fn trust(&self) -> Result<Trust, StoreError> {
        self.db.read(|db| {
            let mut statement = db.prepare_cached("SELECT name, bytes, digest FROM trust")?;
            let mut rows = statement.query([])?;
            let mut trust = Trust::new();
            while let Some(row) = rows.next()? {
                let (name, bytes, digest): (String, Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
                if canonical::digest(&bytes)[..] == digest[..] {
                    trust.insert(name, bytes);
                } else {
                    tracing::warn!(name, "a damaged piece of trusted metadata is left out");
                }
            }
            Ok(trust)
        })
    }

    /// When the host was asked; nothing before the first time.
    pub fn attempts(&self) -> Result<Attempts, StoreError> {
        let sql = "SELECT last_tried, last_succeeded, retry_not_before, failures FROM attempts";
        let row: Option<([Option<String>; 3], u32)> = self.db.read(|db| {
            Ok(db
                .prepare_cached(sql)?
                .query_row([], |row| Ok(([row.get(0)?, row.get(1)?, row.get(2)?], row.get(3)?)))
                .optional()?)
        })?;
        // A time that cannot be read is a time that is not known.
        let time = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
        Ok(row.map_or_else(Attempts::default, |(times, failures)| Attempts {
            last_tried: time(&times[0]),
            last_succeeded: time(&times[1]),
            retry_not_before: time(&times[2]),
            failures,
        }))
    }

    /// Stores when the host was asked, and leaves all else alone.
    pub fn set_attempts(&self, attempts: &Attempts) -> Result<(), StoreError> {
        self.db.write(|tx| put_attempts(tx, attempts))
    }

    /// Stores a voucher for the edition that is stored already, in one transaction.
    pub fn vouch(&self, voucher: &Voucher) -> Result<(), StoreError> {
        self.db.write(|tx| put(tx, voucher))
    }
}

/// Writes both.
pub(super) fn put(db: &Connection, voucher: &Voucher) -> Result<(), StoreError> {
    db.execute("DELETE FROM trust", [])?;
    let mut insert = db.prepare_cached("INSERT INTO trust (name, bytes, digest) VALUES (?1, ?2, ?3)")?;
    for (name, bytes) in &voucher.trust {
        insert.execute((name, bytes, canonical::digest(bytes)))?;
    }
    put_attempts(db, &voucher.attempts)
}

fn put_attempts(db: &Connection, attempts: &Attempts) -> Result<(), StoreError> {
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
