//! How a refresh ends, in words: what happened, what still works, what to do next.
//!
//! Nothing is asked or fetched here. The shell refreshes and hands over how that went.

use std::sync::PoisonError;

use catalogue::edition::READER;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::StoreError;

use crate::changes;
use crate::doorstep::Doorstep;
use crate::error::ApiError;
use crate::freshness;
use crate::views::{RefreshEnd, RefreshProgress, RefreshState};
use crate::words;

/// Whether this copy of Doorstep has a host to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Hosting {
    /// None is built in and no administrator has set one.
    #[default]
    None,
    /// There is one.
    Set,
    /// An administrator has set one and it cannot be used; the sentence, without its full stop, says why.
    Refused(String),
}

/// How a refresh ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refreshed {
    /// There is nothing newer. `checked` is false when an answer was older than what is known already.
    UpToDate {
        /// See above.
        checked: bool,
    },
    /// A newer edition is here.
    Updated {
        /// Its number.
        edition: u32,
        /// There is a newer one still, for which this version is too old.
        beyond: Option<u32>,
    },
    /// There is a newer edition for which this version is too old.
    TooNew {
        /// Its number.
        edition: u32,
    },
    /// What the host has is not believed.
    Refused,
    /// It would remove much of the catalogue and does not say that this is meant.
    MassRemoval {
        /// Records that would be gone.
        gone: usize,
        /// Records that are stored.
        of: usize,
    },
    /// The host cannot be reached.
    Offline,
    /// The network wants to be signed in to.
    CaptivePortal,
    /// The host does not answer as it should.
    HostTrouble {
        /// It wants to be left alone until then.
        retry_at: Option<DateTime<Utc>>,
    },
    /// The device does not trust the certificate it was shown.
    NotPrivate,
    /// What the host has was to be signed again by now.
    Expired {
        /// When it expired.
        since: DateTime<Utc>,
    },
    /// The device's date is probably wrong.
    CheckDate {
        /// The date as the host has it.
        host: Option<DateTime<Utc>>,
    },
    /// The device is full.
    Full,
    /// The device does not let Doorstep write.
    ReadOnly,
    /// The device could not store it for another reason.
    NotStored,
    /// Another window or copy of the app is refreshing the same catalogue.
    UnderWay,
    /// It was stopped, or never began.
    Stopped,
}

/// What a refresh found that concerns the person until another one finds otherwise. Stored with the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Standing {
    Expired(DateTime<Utc>),
    /// The edition, and what this version could read when it was found.
    TooNew(u32, u32),
    CheckDate(Option<DateTime<Utc>>),
}

impl Standing {
    pub(crate) fn sentence(self, now: DateTime<Utc>) -> String {
        match self {
            Self::Expired(since) => format!(
                "Updates have stopped: the host has not signed its catalogue anew since {}. What is here can still be \
                 read. Tell whoever publishes it.",
                day(since)
            ),
            Self::TooNew(edition, _) => format!(
                "Edition {edition} needs a newer version of Doorstep. What is here still works. Update the app, or ask \
                 whoever looks after this device."
            ),
            Self::CheckDate(host) => {
                let host = host.map_or(String::new(), |host| format!(", and the host says {}", day(host)));
                format!(
                    "Check your device's date: it says {}{host}. Updates wait until it is right. What is here still \
                     works.",
                    day(now)
                )
            }
        }
    }
}

const WORKS: &str = "Everything on this device still works.";

