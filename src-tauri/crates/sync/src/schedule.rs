//! When to ask the host next: pure rules. The clock, the random numbers and the timer are the caller's.

use catalogue::refresh::Attempts;
use chrono::{DateTime, TimeDelta, Utc};

/// How long between two refreshes that went well, on average.
const EVERY: TimeDelta = TimeDelta::hours(6);
/// After a start or a resume, an answer this fresh will do.
const FRESH: TimeDelta = TimeDelta::minutes(30);
/// The longest wait after the first failure; it doubles with each.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(2);
/// The network is given a moment to settle, and the devices of one building are not all at once.
const SETTLING: TimeDelta = TimeDelta::seconds(30);

/// Why the question comes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The app started, or the device woke.
    Start,
    /// The network is there again.
    NetworkRegained,
    /// A refresh ended, or a timer went off.
    Timer,
}

/// When to refresh next; `now` or earlier means at once. Times from a wrong clock, too far ahead of `now`, count as
/// unknown. `jitter` is a fresh random number from 0 up to 1.
///
/// - About every six hours, 25 % more or less.
/// - At a start or resume, and when the network is back, at once, unless the last good answer is half an hour old or
///   less, or a person stopped it: then it stays stopped.
/// - After failures at a random moment of an ever longer time (full jitter), up to six hours; when the network is back,
///   soon.
/// - Never before the host wants to be asked again.
pub fn next(attempts: &Attempts, occasion: Occasion, now: DateTime<Utc>, jitter: f64) -> DateTime<Utc> {
    let past = |time: Option<DateTime<Utc>>| time.filter(|time| *time <= now);
    let Some(tried) = past(attempts.last_tried) else {
        return attempts.wait(now).unwrap_or(now);
    };
    // If the last try neither failed nor succeeded, somebody stopped it.
    let last = attempts
        .last_succeeded
        .max(attempts.last_tried.filter(|_| attempts.failures == 0));
    let fresh = past(last).is_some_and(|time| now - time <= FRESH);
    let due = match occasion {
        Occasion::NetworkRegained if !fresh => now + part(SETTLING, jitter),
        _ if attempts.failures > 0 => tried + back_off(attempts.failures, jitter),
        Occasion::Start if !fresh => now,
        _ => tried + part(EVERY, 0.75 + jitter / 2.0),
    };
    attempts.wait(now).map_or(due, |until| due.max(until))
}

/// How long to wait after so many failures in a row, of a refresh or of a document: a part of an ever longer time, up
/// to six hours. `jitter` is a fresh random number from 0 up to 1.
pub fn back_off(failures: u32, jitter: f64) -> TimeDelta {
    // 2^8 times two minutes is more than six hours.
    let longest = (FIRST_WAIT * (1 << failures.saturating_sub(1).min(8))).min(EVERY);
    part(longest, jitter)
}

fn part(time: TimeDelta, of: f64) -> TimeDelta {
    TimeDelta::milliseconds((time.num_milliseconds() as f64 * of) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour_and_minute: &str) -> DateTime<Utc> {
        format!("2026-11-22T{hour_and_minute}:00Z").parse().unwrap()
    }

    fn attempts(tried: &str, succeeded: &str, failures: u32) -> Attempts {
        Attempts {
            last_tried: Some(at(tried)),
            last_succeeded: Some(at(succeeded)),
            retry_not_before: None,
            failures,
        }
    }

    /// When it is 12:00, between which times the next refresh is.
    fn between(attempts: &Attempts, occasion: Occasion) -> (String, String) {
        let time = |jitter| {
            let next = next(attempts, occasion, at("12:00"), jitter);
            next.max(at("12:00")).format("%H:%M:%S").to_string()
        };
        (time(0.0), time(1.0))
    }

    #[test]
    fn when_next() {
        use Occasion::{NetworkRegained, Start, Timer};
        let never = Attempts::default();
        let fresh = attempts("11:50", "11:50", 0);
        let stale = attempts("09:00", "09:00", 0);
        let failed = attempts("11:59", "09:00", 1);
        let often = attempts("11:00", "03:00", 30);
        let mut asked_to_wait = failed.clone();
        asked_to_wait.retry_not_before = Some(at("12:30"));
        let future = attempts("19:00", "19:00", 0);
        let mut wrong_clock = never.clone();
        wrong_clock.retry_not_before = Some(at("12:00") + TimeDelta::days(900));
        let stopped = attempts("11:50", "09:00", 0);
        let stopped_long_ago = attempts("11:20", "09:00", 0);
        for (case, occasion, from, to) in [
            (&never, Start, "12:00:00", "12:00:00"),
            (&never, Timer, "12:00:00", "12:00:00"),
            (&fresh, Start, "16:20:00", "19:20:00"),
            (&fresh, NetworkRegained, "16:20:00", "19:20:00"),
            (&stale, Start, "12:00:00", "12:00:00"),
            (&stale, Timer, "13:30:00", "16:30:00"),
            (&stale, NetworkRegained, "12:00:00", "12:00:30"),
            (&failed, Timer, "12:00:00", "12:01:00"),
            (&failed, Start, "12:00:00", "12:01:00"),
            (&often, Timer, "12:00:00", "17:00:00"),
            (&often, NetworkRegained, "12:00:00", "12:00:30"),
            (&asked_to_wait, Timer, "12:30:00", "12:30:00"),
            (&asked_to_wait, NetworkRegained, "12:30:00", "12:30:00"),
            (&future, Timer, "12:00:00", "12:00:00"),
            (&wrong_clock, Timer, "12:00:00", "12:00:00"),
            (&stopped, Timer, "16:20:00", "19:20:00"),
            (&stopped, Start, "16:20:00", "19:20:00"),
            (&stopped, NetworkRegained, "16:20:00", "19:20:00"),
            (&stopped_long_ago, NetworkRegained, "12:00:00", "12:00:30"),
        ] {
            assert_eq!(
                between(case, occasion),
                (from.into(), to.into()),
                "{case:?} {occasion:?}"
            );
        }
    }
}
