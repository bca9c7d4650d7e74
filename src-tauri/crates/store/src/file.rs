//! A database file: opening it the same way every time, recognising whose it is, putting it aside.

use std::ffi::OsString;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::Migrations;

use crate::journal::Journal;
use crate::{StoreError, private};

/// How long a connection waits for another program's lock.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// The same while the app starts, and a person waits for the first screen.
const BUSY_AT_START: Duration = Duration::from_secs(1);

/// What marks a file as ours.
pub(crate) struct Identity {
    /// What people call it: "the catalogue".
    pub what: &'static str,
    /// SQLite's `application_id`.
    pub application_id: i32,
    /// How many migrations there are: the newest `user_version` this version knows.
    pub version: i32,
    /// SQLite's `synchronous`: NORMAL for what can be fetched again, FULL for what cannot.
    pub synchronous: &'static str,
    /// Whether what is deleted is overwritten.
    pub secure_delete: bool,
    /// Whether nothing is wrong with a file that would keep it from being used.
    pub is_whole: fn(&Connection) -> rusqlite::Result<bool>,
    /// How its schema comes about.
    pub migrations: fn() -> Migrations<'static>,
}

/// Opens or creates the file at `path`, checks it and brings its schema up to date. On a device that does not allow
/// that, a file with an older schema stays as it is and can be read.
///
/// Fails with `Damaged` when it is not our database or its structure is broken, with `TooNew` when a newer version of
/// Doorstep wrote it. Nothing has been changed then.
pub(crate) fn open(path: &Path, identity: &Identity) -> Result<Connection, StoreError> {
    let opened = open_as_it_is(path, identity).map_err(|error| match error {
        // SQLite does not say why it cannot open a file or its log; the system does.
        StoreError::Io { .. } => {
            let try_to_open = |path: &Path| private::options().append(true).create(true).open(path);
            let tried = try_to_open(path).and_then(|_| try_to_open(&beside(path, "-wal")));
            tried.map_or_else(StoreError::from, |_| error)
        }
        other => other,
    });
    opened.map_err(|error| error.of(identity.what))
}

fn open_as_it_is(path: &Path, identity: &Identity) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if is_of_another_format(path) {
        return Err(StoreError::Damaged { what: identity.what });
    }
    // SQLite makes its other files as this one is. Where it cannot be made, SQLite says why.
    let _ = private::options().append(true).create(true).open(path);
    let mut connection = Connection::open_with_flags(path, flags)?;
    let journal = Journal::of(path.parent().unwrap_or(path));
    set_up(&connection, identity)?;
    journal.prepare(&connection)?;
    identify(&connection, identity)?;
    journal.begin(&connection)?;
    let older = version(&connection)? > 0;
    match migrate(&mut connection, identity) {
        Err(error) if older && !error.is_damage() => {
            tracing::warn!(what = identity.what, %error, "not migrated: the older schema stays");
        }
        migrated => migrated?,
    }
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

/// Whether the file's header names a format that SQLite does not write. Of a newer one it only reads, so that a single
/// wrong bit would make a file read-only for good.
fn is_of_another_format(path: &Path) -> bool {
    let mut header = [0; 20];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
    read.is_ok() && header.starts_with(b"SQLite format 3\0") && header[18..].iter().any(|format| *format > 2)
}

/// Brings the schema up to date.
pub(crate) fn migrate(connection: &mut Connection, identity: &Identity) -> Result<(), StoreError> {
    if version(connection)? == identity.version {
        return Ok(());
    }
    let migrated = (identity.migrations)().to_latest(connection);
    migrated.map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => {
            tracing::warn!(what = identity.what, error = %other, "the schema cannot be migrated");
            StoreError::Damaged { what: identity.what }
        }
    })
}

/// The schema's version: 0 where there is none.
pub(crate) fn version(connection: &Connection) -> Result<i32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Whether the file is ours and this version can read it. A file without content is: it is to be filled.
pub(crate) fn identify(connection: &Connection, identity: &Identity) -> Result<(), StoreError> {
    let application_id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version = version(connection)?;
    let objects: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application_id == identity.application_id && version > identity.version {
        return Err(StoreError::TooNew { what: identity.what });
    }
    let ours = application_id == identity.application_id && version > 0;
    let fresh = application_id == 0 && version == 0 && objects == 0;
    if (ours || fresh) && (identity.is_whole)(connection)? {
        Ok(())
    } else {
        Err(StoreError::Damaged { what: identity.what })
    }
}

/// Renames the database at `from` to `to`, with its log, replacing what was there. A missing file is not an error.
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

fn set_up(connection: &Connection, identity: &Identity) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY_AT_START)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // The log and its shared memory stay where they are: recreating them takes space, and on a full device the app
    // could not open.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "synchronous", identity.synchronous)?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    // A large edition leaves a large log behind; this cuts it back after the next checkpoint.
    connection.pragma_update(None, "journal_size_limit", 1 << 20)?;
    connection.pragma_update(None, "secure_delete", identity.secure_delete)?;
    Ok(())
}
