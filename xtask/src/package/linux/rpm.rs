//! The RPM, for Fedora, openSUSE and their kin, made by rpmbuild and checked by rpmlint.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use chrono::DateTime;

use super::program::Program;
use super::tree::Tree;
use super::{deb, ending};
use crate::package::VERSION;
use crate::{places, say};

/// Nothing of the building machine is in the package, and nothing is done to what we built.
const SETTINGS: [(&str, &str); 9] = [
    ("_build_id_links", "none"),
    ("debug_package", "%{nil}"),
    ("__os_install_post", "%{nil}"),
    ("_buildhost", "doorstep"),
    ("use_source_date_epoch_as_buildtime", "1"),
    ("clamp_mtime_to_source_date_epoch", "1"),
    ("source_date_epoch_from_changelog", "0"),
    ("_binary_payload", "w9.xzdio"),
    ("_docdir", "/usr/share/doc"),
];

/// Makes the package of that tree.
pub fn write(program: &Program, tree: &Tree, notices: &str, when: &str, folder: &Path) -> Result<()> {
    let licences = format!("usr/share/licenses/{}", program.name);
    tree.copy(&places::root().join("LICENSE"), &format!("{licences}/LICENSE"))?;
    tree.text(notices, &format!("{licences}/NOTICES"))?;
    let docs = format!("usr/share/doc/{}", program.name);
    tree.copy(&places::root().join("CHANGELOG.md"), &format!("{docs}/CHANGELOG.md"))?;
    let top = folder.join("scratch/rpm");
    fs::create_dir_all(&top)?;
    let spec = top.join(format!("{}.spec", program.name));
    fs::write(&spec, text(program, tree, when)?)?;
    let mut build = Command::new("rpmbuild");
    build
        .args(["-bb", "--define"])
        .arg(format!("_topdir {}", top.display()));
    for (name, value) in SETTINGS {
        build.arg("--define").arg(format!("{name} {value}"));
    }
    say::quietly("Making the RPM", build.arg(&spec).env("SOURCE_DATE_EPOCH", when))?;
    let made = ending(&top.join("RPMS").join(std::env::consts::ARCH), ".rpm")?;
    for rpm in made {
        fs::copy(&rpm, folder.join(rpm.file_name().context("a name")?))?;
        fs::remove_file(rpm)?;
    }
    Ok(())
}

/// Has rpmlint look at all of them.
pub fn check(folder: &Path) -> Result<()> {
    let mut rpmlint = Command::new("rpmlint");
    rpmlint
        .arg("--strict")
        .arg("--config")
        .arg(places::root().join("deploy/linux/rpmlint.toml"));
    say::run("Checking the RPMs", rpmlint.args(ending(folder, ".rpm")?))
}

/// How the package is made. Which libraries it needs rpmbuild reads from the program, by their own names, which are the
/// same on every system.
fn text(program: &Program, tree: &Tree, when: &str) -> Result<String> {
    let (maintainer, day) = (
        deb::maintainer(),
        DateTime::from_timestamp(when.parse()?, 0).unwrap_or_default(),
    );
    let files: Vec<_> = tree.files()?.into_iter().map(|file| kind(&file)).collect();
    let homepage = std::env::var("DOORSTEP_REPOSITORY");
    let homepage = homepage.map_or_else(|_| String::new(), |at| format!("URL: {at}\n"));
    Ok(format!(
        "Name: {}\nVersion: {VERSION}\nRelease: 1\nSummary: {}\nLicense: MIT\nPackager: {maintainer}\n{homepage}{}\n%description\n{}\n\n\
         %install\ncp -a {}/. %{{buildroot}}\n\n%files\n{}\n\n\
         %changelog\n* {} {maintainer} - {VERSION}-1\n- Doorstep {VERSION}: what is new is in CHANGELOG.md.\n",
        program.name,
        capital(program.summary),
        program
            .recommends_rpm
            .iter()
            .map(|name| format!("Recommends: {name}\n"))
            .collect::<String>(),
        program.description,
        tree.root.display(),
        files.join("\n"),
        day.format("%a %b %d %Y"),
    ))
}

fn kind(file: &str) -> String {
    let mark = match file {
        _ if file.starts_with("usr/share/licenses/") => "%license ",
        _ if file.starts_with("usr/share/doc/") || file.starts_with("usr/share/man/") => "%doc ",
        _ => "",
    };
    format!("{mark}/{file}")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
