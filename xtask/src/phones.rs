//! `cargo xtask phones`: compiles the Kotlin and the Swift of the crate `phone` and runs their tests. No Android or iOS
//! kit is here: what takes their place is in `tests/phones`, and what that cannot show is said in docs/reminders.md.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::say::{self, say};
use crate::{node, places};

/// Tries them. The first time some gigabytes are downloaded into a cache folder.
pub fn phones() -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("this command wants Debian or Ubuntu: it makes a root of Debian's packages");
    }
    node::check()?;
    let cache = cache()?;
    if !cache.join("phones/made").exists() {
        say(format!(
            "The first time this downloads 900 MB of Debian's packages and of PyPI's into {}, which take up 4 GB there.",
            cache.display()
        ));
    }
    let mut tried = Command::new("bash");
    tried.arg(places::root().join("tests/phones/try.sh"));
    say::run("Trying the Kotlin and the Swift", tried.arg(cache).arg(library()?))
}

fn cache() -> Result<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = cache.or_else(home).context("there is no HOME")?;
    Ok(cache.join("doorstep-cross"))
}

/// The sources of the tauri crate that the lock file names.
fn library() -> Result<PathBuf> {
    let answer = places::cargo(["metadata", "--locked", "--format-version", "1"]).output()?;
    let metadata: serde_json::Value =
        serde_json::from_slice(&answer.stdout).context("what cargo knows of the crates")?;
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let library = packages.find(|package| package["name"] == "tauri");
    let manifest = library.and_then(|library| library["manifest_path"].as_str());
    let folder = manifest.map(Path::new).and_then(Path::parent);
    folder.map(Path::to_owned).context("tauri is not among the crates")
}
