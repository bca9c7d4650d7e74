//! Opening the catalogue.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::CatalogueDb;
use crate::StoreError;
use crate::db::Db;
use crate::file::{self, Identity};
use crate::search::Searcher;

const FILE: &str = "catalogue.db";

/// The catalogue's file. The number spells "DSTC".
pub(super) const IDENTITY: Identity = Identity {
    what: "the catalogue",
    application_id: 0x4453_5443,
    version: 3,
    synchronous: "NORMAL",
    migrations,
};

const V1: &str = concat!(
    "PRAGMA application_id = 1146311747;\n",
    include_str!("sql/meta.sql"),
    include_str!("sql/record.sql"),
    include_str!("sql/entry.sql"),
    include_str!("sql/search_v1.sql"),
);

const V2: &str = include_str!("sql/v2.sql");

const V3: &str = include_str!("sql/v3.sql");

fn migrations() -> Migrations<'static> {
    Migrations::new(vec![M::up(V1), M::up(V2), M::up(V3)])
}

impl CatalogueDb {
    /// Opens or creates `catalogue.db` in `dir`, which is created when it is not there.
    ///
    /// A file that is no database of ours, is damaged in its structure or was written by a newer version is renamed to
    /// `catalogue.db.damaged` (the last such file is kept) and a new, empty one is made: the second answer is then
    /// `true`. A search index that is damaged, or that another version of this program made, is made again in place.
    ///
    /// # Errors
    /// `Busy`, `ReadOnly`, `Full` or `Io` when the device does not allow it; nothing is put aside then.
    pub fn open(dir: &Path) -> Result<(Self, bool), StoreError> {
        fs::create_dir_all(dir)?;
        let path = dir.join(FILE);
        let (writer, rebuilt) = match writer(&path) {
            Ok(writer) => (writer, false),
            Err(error @ (StoreError::Damaged { .. } | StoreError::TooNew { .. } | StoreError::Sql(_))) => {
                tracing::warn!(%error, "the catalogue is put aside and started anew");
                file::put_aside(&path, &file::beside(&path, ".damaged"))?;
                (writer(&path)?, true)
            }
            Err(error) => return Err(error),
        };
        let db = Db::new(&path, writer)?;
        let searcher = Searcher::new(file::open_reader(&path)?);
        let catalogue = Self { path, searcher, db };
        catalogue.prepare_search();
        Ok((catalogue, rebuilt))
    }

    /// Reads the search index into memory, and makes it again when it cannot be used.
    fn prepare_search(&self) {
        if let Err(error) = self.searcher.prepare() {
            tracing::info!(%error, "the search index is made again");
            let made = self.rebuild_index().and_then(|()| self.searcher.prepare());
            // Everything but the search still works, and restoring goes deeper.
            if let Err(error) = made {
                tracing::warn!(%error, "the search index cannot be made");
            }
        }
    }
}

/// SQLite's own checks take a schema at its word: a column whose name has a flipped letter is a column of that name.
fn writer(path: &Path) -> Result<Connection, StoreError> {
    let writer = file::open_writer(path, &IDENTITY)?;
    let mut fresh = Connection::open_in_memory()?;
    file::migrate(&mut fresh, &IDENTITY)?;
    if schema(&writer)? == schema(&fresh)? {
        Ok(writer)
    } else {
        Err(StoreError::damaged(IDENTITY.what))
    }
}

/// Everything there is, by name, as it was declared.
fn schema(db: &Connection) -> Result<Vec<(String, Option<String>)>, StoreError> {
    let mut all = db.prepare("SELECT name, sql FROM sqlite_schema ORDER BY type, name")?;
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_the_one_the_version_names() {
        assert_eq!(migrations().validate(), Ok(()));
        let mut connection = Connection::open_in_memory().unwrap();
        file::migrate(&mut connection, &IDENTITY).unwrap();
        assert!(file::identify(&connection, &IDENTITY).is_ok());
    }
}
