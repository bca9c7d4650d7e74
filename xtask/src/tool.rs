//! Programs of others that a command runs.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::{places, say};

/// The program of that name and version on crates.io, installed beside the build when it is nowhere yet. `what` it does
/// is said then.
pub fn installed(name: &str, version: &str, what: &str) -> Result<PathBuf> {
    let own = places::target()
        .join("tools/bin")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    for program in [own.clone(), name.into()] {
        let answer = Command::new(&program).arg("--version").output();
        if answer.is_ok_and(|answer| {
            String::from_utf8_lossy(&answer.stdout)
                .trim()
                .ends_with(&format!(" {version}"))
        }) {
            return Ok(program);
        }
    }
    let mut install = places::cargo(["install", name, "--locked", "--version", version, "--root"]);
    install.arg(places::target().join("tools"));
    // It runs for a second and is compiled for minutes: compile it fast.
    install
        .env("CARGO_TARGET_DIR", places::target().join("tools/build"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
    say::run(&format!("Installing {name}, {what} (some minutes, once)"), &mut install)?;
    Ok(own)
}
