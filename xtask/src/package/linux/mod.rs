//! What people install on Linux: a Debian package, an RPM and a plain archive. Debian's own tools make and check them,
//! so nothing is fetched but what is locked.
//!
//! There is no AppImage: one brings a copy of WebKitGTK that nobody updates when a weakness in it is found, and the
//! tool that makes it is fetched unlocked from GitHub at each build.

pub mod again;
mod archive;
pub mod attempt;
mod deb;
mod metainfo;
mod program;
mod rpm;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{bill, folder, notices, output, parts, when};
use crate::say::say;
use crate::{node, system};
use program::{PACKAGED, Program};
use tree::Tree;

/// All packages of both programs.
pub fn all() -> Result<()> {
    node::check()?;
    system::for_packages()?;
    node::install()?;
    node::build()?;
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let when = when()?;
    for program in &PACKAGED {
        program.build(&when)?;
        one(program, &folder, &when)?;
    }
    metainfo::check(&folder)?;
    deb::check(&folder)?;
    rpm::check(&folder)?;
    sums(&folder)?;
    sizes(&folder)
}

/// One program's packages.
fn one(program: &Program, folder: &Path, when: &str) -> Result<()> {
    let scratch = folder.join("scratch").join(program.name);
    let parts = parts::of(program.name)?;
    let notices = notices::text(program.name, &parts);
    bill::write(program.name, &parts, when, folder)?;
    let tree = |kind: &str| -> Result<Tree> {
        let tree = Tree::new(scratch.join(kind))?;
        program.fill(&tree, &scratch)?;
        Ok(tree)
    };
    deb::write(program, &tree("deb")?, &notices, when, folder)?;
    rpm::write(program, &tree("rpm")?, &notices, when, folder)?;
    archive::write(program, &tree("archive")?, &notices, when, folder)?;
    fs::remove_dir_all(folder.join("scratch")).context("the scratch folder could not be removed")
}

/// The files of the folder whose names end so, in the order of their names.
fn ending(folder: &Path, end: &str) -> Result<Vec<PathBuf>> {
    let mut files: Vec<_> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(end));
    files.sort();
    Ok(files)
}

/// Writes SHA256SUMS, as `sha256sum --check` reads it.
fn sums(folder: &Path) -> Result<()> {
    let mut sum = Command::new("sha256sum");
    sum.current_dir(folder);
    for file in ending(folder, "")? {
        sum.args(file.file_name());
    }
    let sums = output(&mut sum)?;
    Ok(fs::write(folder.join("SHA256SUMS"), sums + "\n")?)
}

/// What a program and a package may weigh, in bytes.
const LIMITS: [(&str, u64); 2] = [("doorstep", 20_000_000), ("doorstep_", 9_000_000)];

fn sizes(folder: &Path) -> Result<()> {
    let program = PACKAGED[0].built();
    let mut files = ending(folder, "")?;
    files.push(program.clone());
    let mut heavy = Vec::new();
    for file in files {
        let (name, size) = (
            file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            fs::metadata(&file)?.len(),
        );
        say(format!("{size:>10} bytes  {}", file.display()));
        let limit = match file == program {
            true => LIMITS[0].1,
            false if name.starts_with(LIMITS[1].0) && name.ends_with(".deb") => LIMITS[1].1,
            false => continue,
        };
        if size > limit {
            heavy.push(format!("{name} has {size} bytes, and may have {limit}"));
        }
    }
    match heavy.is_empty() {
        true => Ok(()),
        false => bail!("too large: {}", heavy.join("; ")),
    }
}
