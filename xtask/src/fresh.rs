//! Files made from the Rust types and committed. Ordinary tests fail when they are stale; these write them anew.

use anyhow::Result;

use crate::{places, say};

/// `ui/src/lib/commands.ts` and `bindings.ts`: their own freshness test writes them when it is told to.
pub fn bindings() -> Result<()> {
    let mut cargo = places::cargo([
        "test",
        "--quiet",
        "--package",
        "doorstep",
        "--lib",
        "commands::typescript",
    ]);
    say::run(
        "Writing ui/src/lib/commands.ts and bindings.ts",
        cargo.env("DOORSTEP_WRITE_BINDINGS", "1"),
    )
}

/// `data/schema/`.
pub fn schema() -> Result<()> {
    let words = [
        "run",
        "--quiet",
        "--package",
        "doorstep-publish",
        "--",
        "schema",
        "data",
    ];
    say::run("Writing data/schema/", &mut places::cargo(words))
}

/// `docs/reliability.md`: the reliability suite writes it when it is told to, once every row has passed.
pub fn reliability() -> Result<()> {
    let mut cargo = places::cargo(["test", "--quiet", "--package", "reliability", "--test", "reliability"]);
    say::run(
        "Running every fault and attack, and writing docs/reliability.md",
        cargo.env("DOORSTEP_WRITE_RELIABILITY", "1"),
    )
}
