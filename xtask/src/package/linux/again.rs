//! `cargo xtask package again`: the same packages from the same commit in another folder, compared byte by byte.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::ending;
use crate::package::{folder, output};
use crate::places;
use crate::say::{self, say};

/// Makes them again and says which differ. What is compared is what `cargo xtask package` made before.
pub fn again() -> Result<()> {
    let root = places::root();
    let changed = output(Command::new("git").args(["status", "--porcelain"]).current_dir(&root))?;
    if !changed.is_empty() {
        bail!("commit first: the second build is made from the commit.\n{changed}");
    }
    let first = folder();
    if !first.join("SHA256SUMS").is_file() {
        bail!("there is nothing to compare with: run `cargo xtask package` first");
    }
    let other = std::env::temp_dir().join(format!("doorstep-again-{}", std::process::id()));
    let compared = (|| {
        let mut clone = Command::new("git");
        say::run(
            "Cloning into another folder",
            clone.args(["clone", "--quiet"]).arg(&root).arg(&other),
        )?;
        // Cargo puts the path of cargo-auditable, through which it starts the compiler, into the names of our symbols.
        let tools = other.join("target/tools");
        fs::create_dir_all(other.join("target"))?;
        symlink(places::target().join("tools"), tools)?;
        let mut package = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        package.args(["xtask", "package"]).current_dir(&other);
        package.env("CARGO_TARGET_DIR", other.join("target"));
        say::run("Making the packages there (half an hour)", &mut package)?;
        compare(&first, &other.join("target/packages"))
    })();
    fs::remove_dir_all(&other)?;
    compared
}

fn compare(first: &Path, second: &Path) -> Result<()> {
    let names = |folder: &Path| -> Result<Vec<_>> {
        Ok(ending(folder, "")?
            .iter()
            .filter_map(|file| file.file_name().map(ToOwned::to_owned))
            .collect())
    };
    let (ours, theirs) = (names(first)?, names(second)?);
    if ours != theirs {
        bail!("the two builds made different files: {ours:?} and {theirs:?}");
    }
    let mut differ = Vec::new();
    for name in ours {
        if fs::read(first.join(&name))? != fs::read(second.join(&name))? {
            differ.push(name.display().to_string());
        }
    }
    if !differ.is_empty() {
        bail!("these are not the same bytes: {}", differ.join(", "));
    }
    say("Both builds made the same bytes.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let folders = [0, 1].map(|n| std::env::temp_dir().join(format!("doorstep-compare-{}-{n}", std::process::id())));
        for folder in &folders {
            fs::create_dir_all(folder).expect("a folder");
            fs::write(folder.join("a.deb"), "a").expect("a file");
            fs::write(folder.join("b.rpm"), "b").expect("a file");
        }
        let compared = || compare(&folders[0], &folders[1]);
        assert!(compared().is_ok());
        fs::write(folders[1].join("b.rpm"), "c").expect("a file");
        let differ = compared().expect_err("they differ").to_string();
        assert!(differ.contains("b.rpm") && !differ.contains("a.deb"), "{differ}");
        fs::remove_file(folders[1].join("a.deb")).expect("a file less");
        assert!(compared().is_err());
        for folder in folders {
            fs::remove_dir_all(folder).expect("an end");
        }
    }
}
