//! How fetching goes: what is coming, what failed and when it is tried again. In memory only: after a start everything is
//! simply tried again, and what a host asked to wait for is remembered elsewhere.

use std::collections::{HashMap, HashSet};

use catalogue::canonical::Digest;
use chrono::{DateTime, TimeDelta, Utc};

/// How fetching a document ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// It is here, whole and right.
    Arrived,
    /// It was stopped: nobody wants it now. What had come of it stays until it is removed.
    Stopped,
    /// The host does not have it.
    Missing,
    /// What the host sent is not the document that was published.
    Altered,
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
    /// The device's date is probably wrong.
    CheckDate,
    /// The device is full.
    Full,
    /// The device does not let Doorstep write.
    ReadOnly,
    /// The device could not store it for another reason.
    NotStored,
}

/// A failure, and when to try again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setback {
    pub why: Fetched,
    pub again: DateTime<Utc>,
    /// How often in a row.
    times: u32,
}

/// How fetching goes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Downloads {
    /// What is coming, and how many of its bytes have.
    pub(super) coming: Option<(Digest, u64)>,
    /// What is wrong with one document.
    pub(super) setbacks: HashMap<Digest, Setback>,
    /// What keeps all of them: the network, the host, the device.
    pub(super) held_up: Option<Setback>,
    /// Documents that were on the device and damaged.
    pub(super) damaged: HashSet<Digest>,
}

impl Downloads {
    /// Takes down how fetching `digest` ended. `wait` says how long to wait after so many failures in a row.
    pub(super) fn end(
        &mut self,
        digest: Digest,
        fetched: Fetched,
        now: DateTime<Utc>,
        wait: impl Fn(u32) -> TimeDelta,
    ) {
        self.coming = None;
        let setback = |before: Option<&Setback>| {
            let times = before.map_or(0, |before| before.times) + 1;
            let again = match fetched {
                Fetched::HostTrouble { retry_at: Some(until) } => until,
                _ => now + wait(times),
            };
            let why = fetched.clone();
            Setback { why, again, times }
        };
        match fetched {
            Fetched::Stopped => {}
            Fetched::Arrived => {
                self.setbacks.remove(&digest);
                self.damaged.remove(&digest);
                self.held_up = None;
            }
            Fetched::Missing | Fetched::Altered => {
                let setback = setback(self.setbacks.get(&digest));
                self.setbacks.insert(digest, setback);
                self.held_up = None;
            }
            _ => self.held_up = Some(setback(self.held_up.as_ref())),
        }
    }

    /// Tries everything again: the person acts, or the network is back.
    pub(super) fn again(&mut self) {
        self.setbacks.clear();
        self.held_up = None;
    }

    /// Which of `wanted` to fetch at `now`, or else when to ask again.
    pub(super) fn next(&self, wanted: impl Iterator<Item = Digest>, now: DateTime<Utc>) -> Turn {
        if let Some(held_up) = self.held_up.as_ref().filter(|held_up| held_up.again > now) {
            return Turn::At(held_up.again);
        }
        let mut later: Option<DateTime<Utc>> = None;
        for digest in wanted {
            match self.setbacks.get(&digest).map(|setback| setback.again) {
                Some(again) if again > now => later = Some(later.map_or(again, |later| later.min(again))),
                _ => return Turn::Of(digest),
            }
        }
        later.map_or(Turn::Nobodys, Turn::At)
    }
}

/// Whose turn it is to be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Of(Digest),
    At(DateTime<Utc>),
    Nobodys,
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
        downloads.end(A, Fetched::Altered, at("09:00"), minutes);
        assert_eq!(next(&downloads, "09:00"), Turn::Of(B));
        downloads.end(B, Fetched::Missing, at("09:00"), |_| TimeDelta::minutes(5));
        assert_eq!(next(&downloads, "09:00"), Turn::At(at("09:01")));
        assert_eq!(next(&downloads, "09:01"), Turn::Of(A));
        downloads.end(A, Fetched::Altered, at("09:01"), minutes);
        assert_eq!(next(&downloads, "09:01"), Turn::At(at("09:03")), "twice as long");
        assert_eq!(next(&downloads, "09:05"), Turn::Of(A));
        downloads.end(A, Fetched::Arrived, at("09:05"), minutes);
        assert_eq!(downloads.next([B].into_iter(), at("09:05")), Turn::Of(B));
        assert_eq!(downloads.next([].into_iter(), at("09:05")), Turn::Nobodys);
    }

    #[test]
    fn what_keeps_all_keeps_all_until_something_arrives_or_somebody_acts() {
        let mut downloads = Downloads::default();
        downloads.end(A, Fetched::Offline, at("09:00"), minutes);
        downloads.end(B, Fetched::Offline, at("09:01"), minutes);
        assert_eq!(downloads.next([A, B].into_iter(), at("09:02")), Turn::At(at("09:03")));
        downloads.again();
        assert_eq!(downloads.next([A, B].into_iter(), at("09:02")), Turn::Of(A));
        let retry_at = Some(at("10:00"));
        downloads.end(A, Fetched::HostTrouble { retry_at }, at("09:02"), minutes);
        assert_eq!(downloads.next([A, B].into_iter(), at("09:59")), Turn::At(at("10:00")));
        downloads.end(A, Fetched::Arrived, at("10:00"), minutes);
        assert_eq!(downloads.next([B].into_iter(), at("10:00")), Turn::Of(B));
    }
}
