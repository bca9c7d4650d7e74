//! Where a document stands, in words: what is so, what still works, what to do next.

use super::downloads::Fetched;
use super::view::DocumentState;
use crate::refresh::Hosting;
use crate::words;

/// Where a document stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nobody asked for it.
    NotKept,
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
    /// There is no host to ask.
    NoHost(Hosting),
    /// The last try failed.
    Failed(Fetched),
    /// Its turn comes.
    Next,
}

const HERE: &str = "What is on this device still opens.";

impl Standing {
    pub fn state(&self) -> DocumentState {
        match self {
            Self::NotKept => DocumentState::NotKept,
            Self::Here => DocumentState::OnDevice,
            Self::Coming { .. } => DocumentState::Downloading,
            Self::NoRoom { .. } => DocumentState::OverBudget,
            Self::Paused => DocumentState::Paused,
            Self::Failed(why) if !why.is_the_networks() => DocumentState::Failed,
            Self::NoHost(_) | Self::Failed(_) | Self::Next => DocumentState::Waiting,
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
            DocumentState::NotKept => "Can be kept offline",
            DocumentState::Waiting => "Waiting to download",
            DocumentState::Downloading => "Downloading",
            DocumentState::Paused => "Download paused",
            DocumentState::OnDevice => "On this device",
            DocumentState::OverBudget => "No room for it",
            DocumentState::Failed => "Not downloaded yet",
        }
    }

    /// For a document of so many bytes.
    pub fn sentence(&self, bytes: u64) -> String {
        match self {
            Self::NotKept => "Not on this device. Keep it offline to open it without a signal.".into(),
            Self::Here => "On this device. It opens without a signal.".into(),
            Self::Coming { done } => {
                format!("Downloading: {} of {}.", words::size(*done), words::size(bytes))
            }
            Self::NoRoom { more, budget } => format!(
                "Not downloaded: documents may take {} on this device, and it needs {} more. Allow more in Settings, or \
                 keep fewer documents.",
                words::size(*budget),
                words::size(*more)
            ),
            Self::Paused => "Downloads are paused. It comes when you resume them.".into(),
            Self::NoHost(Hosting::Refused(_)) => format!(
                "The host that this copy of Doorstep was given cannot be used, so it cannot be downloaded. {HERE} Ask \
                 whoever looks after this device."
            ),
            Self::NoHost(_) => {
                format!("No host is set in this copy of Doorstep, so it cannot be downloaded. {HERE}")
            }
            Self::Failed(why) => why.sentence(),
            Self::Next => "Waiting for its turn to download.".into(),
        }
    }
}

impl Fetched {
    /// Whether it is for the network or the host to change, by itself and soon: no failure of the document.
    fn is_the_networks(&self) -> bool {
        matches!(
            self,
            Self::Offline | Self::CaptivePortal | Self::HostTrouble { .. } | Self::NotPrivate | Self::CheckDate
        )
    }

    /// What a person is told while it is not tried again.
    fn sentence(&self) -> String {
        match self {
            Self::Arrived | Self::Stopped => Standing::Next.sentence(0),
            Self::Missing => format!(
                "The host does not have this document. {HERE} It is tried again later; if it goes on, tell whoever \
                 publishes the catalogue."
            ),
            Self::Altered => format!(
                "What the host sent is not the document that was published, so it was thrown away. {HERE} It is tried \
                 again later; if it goes on, tell whoever publishes the catalogue."
            ),
            Self::Offline => {
                format!("Waiting for a signal: the host cannot be reached. {HERE} The download goes on by itself.")
            }
            Self::CaptivePortal => format!(
                "Waiting: this network wants you to sign in first. {HERE} Sign in to it with your browser; the download \
                 goes on by itself."
            ),
            Self::HostTrouble { retry_at: Some(until) } => format!(
                "Waiting: the host asks to be left alone until {}. {HERE}",
                words::moment(*until)
            ),
            Self::HostTrouble { retry_at: None } => {
                format!("Waiting: the host does not answer as it should. {HERE} It is tried again by itself.")
            }
            Self::NotPrivate => format!(
                "Waiting: the connection to the host is not private, so nothing is taken from it. {HERE} Try another \
                 network, or ask whoever looks after this device."
            ),
            Self::CheckDate => {
                format!("Waiting: check your device's date. Downloads go on once it is right. {HERE}")
            }
            Self::Full => format!(
                "Not downloaded: this device's storage is full. {HERE} Free some space; it is tried again by itself."
            ),
            Self::ReadOnly => format!(
                "Not downloaded: this device does not let Doorstep write to its folder. {HERE} Ask whoever looks after \
                 this device."
            ),
            Self::NotStored => format!("Not downloaded: it could not be stored. {HERE} It is tried again by itself."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_says_what_still_works() {
        for why in [
            Fetched::Missing,
            Fetched::Altered,
            Fetched::Offline,
            Fetched::CaptivePortal,
            Fetched::HostTrouble { retry_at: None },
            Fetched::HostTrouble {
                retry_at: "2026-11-22T10:00:00Z".parse().ok(),
            },
            Fetched::NotPrivate,
            Fetched::CheckDate,
            Fetched::Full,
            Fetched::ReadOnly,
            Fetched::NotStored,
        ] {
            let sentence = Standing::Failed(why).sentence(1);
            assert!(sentence.contains(HERE), "{sentence}");
            assert!(sentence.ends_with('.') && !sentence.contains("  "), "{sentence}");
        }
    }

    #[test]
    fn what_does_not_fit_says_how_much_more_it_needs() {
        let standing = Standing::NoRoom {
            more: 3_400_000,
            budget: 50_000_000,
        };
        assert_eq!(standing.state(), DocumentState::OverBudget);
        assert_eq!(
            standing.sentence(9_000_000),
            "Not downloaded: documents may take 50 MB on this device, and it needs 3.4 MB more. Allow more in Settings, or \
             keep fewer documents."
        );
    }

    #[test]
    fn what_is_coming_says_how_far_it_is() {
        let standing = Standing::Coming { done: 1_234_567 };
        assert_eq!(standing.percent(2_000_000), Some(61));
        assert_eq!(standing.sentence(2_000_000), "Downloading: 1.2 MB of 2 MB.");
        assert_eq!(standing.percent(0), Some(100), "never more than all");
    }
}
