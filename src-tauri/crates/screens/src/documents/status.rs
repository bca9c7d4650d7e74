//! How far a document is, in words: what happened, what still works, what to do next.

use catalogue::refresh::{Cause, Trouble};
use chrono::{DateTime, Utc};

use super::view::DocumentState;
use crate::trouble::{self, Asked};
use crate::{Hosting, words};

/// How far a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// The person has not asked for it.
    NotWanted,
    /// On the device.
    Here,
    /// Coming.
    Coming {
        /// Bytes that are here.
        done: u64,
    },
    /// It does not fit.
    NoRoom {
        /// Bytes that are missing.
        more: u64,
        /// Bytes that documents may take.
        budget: u64,
    },
    /// The person has paused downloads.
    Paused,
    /// The last try failed, or none can be made.
    Failed(Trouble),
    /// Its turn comes.
    Next,
}

impl Status {
    /// Where there is no update server that can be asked.
    pub fn without_server(hosting: &Hosting) -> Option<Self> {
        match hosting {
            Hosting::Set => None,
            Hosting::None => Some(Self::Failed(Trouble::NoHost)),
            Hosting::Refused(why) => Some(Self::Failed(Trouble::BadHost { why: why.clone() })),
        }
    }

    pub fn state(&self) -> DocumentState {
        match self {
            Self::NotWanted => DocumentState::NotKept,
            Self::Here => DocumentState::OnDevice,
            Self::Coming { .. } => DocumentState::Downloading,
            Self::NoRoom { .. } => DocumentState::OverBudget,
            Self::Paused => DocumentState::Paused,
            Self::Failed(why) if !comes_by_itself(why) => DocumentState::Failed,
            Self::Failed(_) | Self::Next => DocumentState::Waiting,
        }
    }

    /// How much of it has come, in per cent.
    pub fn percent(&self, bytes: u64) -> Option<u32> {
        match self {
            Self::Coming { done } => Some((done.saturating_mul(100) / bytes.max(1)).min(100) as u32),
            _ => None,
        }
    }

    /// A few words, for where the document is only mentioned.
    pub fn mark(&self) -> &'static str {
        match self.state() {
            DocumentState::NotKept => "Can be downloaded",
            DocumentState::Waiting => "Waiting to download",
            DocumentState::Downloading => "Downloading",
            DocumentState::Paused => "Download paused",
            DocumentState::OnDevice => "On this device",
            DocumentState::OverBudget => "Not enough space",
            DocumentState::Failed => "Not downloaded yet",
        }
    }

    /// For a document of so many bytes.
    pub fn sentence(&self, bytes: u64, now: DateTime<Utc>) -> String {
        match self {
            Self::NotWanted => "Not on this device. Download it to open it offline.".into(),
            Self::Here => "On this device. It opens offline.".into(),
            Self::Coming { done } => {
                format!("Downloading: {} of {}.", words::size(*done), words::size(bytes))
            }
            Self::NoRoom { more, budget } => format!(
                "Not downloaded: documents may take {} on this device, and this one needs {} more. Allow more in Settings, \
                 or download fewer documents.",
                words::size(*budget),
                words::size(*more)
            ),
            Self::Paused => "Downloads are paused. Resume them to download this document.".into(),
            Self::Failed(why) => trouble::sentence(why, Asked::Document, now),
            Self::Next => "Waiting to download.".into(),
        }
    }
}

/// Whether it is a failure of the network, of the update server or of the device's date, and not of the document.
fn comes_by_itself(why: &Trouble) -> bool {
    match why.cause() {
        Cause::Network => true,
        Cause::Host => *why != Trouble::Missing,
        Cause::Content => false,
        Cause::Device => matches!(why, Trouble::CheckDate { .. }),
        Cause::Doorstep => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-22T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn what_does_not_fit_says_how_much_more_it_needs() {
        let status = Status::NoRoom {
            more: 3_400_000,
            budget: 50_000_000,
        };
        assert_eq!(status.state(), DocumentState::OverBudget);
        assert_eq!(
            status.sentence(9_000_000, now()),
            "Not downloaded: documents may take 50 MB on this device, and this one needs 3.4 MB more. Allow more in \
             Settings, or download fewer documents."
        );
    }

    #[test]
    fn what_is_coming_says_how_far_it_is() {
        let status = Status::Coming { done: 1_234_567 };
        assert_eq!(status.percent(2_000_000), Some(61));
        assert_eq!(status.sentence(2_000_000, now()), "Downloading: 1.2 MB of 2 MB.");
        assert_eq!(status.percent(0), Some(100), "never more than all");
    }
}
