//! What a program is made of: the crates that are linked into it, and for the app the npm packages of its screens.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::output;
use crate::places;

/// A crate or an npm package.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, as an SPDX expression.
    pub licence: String,
    /// Where its own files are.
    pub folder: PathBuf,
    /// Which registry it is from: "cargo" or "npm", as package URLs have it.
    pub kind: &'static str,
    /// SHA-256 of what the registry gave, in hex, where the lock file has it.
    pub digest: Option<String>,
    /// The crates that it needs, as package URLs.
    pub needs: BTreeSet<String>,
}

impl Part {
    /// Its package URL.
    pub fn purl(&self) -> String {
        purl(self.kind, &self.name, &self.version)
    }
}

fn purl(kind: &str, name: &str, version: &str) -> String {
    format!("pkg:{kind}/{}@{version}", name.replace('@', "%40"))
}

/// All of them, in the order of their names.
pub fn of(program: &str) -> Result<Vec<Part>> {
    let linked = linked(program)?;
    let metadata = places::cargo(["metadata", "--locked", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&output(&mut { metadata })?)?;
    let mut parts = crates(
        &metadata,
        &digests(&fs::read_to_string(places::root().join("Cargo.lock"))?),
        &linked,
    );
    if program == "doorstep" {
        let lock = fs::read(places::ui().join("package-lock.json"))?;
        parts.extend(packages(&serde_json::from_slice(&lock)?));
    }
    parts.sort();
    Ok(parts)
}

/// The names and versions of the crates that are linked into the program: neither build scripts nor macros.
fn linked(program: &str) -> Result<BTreeSet<(String, String)>> {
    let target = triple()?;
    let mut tree = places::cargo([
        "tree",
        "--locked",
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
    ]);
    tree.args(["--format", "{p}", "--package", program, "--target", &target]);
    let answer = output(&mut tree)?;
    let read = |line: &str| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    Ok(answer.lines().filter_map(read).collect())
}

fn crates(
    metadata: &Value,
    digests: &BTreeMap<(String, String), String>,
    linked: &BTreeSet<(String, String)>,
) -> Vec<Part> {
    let word = |of: &Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
    let all: Vec<_> = metadata["packages"].as_array().into_iter().flatten().collect();
    // Our own crates have no source.
    let theirs = all.iter().filter(|one| one["source"].is_string());
    let key = |one: &Value| (word(one, "name"), word(one, "version"));
    let theirs: BTreeMap<String, &Value> = theirs
        .filter(|one| linked.contains(&key(one)))
        .map(|one| (word(one, "id"), *one))
        .collect();
    let nodes = metadata["resolve"]["nodes"].as_array().into_iter().flatten();
    let needs: BTreeMap<String, BTreeSet<String>> = nodes
        .map(|node| {
            let needs = node["dependencies"].as_array().into_iter().flatten();
            let needs = needs.filter_map(|id| theirs.get(id.as_str()?));
            let needs = needs.map(|one| purl("cargo", &word(one, "name"), &word(one, "version")));
            (word(node, "id"), needs.collect())
        })
        .collect();
    theirs
        .iter()
        .map(|(id, one)| Part {
            name: word(one, "name"),
            version: word(one, "version"),
            licence: word(one, "license").replace('/', " OR "),
            folder: PathBuf::from(word(one, "manifest_path"))
                .parent()
                .map(Into::into)
                .unwrap_or_default(),
            kind: "cargo",
            digest: digests.get(&key(one)).cloned(),
            needs: needs.get(id).cloned().unwrap_or_default(),
        })
        .collect()
}

/// SHA-256 of each crate, from Cargo.lock.
fn digests(lock: &str) -> BTreeMap<(String, String), String> {
    let packages = lock.split("[[package]]").skip(1);
    let field = |package: &str, name: &str| {
        let line = package
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name} = \"")));
        line.map(|line| line.trim_end_matches('"').to_owned())
    };
    packages
        .filter_map(|one| Some(((field(one, "name")?, field(one, "version")?), field(one, "checksum")?)))
        .collect()
}

/// The npm packages that the screens are made of: those that are not our tools.
fn packages(lock: &Value) -> Vec<Part> {
    let all = lock["packages"].as_object().into_iter().flatten();
    let given = all.filter(|(path, one)| {
        !path.is_empty()
            && ["dev", "optional", "devOptional", "peer"]
                .iter()
                .all(|kind| one[*kind] != true)
    });
    given
        .map(|(path, one)| Part {
            name: path.rsplit("node_modules/").next().unwrap_or_default().to_owned(),
            version: one["version"].as_str().unwrap_or_default().to_owned(),
            licence: one["license"].as_str().unwrap_or_default().to_owned(),
            folder: places::ui().join(path),
            kind: "npm",
            digest: None,
            needs: BTreeSet::new(),
        })
        .collect()
}

/// The rustc triple of what is built: this machine's.
fn triple() -> Result<String> {
    let answer = output(Command::new("rustc").arg("-vV"))?;
    let host = answer.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host
        .context("rustc does not say for which machine it builds")?
        .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::PROGRAMS;

    #[test]
    fn what_is_linked_or_shown_is_named_and_no_tool_is() {
        let parts = of(PROGRAMS[0]).expect("the app's parts");
        let has = |name: &str| parts.iter().any(|part| part.name == name);
        for ours in [
            "tauri",
            "rusqlite",
            "zstd-sys",
            "svelte",
            "pdfjs-dist",
            "govuk-frontend",
            "@tauri-apps/api",
        ] {
            assert!(has(ours), "{ours}");
        }
        for tool in [
            "thiserror-impl",
            "serde_derive",
            "tauri-build",
            "doorstep",
            "axum",
            "vite",
            "eslint",
            "@napi-rs/canvas",
        ] {
            assert!(!has(tool), "{tool}");
        }
        let tauri = parts.iter().find(|part| part.name == "tauri").expect("tauri");
        assert_eq!(tauri.digest.as_ref().map(String::len), Some(64));
        assert!(
            tauri
                .needs
                .iter()
                .any(|need| need.starts_with("pkg:cargo/wry@") || need.starts_with("pkg:cargo/tauri-runtime@"))
        );
        let publish = of(PROGRAMS[1]).expect("the publisher's parts");
        assert!(publish.iter().any(|part| part.name == "axum") && publish.iter().all(|part| part.kind == "cargo"));
    }
}
