//! Traces of searches: what was opened from them, and the last that led somewhere. Not precious, and private: they are in
//! no backup and in no export, and what is forgotten is overwritten, also in files that were put aside as damaged.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::{StoreError, file};

const TABLES: [&str; 2] = ["opened", "recent_search"];

/// Deletes all traces.
pub(super) fn forget(db: &Connection) -> Result<(), StoreError> {
    for table in TABLES {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

/// The name of the `n`th damaged file that was put aside.
pub(super) fn aside(n: u32) -> String {
    format!("personal.damaged-{n}.db")
}

/// Deletes all traces from the files in `dir` that were put aside as damaged. One that is too damaged for that is removed:
/// what a person wants forgotten is not to be left for whoever can read a broken file.
pub(super) fn forget_aside(dir: &Path) {
    let names = fs::read_dir(dir).into_iter().flatten().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    // Of some only the log is there.
    let all: BTreeSet<u32> = names.filter_map(|name| number(name.trim_end_matches("-wal"))).collect();
    for n in all {
        let path = dir.join(aside(n));
        if let Err(error) = forget_in(&path) {
            tracing::warn!(%error, n, "a damaged file that cannot be cleaned of searches is removed");
            if let Err(error) = remove(&path) {
                tracing::warn!(%error, n, "it is still there");
            }
        }
    }
}

/// Which damaged file has that name.
fn number(name: &str) -> Option<u32> {
    let n = name
        .strip_prefix("personal.damaged-")?
        .strip_suffix(".db")?
        .parse()
        .ok()?;
    (aside(n) == name).then_some(n)
}

/// Removes the database at `path`, with all that lies beside it.
pub(super) fn remove(path: &Path) -> Result<(), StoreError> {
    for suffix in ["-journal", "-wal", "-shm", ""] {
        file::absent_is_fine(fs::remove_file(file::beside(path, suffix)))?;
    }
    Ok(())
}

fn forget_in(path: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.pragma_update(None, "secure_delete", true)?;
    forget(&db)?;
    // Without a log, in which they would still stand.
    db.pragma_update(None, "journal_mode", "DELETE")?;
    db.close().map_err(|(_, error)| error)?;
    Ok(())
}
