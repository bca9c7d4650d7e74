//! All engines are asked the same, in turn at every key, so that the machine's moods hit all alike.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use super::engine::{Asked, Built, ENGINES, Engine, OURS, Place};
use super::queries::Queries;
use crate::table::percentile;

/// Every key is asked so often, and the quickest answer counts.
const PASSES: usize = 3;
/// An engine that has spent so long on the keys of a pass is asked no more of them.
const PATIENCE: Duration = Duration::from_secs(4);

/// An engine with its index open.
pub struct Contestant {
    pub engine: &'static Engine,
    pub built: Built,
    pub opened: Duration,
    pub asked: Asked,
}

/// How an engine did.
pub struct Score {
    pub name: &'static str,
    pub built: Built,
    pub opened: Duration,
    pub memory: u64,
    /// By key, sorted.
    pub clean: Vec<Duration>,
    /// By key from the slip on, sorted.
    pub misspelt: Vec<Duration>,
    /// Of the queries as they were meant: asked, and answered.
    pub meant: Answered,
    /// The same with a slip.
    pub typed: Answered,
}

/// A share of queries.
#[derive(Clone, Copy, Default)]
pub struct Answered {
    pub asked: usize,
    pub answered: usize,
}

impl Answered {
    fn note(&mut self, found: &[String], target: &str) {
        self.asked += 1;
        self.answered += usize::from(found.iter().any(|id| id == target));
    }

    /// From 0 to 1.
    pub fn share(self) -> f64 {
        self.answered as f64 / self.asked.max(1) as f64
    }
}

impl Score {
    /// The time within which so many keys are answered.
    pub fn within(&self, share: f64) -> Duration {
        percentile(&self.clean, share)
    }
}

/// Builds and opens every engine that takes part at this size. One that cannot be had here is left out, and says why;
/// ours is not.
pub fn line_up(place: &Place<'_>, records: &Path, leave_slow: bool) -> Result<Vec<Contestant>> {
    let mut contestants = Vec::new();
    for engine in ENGINES.iter().filter(|engine| !(leave_slow && engine.slow)) {
        eprintln!("▸ {} builds its index", engine.name);
        match contestant(engine, place, records, &contestants) {
            Ok(contestant) => contestants.push(contestant),
            Err(error) if engine.name != OURS => println!("{} is left out: {error:#}.", engine.name),
            Err(error) => return Err(error),
        }
    }
    Ok(contestants)
}

fn contestant(engine: &'static Engine, place: &Place<'_>, records: &Path, before: &[Contestant]) -> Result<Contestant> {
    let built = match before.iter().find(|other| Some(other.engine.name) == engine.asks) {
        Some(other) => other.built,
        None => quickest(|| engine.build(place, records).map(|built| (built, built.took)))?.0,
    };
    let (asked, opened) = quickest(|| engine.open(place))?;
    Ok(Contestant {
        engine,
        built,
        opened,
        asked,
    })
}

/// The quickest of three, unless it takes seconds.
fn quickest<T>(mut once: impl FnMut() -> Result<(T, Duration)>) -> Result<(T, Duration)> {
    let mut best = once()?;
    for _ in 1..3 {
        if best.1 > Duration::from_secs(1) {
            break;
        }
        let another = once()?;
        if another.1 < best.1 {
            best = another;
        }
    }
    Ok(best)
}

/// Asks all of them everything.
pub fn run(mut contestants: Vec<Contestant>, queries: &Queries, area: &str) -> Result<Vec<Score>> {
    eprintln!("▸ {} keys of clean typing, {PASSES} times", queries.keystrokes.len());
    let clean = type_all(&mut contestants, &queries.keystrokes, area)?;
    let slips: Vec<String> = queries.misspelt.iter().flat_map(|one| one.keystrokes.clone()).collect();
    eprintln!("▸ {} keys after a slip, {PASSES} times", slips.len());
    let misspelt = type_all(&mut contestants, &slips, area)?;
    eprintln!("▸ {} queries with and without a slip", queries.misspelt.len());
    let mut scores = Vec::new();
    for ((mut contestant, clean), misspelt) in contestants.into_iter().zip(clean).zip(misspelt) {
        let (mut meant, mut typed, mut spent) = (Answered::default(), Answered::default(), Duration::ZERO);
        for one in &queries.misspelt {
            for (text, answered) in [(&one.meant, &mut meant), (&one.typed, &mut typed)] {
                let (took, found) = contestant.asked.ask(text, area)?;
                answered.note(&found, &one.target);
                spent += took;
            }
            if spent > PATIENCE {
                break;
            }
        }
        scores.push(Score {
            name: contestant.engine.name,
            built: contestant.built,
            opened: contestant.opened,
            memory: contestant.asked.memory(),
            clean,
            misspelt,
            meant,
            typed,
        });
    }
    Ok(scores)
}

/// By engine: the times, sorted. An engine that is out of patience in the first pass keeps to the keys of that.
fn type_all(contestants: &mut [Contestant], keys: &[String], area: &str) -> Result<Vec<Vec<Duration>>> {
    let mut best: Vec<HashMap<usize, Duration>> = contestants.iter().map(|_| HashMap::new()).collect();
    for pass in 0..PASSES {
        let mut spent = vec![Duration::ZERO; contestants.len()];
        for (at, key) in keys.iter().enumerate() {
            for turn in 0..contestants.len() {
                // Whoever comes first finds the machine as the typist left it: take turns at that too.
                let who = (at + turn) % contestants.len();
                let wanted = match pass {
                    0 => spent[who] < PATIENCE,
                    _ => best[who].contains_key(&at),
                };
                if wanted {
                    let (took, _) = contestants[who].asked.ask(key, area)?;
                    spent[who] += took;
                    best[who]
                        .entry(at)
                        .and_modify(|best| *best = took.min(*best))
                        .or_insert(took);
                }
            }
        }
    }
    let sorted = |times: HashMap<usize, Duration>| {
        let mut times: Vec<Duration> = times.into_values().collect();
        times.sort_unstable();
        times
    };
    Ok(best.into_iter().map(sorted).collect())
}
