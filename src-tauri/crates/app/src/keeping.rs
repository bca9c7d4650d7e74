//! What the person keeps: a value in memory, and the file that each change is written to.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};
use personal::{Change, Personal};
use screens::Failure;
use store::{PersonalDb, StoreError};

use crate::trouble;

/// What the person keeps. Without a file, in memory alone.
pub(crate) struct Keeping {
    db: Option<PersonalDb>,
    now: ArcSwap<Personal>,
    /// Held by the one change that is being made.
    turn: Mutex<()>,
}

impl Keeping {
    /// Opens `personal.db` in `folder`. One that cannot be opened is left as it is, and said.
    pub(crate) fn open(folder: &Path, now: DateTime<Utc>) -> (Self, Vec<String>) {
        let mut notices = Vec::new();
        let opened = PersonalDb::open(folder, now).and_then(|(db, opened)| {
            let personal = db.read()?;
            Ok((db, opened, personal))
        });
        let (db, personal) = match opened {
            Ok((db, opened, personal)) => {
                if let Some(day) = opened.restored_from {
                    notices.push(format!(
                        "What you saved was damaged on this device. It has been restored from the copy of {day}."
                    ));
                }
                if opened.started_empty_after_damage {
                    notices.push(
                        "What you saved was damaged on this device and no good copy was found. The damaged file is still \
                         in Doorstep's folder."
                            .into(),
                    );
                }
                (Some(db), personal)
            }
            Err(error) => {
                tracing::warn!(%error, "what the person keeps cannot be opened");
                notices.push(trouble::personal_unavailable(&error));
                (None, Personal::default())
            }
        };
        let keeping = Self {
            db,
            now: ArcSwap::from_pointee(personal),
            turn: Mutex::new(()),
        };
        (keeping, notices)
    }

    /// What the person keeps, as it is now.
    pub(crate) fn now(&self) -> Arc<Personal> {
        self.now.load_full()
    }

    /// Makes a change out of what is kept now: nobody else changes it meanwhile. It is on the disk when this returns.
    pub(crate) fn change<T>(
        &self,
        make: impl FnOnce(&Personal) -> Result<(Option<Change>, T), Failure>,
    ) -> Result<T, Failure> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.now.load();
        let (change, answer) = make(&before)?;
        if let Some(change) = change {
            if let Some(db) = &self.db {
                db.write(&change).map_err(|error| trouble::not_kept(&error))?;
            }
            self.now.store(Arc::new(before.after(&change)));
        }
        Ok(answer)
    }

    /// Whether this is what the person keeps, and not an empty stand-in for a file that cannot be opened.
    pub(crate) fn is_known(&self) -> bool {
        self.db.is_some()
    }

    pub(crate) fn backup(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        match &self.db {
            Some(db) => db.backup(now).map(drop),
            None => Ok(()),
        }
    }

    pub(crate) fn close(&self) {
        if let Some(db) = &self.db {
            db.close();
        }
    }
}
