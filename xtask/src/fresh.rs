//! Files made from the Rust types and committed. Ordinary tests fail when they are stale; these write them again.

use anyhow::Result;

use crate::{places, say};

/// `ui/src/lib/commands.ts` and `bindings.ts`: their own freshness test writes them when asked to.
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

/// The files in which every message of the crates, and every help text of `doorstep-publish`, is reviewed.
pub fn messages() -> Result<()> {
    for (what, words) in [
        (
            "Writing tests/architecture/messages.txt",
            ["--package", "doorstep", "--test", "architecture", "every_message"],
        ),
        (
            "Writing src-tauri/crates/publish/tests/help.txt",
            ["--package", "doorstep-publish", "--test", "program", "every_help_text"],
        ),
    ] {
        let mut cargo = places::cargo(["test", "--quiet"]);
        say::run(what, cargo.args(words).env("DOORSTEP_WRITE_MESSAGES", "1"))?;
    }
    Ok(())
}

/// What an administrator imports, and the table of settings in docs/deploying.md.
pub fn templates() -> Result<()> {
    let mut cargo = places::cargo(["test", "--quiet", "--package", "policy", "--test", "templates"]);
    say::run("Writing deploy/", cargo.env("DOORSTEP_WRITE_TEMPLATES", "1"))
}

/// `docs/reliability.md`: the reliability suite writes it when asked to, once every row has passed.
pub fn reliability() -> Result<()> {
    let mut cargo = places::cargo(["test", "--quiet", "--package", "reliability", "--test", "reliability"]);
    say::run(
        "Running every fault and attack, and writing docs/reliability.md",
        cargo.env("DOORSTEP_WRITE_RELIABILITY", "1"),
    )
}
