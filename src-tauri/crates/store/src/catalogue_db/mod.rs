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
mod settled;
mod trust;
mod whole;

use std::path::PathBuf;

pub use change::{Arrival, Change, What};
pub use check::Health;
pub use meta::{Imported, Origin};
pub use record::DamagedRecord;
pub use restore::Restored;
pub use settled::Settled;
pub use trust::Trust;
pub use whole::Stored;

use crate::StoreError;
use rusqlite::Connection;

use crate::db::Db;
use crate::search::{Search, SearchAnswer, SearchKind, Searcher, documents, index};

/// The newest edition, its search index, and what is derived from it.
pub struct CatalogueDb {
    path: PathBuf,
    searcher: Searcher,
    db: Db,
}

impl CatalogueDb {
    /// Finds what is asked for, best first over all kinds. Any text is a legal query; one without letters or digits finds
    /// nothing. Equal searches on equal records give equal answers.
    ///
    /// # Errors
    /// `Superseded` when another search was started before this one had its answer. An index that turns out damaged is
    /// made again and asked once more; `Damaged` when that does not help, and [`CatalogueDb::restore`] then goes deeper.
    pub fn search(&self, search: &Search<'_>) -> Result<SearchAnswer, StoreError> {
        match self.searcher.search(search) {
            Err(error @ (StoreError::Damaged { .. } | StoreError::Sql(_))) => {
                tracing::warn!(%error, "the search index is made again");
                self.rebuild_index()?;
                self.searcher.search(search)
            }
            done => done,
        }
    }

    /// What the search calls these, in the order asked: cheaper than reading them.
    ///
    /// # Errors
    /// `Damaged` when one of them cannot be found, or its title is not what was stored.
    pub fn search_titles(&self, kind: SearchKind, ids: &[&str]) -> Result<Vec<String>, StoreError> {
        let title = |db: &Connection, id: &str| Ok(index::shown(db, kind, id)?.title);
        self.db.read(|db| ids.iter().map(|id| title(db, id)).collect())
    }

    /// Makes the search index anew from the records that are sound.
    fn rebuild_index(&self) -> Result<(), StoreError> {
        self.db.write(|tx| {
            let documents = documents::of(&record::sound(tx)?);
            index::rebuild(tx, &index::Made::of(documents))
        })
    }
}
