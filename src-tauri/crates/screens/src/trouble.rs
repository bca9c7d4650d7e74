//! What a person reads about a problem with a refresh or a download: what happened, what still works, what to do. One
//! function words every trouble.

use catalogue::calendar;
use catalogue::refresh::{Cause, Trouble};
use chrono::{DateTime, Utc};

use crate::words;

/// Who was asked for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The update server, for a newer catalogue.
    Server,
    /// An update from a file that the person chose.
    File,
    /// The update server, for a document.
    Document,
}

pub(crate) const WORKS: &str = "Everything on this device still works.";

/// What happened, what still works, what to do.
pub(crate) fn sentence(why: &Trouble, by: Asked, now: DateTime<Utc>) -> String {
    let works = match by {
        Asked::Server | Asked::File => WORKS,
        Asked::Document => "What is on this device still opens.",
    };
    format!("{} {works} {}", what(why, by, now), mend(why, by))
}

/// What happened.
pub(crate) fn what(why: &Trouble, by: Asked, now: DateTime<Utc>) -> String {
    let not_done = match by {
        Asked::Server | Asked::File => "the update was not installed",
        Asked::Document => "the document was not downloaded",
    };
    match why {
        Trouble::Offline => "The update server could not be reached.".into(),
        Trouble::CaptivePortal => "This network needs you to sign in first.".into(),
        Trouble::NotPrivate => format!("The connection to the update server is not private, so {not_done}."),
        Trouble::CheckDate { host } => {
            let host = host.map_or(String::new(), |host| {
                format!(", and the update server says {}", day(host))
            });
            format!("Check the date on this device: it says {}{host}.", day(now))
        }
        Trouble::Missing | Trouble::BrokenOff if by == Asked::File => {
            "Part of this file is missing, so Doorstep did not use it.".into()
        }
        Trouble::Missing => match by {
            Asked::Document => "The update server does not have this document.".into(),
            _ => "The update server does not have the whole update.".into(),
        },
        Trouble::Wait { until } => format!("The update server asked us to wait until {}.", words::moment(*until)),
        Trouble::Status { .. } | Trouble::Unasked { .. } => "The update server is not working properly.".into(),
        Trouble::BrokenOff => "The connection was lost during the download.".into(),
        Trouble::Slow => "The update server took too long to answer.".into(),
        Trouble::Expired { since } if by == Asked::File => {
            format!(
                "This file could be used until {}, so Doorstep did not use it.",
                day(*since)
            )
        }
        Trouble::Expired { since } => format!(
            "Updates have stopped: the publisher has not renewed the catalogue since {}.",
            day(*since)
        ),
        Trouble::Signature
        | Trouble::Rollback
        | Trouble::Inconsistent
        | Trouble::Altered
        | Trouble::TooLong
        | Trouble::Unreadable { .. }
        | Trouble::Unacceptable { .. } => match by {
            Asked::Server => "The update could not be trusted, so it was not installed.".into(),
            Asked::File => "This file cannot be trusted or is damaged, so Doorstep did not use it.".into(),
            Asked::Document => {
                "The file on the update server is not the document that was published, so it was deleted.".into()
            }
        },
        Trouble::MassRemoval { removed, of } => format!(
            "The update would remove {removed} of the {of} items in the catalogue and does not say that this is meant, so \
             it was not installed."
        ),
        Trouble::Jump { from, to } => format!(
            "The update says that it is version {to}, and this device has version {from}. That cannot be right, so it was not \
             installed."
        ),
        Trouble::Full => format!("This device's storage is full, so {not_done}."),
        Trouble::ReadOnly => format!("This device does not let Doorstep write to its folder, so {not_done}."),
        Trouble::NotStored { .. } => format!("Doorstep could not write to this device's storage, so {not_done}."),
        Trouble::UnderWay => "Another update is already in progress on this device.".into(),
        Trouble::Stopped => match by {
            Asked::Document => "Download stopped.".into(),
            _ => "Update stopped. Nothing has changed.".into(),
        },
        Trouble::NoHost => match by {
            Asked::Server => "This copy of Doorstep has no update server.".into(),
            Asked::File => {
                "This copy of Doorstep has no update server, so it cannot check where a file comes from.".into()
            }
            Asked::Document => "This copy of Doorstep has no update server, so documents cannot be downloaded.".into(),
        },
        Trouble::BadHost { .. } => {
            format!("The update server that was set for this copy of Doorstep cannot be used, so {not_done}.")
        }
    }
}

