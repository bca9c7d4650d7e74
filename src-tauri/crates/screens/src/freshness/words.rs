//! How fresh the catalogue is and how a refresh ended, in words.

use catalogue::calendar;
use catalogue::refresh::{Notice, Outcome, Refreshed, Trouble};
use chrono::{DateTime, Utc};

use crate::trouble::{self, Asked, WORKS};
use crate::{Hosting, Moment, words};

const TOO_NEW: &str = "The latest update needs a newer version of Doorstep.";

/// How a refresh ended. `changes` says what an update changed: "3 things changed and 1 is new."
pub fn sentence(outcome: &Outcome, by: Asked, changes: &str, now: DateTime<Utc>) -> String {
    let refreshed = match outcome {
        Ok(refreshed) => refreshed,
        Err(why) => return trouble::sentence(why, by, now),
    };
    match refreshed {
        Refreshed::UpToDate { .. } if by == Asked::File => {
            format!("This file has nothing newer than this device. {WORKS}")
        }
        Refreshed::UpToDate { checked: true, .. } => "Up to date.".into(),
        Refreshed::UpToDate { checked: false, .. } => {
            "No update found. The update server's answer was out of date, so Doorstep checks again later.".into()
        }
        Refreshed::Updated(updated) => {
            let beyond = updated.beyond.map_or(
                "",
                |_| " A later update needs a newer version of Doorstep: update the app.",
            );
            format!("Updated to version {} of the catalogue. {changes}{beyond}", updated.to)
        }
        Refreshed::TooNew { .. } => too_new(),
    }
}

/// How fresh the catalogue is, in a line: whether it is good enough, and what to do.
pub(super) fn verdict(m: &Moment) -> String {
    if m.device.hosting != Hosting::Set {
        let published = words::date(calendar::today(m.library.header.published_at));
        return format!("Published {published}. This copy of Doorstep does not look for updates.");
    }
    let Some(at) = m.device.attempts.last_succeeded else {
        return "Not checked yet: check when you are online.".into();
    };
    let days = (m.today - calendar::today(at)).num_days();
    let time = words::time(calendar::local(at).time());
    let checked = match days {
        // A clock that was set back has said a later day.
        ..=0 => format!("Checked today at {time}."),
        1 => format!("Checked yesterday at {time}."),
        2..FRESH => return format!("Checked {days} days ago."),
        _ => return format!("Not checked for {days} days: check when you are online."),
    };
    match m.device.notice {
        Some(_) => format!("Updates have stopped. {checked}"),
        None => format!("Up to date. {checked}"),
    }
}

/// For how many days a check is fresh: a device that has signal now and then checks every six hours.
const FRESH: i64 = 7;

/// What the last refresh found that still holds.
pub(super) fn notice(notice: &Notice, now: DateTime<Utc>) -> String {
    match notice {
        Notice::Trouble(why) => trouble::sentence(why, Asked::Server, now),
        Notice::TooNew { .. } => too_new(),
    }
}

fn too_new() -> String {
    format!("{TOO_NEW} {WORKS} Update the app, or contact your IT team.")
}

/// When the last failed update was, and why it failed, which is not known after a restart.
pub(super) fn tried(at: DateTime<Utc>, why: Option<&Trouble>, now: DateTime<Utc>) -> String {
    let why = why.map_or(String::new(), |why| {
        format!(" {}", trouble::what(why, Asked::Server, now))
    });
    format!("{}. The update did not work.{why}", words::moment(at))
}

#[cfg(test)]
#[cfg(test)]
mod tests {
    use catalogue::refresh::Updated;

    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-22T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn what_went_well_is_said_shortly() {
        let up_to_date = |checked| Ok(Refreshed::UpToDate { edition: 7, checked });
        assert_eq!(sentence(&up_to_date(true), Asked::Server, "", now()), "Up to date.");
        assert_ne!(sentence(&up_to_date(false), Asked::Server, "", now()), "Up to date.");
        assert_eq!(
            sentence(&up_to_date(true), Asked::File, "", now()),
            "This file has nothing newer than this device. Everything on this device still works."
        );
    }

    #[test]
    fn an_update_says_what_changed() {
        let updated = |beyond| {
            Ok(Refreshed::Updated(Updated {
                from: Some(7),
                to: 8,
                applied: catalogue::refresh::Applied::default(),
                by_delta: true,
                bytes: 1,
                beyond,
            }))
        };
        assert_eq!(
            sentence(&updated(None), Asked::Server, "3 things changed.", now()),
            "Updated to version 8 of the catalogue. 3 things changed."
        );
        assert_eq!(
            sentence(&updated(Some(9)), Asked::Server, "No page has changed.", now()),
            "Updated to version 8 of the catalogue. No page has changed. A later update needs a newer version of Doorstep: \
             update the app."
        );
    }

    #[test]
    fn when_an_update_was_tried_says_what_happened() {
        let said = |why: Option<&Trouble>| tried(now(), why, now());
        assert_eq!(said(None), "22 November 2026 at 9am. The update did not work.");
        assert_eq!(
            said(Some(&Trouble::Signature)),
            "22 November 2026 at 9am. The update did not work. The update could not be trusted, so it was not installed."
        );
    }
}
