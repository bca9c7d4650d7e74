//! Licences, sources, duplicates and advisories of what Doorstep is built from. `tests/bench` is a workspace of its own
//! that nobody is given, and is not looked at.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::say::{self, say};
use crate::{node, places, tool};

/// The version of cargo-deny that `deny.toml` is written for.
const CARGO_DENY: &str = "0.20.2";

/// Everything that can be known from here.
pub fn check() -> Result<()> {
    let deny = tool::installed("cargo-deny", CARGO_DENY, "which reviews the dependencies")?;
    let at_root = |words: &[&str]| {
        let mut command = Command::new(&deny);
        command.args(words).current_dir(places::root());
        command
    };
    // The crates' own files say the licence: they must be here, for every platform the app is built for.
    say::run(
        "Fetching the dependencies' sources",
        &mut places::cargo(["fetch", "--locked"]),
    )?;
    say::run(
        "Checking licences, duplicates and sources",
        &mut at_root(&["--offline", "--locked", "check", "bans", "licenses", "sources"]),
    )?;
    advisories(at_root(&["--locked", "check", "advisories"]))?;
    npm_audit()
}

/// Known weaknesses, from the RustSec database on GitHub. Not reaching it is reported, and does not fail.
fn advisories(mut command: Command) -> Result<()> {
    say(format!("Checking advisories: {}", say::line(&command)));
    let answer = command
        .env("GIT_TERMINAL_PROMPT", "0")
        .output()
        .context("cargo-deny could not be started")?;
    let told = String::from_utf8_lossy(&answer.stderr);
    if answer.status.success() {
        say("Checking advisories: none stands against our dependencies");
        return Ok(());
    }
    if told.contains("failed to fetch advisory database") || told.contains("failed to load advisory database") {
        say("NOT CHECKED: the RustSec advisory database could not be reached from here. CI with a network checks it.");
        return Ok(());
    }
    eprint!("{told}");
    bail!("an advisory stands against a dependency: update it, or say in deny.toml why it does not touch us")
}

/// The same for what the screens ship. Not reaching the registry's endpoint is reported, and does not fail.
fn npm_audit() -> Result<()> {
    let mut npm = node::npm(&["audit", "--omit=dev", "--audit-level=high", "--json"]);
    say(format!("Checking the screens' dependencies: {}", say::line(&npm)));
    let answer = npm.stderr(Stdio::null()).output().context("npm could not be started")?;
    let told = String::from_utf8_lossy(&answer.stdout);
    if answer.status.success() {
        say("Checking the screens' dependencies: nothing known against them");
        return Ok(());
    }
    if told.contains("\"auditReportVersion\"") {
        eprint!("{told}");
        bail!("something is known against what the screens ship: update it")
    }
    say("NOT CHECKED: the npm registry did not answer `npm audit` from here. CI with a network checks it.");
    Ok(())
}
