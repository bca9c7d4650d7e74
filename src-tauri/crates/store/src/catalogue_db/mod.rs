//! `catalogue.db`: the newest edition, its search index, and what is derived from it. Disposable.
//!
//! A record is trusted only as far as its digest: every read compares the two. The manifest lists every record the
//! edition has, so that a record that is gone is missed by name.

mod apply;
mod change;
mod check;
mod entry;
mod manifest;
mod meta;
mod open;
mod record;
mod restore;
mod trust;
mod whole;

use std::path::PathBuf;

pub use apply::Applied;
pub use change::{Arrival, Change, What};
pub use check::Health;
pub use meta::{Imported, Origin};
pub use record::DamagedRecord;
pub use restore::Restored;
pub use trust::{Attempts, Trust, Voucher};

use rusqlite::Connection;

use crate::db::Db;
use crate::search::{Searcher, documents, index};
use crate::{SearchHit, StoreError};

/// The newest edition, its search index, and what is derived from it.
pub struct CatalogueDb {
    path: PathBuf,
    searcher: Searcher,
    db: Db,
}

impl CatalogueDb {
    /// Finds what `query` asks for, best first over all kinds, at most `limit_per_kind` of each kind. Withdrawn things
    /// come last.
    ///
    /// Any text is a legal query; one without letters or digits finds nothing. When no record has all the words, those
    /// with some of them are found. Equal queries on equal records give equal answers.
    ///
    /// # Errors
    /// `Superseded` when another search was started before this one had its answer. An index that turns out damaged is
    /// made again and asked once more; `Damaged` when that does not help, and [`CatalogueDb::restore`] then goes deeper.
    pub fn search(&self, query: &str, limit_per_kind: usize) -> Result<Vec<SearchHit>, StoreError> {
        match self.searcher.search(query, limit_per_kind) {
            Err(error @ (StoreError::Damaged { .. } | StoreError::Sql(_))) => {
                tracing::warn!(%error, "the search index is made again");
                self.db.write(|tx| rebuild_index(tx))?;
                self.searcher.search(query, limit_per_kind)
            }
            done => done,
        }
    }
}

/// Makes the search index anew from the records that are sound.
fn rebuild_index(db: &Connection) -> Result<(), StoreError> {
    index::rebuild(db, &documents::of(&record::sound(db)?))
}
