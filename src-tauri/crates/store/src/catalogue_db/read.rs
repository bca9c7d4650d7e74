//! All that is stored, read once.

use std::collections::BTreeMap;

use catalogue::canonical::Digest;
use catalogue::edition::digest_of;
use catalogue::refresh::{Attempts, Notice};
use catalogue::{Arrival, Came, Edition, Origin, Record};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{CatalogueDb, Trust, arrival, meta, record, trust};
use crate::StoreError;

/// All that is stored, as far as it can be read. What is damaged is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// The edition; `None` when there is none, or nobody can say which one it is.
    pub edition: Option<StoredEdition>,
    /// The last twenty editions that took another one's place, newest first, each with what it changed. The very first
    /// edition on a device replaced nothing.
    pub arrivals: Vec<Arrival>,
    /// When the host was asked.
    pub attempts: Attempts,
    /// What the last refresh found that still holds.
    pub notice: Option<Notice>,
}

/// The stored edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEdition {
    /// Its header, and the records whose text is what was stored.
    pub edition: Edition,
    /// [`Edition::digest`] of what was stored.
    pub digest: Digest,
    /// By which way it came.
    pub origin: Origin,
    /// When it was stored.
    pub imported_at: DateTime<Utc>,
    /// Records whose text is not what was stored. A record that is gone is not among them.
    pub damaged: Vec<DamagedRow>,
    /// Nothing of it is damaged or gone: it is what came, record for record.
    pub whole: bool,
}

/// A record whose text is not what was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DamagedRow {
    /// Its collection: "contacts".
    pub collection: String,
    /// Its id.
    pub id: String,
    /// The SHA-256 of the text that was stored, where that can be read.
    pub digest: Option<Digest>,
}

impl CatalogueDb {
    /// All that is stored, from one state of the file.
    ///
    /// # Errors `Busy`, `Io` and the like when the device does not let the file be read. Damage is not an error.
    pub fn read(&self) -> Result<Stored, StoreError> {
        self.db.read(all)
    }

    /// The stored edition; `None` when there is none, and when it is not whole. Its [`Edition::to_json`] is the
    /// canonical JSON it came from.
    ///
    /// # Errors
    /// As for [`CatalogueDb::read`].
    pub fn edition(&self) -> Result<Option<Edition>, StoreError> {
        let stored = self.db.read(edition)?;
        Ok(stored.filter(|stored| stored.whole).map(|stored| stored.edition))
    }

    /// How the stored edition came, and when by this device's clock.
    ///
    /// # Errors
    /// As for [`CatalogueDb::read`].
    pub fn came(&self) -> Result<Option<Came>, StoreError> {
        let imported = self.db.read(meta::imported)?;
        Ok(imported.map(|imported| Came {
            origin: imported.origin,
            at: imported.imported_at,
        }))
    }

    /// The trusted metadata. A damaged piece is left out: it can be fetched again, and never is trusted.
    ///
    /// # Errors
    /// As for [`CatalogueDb::read`].
    pub fn trust(&self) -> Result<Trust, StoreError> {
        self.db.read(trust::all)
    }

    /// When the host was asked; nothing before the first time.
    ///
    /// # Errors
    /// As for [`CatalogueDb::read`].
    pub fn attempts(&self) -> Result<Attempts, StoreError> {
        self.db.read(trust::attempts)
    }

    /// What the last refresh found that still holds.
    ///
    /// # Errors
    /// As for [`CatalogueDb::read`].
    pub fn notice(&self) -> Result<Option<Notice>, StoreError> {
        Ok(self.db.read(meta::notice)?.filter(Notice::holds))
    }
}

pub(super) fn all(db: &Connection) -> Result<Stored, StoreError> {
    Ok(Stored {
        edition: edition(db)?,
        arrivals: arrival::all(db)?,
        attempts: trust::attempts(db)?,
        notice: meta::notice(db)?.filter(Notice::holds),
    })
}

fn edition(db: &Connection) -> Result<Option<StoredEdition>, StoreError> {
    let Some(imported) = meta::imported(db)? else {
        return Ok(None);
    };
    let (mut sound, mut damaged) = (BTreeMap::new(), BTreeMap::new());
    for row in record::all(db)? {
        match (row.key, row.body, row.digest) {
            (Some(key), Some(body), Some(digest)) => {
                sound.insert(key, (body, digest));
            }
            (Some(key), _, digest) => {
                damaged.insert(key, digest);
            }
            (None, ..) => tracing::warn!("a record whose id cannot be read"),
        }
    }
    // A record that is there twice is there.
    damaged.retain(|key, _| !sound.contains_key(key));
    let names = sound
        .iter()
        .map(|((collection, id), (_, digest))| (&**collection, &**id, *digest));
    let whole = damaged.is_empty() && digest_of(names) == imported.digest;
    let records = sound
        .into_iter()
        .map(|((collection, id), (body, _))| Record { collection, id, body });
    Ok(Some(StoredEdition {
        edition: Edition {
            unknown: imported.unknown,
            ..Edition::new(imported.header, records.collect())
        },
        digest: imported.digest,
        origin: imported.origin,
        imported_at: imported.imported_at,
        damaged: damaged
            .into_iter()
            .map(|((collection, id), digest)| DamagedRow { collection, id, digest })
            .collect(),
        whole,
    }))
}
