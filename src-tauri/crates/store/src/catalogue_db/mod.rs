//! `catalogue.db`: the newest edition, what vouches for it, and what editions changed. Disposable.
//!
//! It is read whole. A record is trusted only as far as its digest, and the edition only as far as the digest of them
//! all, so that a record that is gone is missed.

mod arrival;
mod commit;
mod meta;
mod read;
mod record;
mod schema;
mod trust;

use std::path::Path;

pub use commit::Commit;
pub use read::{DamagedRow, Stored, StoredEdition};
pub use trust::Trust;

use crate::StoreError;
use crate::db::Db;
use crate::{file, private};
use schema::IDENTITY;

const FILE: &str = "catalogue.db";

/// The newest edition, what vouches for it, and what editions changed.
pub struct CatalogueDb {
    db: Db,
}

/// What opening had to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The file was damaged, and a new one was started.
    pub rebuilt: bool,
    /// The file was of a newer version of Doorstep, and one of this version was started.
    pub newer: bool,
}

impl CatalogueDb {
    /// Opens or creates `catalogue.db` in `dir`, which is created when it is not there.
    ///
    /// A file that is not our database or is damaged in its structure is renamed to `catalogue.db.damaged`, one that a
    /// newer version wrote to `catalogue.db.newer` (the last of each is kept), and a new, empty one is made. On a
    /// device that cannot be written an older version's file can be read all the same.
    ///
    /// # Errors
    /// `Busy`, `ReadOnly`, `Full` or `Io` when the device does not allow it; nothing is put aside then.
    pub fn open(dir: &Path) -> Result<(Self, Opened), StoreError> {
        private::folder(dir).map_err(|error| StoreError::from(error).of(IDENTITY.what))?;
        let path = dir.join(FILE);
        let error = match open(&path) {
            Ok(db) => return Ok((Self { db }, Opened::default())),
            Err(error) => error,
        };
        let newer = matches!(error, StoreError::TooNew { .. });
        if !newer && !error.is_damage() {
            return Err(error);
        }
        tracing::warn!(%error, "put aside and started again");
        let aside = file::beside(&path, if newer { ".newer" } else { ".damaged" });
        file::put_aside(&path, &aside).map_err(|error| error.of(IDENTITY.what))?;
        let opened = Opened { rebuilt: !newer, newer };
        Ok((Self { db: open(&path)? }, opened))
    }

    /// Folds what was written into the file itself, before the program ends. Whether the file alone is whole now.
    pub fn close(&self) -> bool {
        self.db.fold()
    }
}

fn open(path: &Path) -> Result<Db, StoreError> {
    let db = Db::open(path, &IDENTITY)?;
    if db.read(schema::is_ours)? {
        Ok(db)
    } else {
        Err(StoreError::Damaged { what: IDENTITY.what })
    }
}
