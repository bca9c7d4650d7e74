//! What is built for Windows here, and run under wine.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, str};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Part;
use super::check::STD;
use super::root::Root;
use crate::{places, say};

/// What needs cargo beside it, and speaks of nothing that a platform has.
const NOT_RUN: [&str; 2] = ["xtask", "architecture"];

/// A program of tests.
struct Tests {
    name: String,
    /// Its package's folder, where cargo would run it.
    folder: PathBuf,
    program: PathBuf,
}

/// Builds every test of the crates, and runs them.
pub(super) fn tests(root: &Root, part: &Part) -> Result<String> {
    let target = part.target;
    let build = format!(
        "cargo test --locked {STD} --target {target} --workspace --lib --bins --tests \
         --no-fail-fast --no-run \
         --message-format=json-render-diagnostics"
    );
    let built = built("Building the tests for Windows", &mut root.inside(&build))?;
    let logs = root.windows().with_extension("logs");
    fs::create_dir_all(&logs)?;
    let (mut passed, mut failed) = (0, Vec::new());
    for tests in built.iter().filter(|tests| !NOT_RUN.contains(&tests.name.as_str())) {
        let log = logs.join(format!("{}.log", tests.name));
        let script = format!(
            "cd '{folder}' && CARGO_MANIFEST_DIR='{folder}' DOORSTEP_PROGRAMS='{programs}' WINEPATH='Z:{dlls}' \
             xvfb-run -a wine '{program}' --test-threads=6",
            folder = tests.folder.display(),
            programs = root.built(target).display(),
            dlls = root.built(target).display().to_string().replace('/', "\\"),
            program = tests.program.display(),
        );
        let mut run = root.inside(&script);
        let done = run.stdin(Stdio::null()).output().context("wine could not be started")?;
        let said = String::from_utf8_lossy(&done.stdout);
        fs::write(&log, format!("{said}{}", String::from_utf8_lossy(&done.stderr)))?;
        let (good, bad) = count(&said);
        let fine = done.status.success();
        say::say(format!(
            "{} {}: {good} passed, {bad} failed",
            if fine { "✓" } else { "✗" },
            tests.name
        ));
        passed += good;
        if !fine {
            failed.push(format!("{bad} of {} ({})", tests.name, log.display()));
        }
    }
    if failed.is_empty() {
        return Ok(format!("{passed} tests passed"));
    }
    bail!("{passed} tests passed; failed: {}", failed.join(", "))
}

/// How many tests passed and failed, as libtest sums up.
fn count(said: &str) -> (u32, u32) {
    let Some((_, sum)) = said.rsplit_once("test result:") else {
        return (0, 0);
    };
    let number = |of: &str| {
        let words: Vec<&str> = sum.split_whitespace().collect();
        let at = words.iter().position(|word| word.trim_end_matches(';') == of)?;
        words.get(at.checked_sub(1)?)?.parse().ok()
    };
    (number("passed").unwrap_or(0), number("failed").unwrap_or(0))
}

/// The programs of tests that a build of cargo's makes, by what it writes about them.
fn built(what: &str, build: &mut Command) -> Result<Vec<Tests>> {
    say::say(format!("{what} (long the first time)"));
    let done = build
        .stderr(Stdio::inherit())
        .output()
        .context("the build could not be started")?;
    if !done.status.success() {
        bail!("{what} failed");
    }
    let lines = str::from_utf8(&done.stdout)?.lines();
    let tests = lines.filter_map(|line| {
        let line: Value = serde_json::from_str(line).ok()?;
        let manifest = Path::new(line["manifest_path"].as_str()?);
        let folder = manifest.parent()?.to_owned();
        let package = folder.file_name()?.to_string_lossy().into_owned();
        let name = match line["target"]["name"].as_str()? {
            // A package's unit tests.
            name if line["target"]["kind"][0] != "test" => name.to_owned(),
            name if name == "architecture" => name.to_owned(),
            name => format!("{package}-{name}"),
        };
        let program = PathBuf::from(line["executable"].as_str()?);
        (line["profile"]["test"] == true).then_some(Tests { name, folder, program })
    });
    let mut tests: Vec<Tests> = tests.collect();
    // The longest last: what else fails is known by then.
    tests.sort_by_key(|tests| tests.name.contains("reliability"));
    Ok(tests)
}

/// The books' commands, as their own test runs them, with Windows' program in the place of this system's.
pub(super) fn book(root: &Root, part: &Part) -> Result<String> {
    let build = format!(
        "cargo build --locked {STD} --target {} --workspace --bin doorstep-publish",
        part.target
    );
    say::run("Building the editors' program for Windows", &mut root.inside(&build))?;
    let own = [
        "test",
        "--locked",
        "--workspace",
        "--test",
        "host",
        "--no-run",
        "--message-format=json-render-diagnostics",
    ];
    let own = built("Building the books' tests", &mut places::cargo(own))?;
    let tests = own.first().context("there are no tests of the books")?;
    let script = format!(
        r#"mkdir -p /tmp/programs
printf '#!/bin/sh\nexec wine %s "$@"\n' '{program}' >/tmp/programs/doorstep-publish
chmod +x /tmp/programs/doorstep-publish
wineboot --init
cd '{folder}'
DOORSTEP_PROGRAMS=/tmp/programs '{tests}' book:: --test-threads=1"#,
        program = root.built(part.target).join("doorstep-publish.exe").display(),
        folder = tests.folder.display(),
        tests = tests.program.display(),
    );
    say::run("Running the books' commands under wine", &mut root.inside(&script))?;
    Ok("as they are written".to_owned())
}

/// Starts the app, with and without a window.
pub(super) fn app(root: &Root, part: &Part) -> Result<String> {
    let build = format!(
        "cargo build --locked {STD} --target {} --workspace --bin doorstep",
        part.target
    );
    say::run("Building the app for Windows", &mut root.inside(&build))?;
    let script = root.windows().with_extension("sh");
    fs::write(&script, include_str!("app.sh"))?;
    let program = root.built(part.target).join("doorstep.exe");
    let run = format!("xvfb-run -a bash '{}' '{}'", script.display(), program.display());
    say::run("Starting the app under wine", &mut root.inside(&run))?;
    Ok("opens what is stored; one at a time; says that WebView2 is missing".to_owned())
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn what_libtest_sums_up_is_counted() {
        let said =
            "running 2 tests\ntest a ... ok\n\ntest result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured\n";
        assert_eq!(count(said), (12, 3));
        assert_eq!(count("wine: could not load"), (0, 0));
    }
}
