//! Python's TUF client, by which a test refreshes from one of our hosts.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{places, say};

/// Says to the test that it could not be installed.
const NOT_INSTALLED: &str = ".not-installed";

/// Installs it in the target folder, exactly as `requirements.txt` has it, unless it is there already. Where PyPI
/// cannot be reached the test that asks for it says so.
pub fn install() -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let list = places::root().join("src-tauri/crates/publish/tests/host/python/requirements.txt");
    let folder = places::target().join("python");
    let installed = folder.join(".installed-from");
    let wanted = fs::read(&list).with_context(|| format!("{} is missing", list.display()))?;
    if fs::read(&installed).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    let mut pip = Command::new("/usr/bin/python3");
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    pip.args(["--require-hashes", "--no-deps", "--upgrade", "--requirement"]);
    pip.arg(&list).arg("--target").arg(&folder);
    let marker = folder.join(NOT_INSTALLED);
    if say::run("Installing Python's TUF client", &mut pip).is_err() {
        say::say("NOT CHECKED: Python's TUF client cannot be installed from here. CI with a network checks it.");
        fs::create_dir_all(&folder)?;
        return fs::write(&marker, "").with_context(|| format!("cannot write {}", marker.display()));
    }
    if marker.exists() {
        fs::remove_file(&marker)?;
    }
    fs::write(&installed, wanted).with_context(|| format!("cannot write {}", installed.display()))
}
