//! How downloads go: what is coming, what failed and when it is tried again. In memory only: after a start everything
//! is simply tried again, and what the update server asked to wait for is remembered with the refresh.

use std::collections::{HashMap, HashSet};

use catalogue::canonical::Digest;
use catalogue::refresh::{Cause, Trouble, still_to_come};
use chrono::{DateTime, TimeDelta, Utc};

/// A failure, and when to try again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setback {
    pub why: Trouble,
    again: DateTime<Utc>,
    /// How often in a row.
    times: u32,
}

/// How downloads go. A value: the app keeps the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Downloads {
    /// What is coming, and how many of its bytes have.
    pub(super) coming: Option<(Digest, u64)>,
    /// What is wrong with one document.
    pub(super) setbacks: HashMap<Digest, Setback>,
    /// What keeps all of them: the network, the update server, the device.
    pub(super) held_up: Option<Setback>,
    /// Documents that were on the device and damaged.
    pub(super) damaged: HashSet<Digest>,
}

impl Downloads {
    /// Notes that `done` bytes of a document are here.
    pub fn progress(&mut self, digest: Digest, done: u64) {
        self.coming = Some((digest, done));
    }

    /// Notes how downloading a document ended. `wait` says how long to wait after so many failures in a row.
    pub fn end(
        &mut self,
        digest: Digest,
        ended: &Result<(), Trouble>,
        now: DateTime<Utc>,
        wait: impl Fn(u32) -> TimeDelta,
    ) {
        self.coming = None;
        let setback = |before: Option<&Setback>, why: &Trouble| {
            let times = before.map_or(0, |before| before.times).saturating_add(1);
            let asked = match why {
                Trouble::Wait { until } => still_to_come(*until, now),
                _ => None,
            };
            let again = asked.or_else(|| now.checked_add_signed(wait(times)));
            Setback {
                why: why.clone(),
                again: again.unwrap_or(now),
                times,
            }
        };
        match ended {
            // What had come of it stays.
            Err(Trouble::Stopped) => {}
            Ok(()) => {
                self.setbacks.remove(&digest);
                self.damaged.remove(&digest);
                self.held_up = None;
            }
            Err(why) if is_of_one_document(why) => {
                let setback = setback(self.setbacks.get(&digest), why);
                self.setbacks.insert(digest, setback);
                self.held_up = None;
            }
            Err(why) => self.held_up = Some(setback(self.held_up.as_ref(), why)),
        }
    }

    /// Tries everything again: the person acts, or the network is back.
    pub fn again(&mut self) {
        self.setbacks.clear();
        self.held_up = None;
    }

    /// Notes that a document on the device was damaged. It is said until it is here again.
    pub fn damaged(&mut self, digest: Digest) {
        self.damaged.insert(digest);
    }

    /// Which of `wanted` to download at `now`, or else when to ask again. An absurdly long wait is ignored: the clock
    /// was wrong when it began.
    pub(super) fn next(&self, wanted: impl Iterator<Item = Digest>, now: DateTime<Utc>) -> Turn {
        let waits = |setback: &Setback| still_to_come(setback.again, now);
        if let Some(again) = self.held_up.as_ref().and_then(waits) {
            return Turn::At(again);
        }
        let mut later: Option<DateTime<Utc>> = None;
        for digest in wanted {
            match self.setbacks.get(&digest).and_then(waits) {
                Some(again) => later = Some(later.map_or(again, |later| later.min(again))),
                None => return Turn::Of(digest),
            }
        }
        later.map_or(Turn::Idle, Turn::At)
    }
}

/// Whether the problem is one document's own, so that others may still be downloaded.
fn is_of_one_document(why: &Trouble) -> bool {
    matches!(why, Trouble::Missing) || why.cause() == Cause::Content
}

/// Whose turn it is to be downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Of(Digest),
    At(DateTime<Utc>),
    Idle,
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Digest = [b'a'; 32];
    const B: Digest = [b'b'; 32];

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-11-22T{time}:00Z").parse().unwrap()
    }

    fn minutes(times: u32) -> TimeDelta {
        TimeDelta::minutes(times.into())
    }

    #[test]
    fn one_that_fails_is_put_off_and_the_others_come() {
        let mut downloads = Downloads::default();
        let next = |downloads: &Downloads, time| downloads.next([A, B].into_iter(), at(time));
        assert_eq!(next(&downloads, "09:00"), Turn::Of(A));
        downloads.end(A, &Err(Trouble::Altered), at("09:00"), minutes);
        assert_eq!(next(&downloads, "09:00"), Turn::Of(B));
        downloads.end(B, &Err(Trouble::Missing), at("09:00"), |_| TimeDelta::minutes(5));
        assert_eq!(next(&downloads, "09:00"), Turn::At(at("09:01")));
        assert_eq!(next(&downloads, "09:01"), Turn::Of(A));
        downloads.end(A, &Err(Trouble::Altered), at("09:01"), minutes);
        assert_eq!(next(&downloads, "09:01"), Turn::At(at("09:03")), "twice as long");
        assert_eq!(next(&downloads, "09:05"), Turn::Of(A));
        downloads.end(A, &Ok(()), at("09:05"), minutes);
        assert_eq!(downloads.next([B].into_iter(), at("09:05")), Turn::Of(B));
        assert_eq!(downloads.next([].into_iter(), at("09:05")), Turn::Idle);
    }

    #[test]
    fn what_keeps_all_keeps_all_until_something_arrives_or_somebody_acts() {
        let mut downloads = Downloads::default();
        downloads.end(A, &Err(Trouble::Offline), at("09:00"), minutes);
        downloads.end(B, &Err(Trouble::Offline), at("09:01"), minutes);
        assert_eq!(downloads.next([A, B].into_iter(), at("09:02")), Turn::At(at("09:03")));
        downloads.again();
        assert_eq!(downloads.next([A, B].into_iter(), at("09:02")), Turn::Of(A));
        let wait = Err(Trouble::Wait { until: at("10:00") });
        downloads.end(A, &wait, at("09:02"), minutes);
        assert_eq!(downloads.next([A, B].into_iter(), at("09:59")), Turn::At(at("10:00")));
        downloads.end(A, &Ok(()), at("10:00"), minutes);
        assert_eq!(downloads.next([B].into_iter(), at("10:00")), Turn::Of(B));
    }

    /// A clock that was ahead for a minute must not block documents until that year.
    #[test]
    fn a_wait_until_the_wrong_year_is_none() {
        let ahead: DateTime<Utc> = "2031-01-01T00:00:00Z".parse().unwrap();
        for trouble in [Trouble::Offline, Trouble::Missing] {
            let mut downloads = Downloads::default();
            downloads.end(A, &Err(trouble), ahead, minutes);
            assert_eq!(downloads.next([A].into_iter(), at("09:00")), Turn::Of(A));
        }
        // The same for a wait that the update server asks for: it is tried again as after any failure, and not at once.
        let mut downloads = Downloads::default();
        downloads.end(A, &Err(Trouble::Wait { until: ahead }), at("09:00"), minutes);
        assert_eq!(downloads.next([A].into_iter(), at("09:00")), Turn::At(at("09:01")));
    }

    #[test]
    fn no_time_is_too_late_or_too_early() {
        for now in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            let mut downloads = Downloads::default();
            downloads.end(A, &Err(Trouble::Offline), now, |_| TimeDelta::MAX);
            assert_eq!(downloads.next([A].into_iter(), at("09:00")), Turn::Of(A));
        }
    }
}
