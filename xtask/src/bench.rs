//! `cargo xtask bench …`: builds what is measured, and runs the laboratory: `tests/bench`, a workspace of its own.

use anyhow::Result;

use crate::{node, places, run, say, system};

const BENCH: &str = "tests/bench/Cargo.toml";

/// Runs the job that `words` name; the laboratory lists its jobs when they name none.
pub fn bench(words: &[&str]) -> Result<()> {
    let job = words.first().copied().unwrap_or_default();
    if ["start", "idle", "paint"].contains(&job) {
        node::check()?;
        system::for_tests()?;
        node::install()?;
        node::build()?;
        run::build(Some("custom-protocol,driven"))?;
    }
    if job == "start" {
        let empty = [
            "build",
            "--release",
            "--package",
            "empty-window",
            "--features",
            "custom-protocol",
        ];
        let mut cargo = places::cargo(empty);
        say::run("Building the empty window", cargo.args(["--manifest-path", BENCH]))?;
    }
    let mut cargo = places::cargo(["run", "--release", "--package", "bench", "--manifest-path", BENCH, "--"]);
    say::run(
        "Measuring (the first time it is built for some minutes)",
        cargo.args(words),
    )
}
