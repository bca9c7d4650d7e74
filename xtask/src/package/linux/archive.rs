//! A plain archive, for a Linux that installs neither: unpacked anywhere, it runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::program::Program;
use super::tree::Tree;
use crate::package::VERSION;
use crate::{places, say};

/// Makes the archive of that tree.
pub fn write(program: &Program, tree: &Tree, notices: &str, when: &str, folder: &Path) -> Result<()> {
    tree.copy(&places::root().join("LICENSE"), "usr/LICENSE")?;
    tree.text(notices, "usr/NOTICES")?;
    tree.copy(&places::root().join("CHANGELOG.md"), "usr/CHANGELOG.md")?;
    let name = format!("{}-{VERSION}-{}-linux", program.name, std::env::consts::ARCH);
    // One folder with the archive's name is what people expect to find in it.
    fs::rename(tree.root.join("usr"), tree.root.join(&name))?;
    let mut tar = Command::new("tar");
    tar.args([
        "--sort=name",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "--format=gnu",
    ]);
    tar.arg(format!("--mtime=@{when}")).arg("--create").arg("--xz");
    tar.arg("--file")
        .arg(folder.join(format!("{name}.tar.xz")))
        .arg("--directory")
        .arg(&tree.root)
        .arg(&name);
    say::quietly("Making the archive", tar.env("XZ_OPT", "-9"))
}
