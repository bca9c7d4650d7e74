//! Where things are, and how cargo is called.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The screens' folder.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Cargo's target folder, wherever CARGO_TARGET_DIR or a configuration file puts it: this program is in its `debug/`.
pub fn target() -> PathBuf {
    let program = std::env::current_exe().ok();
    let folder = program
        .as_deref()
        .and_then(|p| p.parent()?.parent().map(Path::to_path_buf));
    folder.unwrap_or_else(|| root().join("target"))
}

/// Pictures for people to look at are always in the clone, whatever CARGO_TARGET_DIR says.
pub fn screenshots() -> PathBuf {
    root().join("target/screenshots")
}

/// A program that this workspace builds.
pub fn built(profile: &str, name: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Cargo at the root, for the same target folder, without the variables that `cargo run` sets for this program: some
/// build scripts would run again because of them.
pub fn cargo(words: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(words).current_dir(root()).env("CARGO_TARGET_DIR", target());
    for (name, _) in std::env::vars_os() {
        let own = name.to_string_lossy();
        if own.starts_with("CARGO_PKG_") || own.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}
