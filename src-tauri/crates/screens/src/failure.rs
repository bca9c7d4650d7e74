//! What a screen shows when something fails: what happened, what still works, what to do next.

use serde::Serialize;
use ts_rs::TS;

/// A failure as a screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
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
    /// The request makes no sense: a bug in the window, or a bad file.
    BadRequest,
    /// A newer search has taken this one's place: nothing to show.
    Superseded,
    /// The device could not read or write.
    Storage,
    /// No program on this device answers to it (telephone, browser): offer to copy.
    NoHandler,
}

/// The catalogue has nothing of that kind and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFound(pub &'static str);

impl From<NotFound> for Failure {
    fn from(NotFound(what): NotFound) -> Self {
        Self {
            code: ErrorCode::NotFound,
            message: format!(
                "This {what} is not in the catalogue on this device. Search for it, or go back to the list."
            ),
        }
    }
}

impl Failure {
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

    /// The device could not read or write.
    pub fn storage(message: impl Into<String>) -> Self {
        Self {
            code: ErrorCode::Storage,
            message: message.into(),
        }
    }

    /// A newer search began.
    pub fn superseded() -> Self {
        Self {
            code: ErrorCode::Superseded,
            message: "A newer search has taken its place.".into(),
        }
    }
}
