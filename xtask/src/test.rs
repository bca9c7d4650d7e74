//! `cargo xtask test`: everything that must pass, the quick first.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::{licences, node, offline, places, say, system};

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn() -> Result<()>,
}

const STEPS: [Step; 8] = [
    Step {
        name: "formatting",
        what: "Rust is formatted",
        run: formatting,
    },
    Step {
        name: "screens",
        what: "the screens are linted, typed and unit-tested",
        run: screens,
    },
    Step {
        name: "build",
        what: "the screens are built",
        run: node::build,
    },
    Step {
        name: "lints",
        what: "clippy has nothing to say",
        run: lints,
    },
    Step {
        name: "crates",
        what: "every crate passes its tests, every fault its row; bindings, schemas, outline and architecture hold",
        run: crates,
    },
    Step {
        name: "catalogue",
        what: "the catalogue's source has no fault",
        run: catalogue,
    },
    Step {
        name: "dependencies",
        what: "licences, duplicates, sources and advisories are in order",
        run: licences::check,
    },
    Step {
        name: "window",
        what: "every journey works in the real window, without a network",
        run: || window(&[]),
    },
];

/// Runs all steps, or the named ones, and stops at the first that fails. Ends with a summary either way.
pub fn test(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        bail!("there is no step `{unknown}`; the steps are {}", known.join(", "));
    }
    let begun = Instant::now();
    let mut told = Vec::new();
    node::check()?;
    system::for_tests()?;
    node::install()?;
    let mut failed = None;
    for step in STEPS
        .iter()
        .filter(|step| names.is_empty() || names.contains(&step.name))
    {
        if failed.is_some() {
            told.push(format!("  –  {:<13} not run", step.name));
            continue;
        }
        say::say(format!("── {}: {}", step.name, step.what));
        let at = Instant::now();
        let result = (step.run)();
        let mark = if result.is_ok() { "✓" } else { "✗" };
        told.push(format!(
            "  {mark}  {:<13} {:<12} {}",
            step.name,
            say::seconds(at),
            step.what
        ));
        failed = result.err();
    }
    eprintln!("\n{}\n     {}\n", told.join("\n"), say::seconds(begun));
    match failed {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// Takes the pictures of every screen at both sizes, in light and dark.
pub fn screenshots() -> Result<()> {
    node::check()?;
    system::for_tests()?;
    node::install()?;
    node::build()?;
    window(&["screens::"])?;
    say::say(format!("The pictures are in {}", places::screenshots().display()));
    Ok(())
}

fn formatting() -> Result<()> {
    say::run(
        "Checking the formatting",
        &mut places::cargo(["fmt", "--all", "--check"]),
    )?;
    for (what, manifest) in [
        ("the empty window", "xtask/empty-window/Cargo.toml"),
        ("the other search engines", "xtask/peers/Cargo.toml"),
    ] {
        let words = ["fmt", "--manifest-path", manifest, "--check"];
        say::run(&format!("Checking the formatting of {what}"), &mut places::cargo(words))?;
    }
    Ok(())
}

fn screens() -> Result<()> {
    say::run("Linting the screens", &mut node::npm(&["run", "--silent", "lint"]))?;
    say::run(
        "Checking the screens' types",
        &mut node::npm(&["run", "--silent", "check"]),
    )?;
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
fn window(filters: &[&str]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        say::say("NOT RUN: the whole-app tests drive WebKitGTK and run on Linux only.");
        return Ok(());
    }
    let build = ["test", "--locked", "--workspace", "--test", "whole_app", "--no-run"];
    say::run("Building the whole-app tests", &mut places::cargo(build))?;
    let mut run = places::cargo(["test", "--locked", "--workspace", "--test", "whole_app", "--"]);
    run.args(filters);
    say::run("Driving the real window", &mut offline::offline(run))
}
