//! Each sentence of `docs/privacy.md` names what holds it: one of our tests, or a row of `docs/reliability.md`.

use std::collections::HashSet;

use crate::rust::{self, Word};
use crate::{files, packages, read, text};

/// The rows of all tables, without their heads: each with its sentence and what holds it.
pub(crate) fn sentences(page: &str) -> Vec<(&str, Vec<&str>)> {
    let lines: Vec<&str> = page.lines().collect();
    let is_head = |at: usize| lines.get(at + 1).is_some_and(|next| next.starts_with("|--"));
    let rows = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| line.starts_with("| ") && !is_head(*at));
    let cells = rows.map(|(_, row)| row.trim_matches(['|', ' ']).rsplit_once(" | ").expect("two columns"));
    cells
        .map(|(sentence, held)| (sentence, held.split('`').skip(1).step_by(2).collect()))
        .collect()
}

/// The names of all tests in Rust.
fn tests() -> HashSet<String> {
    let mut tests: HashSet<String> = HashSet::new();
    for folder in ["src-tauri", "tests"] {
        for path in files(folder, &["rs"]) {
            let source = read(&path);
            // Between the attribute and the name there may be other attributes and `async`.
            for after in source.split("test]").skip(1) {
                let head = after.split('{').next().unwrap_or_default();
                let name = head.split("fn ").nth(1).and_then(|rest| rest.split('(').next());
                tests.extend(name.map(str::to_owned));
            }
        }
    }
    assert!(tests.len() > 500, "only {} tests were found", tests.len());
    tests
}

/// What a sentence in a document can be held by.
pub(crate) struct Held {
    tests: HashSet<String>,
    screens: String,
    reliability: String,
}

impl Held {
    pub(crate) fn new() -> Self {
        let screens = ["ui/src", "ui/test"];
        let screens = screens.iter().flat_map(|folder| files(folder, &["ts"]));
        Self {
            tests: tests(),
            screens: screens.map(read).collect(),
            reliability: read("docs/reliability.md"),
        }
    }

    /// Whether that is a test in Rust, one of the screens, whose names are sentences, or a row of
    /// `docs/reliability.md`.
    pub(crate) fn by(&self, name: &str) -> bool {
        self.tests.contains(name)
            || self.screens.contains(&format!("test(\"{name}\""))
            || self.reliability.contains(&format!("| {name} |"))
    }
}

#[test]
fn each_sentence_about_privacy_is_held_by_a_test_that_is_there() {
    let page = read("docs/privacy.md");
    let held = Held::new();
    let mut names_held = 0;
    for (sentence, names) in sentences(&page) {
        assert!(!names.is_empty(), "nothing holds: {sentence}");
        for name in names {
            assert!(held.by(name), "no test {name}, which is to hold: {sentence}");
            names_held += 1;
        }
    }
    assert!(names_held > 30, "only {names_held} names in docs/privacy.md");
}

/// M4: what the app makes is the person's alone because one file makes it. What only opens or renames does not count.
#[test]
fn only_one_file_makes_files_and_folders() {
    const MAKES: [[&str; 2]; 7] = [
        ["fs", "write"],
        ["fs", "create_dir"],
        ["fs", "create_dir_all"],
        ["File", "create"],
        ["File", "create_new"],
        ["OpenOptions", "new"],
        ["DirBuilder", "new"],
    ];
    let (mut files, mut made) = (0, Vec::new());
    for package in packages() {
        if !["app", "store", "sync", "doorstep"].contains(&text(&package["name"])) {
            continue;
        }
        for file in rust::files_of(&package) {
            files += 1;
            for (word, line) in &file.words {
                if let Word::Path(path) = word
                    && MAKES.iter().any(|makes| path.ends_with(&makes.map(str::to_owned)))
                {
                    made.push(format!("{}:{line}: {}", file.path.display(), path.join("::")));
                }
            }
        }
    }
    assert!(files > 80, "only {files} files");
    made.retain(|made| !made.starts_with("src-tauri/build.rs"));
    let (ours, others): (Vec<_>, Vec<_>) = made
        .into_iter()
        .partition(|made| made.contains("/store/src/private.rs"));
    assert!(!ours.is_empty(), "store::private makes nothing");
    assert!(others.is_empty(), "make them by store::private:\n{}", others.join("\n"));
}
