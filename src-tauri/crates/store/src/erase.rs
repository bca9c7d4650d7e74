//! Erasing what the person keeps, for a device that is handed on. It is always completed: a mark says that it has
//! begun, and the next start continues it.

use std::fs;
use std::path::Path;

use crate::{DocumentFolder, StoreError, file, personal_db, private};

/// There from the first step to the last.
const MARK: &str = "personal.erasing";

/// Erases what the person keeps in `dir`: `personal.db`, which must be closed, with its copies, and the documents. The
/// catalogue stays.
///
/// # Errors
/// When something cannot be removed. [`go_on_erasing`] goes on then.
pub fn erase(dir: &Path) -> Result<(), StoreError> {
    // A full device has no room for the mark: there, too, as much as possible is removed.
    if let Err(error) = private::write(&dir.join(MARK), b"") {
        tracing::warn!(%error, "the mark that erasing has begun could not be written");
    }
    file::keep_names(dir);
    tracing::debug!("erasing has begun");
    all(dir)
}

/// Continues an erasure that was begun in `dir` and not completed. Called before anything in it is opened.
///
/// # Errors
/// As for [`erase`].
pub fn go_on_erasing(dir: &Path) -> Result<(), StoreError> {
    match dir.join(MARK).exists() {
        true => all(dir),
        false => Ok(()),
    }
}

fn all(dir: &Path) -> Result<(), StoreError> {
    let kept = personal_db::erase(dir);
    DocumentFolder::new(dir).erase().and(kept)?;
    file::keep_names(dir);
    file::absent_is_fine(fs::remove_file(dir.join(MARK)))?;
    tracing::debug!("erasing has ended");
    Ok(())
}
