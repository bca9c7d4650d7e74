//! What makes a file the catalogue's, and what is in it.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::StoreError;
use crate::file::{self, Identity};

/// The catalogue's file. The number spells "DSTC".
pub(super) const IDENTITY: Identity = Identity {
    what: "the catalogue",
    application_id: 0x4453_5443,
    version: 5,
    synchronous: "NORMAL",
    secure_delete: false,
    is_whole,
    migrations,
};

const V1: &str = concat!(
    "PRAGMA application_id = 1146311747;\n",
    include_str!("sql/meta.sql"),
    include_str!("sql/record.sql"),
);
const V2: &str = include_str!("sql/v2.sql");
/// The full-text table of the first two versions.
const V3: &str = "DROP TABLE IF EXISTS search;";
const V4: &str = include_str!("sql/v4.sql");
const V5: &str = include_str!("sql/v5.sql");

/// A file from an earlier version of Doorstep has tables that are no longer used: they are dropped at the end.
fn migrations() -> Migrations<'static> {
    Migrations::new([V1, V2, V3, V4, V5].map(M::up).to_vec())
}

/// Whether the file's schema is the one its version names. SQLite's own checks believe the schema: a column whose name
/// has a flipped letter is a column of that name. A database that could not be migrated is not read.
pub(super) fn is_ours(db: &Connection) -> Result<bool, StoreError> {
    if file::version(db)? != IDENTITY.version {
        return Ok(true);
    }
    let mut fresh = Connection::open_in_memory()?;
    file::migrate(&mut fresh, &IDENTITY)?;
    Ok(declared(db)? == declared(&fresh)?)
}

/// Everything there is, by name, as it was declared.
fn declared(db: &Connection) -> Result<Vec<(String, Option<String>)>, StoreError> {
    let mut all = db.prepare("SELECT name, sql FROM sqlite_schema ORDER BY type, name")?;
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Checks the file's structure, in time proportional to its size. Values of the wrong type are not a fault: readers
/// leave them out. Nor is the full-text table of the first two versions: the next migration drops it, whatever its
/// state.
fn is_whole(db: &Connection) -> rusqlite::Result<bool> {
    match quick_check(db, "10000") {
        // A full-text table that cannot even be opened keeps SQLite from checking anything: so the tables one by one.
        Err(error) if error.to_string().contains("fts5") => {
            let tables: Vec<String> = db
                .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let mut whole = true;
            for table in tables {
                whole &= quick_check(db, &format!("\"{table}\""))?;
            }
            Ok(whole)
        }
        done => done,
    }
}

fn quick_check(db: &Connection, of: &str) -> rusqlite::Result<bool> {
    let mut statement = db.prepare(&format!("PRAGMA quick_check({of})"))?;
    let mut rows = statement.query([])?;
    let mut whole = true;
    while let Some(row) = rows.next()? {
        let line = String::from_utf8_lossy(row.get_ref(0)?.as_bytes().unwrap_or_default()).to_lowercase();
        let harmless = ["value in", "check constraint failed", "fts5"];
        whole &= line == "ok" || harmless.iter().any(|words| line.contains(words));
    }
    Ok(whole)
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
