//! The files with what the person saved: the one in use, its backups, and those that were put aside as damaged. Each
//! may have a log beside it. What has another name is not ours.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::{StoreError, file};

/// The folder of the backups.
pub(super) const BACKUPS: &str = "backups";
const FILE: &str = "personal.db";
const UNFINISHED_BACKUP: &str = "unfinished.db";
/// What may be beside a database, and the database itself: last, so that it is still found while they are.
const BESIDE: [&str; 4] = ["-journal", "-wal", "-shm", ""];

/// The file in use in `dir`.
pub(super) fn in_use(dir: &Path) -> PathBuf {
    dir.join(FILE)
}

/// The file that will replace the one in use, while it is being written.
pub(super) fn unfinished(dir: &Path) -> PathBuf {
    file::beside(&in_use(dir), ".unfinished")
}

/// The backup of a day.
pub(super) fn backup(dir: &Path, day: NaiveDate) -> PathBuf {
    dir.join(BACKUPS).join(format!("personal-{day}.db"))
}

/// A backup while it is made.
pub(super) fn unfinished_backup(dir: &Path) -> PathBuf {
    dir.join(BACKUPS).join(UNFINISHED_BACKUP)
}

/// The `n`th damaged file.
pub(super) fn damaged(dir: &Path, n: u32) -> PathBuf {
    dir.join(format!("personal.damaged-{n}.db"))
}

/// All backups, by day, oldest first.
pub(super) fn backups(dir: &Path) -> Result<Vec<(NaiveDate, PathBuf)>, StoreError> {
    let day = |name: &str| name.strip_prefix("personal-")?.strip_suffix(".db")?.parse().ok();
    let days: BTreeSet<NaiveDate> = names(&dir.join(BACKUPS))?.iter().filter_map(|name| day(name)).collect();
    Ok(days.into_iter().map(|day| (day, backup(dir, day))).collect())
}

/// All damaged files. Of some only the log is there.
pub(super) fn all_damaged(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let number = |name: &str| -> Option<u32> {
        let name = BESIDE
            .iter()
            .find_map(|end| name.strip_suffix(end).filter(|name| name.ends_with(".db")))?;
        let n = name
            .strip_prefix("personal.damaged-")?
            .strip_suffix(".db")?
            .parse()
            .ok()?;
        (damaged(Path::new(""), n) == Path::new(name)).then_some(n)
    };
    let numbers: BTreeSet<u32> = names(dir)?.iter().filter_map(|name| number(name)).collect();
    Ok(numbers.into_iter().map(|n| damaged(dir, n)).collect())
}

/// The names in `dir`; none where it is not there.
fn names(dir: &Path) -> Result<Vec<String>, StoreError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry?.file_name().into_string());
    }
    Ok(names)
}

/// The database at `path` and everything that may be beside it.
pub(super) fn with_logs(path: &Path) -> impl Iterator<Item = PathBuf> {
    BESIDE.iter().map(move |suffix| file::beside(path, suffix))
}

/// Removes the database at `path`, with everything beside it.
pub(super) fn remove(path: &Path) -> Result<(), StoreError> {
    for path in with_logs(path) {
        file::absent_is_fine(fs::remove_file(path))?;
        tracing::trace!("a file is gone");
    }
    Ok(())
}
