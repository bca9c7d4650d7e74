//! `cargo xtask bench …`: what is measured, one file or program each.

#[cfg(target_os = "linux")]
mod idle;
mod paint;
mod process;
mod search;
mod start;

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::say;
use crate::{places, system};

/// Runs the benchmark that `words` name.
pub fn bench(words: &[&str]) -> Result<()> {
    match words {
        ["start"] => start::start(start::PAIRS),
        ["start", pairs] => match pairs.parse() {
            Ok(pairs) if pairs > 0 => start::start(pairs),
            _ => bail!("bench start takes a number of pairs, such as 10, and was given {pairs}"),
        },
        ["idle", words @ ..] => idle(words),
        ["refresh", ..] => {
            system::for_refreshes()?;
            measure(words)
        }
        ["fleet", ..] => {
            system::for_fleet()?;
            measure(words)
        }
        ["search", sizes @ ..] => search::search(sizes),
        ["paint"] => paint::paint(paint::RESOURCES),
        ["paint", resources] => match resources.replace([',', '_'], "").parse() {
            Ok(resources) => paint::paint(resources),
            Err(_) => bail!("bench paint takes a number of resources, such as 10,000, and was given {resources}"),
        },
        _ => bail!(
            "there is no benchmark `{}`: there are start, idle, refresh, fleet, search and paint",
            words.join(" ")
        ),
    }
}

#[cfg(target_os = "linux")]
fn idle(words: &[&str]) -> Result<()> {
    match words {
        [] => idle::idle(idle::SECONDS),
        // How the benchmark calls itself in a network of its own.
        ["inside", seconds, folder] => idle::inside(seconds.parse()?, std::path::Path::new(folder)),
        [seconds] => match seconds.parse() {
            Ok(seconds) if seconds > 0 => idle::idle(seconds),
            _ => bail!("bench idle takes a number of seconds, such as 120, and was given {seconds}"),
        },
        _ => bail!("bench idle takes one number of seconds"),
    }
}

#[cfg(not(target_os = "linux"))]
fn idle(_words: &[&str]) -> Result<()> {
    bail!("bench idle reads /proc in a network of its own, and runs on Linux only")
}

/// A data folder of somebody who has answered the first question and keeps the app running when the window is closed,
/// made by the app itself.
fn answered(data: &Path) -> Result<()> {
    say::run("Answering the first question once", &mut prepare("bench_data", data))
}

/// What in the whole-app tests is no test: it prepares or measures, on the data in `folder`.
fn prepare(name: &str, folder: &Path) -> Command {
    let words = [
        "test",
        "--locked",
        "--workspace",
        "--test",
        "whole_app",
        "--",
        "--ignored",
        name,
    ];
    let mut cargo = places::cargo(words);
    cargo.env("DOORSTEP_BENCH_DATA", folder);
    cargo
}

/// Runs the package `measure`, which stands on the app's crates and the publisher as xtask does not.
fn measure(words: &[&str]) -> Result<()> {
    build_measure()?;
    let mut measure = Command::new(places::built("release", "measure"));
    say::run("Measuring", measure.args(words).current_dir(places::root()))
}

fn build_measure() -> Result<()> {
    let build = ["build", "--locked", "--release", "--package", "measure"];
    say::run(
        "Building what measures (some minutes the first time)",
        &mut places::cargo(build),
    )
}
