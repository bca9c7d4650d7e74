//! `personal.db`: what the person keeps. Precious: nothing that can be read is ever removed unless they ask for it.

mod backup;
mod damaged;
mod erase;
mod files;
mod order;
mod read;
mod schema;
mod traces;
mod write;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::StoreError;
use crate::db::Db;
use crate::{file, private};
pub(crate) use erase::erase;
use schema::IDENTITY;

/// What the person keeps. It is read once, and each change to it is written: a change is on the disk when
/// [`PersonalDb::write`] returns.
pub struct PersonalDb {
    db: Db,
    dir: PathBuf,
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
    /// A damaged file is renamed to `personal.damaged-<n>.db`, with the first number that is free, and kept for 30
    /// days; the newest good backup takes its place. So it does when the file is gone or empty.
    ///
    /// # Errors `TooNew` when a newer version of Doorstep wrote the file; `Busy`, `ReadOnly`, `Full` or `Io` when the
    /// device does not allow it. The file is left as it is then.
    pub fn open(dir: &Path, now: DateTime<Utc>) -> Result<(Self, Opened), StoreError> {
        open(dir, now).map_err(|error| error.of(IDENTITY.what))
    }

    /// Makes today's backup, `backups/personal-YYYY-MM-DD.db` (the day in UTC), and answers its path; `None` when today
    /// has a good one already. The newest seven are kept, and the file itself is whole without its log then. What was
    /// put aside as damaged more than 30 days ago goes.
    ///
    /// It is made under another name and takes its own only once it has been checked, so that a bad one never takes the
    /// place of a good one.
    ///
    /// # Errors
    /// `Damaged` when what is to be backed up is; older backups are left alone then.
    pub fn backup(&self, now: DateTime<Utc>) -> Result<Option<PathBuf>, StoreError> {
        let made = backup::make(&self.db, &self.dir, now).map_err(|error| error.of(IDENTITY.what))?;
        if made.is_some() {
            self.db.fold();
        }
        if let Err(error) = damaged::drop_old(&self.dir, now) {
            tracing::warn!(%error, "an old damaged file is still there");
        }
        Ok(made)
    }

    /// Folds what was written into the file itself, before the program ends. Whether the file alone is whole now.
    pub fn close(&self) -> bool {
        self.db.fold()
    }
}

fn open(dir: &Path, now: DateTime<Utc>) -> Result<(PersonalDb, Opened), StoreError> {
    private::folder(dir)?;
    let path = files::in_use(dir);
    let mut opened = Opened::default();
    let db = if length(&path)? > 0 {
        Db::open(&path, &IDENTITY)
    } else if length(&file::beside(&path, "-wal"))? > 0 {
        // SQLite would delete a log without its file.
        Err(StoreError::Damaged { what: IDENTITY.what })
    } else {
        opened.restored_from = backup::bring_back(dir, &path, now)?;
        Db::open(&path, &IDENTITY)
    };
    let db = match db {
        Err(error @ StoreError::Damaged { .. }) => {
            tracing::warn!(%error, "put aside");
            damaged::put_aside(dir, now)?;
            opened.restored_from = backup::bring_back(dir, &path, now)?;
            opened.started_empty_after_damage = opened.restored_from.is_none();
            Db::open(&path, &IDENTITY)?
        }
        other => other?,
    };
    file::keep_names(dir);
    let dir = dir.to_owned();
    Ok((PersonalDb { db, dir }, opened))
}

/// The file's length in bytes; 0 when it is not there.
fn length(path: &Path) -> Result<u64, StoreError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error.into()),
    }
}
