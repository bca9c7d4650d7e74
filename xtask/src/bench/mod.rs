//! `cargo xtask bench …`: what is measured, one file or program each.

mod search;
mod start;

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
        ["refresh", ..] => {
            system::for_refreshes()?;
            measure(words)
        }
        ["fleet", ..] => {
            system::for_fleet()?;
            measure(words)
        }
        ["search", sizes @ ..] => search::search(sizes),
        _ => bail!(
            "there is no benchmark `{}`: there are start, refresh, fleet and search",
            words.join(" ")
        ),
    }
}

/// Runs the package `measure`, which stands on the app's crates and the publisher as xtask does not.
fn measure(words: &[&str]) -> Result<()> {
    let build = ["build", "--locked", "--release", "--package", "measure"];
    say::run(
        "Building what measures (some minutes the first time)",
        &mut places::cargo(build),
    )?;
    let mut measure = std::process::Command::new(places::built("release", "measure"));
    say::run("Measuring", measure.args(words).current_dir(places::root()))
}
