//! What ours should be beside the others, and whether it is. It informs: a run fails only when it cannot measure.

use std::time::Duration;

use super::engine::{FTS5, FTS5_PLAIN, OURS, UNRANKED};
use super::race::Score;
use crate::table::{percentile, share, time};

/// The share of misspelt queries that should be answered.
const MISSPELT: f64 = 0.97;
/// Opening should take less than this, at [`OPENED_AT`] records.
const OPEN: Duration = Duration::from_millis(10);
const OPENED_AT: usize = 10_000;
/// The index should be smaller than FTS5's divided by this.
const SMALLER: u64 = 4;

/// One goal.
struct Verdict {
    met: bool,
    says: String,
}

/// Prints a line a goal.
pub fn print(scores: &[Score], size: usize) {
    for verdict in verdicts(scores, size).unwrap_or_default() {
        println!("{}  {}", if verdict.met { "✓" } else { "✗" }, verdict.says);
    }
}

/// `None` without ours and FTS5.
fn verdicts(scores: &[Score], size: usize) -> Option<Vec<Verdict>> {
    let of = |name: &str| scores.iter().find(|score| score.name == name);
    let (ours, fts5, plain) = (of(OURS)?, of(FTS5)?, of(FTS5_PLAIN)?);
    let others = || scores.iter().filter(|score| score.name != OURS);
    let fastest = others().min_by_key(|score| score.within(0.99))?;
    let ranking = others()
        .filter(|score| score.name != UNRANKED)
        .min_by_key(|score| score.within(0.99))?;
    let (clean, slipped) = (ours.within(0.99), percentile(&ours.misspelt, 0.99));
    let mut verdicts = vec![
        Verdict {
            met: clean.max(slipped) <= fastest.within(0.99),
            says: format!(
                "p99 of a key is {}, after a slip {}; the fastest other, {}, takes {} for a clean one; the fastest that \
                 ranks, {}, takes {}",
                time(clean),
                time(slipped),
                fastest.name,
                time(fastest.within(0.99)),
                ranking.name,
                time(ranking.within(0.99))
            ),
        },
        Verdict {
            met: ours.typed.share() >= MISSPELT,
            says: format!(
                "{:.1} % of misspelt queries are answered; {:.0} % are wanted",
                ours.typed.share() * 100.0,
                MISSPELT * 100.0
            ),
        },
        Verdict {
            met: ours.built.bytes * SMALLER < fts5.built.bytes,
            says: format!(
                "the index has {} of the bytes of FTS5's with its prefixes ({} without); a quarter is wanted",
                share(ours.built.bytes, fts5.built.bytes),
                share(ours.built.bytes, plain.built.bytes)
            ),
        },
    ];
    if size == OPENED_AT {
        verdicts.push(Verdict {
            met: ours.opened < OPEN,
            says: format!("it opens in {}; less than {} is wanted", time(ours.opened), time(OPEN)),
        });
    }
    Some(verdicts)
}
