//! How a refresh or the download of a document ends, and what is remembered of it: facts, and the rules among them.
//!
//! `sync` finds them, `store` keeps them, and `screens` puts them into words.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::edition::READER;

/// How a refresh ended. However it did, the catalogue is one whole edition and can be read.
pub type Outcome = Result<Refreshed, Trouble>;

/// What a refresh came to that went as it should.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refreshed {
    /// There is nothing newer.
    UpToDate {
        /// The number of the edition that is held; 0 when there is none.
        edition: u32,
        /// *Last checked* has moved. It has not when a server that lags behind answered with metadata older than what
        /// is known: that is nothing to worry anybody about, and proves nothing either.
        checked: bool,
    },
    /// A newer edition is stored.
    Updated(Updated),
    /// There is a newer edition, and this version of Doorstep is too old for it.
    TooNew {
        /// The newest such edition's number.
        edition: u32,
    },
}

/// What an update did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What applying an edition changed, in records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// Not there before.
    pub added: usize,
    /// There before with another text, or damaged.
    pub changed: usize,
    /// There before, and no more.
    pub removed: usize,
    /// The same as before.
    pub unchanged: usize,
}

/// All that can go wrong with a refresh or a document. The `why` and [`std::fmt::Display`] are for a log.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// The host cannot be reached.
    #[error("the host cannot be reached")]
    Offline,
    /// The network answers in the host's place: sign in to it first.
    #[error("the network answered in the host's place, perhaps with a sign-in page")]
    CaptivePortal,
    /// Somebody on the way shows a certificate that this device does not trust.
    #[error("the connection to the host is not private")]
    NotPrivate,
    /// The device's date is probably wrong. It is tried again as usual, and goes well once the date is right.
    #[error("the device's date is probably wrong")]
    CheckDate {
        /// The date as the host has it, when it says.
        host: Option<DateTime<Utc>>,
    },
    /// The host does not have the file.
    #[error("the host does not have it")]
    Missing,
    /// The host wants to be left alone.
    #[error("the host asks for no requests until {until}")]
    Wait {
        /// So long.
        until: DateTime<Utc>,
    },
    /// The host answers with a status that it should not answer with.
    #[error("the host answered with status {code}")]
    Status {
        /// The status.
        code: u16,
    },
    /// The answer broke off.
    #[error("the answer was cut short")]
    BrokenOff,
    /// The answer takes too long.
    #[error("the answer took too long")]
    Slow,
    /// The host answers something else than what it was asked.
    #[error("the host sent something unexpected: {what}")]
    Unasked {
        /// What it answers, in words.
        what: String,
    },
    /// What the host has was to be signed again by now. Reading goes on.
    #[error("the host's metadata expired at {since}")]
    Expired {
        /// When it expired.
        since: DateTime<Utc>,
    },
    /// Not signed by enough of the right keys.
    #[error("it is not signed by enough of the right keys")]
    Signature,
    /// Older than what is known already.
    #[error("it is older than what is known")]
    Rollback,
    /// Pieces that do not belong together.
    #[error("its parts do not belong together")]
    Inconsistent,
    /// Not the bytes that were signed for.
    #[error("it is not what was signed for")]
    Altered,
    /// Longer than it may be.
    #[error("it is larger than it may be")]
    TooLong,
    /// Signed as it should be, and still no edition.
    #[error("it is not an edition: {why}")]
    Unreadable {
        /// What is wrong with it.
        why: String,
    },
    /// An edition that no device may take, whoever signed it: [`crate::acceptable()`].
    #[error("it is refused: {why}")]
    Unacceptable {
        /// What is wrong with it.
        why: String,
    },
    /// It would remove much of the catalogue, and does not say that this is meant.
    #[error("it would remove {removed} of {of} records")]
    MassRemoval {
        /// Records that would be gone, or withdrawn.
        removed: usize,
        /// Records that are held.
        of: usize,
    },
    /// Its number is so far above the one that is held that nobody can have counted up to it:
    /// [`crate::edition::LARGEST_JUMP`].
    #[error("its number, {to}, is too far above edition {from}")]
    Jump {
        /// The number of the edition that is held.
        from: u32,
        /// The highest number that is offered.
        to: u32,
    },
    /// No room is left on the device.
    #[error("there is no space left on this device")]
    Full,
    /// Doorstep's folder may not be written.
    #[error("the folder cannot be written to")]
    ReadOnly,
    /// The device could not store it for another reason.
    #[error("it could not be stored: {why}")]
    NotStored {
        /// What went wrong.
        why: String,
    },
    /// Another refresh is under way, here or in another process.
    #[error("another refresh is under way")]
    UnderWay,
    /// It was stopped before anything was stored.
    #[error("it was stopped")]
    Stopped,
    /// This copy of Doorstep has no host to ask.
    #[error("no host is set")]
    NoHost,
    /// The host that is set cannot be asked.
    #[error("the host that is set cannot be used: {why}")]
    BadHost {
        /// What is wrong with it.
        why: String,
    },
}

