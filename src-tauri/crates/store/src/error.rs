//! What can go wrong in the store, and the one place where SQLite's codes become that.

use catalogue::refresh::Trouble;
use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the store could not do as asked. A record that is not there is no error: it is `None`.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file, or a part of it, is not as it was written.
    #[error("{what} is damaged")]
    Damaged {
        /// The damaged part, in words.
        what: String,
    },
    /// One record's text is not what was stored. The text is never returned.
    #[error("the record {id} in {collection} is damaged")]
    DamagedRecord {
        /// Its collection.
        collection: String,
        /// Its id.
        id: String,
    },
    /// A whole record that this version cannot read as the type asked for.
    #[error("the record {id} in {collection} is not of a shape this version reads")]
    Unreadable {
        /// Its collection.
        collection: String,
        /// Its id.
        id: String,
        /// What did not fit.
        source: serde_json::Error,
    },
    /// The edition cannot be stored as it is.
    #[error("the edition cannot be stored: {0}")]
    BadEdition(String),
    /// A newer version of Doorstep wrote this file.
    #[error("{what} was written by a newer version of Doorstep")]
    TooNew {
        /// The file, in words.
        what: String,
    },
    /// A file to import is not one of ours; the sentence says where.
    #[error("{0}")]
    BadImport(String),
    /// A newer search was started.
    #[error("a newer search took this one's place")]
    Superseded,
    /// No room left on the device.
    #[error("there is no room left on this device")]
    Full,
    /// The folder or the file may not be written.
    #[error("the data folder cannot be written to")]
    ReadOnly,
    /// Another program holds the file for longer than the busy timeout.
    #[error("another program is using the data file")]
    Busy,
    /// A value could not be written as JSON.
    #[error("the value cannot be stored: {0}")]
    Json(#[from] serde_json::Error),
    /// Reading or writing failed below SQLite.
    #[error("the device could not read or write: {0}")]
    Io(#[source] std::io::Error),
    /// Reading or writing failed in SQLite, with nothing to be done about it here.
    #[error("the database failed: {0}")]
    Sql(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let Some(code) = error.sqlite_error_code() else {
            return StoreError::Sql(error);
        };
        match code {
            ErrorCode::DatabaseCorrupt => StoreError::Damaged {
                what: "the database".into(),
            },
            ErrorCode::NotADatabase => StoreError::Damaged {
                what: "the database file".into(),
            },
            ErrorCode::DiskFull => StoreError::Full,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => StoreError::Io(std::io::Error::other(error)),
            _ => StoreError::Sql(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
            _ => StoreError::Io(error),
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
    /// A part found damaged by us.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        StoreError::Damaged { what: what.into() }
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
        assert!(matches!(of(ffi::SQLITE_IOERR_WRITE), StoreError::Io(_)));
        assert!(matches!(of(ffi::SQLITE_CANTOPEN), StoreError::Io(_)));
        assert!(matches!(of(ffi::SQLITE_CORRUPT_VTAB), StoreError::Damaged { .. }));
        assert!(matches!(of(ffi::SQLITE_NOTADB), StoreError::Damaged { .. }));
        assert!(matches!(of(ffi::SQLITE_CONSTRAINT), StoreError::Sql(_)));
    }
}
