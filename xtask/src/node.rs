//! The screens' packages and their build.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{places, say};

/// `npm` with `words`, in `ui/`.
pub fn npm(words: &[&str]) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(words).current_dir(places::ui());
    npm
}

/// Installs the screens' packages exactly as the lock file has them, unless they are there already.
pub fn install() -> Result<()> {
    let lock = places::ui().join("package-lock.json");
    let installed = places::ui().join("node_modules/.installed-from");
    let wanted = fs::read(&lock).with_context(|| format!("{} is missing", lock.display()))?;
    if fs::read(&installed).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    say::run(
        "Installing the screens' packages from ui/package-lock.json",
        &mut npm(&["ci", "--no-audit", "--no-fund"]),
    )?;
    fs::write(&installed, wanted).with_context(|| format!("cannot write {}", installed.display()))
}

/// Builds `ui/dist`, which the app carries inside itself.
pub fn build() -> Result<()> {
    say::run("Building the screens", &mut npm(&["run", "build"]))
}

/// Whether Node.js is here and new enough: asked before anything is installed. Vite wants ^20.19 or 22.12 and newer.
pub fn check() -> Result<()> {
    const WANTED: &str = "Doorstep's screens are built with Node.js 20.19 or newer (22.12 or newer in the 22 line)";
    let Ok(answer) = Command::new("node").arg("--version").output() else {
        bail!("{WANTED}, and no `node` is here. Get it from nodejs.org or your package manager, then try again.");
    };
    let answer = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    if new_enough(&answer) {
        Ok(())
    } else {
        bail!("{WANTED}; here is {answer}. Install a newer one, then try again.")
    }
}

fn new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(20)), Some(Ok(minor))) => minor >= 19,
        (Some(Ok(22)), Some(Ok(minor))) => minor >= 12,
        (Some(Ok(major)), _) => major > 22,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::new_enough;

    #[test]
    fn knows_which_node_is_new_enough() {
        for good in ["v20.19.0", "v20.20.2", "v22.12.0", "v23.0.0", "v24.1.0"] {
            assert!(new_enough(good), "{good}");
        }
        for bad in ["v18.20.0", "v20.18.3", "v21.7.0", "v22.11.0", "", "node"] {
            assert!(!new_enough(bad), "{bad}");
        }
    }
}
