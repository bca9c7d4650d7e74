//! `cargo xtask package`: what people install, and what each program is made of. Windows' and Apple's installers are
//! made by Tauri's own program, in .github/workflows/release.yml.

mod bill;
#[cfg(target_os = "linux")]
mod linux;
mod notices;
mod parts;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{node, places, say};

/// The version that is packaged: the workspace's.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The programs that are packaged.
const PROGRAMS: [&str; 2] = ["doorstep", "doorstep-publish"];

/// The words after `package`.
pub fn package(words: &[&str]) -> Result<()> {
    match words {
        ["parts"] => parts_alone(),
        #[cfg(target_os = "linux")]
        [] => linux::all(),
        #[cfg(target_os = "linux")]
        ["again"] => linux::again::again(),
        #[cfg(target_os = "linux")]
        ["try", roots @ ..] => linux::attempt::attempt(roots),
        _ if cfg!(target_os = "linux") => bail!("`package` is followed by nothing, `parts`, `try` or `again`"),
        _ => bail!("Linux's packages are made on Linux, and this system's as docs/installing.md says"),
    }
}

/// Where the packages are.
fn folder() -> PathBuf {
    places::target().join("packages")
}

/// Writes what each program is made of, and under which licences, for an installer that is made elsewhere.
fn parts_alone() -> Result<()> {
    node::check()?;
    node::install()?;
    fs::create_dir_all(folder())?;
    for program in PROGRAMS {
        let parts = parts::of(program)?;
        bill::write(program, &parts, &when()?, &folder())?;
        let file = folder().join(format!("NOTICES-{program}.txt"));
        fs::write(&file, notices::text(program, &parts))?;
        say::say(format!("{} parts of {program}: {}", parts.len(), file.display()));
    }
    Ok(())
}

/// The moment that is written into everything, in seconds since 1970: that of the commit, so that a second build says
/// the same.
fn when() -> Result<String> {
    if let Ok(when) = std::env::var("SOURCE_DATE_EPOCH") {
        return Ok(when);
    }
    output(
        Command::new("git")
            .args(["log", "-1", "--format=%ct"])
            .current_dir(places::root()),
    )
}

/// What a command prints, without the white space around it.
fn output(command: &mut Command) -> Result<String> {
    let line = say::line(command);
    let done = command
        .output()
        .with_context(|| format!("{line} could not be started"))?;
    if !done.status.success() {
        bail!("{line} failed: {}", String::from_utf8_lossy(&done.stderr).trim());
    }
    Ok(String::from_utf8(done.stdout)?.trim().to_owned())
}