/// Where a problem is, and so who can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The network: it may be another one in a minute.
    Network,
    /// The host, or something on the way to it.
    Host,
    /// What the host offers, which is not believed.
    Content,
    /// The device.
    Device,
    /// How this copy of Doorstep is set up or used.
    Doorstep,
}

impl Trouble {
    /// Where it is.
    pub fn cause(&self) -> Cause {
        match self {
            Self::Offline | Self::CaptivePortal | Self::NotPrivate => Cause::Network,
            Self::Missing
            | Self::Wait { .. }
            | Self::Status { .. }
            | Self::BrokenOff
            | Self::Slow
            | Self::Unasked { .. }
            | Self::Expired { .. } => Cause::Host,
            Self::Signature
            | Self::Rollback
            | Self::Inconsistent
            | Self::Altered
            | Self::TooLong
            | Self::Unreadable { .. }
            | Self::Unacceptable { .. }
            | Self::MassRemoval { .. }
            | Self::Jump { .. } => Cause::Content,
            Self::CheckDate { .. } | Self::Full | Self::ReadOnly | Self::NotStored { .. } => Cause::Device,
            Self::UnderWay | Self::Stopped | Self::NoHost | Self::BadHost { .. } => Cause::Doorstep,
        }
    }
}

/// How long a host may ask to be left alone: a slip in a header, or a clock that was wrong, is not to silence a device
/// for good.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::hours(24);

/// `until`, when that is still to come at `now` and no further off than any wait can be.
pub fn still_to_come(until: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (until > now && until - now <= LONGEST_WAIT).then_some(until)
}

/// When the host was asked, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// When it was asked last, whatever came of it.
    pub last_tried: Option<DateTime<Utc>>,
    /// When it last gave an answer that could be trusted: what the screens show as *last checked*.
    pub last_succeeded: Option<DateTime<Utc>>,
    /// The host wants to be left alone until then.
    pub retry_not_before: Option<DateTime<Utc>>,
    /// Failures since it last gave an answer that could be trusted, or somebody stopped asking.
    pub failures: u32,
}

impl Attempts {
    /// Until when the host wants to be left alone, if it still does at `now`.
    pub fn wait(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        still_to_come(self.retry_not_before?, now)
    }

    /// The same, once the host has asked at `now` to be left alone until `until`.
    #[must_use]
    pub fn waiting(mut self, until: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        self.retry_not_before = self.wait(now).max(Some(until));
        self
    }

    /// The same, once a refresh has ended so at `now`. A wait that came meanwhile, with a document, stays.
    #[must_use]
    pub fn after(mut self, outcome: &Outcome, now: DateTime<Utc>) -> Self {
        self.last_tried = Some(now);
        self.retry_not_before = self.wait(now);
        match outcome {
            Ok(Refreshed::UpToDate { checked: false, .. }) => {}
            Ok(_) => {
                self.last_succeeded = Some(now);
                self.failures = 0;
            }
            // Nothing has failed, and it begins again in hours: a person who stops it means that.
            Err(Trouble::Stopped) => self.failures = 0,
            Err(trouble) => {
                self.failures = self.failures.saturating_add(1);
                if let Trouble::Wait { until } = trouble {
                    self = self.waiting(*until, now);
                }
            }
        }
        self
    }
}

/// What a refresh found that stays true until another one finds otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// [`Trouble::Expired`] or [`Trouble::CheckDate`].
    Trouble(Trouble),
    /// There is an edition for which this version of Doorstep is too old.
    TooNew {
        /// Its number.
        edition: u32,
        /// [`READER`] of the version that found it.
        reader: u32,
    },
}

impl Notice {
    /// What is true after a refresh that ended so, when `before` was.
    pub fn after(before: Option<Self>, outcome: &Outcome) -> Option<Self> {
        match outcome {
            Ok(Refreshed::UpToDate { checked: true, .. } | Refreshed::Updated(Updated { beyond: None, .. })) => None,
            Ok(
                Refreshed::TooNew { edition }
                | Refreshed::Updated(Updated {
                    beyond: Some(edition), ..
                }),
            ) => Some(Self::TooNew {
                edition: *edition,
                reader: READER,
            }),
            Err(trouble @ (Trouble::Expired { .. } | Trouble::CheckDate { .. })) => {
                Some(Self::Trouble(trouble.clone()))
            }
            Ok(Refreshed::UpToDate { checked: false, .. }) | Err(_) => before,
        }
    }

