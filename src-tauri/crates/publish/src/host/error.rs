//! Why a command for a host stops: a sentence for the person, and which exit code it is.

use std::fmt;

use source::Report;
use thiserror::Error;

/// Why a command stops. Each says in a sentence what happened and what to do next.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The catalogue's source has faults.
    #[error("{0}")]
    Faults(Box<Report>),
    /// Something in the data stops the release that the rules of `check` cannot see.
    #[error("{0}")]
    Data(String),
    /// An argument, or a file or directory of the person's own, cannot be used.
    #[error("{0}")]
    Usage(String),
    /// The host cannot be reached, or what it holds is not right.
    #[error("{0}")]
    Host(String),
    /// It could be done, and would do harm.
    #[error("{0}")]
    Refused(String),
}

/// What functions of this module answer.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The program's exit code: 1 faults in the data, 2 usage, 3 host or network, 4 refused for safety.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Faults(_) | Error::Data(_) => 1,
            Error::Usage(_) => 2,
            Error::Host(_) => 3,
            Error::Refused(_) => 4,
        }
    }
}

/// An error and everything that caused it, in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        // Many errors already say what caused them.
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text
}

/// A file or directory of the person's own that cannot be used.
pub(crate) fn unusable(path: &std::path::Path, why: impl fmt::Display) -> Error {
    Error::Usage(format!("{}: {why}", path.display()))
}

/// Signing or hashing that fails: a bug, or a fault of the machine.
pub(crate) fn signing(error: &dyn std::error::Error) -> Error {
    Error::Usage(format!("signing failed: {}", chain(error)))
}
