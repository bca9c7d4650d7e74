//! What Doorstep writes can be read by the person alone: folders 0700 and files 0600, whatever the umask. Windows and
//! the phones give every app or account such a place by themselves.
//!
//! The umask is not set for the whole program: programs that it starts would inherit it, and files that the person
//! saves from there to a shared folder would be closed to others.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{Result, Write};
use std::path::Path;

/// Makes a folder, and those above it that are not there.
///
/// # Errors
/// What the device says against it.
pub fn folder(path: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// To open files with. What they make is the person's alone.
pub fn options() -> OpenOptions {
    #[cfg(not(unix))]
    return File::options();
    #[cfg(unix)]
    {
        let mut options = File::options();
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
    }
}

/// Writes a file, in the place of what was there.
///
/// # Errors
/// What the device says against it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = options().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)
}

/// Closes to others what an earlier version let them read in the data folder `dir`. `own`: all of it is ours, and so is
/// the folder itself. In a folder that somebody chose, only our databases and their copies are changed.
pub fn repair(dir: &Path, own: bool) {
    let repaired = match own {
        true if is_private(dir) => Ok(()),
        // The folder last: until then the files were readable.
        true => all_in(dir).and_then(|()| close(dir)),
        false => ours_in(dir, &["personal.", "catalogue.db"])
            .and_then(|()| ours_in(&dir.join("backups"), &["personal-", "unfinished.db"])),
    };
    if let Err(error) = repaired {
        tracing::warn!(%error, "others may be able to read the data folder");
    }
}

#[cfg(unix)]
fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    // A folder that is not there is made as it should be.
    fs::symlink_metadata(path).map_or(true, |metadata| metadata.permissions().mode() & 0o077 == 0)
}

#[cfg(not(unix))]
fn is_private(_path: &Path) -> bool {
    true
}

#[cfg(unix)]
fn close(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = fs::symlink_metadata(path)?;
    let mode = match metadata.file_type() {
        kind if kind.is_dir() => 0o700,
        kind if kind.is_file() => 0o600,
        // What is behind a link is not ours.
        _ => return Ok(()),
    };
    match is_private(path) {
        true => Ok(()),
        false => fs::set_permissions(path, fs::Permissions::from_mode(mode)),
    }
}

#[cfg(not(unix))]
fn close(_path: &Path) -> Result<()> {
    Ok(())
}

fn all_in(dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            all_in(&entry.path())?;
        }
        close(&entry.path())?;
    }
    Ok(())
}

/// The files in `dir`, where it is there, whose names begin as ours do.
fn ours_in(dir: &Path, begin: &[&str]) -> Result<()> {
    let Ok(entries) = fs::read_dir(dir) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let ours = begin.iter().any(|begin| name.to_string_lossy().starts_with(begin));
        if ours && entry.file_type()?.is_file() {
            close(&entry.path())?;
        }
    }
    Ok(())
}
