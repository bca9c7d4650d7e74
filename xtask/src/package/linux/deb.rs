//! Debian's and Ubuntu's package, made by dpkg and checked by lintian.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use chrono::DateTime;

use super::ending;
use super::program::Program;
use super::tree::Tree;
use crate::package::{VERSION, output};
use crate::{places, say};

/// Who answers for a package. Whoever gives packages to people says so by `DOORSTEP_MAINTAINER`: nobody does yet.
const MAINTAINER: &str = "The Doorstep developers <developers@doorstep.invalid>";

/// Who answers for the packages.
pub fn maintainer() -> String {
    let said = std::env::var("DOORSTEP_MAINTAINER").ok();
    said.filter(|said| !said.is_empty())
        .unwrap_or_else(|| MAINTAINER.into())
}

/// Makes the package of that tree.
pub fn write(program: &Program, tree: &Tree, notices: &str, when: &str, folder: &Path) -> Result<()> {
    let maintainer = maintainer();
    let docs = format!("usr/share/doc/{}", program.name);
    tree.text(&copyright(program)?, &format!("{docs}/copyright"))?;
    tree.zipped(notices.as_bytes(), &format!("{docs}/NOTICES.gz"))?;
    let changes = fs::read(places::root().join("CHANGELOG.md"))?;
    tree.zipped(&changes, &format!("{docs}/changelog.gz"))?;
    let entry = changelog(program, &maintainer, when)?;
    tree.zipped(entry.as_bytes(), &format!("{docs}/changelog.Debian.gz"))?;
    let overrides = places::root().join(format!("deploy/linux/{}.lintian-overrides", program.name));
    tree.copy(&overrides, &format!("usr/share/lintian/overrides/{}", program.name))?;
    let files = tree.files()?;
    let depends = depends(program, tree, folder)?;
    let mut sums = Command::new("md5sum");
    let sums = output(sums.args(&files).current_dir(&tree.root))?;
    tree.text(&(sums + "\n"), "DEBIAN/md5sums")?;
    tree.text(
        &control(program, &maintainer, &depends, size(tree, &files)?),
        "DEBIAN/control",
    )?;
    let name = format!("{}_{VERSION}-1_{}.deb", program.name, architecture());
    let mut build = Command::new("dpkg-deb");
    build
        .args(["--root-owner-group", "-Zxz", "-z9", "--build"])
        .arg(&tree.root)
        .arg(folder.join(name));
    say::quietly("Making Debian's package", build.env("SOURCE_DATE_EPOCH", when))
}

/// Has lintian look at all of them.
pub fn check(folder: &Path) -> Result<()> {
    let mut lintian = Command::new("lintian");
    lintian.args(["--fail-on", "error,warning", "--allow-root"]);
    say::run("Checking Debian's packages", lintian.args(ending(folder, ".deb")?))
}

/// The libraries that the program is linked with, as the packages of this system name them.
fn depends(program: &Program, tree: &Tree, folder: &Path) -> Result<String> {
    let scratch = folder.join("scratch");
    fs::create_dir_all(scratch.join("debian"))?;
    let control = format!("Source: {0}\n\nPackage: {0}\nArchitecture: any\n", program.name);
    fs::write(scratch.join("debian/control"), control)?;
    let mut ask = Command::new("dpkg-shlibdeps");
    ask.arg("-O")
        .arg(tree.root.join("usr/bin").join(program.name))
        .current_dir(&scratch);
    let answer = output(&mut ask)?;
    let depends = answer.strip_prefix("shlibs:Depends=");
    Ok(depends.context("dpkg-shlibdeps names no library")?.to_owned())
}

fn control(program: &Program, maintainer: &str, depends: &str, kilobytes: u64) -> String {
    let recommends = match program.recommends {
        [] => String::new(),
        names => format!("Recommends: {}\n", names.join(", ")),
    };
    let homepage = std::env::var("DOORSTEP_REPOSITORY");
    let homepage = homepage.map_or_else(|_| String::new(), |at| format!("Homepage: {at}\n"));
    format!(
        "Package: {}\nVersion: {VERSION}-1\nArchitecture: {}\nMaintainer: {maintainer}\nInstalled-Size: {kilobytes}\n\
         Depends: {depends}\n{recommends}Section: misc\nPriority: optional\n{homepage}Description: {}\n {}\n",
        program.name,
        architecture(),
        program.summary,
        program.description.replace('\n', "\n "),
    )
}

/// The licence as Debian's policy wants it: who made what is in the package is in NOTICES.
fn copyright(program: &Program) -> Result<String> {
    let licence = fs::read_to_string(places::root().join("LICENSE"))?;
    let (head, text) = licence
        .split_once("\n\nPermission")
        .context("LICENSE is no longer the MIT licence")?;
    let holder = head.lines().find_map(|line| line.strip_prefix("Copyright (c) "));
    let text = format!("Permission{text}");
    let lines = text.trim_end().lines().map(|line| {
        if line.is_empty() {
            " .".into()
        } else {
            format!(" {line}")
        }
    });
    Ok(format!(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Doorstep\n\
         Comment: What others wrote is linked into the program. Its licences are in\n /usr/share/doc/{}/NOTICES.gz, each in its own \
         words.\n\nFiles: *\nCopyright: {}\nLicense: Expat\n\nLicense: Expat\n{}\n",
        program.name,
        holder.context("LICENSE names no holder")?,
        lines.collect::<Vec<_>>().join("\n"),
    ))
}

fn changelog(program: &Program, maintainer: &str, when: &str) -> Result<String> {
    let when = DateTime::from_timestamp(when.parse()?, 0).unwrap_or_default();
    Ok(format!(
        "{} ({VERSION}-1) unstable; urgency=medium\n\n  * Doorstep {VERSION}: what is new is in changelog.gz.\n\n -- {maintainer}  {}\n",
        program.name,
        when.to_rfc2822(),
    ))
}

/// What it takes on a disk, in kilobytes, as dpkg counts it.
fn size(tree: &Tree, files: &[String]) -> Result<u64> {
    let sizes: std::io::Result<Vec<_>> = files
        .iter()
        .map(|file| Ok(fs::metadata(tree.root.join(file))?.len()))
        .collect();
    Ok(sizes?.into_iter().map(|bytes| bytes.div_ceil(1024)).sum())
}

/// Debian's name of this machine's kind.
pub fn architecture() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    }
}
