//! A database file: opening it the same way every time, telling whose it is, putting it aside.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::Migrations;

use crate::StoreError;

/// How long a connection waits for another one's lock. Per connection: SQLite does not share it.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What makes a file one of ours.
pub(crate) struct Identity {
    /// What people call it: "the catalogue".
    pub what: &'static str,
    /// SQLite's `application_id`.
    pub application_id: i32,
    /// How many migrations there are: the newest `user_version` this version knows.
    pub version: i32,
    /// SQLite's `synchronous`: NORMAL for what can be fetched again, FULL for what cannot.
    pub synchronous: &'static str,
    /// How its schema comes about.
    pub migrations: fn() -> Migrations<'static>,
}

/// Opens or creates the file at `path` for writing, checks it and brings its schema up to date.
///
/// Fails with `Damaged` when it is no database of ours or its structure is broken, with `TooNew` when a newer version
/// of Doorstep wrote it. Nothing has been changed then.
pub(crate) fn open_writer(path: &Path, identity: &Identity) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    set_up(&connection)?;
    identify(&connection, identity)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", identity.synchronous)?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    // A large edition leaves a large log behind; this cuts it back after the next checkpoint.
    connection.pragma_update(None, "journal_size_limit", 1 << 20)?;
    migrate(&mut connection, identity)?;
    Ok(connection)
}

/// Opens the file at `path` for reading only.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    set_up(&connection)?;
    Ok(connection)
}

/// Brings the schema up to date.
pub(crate) fn migrate(connection: &mut Connection, identity: &Identity) -> Result<(), StoreError> {
    (identity.migrations)()
        .to_latest(connection)
        .map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => StoreError::damaged(format!("the schema of {} ({other})", identity.what)),
        })
}

/// Whether the file is ours and this version can read it. A file without content is: it is to be filled.
pub(crate) fn identify(connection: &Connection, identity: &Identity) -> Result<(), StoreError> {
    let application_id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let objects: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application_id == identity.application_id && version > identity.version {
        return Err(StoreError::TooNew {
            what: identity.what.into(),
        });
    }
    let ours = application_id == identity.application_id && version > 0;
    let fresh = application_id == 0 && version == 0 && objects == 0;
    if !ours && !fresh {
        return Err(StoreError::damaged(identity.what));
    }
    if !is_whole(connection)? {
        return Err(StoreError::damaged(identity.what));
    }
    Ok(())
}

/// Checks the file's structure, in time proportional to its size: tables, indexes and pages.
///
/// The full-text table of the catalogue's first two versions does not count: it goes with the next migration, whatever
/// its state.
pub(crate) fn is_whole(connection: &Connection) -> Result<bool, StoreError> {
    match quick_check(connection, "100") {
        // A full-text table that cannot even be opened keeps SQLite from checking anything: so the tables one by one.
        Err(error) if error.to_string().contains("fts5") => {
            let mut whole = true;
            for table in tables(connection)? {
                whole &= quick_check(connection, &format!("\"{table}\""))?;
            }
            Ok(whole)
        }
        done => Ok(done?),
    }
}

fn quick_check(connection: &Connection, of: &str) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare(&format!("PRAGMA quick_check({of})"))?;
    let mut rows = statement.query([])?;
    let mut whole = true;
    while let Some(row) = rows.next()? {
        let line = row.get_ref(0)?.as_bytes().unwrap_or_default();
        let line = String::from_utf8_lossy(line).to_lowercase();
        whole &= line == "ok" || line.contains("fts5");
    }
    Ok(whole)
}

fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Renames the database at `from` to `to`, with its log, replacing what was there. What is not there is no error.
pub(crate) fn put_aside(from: &Path, to: &Path) -> Result<(), StoreError> {
    // The file first: were this cut off, its log alone would be found next time, and not the file without its log.
    for suffix in ["", "-wal", "-shm"] {
        let (from, to) = (beside(from, suffix), beside(to, suffix));
        absent_is_fine(fs::remove_file(&to))?;
        absent_is_fine(fs::rename(&from, &to))?;
    }
    Ok(())
}

/// `path` with `suffix` added to its name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Takes "not found" for done.
pub(crate) fn absent_is_fine(result: std::io::Result<()>) -> std::io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Asks the device to keep the names in `dir` as they now are. Some systems cannot be asked; they need not be.
pub(crate) fn keep_names(dir: &Path) {
    if let Ok(dir) = fs::File::open(dir) {
        let _ = dir.sync_all();
    }
}

fn set_up(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // The log and its shared memory stay where they are: to make them anew takes room, and a full device could not open
    // the app.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}
