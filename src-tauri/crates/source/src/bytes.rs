//! A file's text: bounded, and really text.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, place};

/// The largest file that is read, in bytes. The whole catalogue is a tenth of it.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// The text of the file at `path`, without a byte-order mark.
pub(crate) fn read(path: &Path) -> Result<Arc<str>, Box<Diagnostic>> {
    let fault = |what: String, fix: &str| Box::new(Diagnostic::of_file(path, what, fix));
    let unreadable = |error: io::Error| {
        fault(
            format!("it cannot be read: {error}"),
            "check that you have permission \
        to read it",
        )
    };
    let too_large = || {
        fault(
            "it is larger than 4 MB".into(),
            "split it; documents themselves do not belong here",
        )
    };
    // Asked before it is opened: a pipe would wait for ever, and a huge file is not read to learn that it is huge.
    let about = path.metadata().map_err(unreadable)?;
    if !about.is_file() {
        return Err(fault("it is not a file".into(), "put the file itself here"));
    }
    if about.len() > MAX_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // It may have grown since.
    let limited = File::open(path).map(|file| file.take(MAX_BYTES + 1));
    limited
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Arc::from(text.strip_prefix('\u{feff}').unwrap_or(&text))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..at]).into_owned();
            let (line, column) = place(&before);
            let mut fault = fault(
                format!("byte {at} (line {line}) is not UTF-8"),
                "save the file as UTF-8, and type the letter there again",
            );
            (fault.line, fault.column) = (Some(line), Some(column));
            Err(fault)
        }
    }
}
