//! Erasing what the person keeps, for a device that is handed on. It ends, whatever comes in between: a mark says that it
//! has begun, and the next start goes on.

use std::fs;
use std::path::Path;

use crate::{DocumentFolder, StoreError, file, personal_db, private};

/// There from the first step to the last.
const MARK: &str = "personal.erasing";

/// Erases what the person keeps in `dir`: `personal.db`, which nobody may have open, with its copies, and the documents.
/// The catalogue stays.
///
/// # Errors
/// When something cannot be removed. [`go_on_erasing`] goes on then.
pub fn erase(dir: &Path) -> Result<(), StoreError> {
    // A full device has no room for the mark: there, too, removing goes on as far as it comes.
    if let Err(error) = private::write(&dir.join(MARK), b"") {
        tracing::warn!(%error, "should this be cut off, nothing says that it was begun");
    }
    file::keep_names(dir);
    tracing::debug!("erasing has begun");
    all(dir)
}

/// Goes on where erasing was begun in `dir` and has not ended. Called before anything in it is opened.
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
