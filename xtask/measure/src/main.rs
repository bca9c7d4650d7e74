//! What a refresh costs, measured: `refresh` beside other ways of saying what changed, `fleet` for many devices at once.
//! And what a search costs: `search` beside other engines.
//!
//! Run by `cargo xtask bench`, which installs what it needs. A package of its own, because it stands on the app's crates
//! and the publisher, and xtask on next to nothing. Everything it writes lies in a temporary folder.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod fleet;
mod large;
mod publisher;
mod refresh;
mod search;
mod source;
mod table;
mod typing;
mod vocabulary;
mod wire;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "measure refresh [RESOURCES]\nmeasure fleet [DEVICES]\nmeasure search PEERS [RECORDS]\nmeasure large FOLDER RESOURCES";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match words {
        ["refresh"] => runtime.block_on(refresh::measure(&refresh::SIZES)),
        ["refresh", resources] => runtime.block_on(refresh::measure(&[number(resources)?])),
        ["fleet"] => runtime.block_on(fleet::measure(fleet::DEVICES)),
        ["fleet", devices] => runtime.block_on(fleet::measure(number(devices)?)),
        ["search", peers] => search::measure(Path::new(peers), &search::SIZES),
        ["search", peers, records] => search::measure(Path::new(peers), &[number(records)?]),
        ["large", folder, resources] => large::make(Path::new(folder), number(resources)?),
        // Asked by `search`, in a process of its own.
        ["engine", "build", records, index] => search::ours::build(Path::new(records), Path::new(index)),
        ["engine", "serve", index] => search::ours::serve(Path::new(index)),
        _ => bail!("there is no measurement `{}`.\n\n{HELP}", words.join(" ")),
    }
}

fn number(word: &str) -> Result<usize> {
    match word.replace([',', '_'], "").parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => bail!("{word} is not a number of anything, such as 700"),
    }
}
