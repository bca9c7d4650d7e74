//! Somebody who types into the search, one key after the other, as fast as it answers.

use std::iter::Sum;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use fastrand::Rng;
use store::{CatalogueDb, Search};

use crate::table::percentile;
use crate::typing;

/// Words that are typed, one or two at a time.
const PHRASES: usize = 40;
/// The most time that is spent on searching while nothing else happens.
const IDLE: Duration = Duration::from_secs(20);

/// What is in the search box after each key.
#[derive(Clone)]
pub struct Keystrokes(Arc<Vec<String>>);

impl Keystrokes {
    /// Of words in titles that there are.
    pub fn of<'a>(titles: impl Iterator<Item = &'a str>, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let titles: Vec<&str> = titles.collect();
        let mut typed = Vec::new();
        for _ in 0..PHRASES {
            let phrase = typing::phrase(titles[rng.usize(..titles.len())], 2, &mut rng);
            typed.extend(typing::keys(&phrase).map(str::to_owned));
        }
        Self(Arc::new(typed))
    }
}

/// How long searches took, and when they began.
#[derive(Default)]
pub struct Latency(Vec<(Instant, Duration)>);

impl Latency {
    /// Those that were under way at some moment from `from` to `to`.
    pub fn between(mut self, from: Instant, to: Instant) -> Self {
        self.0.retain(|(begun, took)| *begun < to && *begun + *took > from);
        self
    }

    /// How many there were.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The middle one, the 95th of a hundred, and the longest.
    pub fn percentiles(&self) -> [Duration; 3] {
        let mut took: Vec<Duration> = self.0.iter().map(|(_, took)| *took).collect();
        took.sort();
        [0.5, 0.95, 1.0].map(|share| percentile(&took, share))
    }
}

impl Sum for Latency {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.flat_map(|latency| latency.0).collect())
    }
}

/// Each key once, or as many as there is time for.
pub fn search_all(db: &CatalogueDb, keystrokes: &Keystrokes) -> Latency {
    let begun = Instant::now();
    let keys = keystrokes.0.iter().take_while(|_| begun.elapsed() < IDLE);
    Latency(keys.map(|typed| search(db, typed)).collect())
}

fn search(db: &CatalogueDb, typed: &str) -> (Instant, Duration) {
    let begun = Instant::now();
    let found = db.search(&Search {
        text: typed,
        ..Search::default()
    });
    let took = begun.elapsed();
    assert!(found.is_ok(), "{typed}: {found:?}");
    (begun, took)
}

/// Searches on a thread of its own, over and over, until it is stopped.
pub struct Reader {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Latency>,
}

impl Reader {
    /// Begins.
    pub fn start(db: Arc<CatalogueDb>, keystrokes: Keystrokes) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let keys = keystrokes.0.iter().cycle();
            let keys = keys.take_while(|_| !told.load(Ordering::Relaxed));
            Latency(keys.map(|typed| search(&db, typed)).collect())
        });
        Self { stop, thread }
    }

    /// Ends, and answers how long the searches took.
    pub fn stop(self) -> Latency {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_adds_a_letter() {
        let typed = |seed| Keystrokes::of(["Keeping babies safe", "Neglect toolkit"].into_iter(), seed).0;
        assert_eq!(typed(1), typed(1));
        let typed = typed(1);
        assert!(
            typed
                .iter()
                .any(|t| t == "n" || t == "k" || t == "t" || t == "b" || t == "s"),
            "{typed:?}"
        );
        assert!(
            typed
                .iter()
                .all(|t| "keeping babies safe neglect toolkit".contains(t.as_str())),
            "{typed:?}"
        );
    }

    #[test]
    fn only_what_ran_meanwhile_counts() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let took = Duration::from_millis(10);
        let latency = Latency([0, 15, 25, 40].map(|ms| (at(ms), took)).into());
        assert_eq!(latency.between(at(20), at(40)).len(), 2);
    }
}
