//! `cargo xtask test`: everything that must pass, the quick first.

use std::ffi::OsStr;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::{licences, node, offline, places, platforms, python, say, system};

type Run = fn() -> Result<()>;

struct Step {
    name: &'static str,
    what: &'static str,
    run: Run,
    /// What of it `quick` runs.
    quick: Option<Run>,
}

const STEPS: [Step; 8] = [
    Step {
        name: "formatting",
        what: "Rust is formatted",
        run: formatting,
        quick: Some(formatting),
    },
    Step {
        name: "screens",
        what: "the screens are linted, typed and unit-tested",
        run: screens,
        quick: Some(screens_quickly),
    },
    Step {
        name: "build",
        what: "the screens are built",
        run: node::build,
        quick: None,
    },
    Step {
        name: "lints",
        what: "clippy has nothing to say",
        run: lints,
        quick: None,
    },
    Step {
        name: "crates",
        what: "every crate passes its tests, every fault its row; bindings, schemas, outline and architecture hold",
        run: crates,
        quick: Some(units),
    },
    Step {
        name: "catalogue",
        what: "the catalogue's source has no fault",
        run: catalogue,
        quick: None,
    },
    Step {
        name: "dependencies",
        what: "licences, duplicates, sources and advisories are in order",
        run: licences::check,
        quick: None,
    },
    Step {
        name: "window",
        what: "every journey works in the real window, without a network",
        run: || window(&[], &[]),
        quick: None,
    },
];

/// Runs all steps, or the named ones, or the quick ones. Stops at the first that fails unless `--keep-going` is among
/// the words. Ends with a summary either way.
pub fn test(words: &[&str]) -> Result<()> {
    let (options, names): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with("--"));
    if let Some(unknown) = options.iter().find(|option| **option != "--keep-going") {
        bail!("there is no option `{unknown}`; there is --keep-going");
    }
    let keep_going = !options.is_empty();
    let chosen: Vec<(&Step, Run)> = match names[..] {
        ["quick"] => STEPS.iter().filter_map(|step| Some((step, step.quick?))).collect(),
        _ => {
            if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
                let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
                bail!(
                    "there is no step `{unknown}`; there is quick, and the steps are {}",
                    known.join(", ")
                );
            }
            let named = |step: &&Step| names.is_empty() || names.contains(&step.name);
            STEPS.iter().filter(named).map(|step| (step, step.run)).collect()
        }
    };
    node::check()?;
    system::for_tests()?;
    python::install()?;
    node::install()?;
    let begun = Instant::now();
    let (mut summary, mut failed) = (Vec::new(), Vec::new());
    for (step, run) in chosen {
        let (name, what) = (step.name, step.what);
        if !failed.is_empty() && !keep_going {
            summary.push(format!("  –  {name:<13} not run"));
            continue;
        }
        say::say(format!("── {name}: {what}"));
        let at = Instant::now();
        let result = run();
        let mark = if result.is_ok() { "✓" } else { "✗" };
        summary.push(format!("  {mark}  {name:<13} {:<12} {what}", say::seconds(at)));
        if let Err(error) = result {
            say::trouble(&error);
            failed.push(name);
        }
    }
    eprintln!("\n{}\n     {}\n", summary.join("\n"), say::seconds(begun));
    platforms::mention();
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}

/// Takes the pictures of every screen in every size and look, and a sheet of all for each screen.
pub fn screenshots() -> Result<()> {
    journeys(&["looks::", "--ignored"], &[])?;
    say::say(format!(
        "The pictures are in {}, a sheet for each screen in sheets/",
        places::screenshots().display()
    ));
    Ok(())
}

/// Builds the screens and runs the whole-app tests whose names hold a word of `words`, with more in their environment.
pub fn journeys(words: &[&str], environment: &[(&str, &OsStr)]) -> Result<()> {
    node::check()?;
    system::for_tests()?;
    node::install()?;
    node::build()?;
    window(words, environment)
}

fn formatting() -> Result<()> {
    say::run(
        "Checking the formatting",
        &mut places::cargo(["fmt", "--all", "--check"]),
    )
}

fn screens() -> Result<()> {
    say::run(
        "Checking the screens' types",
        &mut node::npm(&["run", "--silent", "check"]),
    )?;
    screens_quickly()
}

fn screens_quickly() -> Result<()> {
    say::run("Linting the screens", &mut node::npm(&["run", "--silent", "lint"]))?;
    say::run(
        "Testing the screens' logic",
        &mut node::npm(&["run", "--silent", "test"]),
    )
}

fn lints() -> Result<()> {
    let words = [
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ];
    say::run("Running clippy", &mut places::cargo(words))
}

fn crates() -> Result<()> {
    // The whole-app tests have `test = false` in Cargo.toml: they run last and by name.
    say::run(
        "Testing the crates",
        &mut places::cargo(["test", "--locked", "--workspace"]),
    )
}

/// The crates' own tests, without those of whole programs: no child processes, no servers, no window.
fn units() -> Result<()> {
    let words = [
        "test",
        "--locked",
        "--workspace",
        "--lib",
        "--bins",
        "--test",
        "architecture",
    ];
    say::run("Testing the crates' units", &mut places::cargo(words))
}

fn catalogue() -> Result<()> {
    let words = ["build", "--locked", "--workspace", "--bin", "doorstep-publish"];
    say::run("Building the editors' program", &mut places::cargo(words))?;
    let mut check = std::process::Command::new(places::built("debug", "doorstep-publish"));
    say::run(
        "Checking data/",
        check.args(["check", "data"]).current_dir(places::root()),
    )
}

/// The whole-app tests whose names hold one of `filters`; all without any.
fn window(filters: &[&str], environment: &[(&str, &OsStr)]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        say::say("NOT RUN: the whole-app tests drive WebKitGTK and run on Linux only.");
        return Ok(());
    }
    let build = ["test", "--locked", "--workspace", "--test", "whole_app", "--no-run"];
    say::run("Building the whole-app tests", &mut places::cargo(build))?;
    let mut run = places::cargo(["test", "--locked", "--workspace", "--test", "whole_app", "--"]);
    run.args(filters).envs(environment.iter().copied());
    say::run("Driving the real window", &mut offline::offline(run))
}
