//! `cargo xtask fuzz TARGET [SECONDS]`: gives one of our readers every kind of bytes. The targets are `tests/fuzz`, a
//! workspace of its own.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{places, say, tool};

const CARGO_FUZZ: &str = "0.13.2";

/// Ten minutes when `words` say no other time. What breaks a target is left in `tests/fuzz/artifacts/`.
pub fn fuzz(words: &[&str]) -> Result<()> {
    let fuzz = places::root().join("tests/fuzz");
    let (target, seconds) = match words {
        [target] if fuzz.join("seeds").join(target).is_dir() => (*target, "600"),
        [target, seconds] if fuzz.join("seeds").join(target).is_dir() => (*target, *seconds),
        _ => bail!("say which target, each a file of tests/fuzz/fuzz_targets: cargo xtask fuzz TARGET [SECONDS]"),
    };
    // What a run finds is the next one's to begin with; the seeds are few, and are kept.
    let folder = places::target().join("fuzz");
    let found = folder.join("found").join(target);
    fs::create_dir_all(&found)?;
    let mut run = Command::new(tool::installed("cargo-fuzz", CARGO_FUZZ, "which runs them")?);
    // No sanitizer: what they look for, the compiler prevents in our code.
    run.args(["run", "--sanitizer", "none", "--fuzz-dir"]).arg(&fuzz);
    run.arg("--target-dir").arg(folder);
    run.arg(target).arg(found).arg(fuzz.join("seeds").join(target));
    run.args([
        "--",
        &format!("-max_total_time={seconds}"),
        "-timeout=20",
        "-rss_limit_mb=4096",
    ]);
    // The compiler that is here has the fuzzer's instrumentation, and keeps it to nightlies otherwise.
    run.env("RUSTC_BOOTSTRAP", "1");
    say::run(&format!("Giving `{target}` every kind of bytes"), &mut run)
}