impl Refreshed {
    /// What the person is told. `changes` says what an update changed: "3 changed, 1 new"; it may be empty.
    pub fn sentence(&self, changes: &str, now: DateTime<Utc>) -> String {
        match self {
            Self::UpToDate { checked: true } => "Up to date.".into(),
            Self::UpToDate { checked: false } => {
                "Nothing newer. The answer was older than what this device knows already, so it is asked again later."
                    .into()
            }
            Self::Updated { edition, beyond } => {
                let changes = if changes.is_empty() {
                    "no page has changed"
                } else {
                    changes
                };
                let beyond = beyond.map_or(String::new(), |beyond| {
                    format!(" Edition {beyond} is out too, and needs a newer version of Doorstep: update the app.")
                });
                format!("Updated to edition {edition}: {changes}.{beyond}")
            }
            Self::TooNew { edition } => Standing::TooNew(*edition, READER).sentence(now),
            Self::Refused => format!(
                "What the host offers cannot be trusted, so nothing was taken from it. {WORKS} Try again later; if it \
                 goes on, tell whoever looks after Doorstep here."
            ),
            Self::MassRemoval { gone, of } => format!(
                "The newer edition would take away {gone} of {of} records and does not say that this is meant, so it \
                 was not taken. {WORKS} Tell whoever publishes it."
            ),
            Self::Offline => {
                format!("The host cannot be reached. {WORKS} Try again when there is a signal.")
            }
            Self::CaptivePortal => format!(
                "This network wants you to sign in first. {WORKS} Sign in to it with your browser, then check again."
            ),
            Self::HostTrouble { retry_at: Some(until) } => {
                format!(
                    "The host asks to be left alone until {}. {WORKS}",
                    words::moment(*until)
                )
            }
            Self::HostTrouble { retry_at: None } => {
                format!("The host does not answer as it should. {WORKS} Try again later.")
            }
            Self::NotPrivate => format!(
                "The connection to the host is not private, so nothing was taken from it. {WORKS} Try another network, \
                 or ask whoever looks after this device."
            ),
            Self::Expired { since } => Standing::Expired(*since).sentence(now),
            Self::CheckDate { host } => Standing::CheckDate(*host).sentence(now),
            Self::Full => format!(
                "This device's storage is full, so the newer edition was not stored. {WORKS} Free some space and try \
                 again."
            ),
            Self::ReadOnly => format!(
                "This device does not let Doorstep write to its folder, so nothing was updated. {WORKS} Ask whoever \
                 looks after this device."
            ),
            Self::NotStored => format!(
                "The newer edition could not be stored. {WORKS} Try again; if it goes on, close Doorstep and open it \
                 anew."
            ),
            Self::UnderWay => format!(
                "Doorstep is open twice on this device, and the other one is checking already. {WORKS} Close one of \
                 them, or try again later."
            ),
            Self::Stopped => format!("It was stopped, and nothing was changed. {WORKS}"),
        }
    }

    /// The same of an edition that was brought in a file: there is no host to wait for.
    fn sentence_of_file(&self, changes: &str, now: DateTime<Utc>) -> String {
        match self {
            Self::UpToDate { .. } => format!("This file has nothing newer than this device. {WORKS}"),
            Self::Refused => format!(
                "This file cannot be trusted, or is damaged, so nothing was taken from it. {WORKS} Ask whoever gave it \
                 to you for it anew."
            ),
            Self::Expired { since } => format!(
                "This file was to be used by {}, so nothing was taken from it. {WORKS} Ask for a newer one.",
                day(*since)
            ),
            other => other.sentence(changes, now),
        }
    }

    fn state(&self) -> RefreshState {
        match self {
            Self::UpToDate { .. } => RefreshState::UpToDate,
            Self::Updated { .. } => RefreshState::Updated,
            _ => RefreshState::Failed,
        }
    }

    /// Whether the person may do something about it by trying again.
    fn retry(&self) -> bool {
        matches!(
            self,
            Self::Offline
                | Self::CaptivePortal
                | Self::HostTrouble { retry_at: None }
                | Self::NotPrivate
                | Self::CheckDate { .. }
                | Self::Refused
                | Self::Full
                | Self::NotStored
                | Self::UnderWay
                | Self::Stopped
        )
    }

    /// What of it stays true: `None` when it says nothing about that, `Some(None)` when all is well.
    fn standing(&self) -> Option<Option<Standing>> {
        match self {
            Self::UpToDate { checked: true } | Self::Updated { beyond: None, .. } => Some(None),
            Self::Updated {
                beyond: Some(edition), ..
            }
            | Self::TooNew { edition } => Some(Some(Standing::TooNew(*edition, READER))),
            Self::Expired { since } => Some(Some(Standing::Expired(*since))),
            Self::CheckDate { host } => Some(Some(Standing::CheckDate(*host))),
            _ => None,
        }
    }
}

/// How far a refresh has come, for a screen.
impl RefreshProgress {
    /// The host is being asked.
    pub fn asking() -> Self {
        Self::of("Asking the host", None)
    }

    /// `done` of `total` bytes have come.
    pub fn downloading(done: u64, total: u64) -> Self {
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(100).min(100);
        Self::of("Downloading", u32::try_from(percent).ok())
    }

    /// It is verified and stored.
    pub fn applying() -> Self {
        Self::of("Putting it in place", None)
    }

    fn of(sentence: &str, percent: Option<u32>) -> Self {
        Self {
            sentence: sentence.to_owned(),
            percent,
        }
    }
}

impl Doorstep {
    /// Says whether there is a host to ask.
    pub fn set_hosting(&self, hosting: Hosting) {
        *self.hosting.lock().unwrap_or_else(PoisonError::into_inner) = hosting;
    }

