//! Traces of searches: what was opened from them, and the last that led somewhere. Not precious, and private: they are
//! in no backup and in no export, and what is forgotten is overwritten, also in files that were put aside as damaged.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::files;
use crate::StoreError;

const TABLES: [&str; 2] = ["opened", "recent_search"];

/// Deletes all traces. A file of an earlier version has no place for some.
pub(super) fn forget(db: &Connection) -> Result<(), StoreError> {
    for table in TABLES {
        let there = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        if db.query_row(there, [table], |row| row.get::<_, i64>(0))? > 0 {
            db.execute(&format!("DELETE FROM {table}"), [])?;
        }
    }
    Ok(())
}

/// Deletes all traces from every other file in `dir`: those put aside as damaged, and backups, should one hold any. One
/// too damaged for that is removed: what a person wants forgotten is not to be left for whoever can read a broken file.
pub(super) fn forget_elsewhere(dir: &Path) {
    let clean = || -> Result<(), StoreError> {
        // A backup that was interrupted before its searches were removed.
        files::remove(&files::unfinished_backup(dir))?;
        files::remove(&files::unfinished(dir))?;
        for (_, path) in files::backups(dir)? {
            forget_in(&path).or_else(|error| remove_unless_needed(&path, error, StoreError::is_damage))?;
        }
        for path in files::all_damaged(dir)? {
            forget_in(&path).or_else(|error| remove_unless_needed(&path, error, |_| true))?;
        }
        Ok(())
    };
    if let Err(error) = clean() {
        tracing::warn!(%error, "searches may still be in a copy");
    }
}

/// Removes a file that cannot be cleaned, where nothing is lost by it.
fn remove_unless_needed(path: &Path, error: StoreError, no_loss: fn(&StoreError) -> bool) -> Result<(), StoreError> {
    if !no_loss(&error) {
        return Err(error);
    }
    tracing::warn!(%error, "a copy that cannot be cleaned of searches is removed");
    files::remove(path)
}

fn forget_in(path: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.pragma_update(None, "secure_delete", true)?;
    forget(&db)?;
    // Without a log, which would still contain them.
    db.pragma_update(None, "journal_mode", "DELETE")?;
    db.close().map_err(|(_, error)| error)?;
    Ok(())
}
