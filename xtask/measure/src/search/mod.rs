//! `search`: our search engine beside others, asked the same in the same go.

mod engine;
pub mod ours;
mod queries;
mod race;
mod record;
mod relevance;
mod verdict;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, anyhow};
use catalogue::{Catalogue, Edition};
use tempfile::TempDir;

use crate::table::{self, count, time};
use engine::{ENGINES, Place};
use queries::Queries;
use race::Score;
use record::Record;

/// Records, unless another number is asked for.
pub const SIZES: [usize; 3] = [700, 10_000, 100_000];
/// Above this, slow engines are left out.
const LARGE: usize = 10_000;
/// Equal seeds make equal records and queries.
const SEED: u64 = 4;
/// Where the person who types is.
const AREA: &str = "hampshire";

/// Measures the relevance set and each of `sizes`, and prints. `peers`: the program of `xtask/peers`.
pub fn measure(peers: &Path, sizes: &[usize]) -> Result<()> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let edition = ::source::build(&data).map_err(|report| anyhow!("data/ has faults:\n{report}"))?;
    let catalogue = Catalogue::from_edition(&edition)?;
    println!("{HEAD}");
    graded(peers, &data, &edition)?;
    for size in sizes {
        let begun = Instant::now();
        at_size(peers, &catalogue, *size)?;
        println!("({} records took {}.)", count(*size as u64), time(begun.elapsed()));
    }
    Ok(())
}

const HEAD: &str = "\
Every engine is a process of its own that times itself, asked in turn at every key; a key's time is the quickest of three.
Ours is asked as the app asks it: somebody in Hampshire, bookmarks raised, every filter counted. The others are asked for
twenty records and nothing else. A slip is a letter wrong, missing, too many or in the other's place, at a random place of
a word of five letters or more, every fifth in its first letter; one that makes another word of the catalogue is not asked.
The times after a slip are those of every key from it on. Queries are cut so that at most twenty titles answer them, and
are answered when the record they were taken from is among the first twenty. Memory is what is in no file.";

/// The real catalogue, and what people look for in it.
fn graded(peers: &Path, data: &Path, edition: &Edition) -> Result<()> {
    let folder = TempDir::new()?;
    let place = Place {
        peers,
        folder: folder.path(),
    };
    let file = folder.path().join("records.jsonl");
    let records = record::real(&edition.records);
    record::write(&records, &file)?;
    let queries = relevance::read(&fs::read_to_string(data.join("../tests/relevance.tsv"))?)?;
    println!(
        "\n══ {} graded queries over the catalogue's {} documents",
        queries.len(),
        records.len()
    );
    let sorts: BTreeSet<&str> = queries.iter().map(|query| query.sort.as_str()).collect();
    let mut rows = Vec::new();
    for mut contestant in race::line_up(&place, &file, false)? {
        let mut scores = Vec::new();
        for query in &queries {
            let (_, found) = contestant.asked.ask(&query.text, &query.area)?;
            let first = f64::from(u8::from(query.first_is_right(&found)));
            scores.push((query.sort.as_str(), query.ndcg(&found), first));
        }
        let mean = |of: &mut dyn Iterator<Item = f64>| {
            let of: Vec<f64> = of.collect();
            format!("{:.3}", of.iter().sum::<f64>() / of.len() as f64)
        };
        let of_sort = |sort: &str| mean(&mut scores.iter().filter(|s| s.0 == sort).map(|s| s.1));
        let all = [
            mean(&mut scores.iter().map(|s| s.1)),
            mean(&mut scores.iter().map(|s| s.2)),
        ];
        let name = contestant.engine.name.to_owned();
        rows.push(
            [name]
                .into_iter()
                .chain(all)
                .chain(sorts.iter().map(|sort| of_sort(sort)))
                .collect(),
        );
    }
    let head: Vec<&str> = ["", "nDCG@10", "success@1"].into_iter().chain(sorts).collect();
    table::print(&head, &rows);
    println!("(By sort of query, nDCG@10.)");
    Ok(())
}

fn at_size(peers: &Path, catalogue: &Catalogue, size: usize) -> Result<()> {
    let folder = TempDir::new()?;
    let place = Place {
        peers,
        folder: folder.path(),
    };
    let file = folder.path().join("records.jsonl");
    let records = record::made_up(catalogue, size, SEED);
    record::write(&records, &file)?;
    let concern = ours::concern(AREA);
    let concerns = |record: &Record| {
        concern
            .iter()
            .any(|(g, v)| record.labels.contains(&((*g).into(), (*v).into())))
    };
    let queries = Queries::of(&records, concerns, SEED);

    println!(
        "\n══ {} records: {} bytes",
        count(size as u64),
        count(fs::metadata(&file)?.len())
    );
    let contestants = race::line_up(&place, &file, size > LARGE)?;
    let scores = race::run(contestants, &queries, AREA)?;
    print(&scores);
    for engine in ENGINES.iter().filter(|engine| size > LARGE && engine.slow) {
        println!(
            "{} is left out: at {} it takes hundreds of milliseconds a key.",
            engine.name,
            count(LARGE as u64)
        );
    }
    let asked = (
        queries.keystrokes.len(),
        queries.misspelt.iter().map(|one| one.keystrokes.len()).sum::<usize>(),
    );
    for score in &scores {
        let of = (score.clean.len(), score.misspelt.len());
        if of != asked {
            println!(
                "{} was slow, and asked {} of {} clean keys, {} of {} after a slip, and {} of {} queries.",
                score.name,
                of.0,
                asked.0,
                of.1,
                asked.1,
                score.meant.asked,
                queries.misspelt.len()
            );
        }
    }
    println!();
    verdict::print(&scores, size);
    Ok(())
}

fn print(scores: &[Score]) {
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    let row = |score: &Score| {
        vec![
            score.name.to_owned(),
            time(score.built.took),
            if score.built.bytes == 0 {
                "–".into()
            } else {
                count(score.built.bytes)
            },
            time(score.opened),
            format!("{:.1} MB", score.memory as f64 / 1e6),
            time(score.within(0.5)),
            time(score.within(0.95)),
            time(score.within(0.99)),
            time(table::percentile(&score.misspelt, 0.99)),
            percent(score.meant.share()),
            percent(score.typed.share()),
        ]
    };
    table::print(
        &[
            "",
            "build",
            "bytes",
            "open",
            "memory",
            "a key: p50",
            "p95",
            "p99",
            "after a slip: p99",
            "answered",
            "with a slip",
        ],
        &scores.iter().map(row).collect::<Vec<_>>(),
    );
}
