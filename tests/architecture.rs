//! What must be absent where: the invariants of `docs/architecture.md`, read from the sources. Quick, and needs no build
//! of what it reads.

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

/// The text without comments. Enough of a reader for our own sources: a string that holds `//` after a colon stays.
fn code(path: &Path) -> String {
    let mut text = read(path);
    for (open, close) in [("<!--", "-->"), ("/*", "*/")] {
        while let Some(from) = text.find(open) {
            let to = text[from..]
                .find(close)
                .map_or(text.len(), |at| from + at + close.len());
            text.replace_range(from..to, "");
        }
    }
    let code = |line: &str| {
        let comment = line.match_indices("//").find(|(at, _)| !line[..*at].ends_with(':'));
        comment.map_or(line.to_owned(), |(at, _)| line[..at].to_owned())
    };
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// The same without a file's own tests, which may do what the code may not.
fn code_without_tests(path: &Path) -> String {
    if path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs") {
        return String::new();
    }
    let code = code(path);
    let tests = code.find("\n#[cfg(test)]\nmod ").unwrap_or(code.len());
    code[..tests].to_owned()
}

/// Fails with every place where one of `words` stands in a file below `folder`.
fn nowhere(folder: &str, endings: &[&str], words: &[&str], reading: impl Fn(&Path) -> String, why: &str) {
    let mut places = Vec::new();
    for path in files(folder, endings) {
        for (number, line) in reading(&path).lines().enumerate() {
            places.extend(
                words
                    .iter()
                    .filter(|word| line.contains(**word))
                    .map(|word| format!("{}:{}: {word}", path.display(), number + 1)),
            );
        }
    }
    assert!(places.is_empty(), "{why}:\n{}", places.join("\n"));
}

/// What cargo knows of the workspace's packages, without resolving anything.
fn packages() -> Vec<Value> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root());
    let told = cargo.output().expect("cargo metadata");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    told["packages"].as_array().expect("packages").clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn a_library_with_a_room_of_its_own_is_named_nowhere_else() {
    let rooms: [(&[&str], &[&str]); 3] = [
        (&["tauri"], &["doorstep"]),
        (&["rusqlite"], &["store"]),
        (&["reqwest", "tough", "object_store"], &["sync", "doorstep-publish"]),
    ];
    for package in packages() {
        let name = text(&package["name"]);
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let dependency = text(&dependency["name"]);
            for (libraries, allowed) in rooms {
                let theirs = |library: &&str| dependency == *library || dependency.starts_with(&format!("{library}-"));
                let theirs =
                    libraries.iter().any(theirs) || libraries.iter().any(|l| dependency == format!("{l}_migration"));
                assert!(
                    !theirs || allowed.contains(&name),
                    "{name} depends on {dependency}, which only {} may name",
                    allowed.join(" and ")
                );
            }
        }
    }
    // In the app's own package it is the shell that may name Tauri: its tests drive the window from outside.
    for folder in ["tests/app", "tests/journeys"] {
        nowhere(folder, &["rs"], &["tauri::"], code, "the whole-app tests know no Tauri");
    }
}

#[test]
fn sql_stands_only_in_the_store() {
    for folder in [
        "src-tauri/src",
        "src-tauri/crates/api/src",
        "src-tauri/crates/catalogue/src",
    ] {
        nowhere(
            folder,
            &["rs"],
            &["SELECT ", "INSERT INTO ", "PRAGMA "],
            code,
            "SQL is the store's",
        );
    }
}

#[test]
fn only_the_shell_has_a_clock() {
    const CLOCKS: [&str; 4] = ["Utc::now", "Local::now", "SystemTime", "Instant::now"];
    for package in packages() {
        let name = text(&package["name"]);
        if !["catalogue", "store", "api", "reminders", "ical"].contains(&name) {
            continue;
        }
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let features = dependency["features"].as_array().expect("features");
            let clock = text(&dependency["name"]) == "chrono" && features.iter().any(|f| f == "clock");
            assert!(!clock, "{name} asks chrono for a clock");
        }
    }
    for crate_ in ["catalogue", "store", "api", "reminders", "ical"] {
        let folder = format!("src-tauri/crates/{crate_}/src");
        if root().join(&folder).is_dir() {
            nowhere(&folder, &["rs"], &CLOCKS, code_without_tests, "time is passed in");
        }
    }
}

#[test]
fn rules_do_no_input_or_output() {
    const WAYS_OUT: [&str; 8] = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "std::io::std",
        "println!",
        "tokio",
    ];
    for crate_ in ["catalogue", "reminders", "ical"] {
        let folder = format!("src-tauri/crates/{crate_}/src");
        if root().join(&folder).is_dir() {
            nowhere(
                &folder,
                &["rs"],
                &WAYS_OUT,
                code_without_tests,
                "rules take values and answer values",
            );
        }
    }
}

#[test]
fn only_one_file_of_the_screens_talks_to_rust() {
    for path in files("ui/src", &["ts", "svelte"]) {
        let talks = ["@tauri-apps/", "__TAURI"]
            .iter()
            .any(|word| code(&path).contains(word));
        assert!(
            !talks || path == Path::new("ui/src/lib/asking.ts"),
            "{} talks to Rust itself",
            path.display()
        );
    }
}

#[test]
fn the_screens_ask_nobody_else() {
    const WAYS_OUT: [&str; 10] = [
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "sendBeacon",
        "window.open",
        "http://",
        "https://",
        "{@html import",
        "eval(",
    ];
    let reading = |path: &Path| code(path).replace("http://www.w3.org/2000/svg", "");
    nowhere(
        "ui/src",
        &["ts", "svelte", "scss", "css", "html"],
        &WAYS_OUT,
        reading,
        "the screens name a record, and Rust looks its address up",
    );
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
    for path in files("src-tauri/capabilities", &["json"]) {
        let capability: Value = serde_json::from_str(&read(&path)).expect("JSON");
        assert_eq!(capability["windows"], serde_json::json!(["main"]), "{}", path.display());
        assert!(
            capability.get("remote").is_none(),
            "{} lets a website in",
            path.display()
        );
    }
}

#[test]
fn no_program_ends_at_a_path_that_is_not_unicode() {
    nowhere(
        "src-tauri",
        &["rs"],
        &["env::args()", "env::vars()"],
        code,
        "they panic: there are `args_os` and `vars_os`",
    );
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
fn the_bench_compares_with_the_same_tauri() {
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
            version("xtask/empty-window/Cargo.lock", package),
            "{package} differs: `cargo update --manifest-path xtask/empty-window/Cargo.toml {package}`"
        );
    }
}
