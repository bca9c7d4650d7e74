//! `search`: our search engine beside others, asked the same in the same go.

mod peers;
mod typing;

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::made_up;
use crate::ours::{self, Engine, Found};
use crate::table::{self, count, percentile, share, time};
use peers::{Fts5, Tantivy};

/// Where the person who types is.
const AREA: &str = "hampshire";
/// Every key is asked so often, and the quickest answer counts.
const PASSES: usize = 3;

const HEAD: &str = "\
All engines are asked in turn at every key. Ours is asked as the app asks it: somebody in Hampshire, bookmarks raised, every
filter counted. The others are asked for twenty documents and nothing else. A slip is a letter wrong, missing, too many or in
the other's place, at a random place of a word of five letters or more, every fifth in its first letter; one that makes another
word of the catalogue is not asked. The times after a slip are those of every key from it on. Queries are cut so that at most
twenty titles answer them, and are answered when the one that they were taken from is among the first twenty.";

/// Measures the relevance set and each of `sizes`, and prints.
pub fn run(sizes: &[usize]) -> Result<()> {
    println!("{HEAD}");
    graded()?;
    sizes.iter().try_for_each(|size| at_size(*size))
}

type Ask = Box<dyn Fn(&str, &str) -> Result<Vec<usize>>>;

/// An engine with its index open.
struct Contestant {
    name: &'static str,
    built: Duration,
    /// On disk; ours is in memory.
    bytes: Option<u64>,
    ask: Ask,
}

fn line_up(documents: &[Found], folder: &Path) -> Result<Vec<Contestant>> {
    fn contestant(name: &'static str, begun: Instant, bytes: Option<u64>, ask: Ask) -> Contestant {
        Contestant {
            name,
            built: begun.elapsed(),
            bytes,
            ask,
        }
    }
    let begun = Instant::now();
    let ours = Engine::of(documents);
    let ours = contestant(
        "doorstep",
        begun,
        None,
        Box::new(move |text, area| ours.ask(text, area)),
    );
    let begun = Instant::now();
    let (fts5, bytes) = Fts5::of(documents, &folder.join("fts5.db"))?;
    let fts5 = contestant(
        "FTS5, for reference",
        begun,
        Some(bytes),
        Box::new(move |text, _| fts5.ask(text)),
    );
    let begun = Instant::now();
    let (tantivy, bytes) = Tantivy::of(documents, &folder.join("tantivy"))?;
    let tantivy = Rc::new(tantivy);
    let same = Rc::clone(&tantivy);
    let exact = contestant(
        "tantivy",
        begun,
        Some(bytes),
        Box::new(move |text, _| tantivy.ask(text, false)),
    );
    let fuzzy = Contestant {
        name: "tantivy, fuzzy",
        ask: Box::new(move |text, _| same.ask(text, true)),
        ..exact
    };
    Ok(vec![ours, fts5, exact, fuzzy])
}

/// The real catalogue, and what people look for in it: `tests/relevance.tsv`, whose head explains its columns.
fn graded() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let documents = ours::documents(&ours::real()?)?;
    let set = std::fs::read_to_string(kit::repository("tests/relevance.tsv"))?;
    let queries: Vec<Vec<&str>> = set
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    println!(
        "\n══ {} graded queries over the catalogue's {} documents",
        queries.len(),
        documents.len()
    );
    let mut rows = Vec::new();
    for contestant in line_up(&documents, folder.path())? {
        let (mut ndcg, mut first) = (0.0, 0);
        for query in &queries {
            let [text, answers, _sort, _theme, area] = query[..] else {
                bail!("five columns are wanted: {query:?}");
            };
            let grades: HashMap<&str, i32> = answers
                .split(' ')
                .filter_map(|answer| answer.rsplit_once('='))
                .map(|(id, grade)| Ok((id, grade.parse()?)))
                .collect::<Result<_>>()?;
            let found = (contestant.ask)(text, area)?;
            let grade = |at| {
                grades
                    .get(ours::name(&documents[at]).as_str())
                    .copied()
                    .unwrap_or_default()
            };
            let found = found.into_iter().map(grade);
            let found: Vec<i32> = found.collect();
            let mut best: Vec<i32> = grades.into_values().collect();
            best.sort_unstable_by(|a, b| b.cmp(a));
            ndcg += gain(&found) / gain(&best);
            first += u64::from(found.first() == best.first());
        }
        let of = queries.len() as f64;
        rows.push(vec![
            contestant.name.into(),
            format!("{:.3}", ndcg / of),
            share(first as f64, of),
        ]);
    }
    table::print(&["", "nDCG@10", "first is right"], &rows);
    Ok(())
}

