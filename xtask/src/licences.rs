//! Licences, sources, duplicates and advisories of what Doorstep is built from. `tests/bench` is a workspace of its own that
//! nobody is given, and is not looked at.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::say::{self, say};
use crate::{node, places};

/// The version of cargo-deny that `deny.toml` is written for.
const CARGO_DENY: &str = "0.20.2";

/// Everything that can be told from here.
pub fn check() -> Result<()> {
    let deny = cargo_deny()?;
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

/// Known weaknesses, from the RustSec database on GitHub. Not reaching it is said, and is no failure.
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

/// The same for what the screens ship. Not reaching the registry's endpoint is said, and is no failure.
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

/// The program, installed beside the build when this version is nowhere yet.
fn cargo_deny() -> Result<PathBuf> {
    let own = places::target()
        .join("tools/bin")
        .join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    for program in [own.clone(), "cargo-deny".into()] {
        let version = Command::new(&program).arg("--version").output();
        if version.is_ok_and(|v| {
            String::from_utf8_lossy(&v.stdout)
                .trim()
                .ends_with(&format!(" {CARGO_DENY}"))
        }) {
            return Ok(program);
        }
    }
    let mut install = places::cargo(["install", "cargo-deny", "--locked", "--version", CARGO_DENY, "--root"]);
    install.arg(places::target().join("tools"));
    // It runs for a second and is compiled for minutes: compile it fast.
    install
        .env("CARGO_TARGET_DIR", places::target().join("tools/build"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
    say::run(
        "Installing cargo-deny, which reviews the dependencies (some minutes, once)",
        &mut install,
    )?;
    Ok(own)
}
