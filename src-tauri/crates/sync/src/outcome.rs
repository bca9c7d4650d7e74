//! How a refresh ends.

use chrono::{DateTime, Utc};
use store::{Applied, StoreError};

/// How a refresh ended. Whatever it is, the catalogue is one whole edition and can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is nothing newer.
    UpToDate {
        /// The stored edition's number.
        edition: u32,
        /// *Last checked* has moved. It has not when a server that lags behind answered with metadata older than what is
        /// known: that is nothing to worry anybody about, and proves nothing either.
        checked: bool,
    },
    /// A newer edition is stored.
    Updated(Updated),
    /// There is a newer edition, and this version of Doorstep is too old for it.
    TooNew {
        /// The newest such edition's number.
        edition: u32,
    },
    /// What the host has is not believed. The trusted metadata and the content are what they were.
    Refused(Refusal),
    /// The host cannot be reached.
    Offline,
    /// The network answers in the host's place: sign in to it first.
    CaptivePortal,
    /// The host, or something on the way to it, does not answer as it should.
    HostTrouble {
        /// The host asks to be left alone until then.
        retry_at: Option<DateTime<Utc>>,
        /// What went wrong, for a log.
        detail: String,
    },
    /// The connection is not private: somebody on the way shows a certificate that this device does not trust.
    NotPrivate,
    /// What the host has was to be signed again by now. Reading goes on.
    Expired {
        /// When it expired.
        since: DateTime<Utc>,
    },
    /// The device's date is probably wrong. It is tried again as usual, and goes well once the date is right.
    CheckDate {
        /// The date as the host has it, when it says.
        host: Option<DateTime<Utc>>,
    },
    /// The device could not store it.
    Device(DeviceTrouble),
    /// Another refresh is under way, here or in another process.
    Busy,
    /// It was cancelled before anything was stored.
    Cancelled,
}

/// What an update did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The number of the edition before; `None` when there was none, or nobody could say.
    pub from: Option<u32>,
    /// The number of the edition now.
    pub to: u32,
    /// What it changed, in records.
    pub applied: Applied,
    /// It came as the difference from the edition before.
    pub by_delta: bool,
    /// What came over the network in all, in bytes of bodies.
    pub bytes: u64,
    /// There is a newer edition still, for which this version of Doorstep is too old.
    pub beyond: Option<u32>,
}

/// Why something was not believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not signed by enough of the right keys.
    Signature,
    /// Older than what is known already.
    Rollback,
    /// Pieces that do not belong together.
    Inconsistent,
    /// Not the bytes that were signed for.
    Altered,
    /// Longer than it may be.
    TooLong,
    /// Signed as it should be, and still no edition.
    Unreadable(String),
    /// It would remove much of the catalogue, and does not say that this is meant.
    MassRemoval {
        /// Records that would be gone.
        gone: usize,
        /// Records that are stored.
        of: usize,
    },
}

/// What the device could not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceTrouble {
    /// No room is left.
    Full,
    /// Doorstep's folder may not be written.
    ReadOnly,
    /// Another program holds the file.
    Busy,
    /// The catalogue is damaged, or anything else; the sentence is for a log.
    Failed(String),
}

impl From<StoreError> for DeviceTrouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::Busy => Self::Busy,
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<std::io::Error> for DeviceTrouble {
    fn from(error: std::io::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl Outcome {
    /// Whether the host gave an answer that could be trusted and is current.
    pub fn is_success(&self) -> bool {
        matches!(
            self,
            Self::UpToDate { checked: true, .. } | Self::Updated(_) | Self::TooNew { .. }
        )
    }

    /// Whether it counts as a failure, after which the next try is put off.
    pub fn is_failure(&self) -> bool {
        !self.is_success() && !matches!(self, Self::UpToDate { .. } | Self::Busy | Self::Cancelled)
    }
}
