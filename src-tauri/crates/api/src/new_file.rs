//! Files that the person asks for.

use std::fs::File;
use std::io::{ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

/// Writes `text` into `folder` as "name.extension", or under the first such name with a number that no file has. Answers
/// where.
pub(crate) fn write(folder: &Path, name: &str, extension: &str, text: &str) -> Result<PathBuf> {
    for number in 1..100 {
        let path = folder.join(match number {
            1 => format!("{name}.{extension}"),
            _ => format!("{name}-{number}.{extension}"),
        });
        match File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes())) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}