    /// Whether it is still true in this version of Doorstep, which may have been updated since.
    pub fn holds(&self) -> bool {
        !matches!(self, Self::TooNew { reader, .. } if *reader < READER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-11-22T{time}:00Z").parse().unwrap()
    }

    fn before() -> Attempts {
        Attempts {
            last_tried: Some(at("11:00")),
            last_succeeded: Some(at("10:00")),
            retry_not_before: None,
            failures: 2,
        }
    }

    const LAGGING: Outcome = Ok(Refreshed::UpToDate {
        edition: 7,
        checked: false,
    });
    const CHECKED: Outcome = Ok(Refreshed::UpToDate {
        edition: 7,
        checked: true,
    });

    #[test]
    fn only_a_good_answer_moves_the_freshness_stamp() {
        let wait = Err(Trouble::Wait { until: at("13:00") });
        for (outcome, succeeded, failures, retry) in [
            (CHECKED, "12:00", 0, None),
            (Ok(Refreshed::TooNew { edition: 8 }), "12:00", 0, None),
            (LAGGING, "10:00", 2, None),
            (Err(Trouble::Offline), "10:00", 3, None),
            (Err(Trouble::Stopped), "10:00", 0, None),
            (wait, "10:00", 3, Some(at("13:00"))),
        ] {
            let expected = Attempts {
                last_tried: Some(at("12:00")),
                last_succeeded: Some(at(succeeded)),
                retry_not_before: retry,
                failures,
            };
            assert_eq!(before().after(&outcome, at("12:00")), expected, "{outcome:?}");
        }
    }

    #[test]
    fn a_wait_that_came_meanwhile_stays_and_one_that_is_over_or_absurd_goes() {
        for (retry, stays) in [
            (at("12:30"), true),
            (at("12:00"), false),
            (at("12:00") + LONGEST_WAIT, true),
            (at("12:00") + TimeDelta::days(400), false),
        ] {
            let mut attempts = before();
            attempts.retry_not_before = Some(retry);
            let after = attempts.clone().after(&CHECKED, at("12:00"));
            assert_eq!(after.retry_not_before, stays.then_some(retry), "{retry}");
            // A shorter one takes nothing from it, and an absurd one keeps no other away.
            let until = attempts.waiting(at("12:10"), at("12:00")).retry_not_before;
            assert_eq!(until, Some(if stays { retry } else { at("12:10") }), "{retry}");
        }
    }

    #[test]
    fn a_notice_stands_until_a_refresh_finds_otherwise() {
        let expired = Trouble::Expired { since: at("11:00") };
        let date = Trouble::CheckDate { host: None };
        let too_new = |edition| {
            Some(Notice::TooNew {
                edition,
                reader: READER,
            })
        };
        let updated = |beyond| {
            Ok(Refreshed::Updated(Updated {
                from: Some(7),
                to: 8,
                applied: Applied::default(),
                by_delta: true,
                bytes: 1,
                beyond,
            }))
        };
        let standing = Notice::Trouble(expired);
        let before = Some(standing.clone());
        for (outcome, after) in [
            (CHECKED, None),
            (updated(None), None),
            (updated(Some(9)), too_new(9)),
            (Ok(Refreshed::TooNew { edition: 9 }), too_new(9)),
            (Err(date.clone()), Some(Notice::Trouble(date))),
            (LAGGING, before.clone()),
            (Err(Trouble::Offline), before.clone()),
            (Err(Trouble::Stopped), before.clone()),
        ] {
            assert_eq!(Notice::after(before.clone(), &outcome), after, "{outcome:?}");
        }
        assert!(standing.holds() && too_new(9).is_some_and(|notice| notice.holds()));
        let older = Notice::TooNew {
            edition: 9,
            reader: READER - 1,
        };
        assert!(!older.holds(), "the app has been updated since");
    }

    #[test]
    fn what_is_stored_is_read_again() {
        let notices = [
            Notice::Trouble(Trouble::CheckDate {
                host: Some(at("12:00")),
            }),
            Notice::Trouble(Trouble::Expired { since: at("12:00") }),
            Notice::TooNew { edition: 9, reader: 1 },
        ];
        for notice in notices {
            let text = serde_json::to_string(&notice).unwrap();
            assert_eq!(serde_json::from_str::<Notice>(&text).unwrap(), notice, "{text}");
        }
    }
}
