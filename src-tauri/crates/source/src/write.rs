//! Writing a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes `content` to `path`: first beside it, then by renaming, so that whoever reads `path` finds the old content or
/// the new one. What was there stays as it was when this fails.
///
/// # Errors
/// Whatever the file system refuses: a missing directory, a full disk, missing rights.
pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
        // Best effort: the error that matters is already on its way.
        let _ = fs::remove_file(&beside);
    })
}
