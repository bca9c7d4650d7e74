//! Opening what the person keeps, and saving it from a damaged file.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::{PersonalDb, backup};
use crate::StoreError;
use crate::db::Db;
use crate::file::{self, Identity};

const FILE: &str = "personal.db";

/// The personal file. The number spells "DSTP".
pub(super) const IDENTITY: Identity = Identity {
    what: "the file of what you keep",
    application_id: 0x4453_5450,
    version: 3,
    synchronous: "FULL",
    migrations,
};

const V1: &str = concat!(
    "PRAGMA application_id = 1146311760;\n",
    include_str!("sql/bookmark.sql"),
    include_str!("sql/setting.sql"),
);

const V2: &str = include_str!("sql/kept_offline.sql");

const V3: &str = include_str!("sql/opened.sql");

fn migrations() -> Migrations<'static> {
    Migrations::new(vec![M::up(V1), M::up(V2), M::up(V3)])
}

/// What opening had to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The day of the backup that took the place of a damaged or lost file, in UTC: "2026-11-22".
    pub restored_from: Option<String>,
    /// The file was damaged and there was no good backup: it starts empty. The damaged file is kept.
    pub started_empty_after_damage: bool,
}

impl PersonalDb {
    /// Opens or creates `personal.db` in `dir`, which is created when it is not there.
    ///
    /// A damaged file is renamed to `personal.damaged-<n>.db`, with the first number that is free, and kept; the newest
    /// good backup takes its place. So it does when the file is gone or empty.
    ///
    /// # Errors
    /// `TooNew` when a newer version of Doorstep wrote the file; `Busy`, `ReadOnly`, `Full` or `Io` when the device does
    /// not allow it. The file is left as it is then.
    pub fn open(dir: &Path, now: DateTime<Utc>) -> Result<(Self, Opened), StoreError> {
        fs::create_dir_all(dir)?;
        let path = dir.join(FILE);
        let mut opened = Opened::default();
        let writer = if length(&path)? > 0 {
            whole(&path)
        } else if length(&file::beside(&path, "-wal"))? > 0 {
            // SQLite would delete a log without its file.
            Err(StoreError::damaged(IDENTITY.what))
        } else {
            opened.restored_from = backup::bring_back(dir, &path, now)?;
            whole(&path)
        };
        let writer = match writer {
            Err(error @ StoreError::Damaged { .. }) => {
                tracing::warn!(%error, "put aside");
                file::put_aside(&path, &free_name(dir)?)?;
                opened.restored_from = backup::bring_back(dir, &path, now)?;
                opened.started_empty_after_damage = opened.restored_from.is_none();
                whole(&path)?
            }
            other => other?,
        };
        file::keep_names(dir);
        let db = Db::new(&path, writer)?;
        let dir = dir.to_owned();
        Ok((Self { db, dir }, opened))
    }
}

/// Opens the file at `path`, checked as thoroughly as SQLite can: it is small.
fn whole(path: &Path) -> Result<Connection, StoreError> {
    let writer = file::open_writer(path, &IDENTITY)?;
    if is_whole(&writer)? {
        Ok(writer)
    } else {
        Err(StoreError::damaged(IDENTITY.what))
    }
}

/// SQLite's full check, indexes and all.
pub(super) fn is_whole(db: &Connection) -> Result<bool, StoreError> {
    let answer: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok(answer == "ok")
}

/// The file's length in bytes; 0 when it is not there.
fn length(path: &Path) -> Result<u64, StoreError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error.into()),
    }
}

fn free_name(dir: &Path) -> Result<PathBuf, StoreError> {
    let mut names = (1..).map(|n: u32| dir.join(format!("personal.damaged-{n}.db")));
    names
        .find(|name| !name.exists() && !file::beside(name, "-wal").exists())
        .ok_or_else(|| StoreError::damaged(IDENTITY.what))
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
