//! Backups: one a day, beside the file, each checked before it counts.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::schema::IDENTITY;
use super::{files, traces};
use crate::db::Db;
use crate::{StoreError, file, private};

/// How many days are kept.
const KEPT: usize = 7;

/// Makes the backup of the day of `now` in `dir`. Answers its path; `None` when the day has a good one.
pub(super) fn make(db: &Db, dir: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>, StoreError> {
    let path = files::backup(dir, now.date_naive());
    if is_good(&path) {
        return Ok(None);
    }
    private::folder(&dir.join(files::BACKUPS))?;
    let unfinished = files::unfinished_backup(dir);
    files::remove(&unfinished)?;
    db.read(|db| copy(db, &unfinished))?;
    if !is_good(&unfinished) {
        return Err(StoreError::Damaged { what: IDENTITY.what });
    }
    install(&unfinished, &path)?;
    for (_, old) in newest_first(dir, now)?.into_iter().skip(KEPT) {
        files::remove(&old)?;
    }
    Ok(Some(path))
}

/// Copies the newest good backup to `path`, which must not exist. Answers its day.
pub(super) fn bring_back(dir: &Path, path: &Path, now: DateTime<Utc>) -> Result<Option<String>, StoreError> {
    let backups = newest_first(dir, now)?;
    let Some((day, good)) = backups.into_iter().find(|(_, path)| is_good(path)) else {
        return Ok(None);
    };
    let unfinished = files::unfinished(dir);
    fs::copy(&good, &unfinished)?;
    // A log without its file would be taken for this one's.
    for log in ["-wal", "-shm"] {
        file::absent_is_fine(fs::remove_file(file::beside(path, log)))?;
    }
    install(&unfinished, path)?;
    Ok(Some(day.to_string()))
}

/// The backups in `dir`, newest first. Those of a day that has not come yet are from a wrong clock, and come last.
fn newest_first(dir: &Path, now: DateTime<Utc>) -> Result<Vec<(NaiveDate, PathBuf)>, StoreError> {
    let mut backups = files::backups(dir)?;
    let today = now.date_naive();
    backups.sort_by_key(|(day, _)| (*day > today, std::cmp::Reverse(*day)));
    Ok(backups)
}

fn copy(from: &Connection, to: &Path) -> Result<(), StoreError> {
    private::write(to, b"")?;
    let mut into = Connection::open(to)?;
    into.pragma_update(None, "secure_delete", true)?;
    // The reading transaction sees one state, so nothing changes under the copy and there is no need to pause.
    Backup::new(from, &mut into)?.run_to_completion(1024, Duration::ZERO, None)?;
    // What the person has erased must not be in a backup.
    traces::forget(&into)?;
    // One file, not a file and its log.
    into.pragma_update(None, "journal_mode", "DELETE")?;
    into.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Whether the backup at `path` can replace the original.
fn is_good(path: &Path) -> bool {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    path.is_file()
        && Connection::open_with_flags(path, flags).is_ok_and(|db| {
            file::version(&db).is_ok_and(|version| version > 0) && file::identify(&db, &IDENTITY).is_ok()
        })
}

/// Renames `unfinished`, once its bytes are on the disk.
fn install(unfinished: &Path, path: &Path) -> Result<(), StoreError> {
    File::options().write(true).open(unfinished)?.sync_all()?;
    fs::rename(unfinished, path)?;
    if let Some(dir) = path.parent() {
        file::keep_names(dir);
    }
    Ok(())
}
