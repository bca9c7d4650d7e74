//! What must be absent where: the invariants of `docs/architecture.md`, read from the sources. Needs no build of what
//! it reads.

mod accessibility;
mod assurance;
mod circles;
mod phones;
mod privacy;
mod prose;
mod rooms;
mod rust;
mod safety;
mod screens;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below `folder` with one of those endings, by their path from the root.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|e| endings.iter().any(|ending| e == *ending))
            {
                found.push(path.strip_prefix(root()).expect("below the root").to_path_buf());
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no sources below {folder}");
    found
}

/// The folders directly in `folder`, by name.
fn folders(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder").flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

/// What cargo knows of the workspace's packages, without resolving anything.
fn packages() -> Vec<Value> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root());
    let output = cargo.output().expect("cargo metadata");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn the_window_may_do_little() {
    let config: Value = serde_json::from_str(&read("tauri.conf.json")).expect("JSON");
    assert_ne!(config["app"]["withGlobalTauri"], Value::Bool(true));
    let security = &config["app"]["security"];
    assert_ne!(
        security["assetProtocol"]["enable"],
        Value::Bool(true),
        "no folder is open to the window"
    );
    let policy = security["csp"].to_string();
    for word in ["unsafe", "*", "https:", "data:"] {
        assert!(!policy.contains(word), "the content security policy allows {word}");
    }
    let [capability] = &security["capabilities"].as_array().expect("a list")[..] else {
        panic!("there is not one capability");
    };
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    // What it may not ask is not in the program: by Tauri's own tool where that builds it, by cargo elsewhere.
    assert_eq!(config["build"]["removeUnusedCommands"], Value::Bool(true));
    assert!(read(".cargo/config.toml").contains("\nREMOVE_UNUSED_COMMANDS = "));
    assert!(capability.get("remote").is_none(), "a website is let in");
}

#[test]
fn a_command_is_a_few_lines() {
    const FEW: usize = 6;
    let source: String = files("src-tauri/src/commands", &["rs"]).iter().map(read).collect();
    let lines: Vec<&str> = source.lines().collect();
    let mut commands = 0;
    for (at, _) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with("#[tauri::command"))
    {
        let opens = at + lines[at..].iter().position(|line| line.ends_with('{')).expect("a body");
        let closes = opens + lines[opens..].iter().position(|line| *line == "}").expect("its end");
        assert!(closes - opens - 1 <= FEW, "{} decides too much", lines[at + 1]);
        commands += 1;
    }
    assert!(commands > 20, "only {commands} commands found");
}

#[test]
fn the_code_map_and_the_folders_agree() {
    let page = read("docs/architecture.md");
    let map = page
        .split("## Code map")
        .nth(1)
        .and_then(|rest| rest.split("\n## ").next())
        .expect("a code map");
    let named: Vec<&str> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| word.ends_with('/'))
        .collect();
    for folder in &named {
        assert!(
            root().join(folder).is_dir(),
            "the code map names {folder}, which is not there"
        );
    }
    let mut there = Vec::new();
    for (parent, inside) in [
        ("", "."),
        ("src-tauri/", "src-tauri"),
        ("src-tauri/crates/", "src-tauri/crates"),
        ("ui/src/", "ui/src"),
    ] {
        there.extend(folders(inside).into_iter().map(|name| format!("{parent}{name}/")));
    }
    // What builds leave behind, and folders whose own folders are named.
    let passed_over = [
        "target/",
        "gen/",
        "src-tauri/gen/",
        "src-tauri/",
        "src-tauri/crates/",
        "ui/",
    ];
    for folder in there.iter().filter(|folder| !passed_over.contains(&folder.as_str())) {
        assert!(named.contains(&folder.as_str()), "the code map does not name {folder}");
    }
}

#[test]
fn the_bench_compares_with_the_same_tauri_compiled_alike() {
    const BENCH: &str = "tests/bench/Cargo.lock";
    let version = |lock: &str, package: &str| {
        let lock = read(lock);
        let at = lock
            .find(&format!("\nname = \"{package}\"\nversion = "))
            .unwrap_or_else(|| panic!("{package} is locked"));
        lock[at..].lines().nth(2).expect("a version").to_owned()
    };
    for package in ["tauri", "wry", "tao", "tauri-runtime-wry"] {
        assert_eq!(
            version("Cargo.lock", package),
            version(BENCH, package),
            "{package} differs: `cargo update --manifest-path tests/bench/Cargo.toml {package}`"
        );
    }
    let profile = |manifest: &str| {
        let manifest = read(manifest);
        let (_, rest) = manifest.split_once("\n[profile.release]\n").expect("a profile");
        rest.split("\n[").next().expect("its lines").trim().to_owned()
    };
    assert_eq!(
        profile("Cargo.toml"),
        profile("tests/bench/Cargo.toml"),
        "[profile.release] differs"
    );
}
