//! `cargo xtask platforms`: what can be known of Windows, macOS, Android and iOS on Linux.

mod check;
mod page;
mod root;
mod wine;

use anyhow::{Result, bail};

use crate::{node, say};
use page::Row;
use root::Root;

/// What is tried, one row of the page each.
pub(crate) struct Part {
    /// As it is named on the command line.
    pub name: &'static str,
    pub target: &'static str,
    pub what: &'static str,
    /// On two idle cores, with nothing built yet.
    pub minutes: u32,
    /// The folders whose Rust code it speaks of.
    pub folders: &'static [&'static str],
    run: fn(&Root, &Part) -> Result<String>,
}

const WINDOWS: &str = "x86_64-pc-windows-gnu";
const CRATES: &[&str] = &["src-tauri"];
const EVERYTHING: &[&str] = &["src-tauri", "tests", "xtask"];

pub(crate) const PARTS: &[Part] = &[
    Part {
        name: WINDOWS,
        target: WINDOWS,
        what: "everything and its tests, type-checked",
        minutes: 8,
        folders: EVERYTHING,
        run: check::check,
    },
    Part {
        name: "aarch64-apple-darwin",
        target: "aarch64-apple-darwin",
        what: "both programs, type-checked",
        minutes: 8,
        folders: CRATES,
        run: check::check,
    },
    Part {
        name: "aarch64-linux-android",
        target: "aarch64-linux-android",
        what: "the app, type-checked",
        minutes: 5,
        folders: CRATES,
        run: check::check,
    },
    Part {
        name: "aarch64-apple-ios",
        target: "aarch64-apple-ios",
        what: "the app, type-checked",
        minutes: 6,
        folders: CRATES,
        run: check::check,
    },
    Part {
        name: "phones",
        target: "Kotlin and Swift",
        what: "the plugin's, compiled with Tauri's own, and their tests",
        minutes: 6,
        folders: &["src-tauri/crates/phone", "tests/phones"],
        run: |_, _| crate::phones::phones().map(|()| "all pass".to_owned()),
    },
    Part {
        name: "wine",
        target: WINDOWS,
        what: "the crates' tests, run under wine",
        minutes: 40,
        folders: EVERYTHING,
        run: wine::tests,
    },
    Part {
        name: "book",
        target: WINDOWS,
        what: "the commands of publishing.md and new-partnership.md, run under wine",
        minutes: 5,
        folders: CRATES,
        run: wine::book,
    },
    Part {
        name: "app",
        target: WINDOWS,
        what: "the app, started under wine",
        minutes: 5,
        folders: CRATES,
        run: wine::app,
    },
];

/// Tries all parts, or the named ones, and writes each result into the page. `--check` fails where the page is out of
/// date instead, and tries nothing.
pub fn platforms(words: &[&str]) -> Result<()> {
    if words == ["--check"] {
        let stale = page::stale()?;
        if stale.is_empty() {
            return Ok(());
        }
        bail!("docs/platforms.md is out of date:\n{}", stale.join("\n"));
    }
    if let Some(unknown) = words.iter().find(|word| PARTS.iter().all(|part| part.name != **word)) {
        let known: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
        bail!(
            "there is no part `{unknown}`; there is --check, and the parts are {}",
            known.join(", ")
        );
    }
    let chosen = |part: &&Part| words.is_empty() || words.contains(&part.name);
    let parts: Vec<&Part> = PARTS.iter().filter(chosen).collect();
    let minutes: u32 = parts.iter().map(|part| part.minutes).sum();
    say::say(format!(
        "Needed: a network, root, {} GB of disk, and {minutes} minutes on two idle cores when nothing is built yet.",
        root::GIGABYTES
    ));
    // The app has them in it.
    node::check()?;
    node::install()?;
    node::build()?;
    let root = Root::make()?;
    let mut failed = Vec::new();
    for part in parts {
        say::say(format!("── {}: {}", part.target, part.what));
        // Before it begins: what is written meanwhile is not what it speaks of.
        let digest = page::digest(part)?;
        let result = (part.run)(&root, part);
        page::write(Row::of(part, &result, &root.compiler()?, digest))?;
        match result {
            Ok(result) => say::say(result),
            Err(error) => {
                say::trouble(&error);
                failed.push(part.name);
            }
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}

/// Says in a line where the page is out of date: what that costs is too much for every change.
pub fn mention() {
    match page::stale() {
        Ok(stale) if stale.is_empty() => {}
        Ok(stale) => say::say(format!(
            "docs/platforms.md is older than the code in {} of {} rows: `cargo xtask platforms` tries them again.",
            stale.len(),
            PARTS.len()
        )),
        Err(error) => say::trouble(&error),
    }
}
