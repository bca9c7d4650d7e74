//! What `cargo xtask bench` runs. A job is one file and a line in [`JOBS`]; [`ours`] alone knows our crates' API.
//! Everything a job writes is in a temporary folder.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod apply;
mod keystroke;
mod made_up;
mod ours;
mod refresh;
mod search;
mod table;
#[cfg(target_os = "linux")]
mod window;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

/// Something that can be measured.
struct Job {
    name: &'static str,
    what: &'static str,
    run: fn(&[&str]) -> Result<()>,
}

/// In resources.
const SIZES: [usize; 2] = [700, 10_000];
/// How often a thing is measured.
const ROUNDS: usize = 9;

const fn job(name: &'static str, what: &'static str, run: fn(&[&str]) -> Result<()>) -> Job {
    Job { name, what, run }
}

const JOBS: &[Job] = &[
    job(
        "search [RESOURCES]",
        "our search beside tantivy and SQLite's FTS5: speed, slips, relevance",
        |words| search::run(&sizes(words)?),
    ),
    job(
        "refresh [RESOURCES]",
        "bytes and time of a refresh, beside gzip and a JSON merge patch",
        |words| refresh::run(&sizes(words)?, ROUNDS),
    ),
    job(
        "keystroke [RESOURCES]",
        "a keystroke in the search through the whole use-case",
        |words| keystroke::run(&sizes(words)?, ROUNDS),
    ),
    job(
        "apply [RESOURCES]",
        "an edition that has arrived, and how long a screen waits meanwhile",
        |words| apply::run(&sizes(words)?, ROUNDS),
    ),
    #[cfg(target_os = "linux")]
    job(
        "start [PAIRS]",
        "start-up time, memory and size beside an empty Tauri window",
        |words| window::start::run(one(words, 10)?),
    ),
    #[cfg(target_os = "linux")]
    job(
        "paint [RESOURCES]",
        "from a key to the painted answer, in the real window",
        |words| window::paint::run(one(words, 10_000)?),
    ),
    #[cfg(target_os = "linux")]
    job(
        "idle [SECONDS]",
        "processor time and network traffic while nobody looks",
        window::idle::run,
    ),
    job(
        "smoke",
        "every job that needs no window, once and small: whether it runs at all",
        |_| {
            search::run(&SIZES[..1])?;
            refresh::run(&SIZES[..1], 1)?;
            keystroke::run(&SIZES[..1], 1)?;
            apply::run(&SIZES[..1], 1)
        },
    ),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let name = words.first().copied().unwrap_or_default();
    let Some(job) = JOBS.iter().find(|job| job.name.split(' ').next() == Some(name)) else {
        JOBS.iter()
            .for_each(|job| println!("cargo xtask bench {:<24} {}", job.name, job.what));
        return if name.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    };
    match (job.run)(&words[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The sizes asked for; without any, [`SIZES`].
fn sizes(words: &[&str]) -> Result<Vec<usize>> {
    match words {
        [] => Ok(SIZES.into()),
        words => words.iter().map(|word| number(word)).collect(),
    }
}

/// The one number asked for, or `usual`.
fn one(words: &[&str], usual: usize) -> Result<usize> {
    match words {
        [] => Ok(usual),
        [word] => number(word),
        _ => bail!("one number is wanted, such as {usual}"),
    }
}

fn number(word: &str) -> Result<usize> {
    let number = word.replace([',', '_'], "").parse().ok().filter(|number| *number > 0);
    number.with_context(|| format!("{word} is not a number of anything, such as 700"))
}