/// Of nDCG@10, the usual measure of a ranked list: what the grades of the first ten are worth in this order.
fn gain(grades: &[i32]) -> f64 {
    let ranked = grades.iter().take(10).enumerate();
    ranked
        .map(|(rank, grade)| (2f64.powi(*grade) - 1.0) / (rank as f64 + 2.0).log2())
        .sum()
}

fn at_size(size: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let documents = ours::documents(&made_up::edition(size)?)?;
    let sought: Vec<usize> = (0..documents.len())
        .filter(|&at| ours::concerns(&documents[at], AREA))
        .collect();
    let titles: Vec<&str> = sought.iter().map(|&at| documents[at].title.as_str()).collect();
    let (clean, misspelt) = (typing::clean(&titles), typing::misspelt(&documents, &sought));
    let slips: Vec<String> = misspelt.iter().flat_map(|one| one.keys.clone()).collect();
    println!(
        "\n══ {} resources, {} documents: {} keys of clean typing, {} after a slip, {} queries",
        count(size as u64),
        count(documents.len() as u64),
        clean.len(),
        slips.len(),
        misspelt.len()
    );
    let contestants = line_up(&documents, folder.path())?;
    let (clean, slips) = (type_all(&contestants, &clean)?, type_all(&contestants, &slips)?);
    let mut rows = Vec::new();
    for (at, contestant) in contestants.iter().enumerate() {
        let answered = |text: fn(&typing::Misspelt) -> &str| -> Result<String> {
            let mut answered = 0;
            for one in &misspelt {
                let found = (contestant.ask)(text(one), AREA)?;
                answered += u64::from(found.contains(&one.target));
            }
            Ok(share(answered as f64, misspelt.len() as f64))
        };
        rows.push(vec![
            contestant.name.into(),
            time(contestant.built),
            contestant.bytes.map_or("–".into(), count),
            time(percentile(&clean[at], 0.5)),
            time(percentile(&clean[at], 0.95)),
            time(percentile(&clean[at], 0.99)),
            time(percentile(&slips[at], 0.99)),
            answered(|one| &one.meant)?,
            answered(|one| &one.typed)?,
        ]);
    }
    let head = [
        "",
        "build",
        "bytes",
        "a key: p50",
        "p95",
        "p99",
        "after a slip: p99",
        "answered",
        "with a slip",
    ];
    table::print(&head, &rows);
    Ok(())
}

/// By engine: the times, sorted.
fn type_all(contestants: &[Contestant], keys: &[String]) -> Result<Vec<Vec<Duration>>> {
    let mut best = vec![vec![Duration::MAX; keys.len()]; contestants.len()];
    for _ in 0..PASSES {
        for (at, key) in keys.iter().enumerate() {
            for turn in 0..contestants.len() {
                // Whoever comes first finds the machine as the typist left it: take turns at that too.
                let who = (at + turn) % contestants.len();
                let begun = Instant::now();
                (contestants[who].ask)(key, AREA)?;
                best[who][at] = best[who][at].min(begun.elapsed());
            }
        }
    }
    best.iter_mut().for_each(|times| times.sort_unstable());
    Ok(best)
}
