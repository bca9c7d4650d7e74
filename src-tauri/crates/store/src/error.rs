//! What can go wrong in the store, and the one place where SQLite's codes become that.

use catalogue::refresh::Trouble;
use rusqlite::ErrorCode;
use thiserror::Error;

/// What an error is about until a caller says it more exactly.
const A_FILE: &str = "a file of Doorstep's";

/// Why the store could not do as asked. Nothing has been changed then. `what` is the catalogue, what the person keeps,
/// or a document, in words.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file is not as it was written.
    #[error("{what} is damaged")]
    Damaged {
        /// Whose file it is.
        what: &'static str,
    },
    /// A newer version of Doorstep wrote the file.
    #[error("{what} was written by a newer version of Doorstep")]
    TooNew {
        /// Whose file it is.
        what: &'static str,
    },
    /// The edition cannot be stored as it is.
    #[error("the edition cannot be stored: {0}")]
    BadEdition(String),
    /// No room left on the device.
    #[error("there is no space left on this device")]
    Full,
    /// The folder or the file may not be written.
    #[error("the data folder cannot be written to")]
    ReadOnly,
    /// Another program locks the file for longer than the busy timeout.
    #[error("another program is using the data file")]
    Busy,
    /// A value could not be written as JSON.
    #[error("the value cannot be stored: {0}")]
    Json(#[from] serde_json::Error),
    /// Reading or writing failed below SQLite.
    #[error("{what}: the device could not read or write: {source}")]
    Io {
        /// Whose file it is.
        what: &'static str,
        /// What the system says.
        source: std::io::Error,
    },
    /// Reading or writing failed in SQLite, with nothing to be done about it here.
    #[error("{what}: the database failed: {source}")]
    Sql {
        /// Whose file it is.
        what: &'static str,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> Self {
        let what = A_FILE;
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged { what },
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => StoreError::Io {
                what,
                source: std::io::Error::other(source),
            },
            _ => StoreError::Sql { what, source },
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
            _ => StoreError::Io { what: A_FILE, source },
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Trouble::Full,
            StoreError::ReadOnly => Trouble::ReadOnly,
            other => Trouble::NotStored { why: other.to_string() },
        }
    }
}

impl StoreError {
    /// The same, saying whose file it is.
    pub(crate) fn of(mut self, whose: &'static str) -> Self {
        if let Self::Damaged { what } | Self::TooNew { what } | Self::Io { what, .. } | Self::Sql { what, .. } =
            &mut self
        {
            *what = whose;
        }
        self
    }

    /// Whether the file is at fault, and not the device.
    pub(crate) fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::Sql { .. })
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn sqlites_codes_become_what_a_person_can_act_on() {
        let of = |code| StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        assert!(matches!(of(ffi::SQLITE_FULL), StoreError::Full));
        assert!(matches!(of(ffi::SQLITE_READONLY_DIRECTORY), StoreError::ReadOnly));
        assert!(matches!(of(ffi::SQLITE_BUSY_SNAPSHOT), StoreError::Busy));
        assert!(matches!(of(ffi::SQLITE_IOERR_WRITE), StoreError::Io { .. }));
        assert!(matches!(of(ffi::SQLITE_CANTOPEN), StoreError::Io { .. }));
        assert!(matches!(of(ffi::SQLITE_CORRUPT_VTAB), StoreError::Damaged { .. }));
        assert!(matches!(of(ffi::SQLITE_NOTADB), StoreError::Damaged { .. }));
        assert!(matches!(of(ffi::SQLITE_CONSTRAINT), StoreError::Sql { .. }));
    }

    #[test]
    fn an_error_says_whose_file_it_is_about() {
        let codes = [ffi::SQLITE_CORRUPT, ffi::SQLITE_CANTOPEN, ffi::SQLITE_CONSTRAINT];
        for code in codes {
            let error = StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
            assert!(error.of("the catalogue").to_string().starts_with("the catalogue"));
        }
    }
}
