//! How a refresh ended: from `sync`'s outcome to what `api` puts into words.
//!
//! Knows no Tauri, so that the reliability suite, which builds without it, takes this very file.

use api::refresh::Refreshed;
use sync::{DeviceTrouble, Outcome, Refusal};

/// The outcome as `api` knows it.
pub fn ending(outcome: Outcome) -> Refreshed {
    match outcome {
        Outcome::UpToDate { checked, .. } => Refreshed::UpToDate { checked },
        Outcome::Updated(updated) => Refreshed::Updated {
            edition: updated.to,
            beyond: updated.beyond,
        },
        Outcome::TooNew { edition } => Refreshed::TooNew { edition },
        Outcome::Refused(Refusal::MassRemoval { gone, of }) => Refreshed::MassRemoval { gone, of },
        Outcome::Refused(_) => Refreshed::Refused,
        Outcome::Offline => Refreshed::Offline,
        Outcome::CaptivePortal => Refreshed::CaptivePortal,
        Outcome::HostTrouble { retry_at, .. } => Refreshed::HostTrouble { retry_at },
        Outcome::NotPrivate => Refreshed::NotPrivate,
        Outcome::Expired { since } => Refreshed::Expired { since },
        Outcome::CheckDate { host } => Refreshed::CheckDate { host },
        Outcome::Device(DeviceTrouble::Full) => Refreshed::Full,
        Outcome::Device(DeviceTrouble::ReadOnly) => Refreshed::ReadOnly,
        Outcome::Device(DeviceTrouble::Busy | DeviceTrouble::Failed(_)) => Refreshed::NotStored,
        Outcome::Busy => Refreshed::UnderWay,
        Outcome::Cancelled => Refreshed::Stopped,
    }
}
