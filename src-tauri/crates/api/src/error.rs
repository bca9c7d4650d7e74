//! What a screen is told when something fails: what happened, what still works, what to do next.

use serde::Serialize;
use store::StoreError;
use ts_rs::TS;

/// An error as a screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// What a screen acts on.
    pub code: ErrorCode,
    /// What the person reads.
    pub message: String,
}

/// What a screen acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// No record of that id: offer search and the list.
    NotFound,
    /// The request makes no sense: a bug of ours or a bad file of theirs.
    BadRequest,
    /// A newer search has taken this one's place: nothing to show.
    Superseded,
    /// The device could not read or write.
    Storage,
    /// No program on this device answers to it (telephone, browser): offer to copy.
    NoHandler,
}

impl ApiError {
    /// Nothing of that id in this edition.
    pub fn not_found(what: &str) -> Self {
        Self {
            code: ErrorCode::NotFound,
            message: format!("This edition has no {what} of that name. Search for it, or go back to the list."),
        }
    }

    /// A request or file that cannot be used; `message` says what is wrong and what to do.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self {
            code: ErrorCode::BadRequest,
            message: message.into(),
        }
    }

    /// No program on this device takes it.
    pub fn no_handler(message: impl Into<String>) -> Self {
        Self {
            code: ErrorCode::NoHandler,
            message: message.into(),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let message = match &error {
            StoreError::Superseded => {
                return Self {
                    code: ErrorCode::Superseded,
                    message: "A newer search has taken its place.".into(),
                };
            }
            StoreError::BadImport(why) => return Self::bad_request(why),
            StoreError::Full => {
                "This device's storage is full, so the change was not kept. Everything you had is still there, and \
                 reading works. Free some space and try again."
            }
            StoreError::ReadOnly => {
                "This device does not let Doorstep write to its folder, so the change was not kept. Reading works. Ask \
                 whoever looks after the device."
            }
            _ => {
                "Doorstep could not read what is stored on this device. In an emergency ring 999. Close Doorstep and \
                 open it again: it repairs its catalogue as it starts, and what you keep is backed up."
            }
        };
        // The cause goes to the log, never to the screen: it names files and SQL.
        tracing::warn!(%error, "the store failed");
        Self {
            code: ErrorCode::Storage,
            message: message.into(),
        }
    }
}