/// What to do. Documents are tried again by themselves.
fn mend(why: &Trouble, by: Asked) -> &'static str {
    let by_itself = by == Asked::Document;
    match why {
        Trouble::Offline if by_itself => "The download continues when you are online.",
        Trouble::Offline => "Try again when you are online.",
        Trouble::CaptivePortal if by_itself => "Sign in with your browser. The download then continues.",
        Trouble::CaptivePortal => "Sign in with your browser, then check again.",
        Trouble::NotPrivate => "Try another network, or contact your IT team.",
        Trouble::CheckDate { .. } if by_itself => "Downloads continue when the date is right.",
        Trouble::CheckDate { .. } => "Updates continue when the date is right.",
        Trouble::Wait { .. } if by_itself => "The download continues after that.",
        Trouble::Wait { .. } => "Doorstep checks again after that.",
        Trouble::Expired { .. } if by == Asked::File => "Ask for a newer file.",
        Trouble::Expired { .. } | Trouble::MassRemoval { .. } | Trouble::Jump { .. } => {
            "Tell the publisher of the catalogue."
        }
        Trouble::Full if by_itself => "Free some space. Doorstep then tries again.",
        Trouble::Full => "Free some space and try again.",
        Trouble::ReadOnly | Trouble::NoHost | Trouble::BadHost { .. } => "Contact your IT team.",
        Trouble::UnderWay => "Wait until it is finished, or close other copies of Doorstep and try again.",
        Trouble::NotStored { .. } if !by_itself => "Try again. If this continues, restart Doorstep.",
        Trouble::Stopped if !by_itself => "You can try again at any time.",
        Trouble::Missing if by_itself => {
            "Doorstep tries again later. If this continues, tell the publisher of the catalogue."
        }
        _ => match (why.cause(), by) {
            (Cause::Content, Asked::Document) => {
                "Doorstep tries again later. If this continues, tell the publisher of the catalogue."
            }
            (_, Asked::Document) => "Doorstep tries again later.",
            (Cause::Content, Asked::Server) => "Try again later. If this continues, contact your IT team.",
            (_, Asked::Server) => "Try again later.",
            (_, Asked::File) => "Ask for a new copy of the file.",
        },
    }
}

/// Whether the person may do something about it by trying again.
pub(crate) fn may_be_tried_again(why: &Trouble) -> bool {
    !matches!(
        why,
        Trouble::Wait { .. }
            | Trouble::Expired { .. }
            | Trouble::MassRemoval { .. }
            | Trouble::Jump { .. }
            | Trouble::ReadOnly
            | Trouble::NoHost
            | Trouble::BadHost { .. }
    )
}

fn day(at: DateTime<Utc>) -> String {
    words::date(calendar::today(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-22T09:00:00Z".parse().unwrap()
    }

    fn troubles() -> Vec<Trouble> {
        let why = || "a cause for the log".to_owned();
        vec![
            Trouble::Offline,
            Trouble::CaptivePortal,
            Trouble::NotPrivate,
            Trouble::CheckDate { host: None },
            Trouble::CheckDate { host: Some(now()) },
            Trouble::Missing,
            Trouble::Wait { until: now() },
            Trouble::Status { code: 503 },
            Trouble::BrokenOff,
            Trouble::Slow,
            Trouble::Unasked { what: why() },
            Trouble::Expired { since: now() },
            Trouble::Signature,
            Trouble::Rollback,
            Trouble::Inconsistent,
            Trouble::Altered,
            Trouble::TooLong,
            Trouble::Unreadable { why: why() },
            Trouble::Unacceptable { why: why() },
            Trouble::MassRemoval { removed: 40, of: 100 },
            Trouble::Jump { from: 7, to: u32::MAX },
            Trouble::Full,
            Trouble::ReadOnly,
            Trouble::NotStored { why: why() },
            Trouble::UnderWay,
            Trouble::Stopped,
            Trouble::NoHost,
            Trouble::BadHost { why: why() },
        ]
    }

    #[test]
    fn every_failure_says_what_happened_what_still_works_and_what_to_do() {
        for why in troubles() {
            for (by, works) in [
                (Asked::Server, WORKS),
                (Asked::File, WORKS),
                (Asked::Document, "What is on this device still opens."),
            ] {
                let sentence = super::sentence(&why, by, now());
                let (what, to_do) = sentence.split_once(works).unwrap();
                assert!(
                    what.len() > 10 && to_do.len() > 10 && sentence.ends_with('.'),
                    "{sentence}"
                );
                // The cause is for the log; the words are the person's.
                for word in ["cause for the log", "host", "edition", " ring ", "503", "  "] {
                    assert!(!sentence.contains(word), "{word} in {sentence}");
                }
            }
        }
    }

    #[test]
    fn a_wrong_date_names_both() {
        let why = Trouble::CheckDate {
            host: "2026-11-22T09:00:00Z".parse().ok(),
        };
        assert_eq!(
            sentence(&why, Asked::Server, "2020-01-01T09:00:00Z".parse().unwrap()),
            "Check the date on this device: it says 1 January 2020, and the update server says 22 November 2026. Everything \
             on this device still works. Updates continue when the date is right."
        );
    }
}
