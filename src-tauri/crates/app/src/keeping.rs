//! What the person keeps: a value in memory, and the file that each change is written to.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};
use personal::{Change, Personal};
use screens::Failure;
use store::{PersonalDb, PersonalOpened, StoreError};

use crate::trouble;

/// What the person keeps. Without a file, in memory alone.
pub(crate) struct Keeping {
    /// Locked by the one change that is being made.
    db: Mutex<Option<PersonalDb>>,
    now: ArcSwap<Personal>,
    /// What opening it had to say.
    noticed: Vec<String>,
}

impl Keeping {
    /// Opens `personal.db` in `folder`. One that cannot be opened is left as it is, and said.
    pub(crate) fn open(folder: &Path, now: DateTime<Utc>) -> Self {
        let mut notices = Vec::new();
        let (db, personal) = match open(folder, now) {
            Ok((db, opened, personal)) => {
                if let Some(day) = opened.restored_from {
                    let day = day.parse().map_or(day, screens::words::date);
                    notices.push(format!(
                        "What you saved on this device was damaged. Doorstep has restored the backup copy of {day}. \
                         Anything you saved after that may be missing."
                    ));
                }
                if opened.started_empty_after_damage {
                    notices.push(
                        "What you saved on this device was damaged, and there is no backup copy. Everything else \
                         works. The damaged file is still in Doorstep's folder: your IT team may be able to repair it."
                            .into(),
                    );
                }
                (Some(db), personal)
            }
            Err(error) => {
                tracing::warn!(%error, "personal.db could not be opened");
                notices.push(trouble::personal_unavailable(&error));
                (None, Personal::default())
            }
        };
        Self {
            db: Mutex::new(db),
            now: ArcSwap::from_pointee(personal),
            noticed: notices,
        }
    }

    /// What opening it had to say to the person.
    pub(crate) fn noticed(&self) -> &[String] {
        &self.noticed
    }

    /// What the person keeps, as it is now.
    pub(crate) fn now(&self) -> Arc<Personal> {
        self.now.load_full()
    }

    /// Makes a change from the current state, which nothing else changes meanwhile. It is on the disk when this
    /// returns.
    pub(crate) fn change<T>(
        &self,
        make: impl FnOnce(&Personal) -> Result<(Option<Change>, T), Failure>,
    ) -> Result<T, Failure> {
        let db = self.lock();
        let before = self.now.load();
        let (change, answer) = make(&before)?;
        if let Some(change) = change {
            if let Some(db) = &*db {
                db.write(&change).map_err(|error| trouble::not_kept(&error))?;
            }
            self.now.store(Arc::new(before.after(&change)));
        }
        Ok(answer)
    }

    /// Erases what is kept in `folder`, and starts again.
    ///
    /// # Errors
    /// When something of it cannot be removed. What is left is kept then.
    pub(crate) fn erase(&self, folder: &Path, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut db = self.lock();
        // Closed first: not every system removes a file that is open.
        *db = None;
        let erased = store::erase(folder);
        let personal = match open(folder, now) {
            Ok((reopened, _, personal)) => {
                *db = Some(reopened);
                personal
            }
            Err(error) => {
                tracing::warn!(%error, "changes are kept in memory only from now on");
                Personal::default()
            }
        };
        self.now.store(Arc::new(personal));
        erased
    }

    /// Whether this is what the person keeps, and not an empty stand-in for a file that cannot be opened.
    pub(crate) fn is_known(&self) -> bool {
        self.lock().is_some()
    }

    pub(crate) fn backup(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        match &*self.lock() {
            Some(db) => db.backup(now).map(drop),
            None => Ok(()),
        }
    }

    pub(crate) fn close(&self) {
        if let Some(db) = &*self.lock() {
            db.close();
        }
    }

    /// Locks, even after a change that panicked: nothing of it was stored.
    fn lock(&self) -> MutexGuard<'_, Option<PersonalDb>> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(folder: &Path, now: DateTime<Utc>) -> Result<(PersonalDb, PersonalOpened, Personal), StoreError> {
    let (db, opened) = PersonalDb::open(folder, now)?;
    let personal = db.read()?;
    Ok((db, opened, personal))
}
