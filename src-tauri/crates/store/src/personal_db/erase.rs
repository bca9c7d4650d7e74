//! Removing all that the person kept.

use std::fs;
use std::path::Path;

use super::files;
use crate::StoreError;

/// Removes the file in use in `dir`, which must be closed, and every copy of it; if one cannot be removed, the others
/// still are. The file in use last: where there are copies, a lost one is restored.
pub(crate) fn erase(dir: &Path) -> Result<(), StoreError> {
    let backups = files::backups(dir)?.into_iter().map(|(_, path)| path);
    let unfinished = [files::unfinished_backup(dir), files::unfinished(dir)];
    let copies = backups.chain(files::all_damaged(dir)?).chain(unfinished);
    let mut erased = Ok(());
    for path in copies {
        erased = erased.and(files::remove(&path));
    }
    tracing::debug!("the copies of what was kept are erased");
    let erased = files::remove(&files::in_use(dir)).and(erased);
    // Where somebody keeps backups of their own in it, it stays.
    let _ = fs::remove_dir(dir.join(files::BACKUPS));
    tracing::debug!("what was kept is erased");
    erased
}