    pub(crate) fn hosting(&self) -> Hosting {
        self.hosting.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What the last refresh found that still holds; the app may have been updated since.
    pub(crate) fn standing(&self) -> Result<Option<Standing>, StoreError> {
        let standing = self.catalogue.standing()?;
        let standing = standing.and_then(|text| serde_json::from_str(&text).ok());
        Ok(standing.filter(|standing| !matches!(standing, Standing::TooNew(_, reader) if *reader < READER)))
    }

    fn keep_standing(&self, standing: Option<Standing>) -> Result<(), StoreError> {
        let text = standing.map(|standing| serde_json::to_string(&standing)).transpose()?;
        self.catalogue.set_standing(text.as_deref())
    }

    /// Remembers how a refresh ended, as far as that stays true, and puts it into words.
    pub fn refreshed(&self, refreshed: &Refreshed, now: DateTime<Utc>) -> Result<RefreshEnd, ApiError> {
        if let Some(standing) = refreshed.standing() {
            // A full device does not keep it, and the person is still told how the refresh ended.
            if let Err(error) = self.keep_standing(standing) {
                tracing::warn!(%error, "what the refresh found is not kept");
            }
        }
        self.ended(refreshed, Refreshed::sentence, now)
    }

    /// Puts into words how taking an edition from a file ended. What was found at the host still holds.
    pub fn brought(&self, refreshed: &Refreshed, now: DateTime<Utc>) -> Result<RefreshEnd, ApiError> {
        self.ended(refreshed, Refreshed::sentence_of_file, now)
    }

    fn ended(
        &self,
        refreshed: &Refreshed,
        sentence: impl Fn(&Refreshed, &str, DateTime<Utc>) -> String,
        now: DateTime<Utc>,
    ) -> Result<RefreshEnd, ApiError> {
        self.ask(now, |c| {
            let changes = match refreshed {
                Refreshed::Updated { edition, .. } => changes::summary_of(c, *edition)?,
                _ => String::new(),
            };
            Ok(RefreshEnd {
                state: refreshed.state(),
                sentence: sentence(refreshed, &changes, now),
                retry: refreshed.retry(),
                changed: matches!(refreshed, Refreshed::Updated { .. }),
                freshness: freshness::of(c)?,
            })
        })
    }
}

fn day(at: DateTime<Utc>) -> String {
    words::date(at.with_timezone(&chrono_tz::Europe::London).date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_says_what_still_works_or_that_all_is_well() {
        let now: DateTime<Utc> = "2026-11-22T09:00:00Z".parse().unwrap();
        let failures = [
            Refreshed::TooNew { edition: 9 },
            Refreshed::Refused,
            Refreshed::MassRemoval { gone: 40, of: 100 },
            Refreshed::Offline,
            Refreshed::CaptivePortal,
            Refreshed::HostTrouble { retry_at: None },
            Refreshed::HostTrouble { retry_at: Some(now) },
            Refreshed::NotPrivate,
            Refreshed::Expired { since: now },
            Refreshed::CheckDate { host: None },
            Refreshed::Full,
            Refreshed::ReadOnly,
            Refreshed::NotStored,
            Refreshed::UnderWay,
            Refreshed::Stopped,
        ];
        for end in failures {
            let sentence = end.sentence("", now);
            assert!(
                sentence.contains("still works") || sentence.contains("still be read"),
                "{sentence}"
            );
            assert!(sentence.ends_with('.') && !sentence.contains("  "), "{sentence}");
            assert_eq!(end.state(), RefreshState::Failed);
            let of_file = end.sentence_of_file("", now);
            assert!(of_file.contains("still work"), "{of_file}");
        }
        assert_eq!(Refreshed::UpToDate { checked: true }.sentence("", now), "Up to date.");
    }

    #[test]
    fn an_update_says_what_changed() {
        let now: DateTime<Utc> = "2026-11-22T09:00:00Z".parse().unwrap();
        let updated = Refreshed::Updated {
            edition: 8,
            beyond: None,
        };
        assert_eq!(
            updated.sentence("3 changed, 1 new, 1 withdrawn", now),
            "Updated to edition 8: 3 changed, 1 new, 1 withdrawn."
        );
        assert_eq!(updated.sentence("", now), "Updated to edition 8: no page has changed.");
    }

    #[test]
    fn a_wrong_date_names_both() {
        let now: DateTime<Utc> = "2020-01-01T09:00:00Z".parse().unwrap();
        let host = "2026-11-22T09:00:00Z".parse().ok();
        assert_eq!(
            Refreshed::CheckDate { host }.sentence("", now),
            "Check your device's date: it says 1 January 2020, and the host says 22 November 2026. Updates wait until it \
             is right. What is here still works."
        );
    }
}
