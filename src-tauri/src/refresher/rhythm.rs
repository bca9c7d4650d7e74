//! When the app checks by itself: `sync::schedule` has the rules; this has the events they apply to.

use std::time::Duration;

use catalogue::refresh::Attempts;
use chrono::{DateTime, Utc};
use sync::schedule::{self, Occasion};

use crate::wake::Woken;

/// How often the clock is looked at, and the least time between two checks of its own.
pub const LOOK: Duration = Duration::from_secs(60);
/// If a wait took this much longer than it should, the device was asleep.
const SLEPT: Duration = Duration::from_secs(30);
const SOON: Duration = Duration::from_secs(1);

/// What has happened since the last check of its own.
pub struct Rhythm {
    occasion: Option<Occasion>,
    /// When what has happened asks for a check. The timer has its own time, which moves with each check that a person
    /// asks for.
    wanted: Option<DateTime<Utc>>,
    /// A random number from 0 up to 1, another for each check.
    jitter: f64,
}

impl Rhythm {
    /// The app has just started.
    pub fn new(jitter: f64) -> Self {
        Self {
            occasion: Some(Occasion::Start),
            wanted: None,
            jitter,
        }
    }

    /// How long to wait before this is asked again; `None`: a check is due. `damaged`: the edition in use is damaged on
    /// this device, so that it is fetched again at the next occasion, however fresh it is.
    pub fn until_due(&mut self, attempts: &Attempts, damaged: bool, now: DateTime<Utc>) -> Option<Duration> {
        let next = |occasion| schedule::next(attempts, occasion, now, self.jitter);
        if let Some(occasion) = self.occasion.take() {
            self.wanted = Some(match damaged {
                true => attempts.wait(now).unwrap_or(now),
                false => next(occasion),
            });
        }
        let timer = next(Occasion::Timer);
        let due = self.wanted.map_or(timer, |wanted| timer.min(wanted));
        if due <= now {
            return None;
        }
        Some((due - now).to_std().unwrap_or(LOOK).clamp(SOON, LOOK))
    }

    /// A check begins.
    pub fn begin(&mut self, jitter: f64) {
        self.wanted = None;
        self.jitter = jitter;
    }

    /// A wait that should take `wait` is over, and took `passed` by the clock.
    pub fn woke(&mut self, woken: Woken, wait: Duration, passed: Duration) {
        if passed > wait + SLEPT {
            self.occasion = Some(Occasion::Start);
        } else if woken == Woken::Called {
            self.occasion = Some(Occasion::NetworkRegained);
        }
    }
}

#[cfg(test)]
mod tests {
    use catalogue::refresh::{Refreshed, Trouble};
    use chrono::TimeDelta;

    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).expect("a time")
    }

    fn minutes(minutes: i64) -> DateTime<Utc> {
        now() + TimeDelta::minutes(minutes)
    }

    fn never() -> Attempts {
        Attempts::default()
    }

    /// Whether a check begins at that minute.
    fn is_due(rhythm: &mut Rhythm, attempts: &Attempts, minute: i64) -> bool {
        let due = rhythm.until_due(attempts, false, minutes(minute)).is_none();
        if due {
            rhythm.begin(0.5);
        }
        due
    }

    #[test]
    fn whoever_stops_a_download_has_hours_of_peace() {
        // Stopped while the first check of a start, one after a sleep, and one by the timer was under way.
        for occasion in [Occasion::Start, Occasion::NetworkRegained, Occasion::Timer] {
            let mut rhythm = Rhythm::new(0.5);
            rhythm.occasion = Some(occasion);
            assert!(is_due(&mut rhythm, &never(), 0));
            let stopped = never().after(&Err(Trouble::Stopped), minutes(1));
            assert!(
                (2..6 * 45).all(|minute| !is_due(&mut rhythm, &stopped, minute)),
                "{occasion:?}"
            );
            assert!(is_due(&mut rhythm, &stopped, 9 * 60), "{occasion:?}");
        }
    }

    #[test]
    fn a_failure_is_not_tried_again_each_minute() {
        let mut rhythm = Rhythm::new(0.5);
        let mut attempts = never();
        let mut tried = 0;
        for minute in 0..24 * 60 {
            if is_due(&mut rhythm, &attempts, minute) {
                attempts = attempts.after(&Err(Trouble::Full), minutes(minute));
                tried += 1;
            }
        }
        assert!((5..20).contains(&tried), "{tried} times in a day");
    }

    #[test]
    fn a_damaged_edition_is_fetched_again_at_once_however_fresh_it_is() {
        let fresh = Refreshed::UpToDate {
            edition: 7,
            checked: true,
        };
        let fresh = never().after(&Ok(fresh), now());
        assert!(!is_due(&mut Rhythm::new(0.5), &fresh, 1));
        let mut rhythm = Rhythm::new(0.5);
        assert_eq!(rhythm.until_due(&fresh, true, minutes(1)), None);
        rhythm.begin(0.5);
        // Once: then it waits as after any failure.
        let failed = fresh.after(&Err(Trouble::Offline), minutes(1));
        assert!(rhythm.until_due(&failed, true, minutes(1)).is_some());
        // The update server is left alone where it asked for that.
        let until = minutes(30);
        let waiting = never().after(&Err(Trouble::Wait { until }), now());
        assert!(Rhythm::new(0.5).until_due(&waiting, true, minutes(29)).is_some());
        assert!(Rhythm::new(0.5).until_due(&waiting, true, until).is_none());
    }

    #[test]
    fn a_device_that_slept_checks_again() {
        let fresh = Refreshed::UpToDate {
            edition: 7,
            checked: true,
        };
        let fresh = never().after(&Ok(fresh), now());
        let mut rhythm = Rhythm::new(0.5);
        assert!(!is_due(&mut rhythm, &fresh, 1));
        rhythm.woke(Woken::Due, LOOK, LOOK + Duration::from_secs(1));
        assert!(!is_due(&mut rhythm, &fresh, 60), "an hour has passed, and not a night");
        rhythm.woke(Woken::Due, LOOK, Duration::from_secs(60 * 60));
        assert!(is_due(&mut rhythm, &fresh, 60));
        let offline = fresh.after(&Err(Trouble::Offline), minutes(61));
        rhythm.woke(Woken::Called, LOOK, Duration::ZERO);
        assert!(!is_due(&mut rhythm, &offline, 61));
        assert!(is_due(&mut rhythm, &offline, 62), "the network is back");
    }
}
