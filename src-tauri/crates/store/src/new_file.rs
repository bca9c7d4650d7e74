//! Files that the person asks for.

use std::fs::{self, File};
use std::io::{ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

use crate::{file, private};

/// Writes `bytes` into `folder` as "name.extension", or under the first such name with a number that no file has.
/// Answers where.
///
/// The file has its name once it is whole and on the disk; no other file is replaced.
///
/// # Errors
/// When it cannot be written; nothing is left behind then.
pub fn new_file(folder: &Path, name: &str, extension: &str, bytes: &[u8]) -> Result<PathBuf> {
    for number in 1..100 {
        let path = folder.join(match number {
            1 => format!("{name}.{extension}"),
            _ => format!("{name}-{number}.{extension}"),
        });
        match write(&path, bytes) {
            Ok(()) => {
                file::keep_names(folder);
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if path.try_exists()? {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let part = file::beside(path, ".part");
    let mut unfinished = create_new(&part)?;
    let written = unfinished.write_all(bytes).and_then(|()| unfinished.sync_all());
    drop(unfinished);
    let named = written.and_then(|()| give_name(&part, path));
    if named.is_err() {
        // What is left of it is useless.
        let _ = fs::remove_file(&part);
    }
    named
}

/// Renames `part`, when no file is called `path` yet.
fn give_name(part: &Path, path: &Path) -> Result<()> {
    // Renaming replaces what is there: so the name is first taken by an empty file, which may be replaced.
    create_new(path)?;
    fs::rename(part, path).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

fn create_new(path: &Path) -> Result<File> {
    private::options().write(true).create_new(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn no_other_files_place_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("saved.json"), "mine").unwrap();
        fs::write(dir.path().join("saved-2.json.part"), "somebody's").unwrap();
        let path = new_file(dir.path(), "saved", "json", b"all of it").unwrap();
        assert_eq!(path, dir.path().join("saved-3.json"));
        assert_eq!(fs::read(&path).unwrap(), b"all of it");
        assert_eq!(names(dir.path()), ["saved-2.json.part", "saved-3.json", "saved.json"]);
        assert_eq!(fs::read(dir.path().join("saved.json")).unwrap(), b"mine");
    }

    /// B24: half a file looks like a backup.
    #[test]
    fn nothing_is_left_behind_where_it_cannot_be_written() {
        let dir = tempfile::tempdir().unwrap();
        assert!(new_file(&dir.path().join("nowhere"), "saved", "json", b"x").is_err());
        let path = dir.path().join("saved.json");
        let part = file::beside(&path, ".part");
        fs::write(&part, "half").unwrap();
        // Another program takes the name first.
        fs::write(&path, "theirs").unwrap();
        assert_eq!(give_name(&part, &path).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        // And the part is gone when it is to get its name.
        fs::remove_file(&part).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(give_name(&part, &path).is_err());
        assert_eq!(names(dir.path()), [""; 0]);
    }
}
