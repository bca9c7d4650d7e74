//! `cargo xtask package`: what people install on Linux, as a Debian package, an RPM and a plain archive, with what it
//! is made of. Debian's own tools make and check them, so nothing is fetched but what is locked.
//!
//! There is no AppImage: one brings a copy of WebKitGTK that nobody mends when a weakness in it is found, and the tool
//! that makes it is fetched unlocked from GitHub at each build.

mod again;
mod archive;
mod attempt;
mod bill;
mod deb;
mod metainfo;
mod notices;
mod parts;
mod program;
mod rpm;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::say::{self, say};
use crate::{node, places, system};
use program::{PROGRAMS, Program};
use tree::Tree;

/// The words after `package`.
pub fn package(words: &[&str]) -> Result<()> {
    match words {
        [] => all(),
        ["again"] => again::again(),
        ["try", roots @ ..] => attempt::attempt(roots),
        _ => bail!(
            "`package` makes the packages, `package try [ROOT…]` installs them in clean roots, and `package again` compares two builds."
        ),
    }
}

/// Where the packages are.
pub fn folder() -> PathBuf {
    places::target().join("packages")
}

/// The version that is packaged: the workspace's.
const VERSION: &str = env!("CARGO_PKG_VERSION");

fn all() -> Result<()> {
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
    for program in &PROGRAMS {
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
    let parts = parts::of(program)?;
    let notices = notices::text(program, &parts);
    bill::write(program, &parts, when, folder)?;
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

/// What a program and a package may weigh, in bytes: docs/installing.md says where it goes.
const LIMITS: [(&str, u64); 2] = [("doorstep", 20_000_000), ("doorstep_", 9_000_000)];

fn sizes(folder: &Path) -> Result<()> {
    let program = PROGRAMS[0].built();
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
