//! A month of a host and of its devices: what happens when. Pure: seeded, and no clock.

use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;
use store::Attempts;
use sync::schedule::{self, Occasion};

/// How long it is.
pub const DAYS: i64 = 30;
/// The days on which an edition is published, counted from 0.
const EDITIONS: [i64; 4] = [3, 10, 17, 24];
/// One device in so many is away for two weeks and lags behind.
const AWAY: usize = 20;
const AWAY_FOR: TimeDelta = TimeDelta::days(14);

/// What happens at the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The daily job signs anew.
    Resign,
    /// An edition is published.
    Release,
}

/// All that happens at the host in the month from `begin`, in order: signed anew every night at three, published at nine.
pub fn events(begin: DateTime<Utc>) -> Vec<(DateTime<Utc>, Event)> {
    let at = |day: i64, hour: i64| begin + TimeDelta::days(day) + TimeDelta::hours(hour);
    let nights = (0..DAYS).map(|day| (at(day, 3), Event::Resign));
    let releases = EDITIONS.into_iter().map(|day| (at(day, 9), Event::Release));
    let mut events: Vec<_> = nights.chain(releases).collect();
    events.sort_by_key(|(time, _)| *time);
    events
}

/// When device `number` refreshes in the month from `begin`: as the app's own schedule has it, where every refresh goes
/// well. One that is away asks when it is back.
pub fn refreshes(number: usize, begin: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let mut rng = Rng::with_seed(number as u64);
    let end = begin + TimeDelta::days(DAYS);
    let away = number.is_multiple_of(AWAY).then(|| {
        let leaves = begin + TimeDelta::minutes(rng.i64(0..(TimeDelta::days(DAYS) - AWAY_FOR).num_minutes()));
        leaves..leaves + AWAY_FOR
    });
    let mut times = Vec::new();
    // It asked last at some moment of the six hours before.
    let mut last = begin - TimeDelta::minutes(rng.i64(0..6 * 60));
    loop {
        let attempts = Attempts {
            last_tried: Some(last),
            last_succeeded: Some(last),
            ..Attempts::default()
        };
        let mut next = schedule::next(&attempts, Occasion::Timer, last, rng.f64()).max(begin);
        if let Some(away) = away.as_ref().filter(|away| away.contains(&next)) {
            next = schedule::next(&attempts, Occasion::Start, away.end, rng.f64());
        }
        if next >= end {
            return times;
        }
        times.push(next);
        last = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin() -> DateTime<Utc> {
        "2026-12-01T00:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_month_has_thirty_nights_and_four_editions() {
        let events = events(begin());
        assert_eq!(events.len(), 34);
        assert!(events.is_sorted_by_key(|(time, _)| *time));
        assert_eq!(events[3], ("2026-12-04T03:00:00Z".parse().unwrap(), Event::Resign));
        assert_eq!(events[4], ("2026-12-04T09:00:00Z".parse().unwrap(), Event::Release));
    }

    #[test]
    fn a_device_asks_about_every_six_hours() {
        for number in 1..AWAY {
            let times = refreshes(number, begin());
            assert_eq!(times, refreshes(number, begin()));
            assert!((110..=130).contains(&times.len()), "{}", times.len());
            for pair in times.windows(2) {
                let apart = pair[1] - pair[0];
                assert!(
                    apart >= TimeDelta::minutes(270) && apart <= TimeDelta::minutes(450),
                    "{apart}"
                );
            }
        }
        assert_ne!(refreshes(1, begin()), refreshes(2, begin()));
    }

    #[test]
    fn one_that_was_away_asks_when_it_is_back() {
        let times = refreshes(AWAY, begin());
        let gaps: Vec<_> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let long: Vec<_> = gaps.iter().filter(|gap| **gap > TimeDelta::hours(8)).collect();
        assert_eq!(long.len(), 1, "{gaps:?}");
        assert!(*long[0] >= AWAY_FOR && *long[0] <= AWAY_FOR + TimeDelta::hours(8));
    }
}
