//! What developers, editors and IT read of the sources: comments in plain English, and every message in a file, so that
//! a change of wording is read in review.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::rust::{self, Word};
use crate::{files, packages, read, root, text};

/// Words and phrases that a stranger would have to translate, and what to write instead.
const INSTEAD: &[(&str, &str)] = &[
    ("anew", "again"),
    ("deed", "action"),
    ("dice", "random numbers"),
    ("glimpse", "summary"),
    ("held against", "compared with, checked against"),
    ("lay", "was"),
    ("let go of", "release, drop"),
    ("lets go of", "releases, drops"),
    ("lie", "are"),
    ("lies", "is"),
    ("mend", "fix, repair, correct"),
    ("mended", "fixed, repaired, corrected"),
    ("mends", "fixes, repairs, corrects"),
    ("nobody's", "say whose it is not"),
    ("of ours", "our"),
    ("somebody else's", "not ours"),
    ("stand", "are"),
    ("stands", "is"),
    ("stood", "was"),
    ("told", "shown, reported, asked"),
];

/// The longest line of a comment. rustfmt keeps code to it, and leaves comments alone.
const COLUMNS: usize = 120;

/// All Rust of the repository but for what is generated.
fn sources() -> Vec<PathBuf> {
    let mut sources: Vec<PathBuf> = ["src-tauri", "tests", "xtask"]
        .iter()
        .flat_map(|folder| files(folder, &["rs"]))
        .collect();
    sources.retain(|path| !path.iter().any(|part| part == "target" || part == "gen"));
    sources
}

/// The comments of a file, each as its first line and its words: small letters, one space between them.
fn comments(code: &str) -> Vec<(usize, String)> {
    let mut comments: Vec<(usize, String)> = Vec::new();
    let mut ended = true;
    for (at, line) in code.lines().enumerate() {
        let Some(comment) = line.trim_start().strip_prefix("//") else {
            ended = true;
            continue;
        };
        if std::mem::take(&mut ended) {
            comments.push((at + 1, String::new()));
        }
        if let Some((_, words)) = comments.last_mut() {
            let letters = |c: char| c.is_alphanumeric() || "'-_".contains(c);
            for word in comment.split(|c| !letters(c)).filter(|word| !word.is_empty()) {
                let _ = write!(words, " {}", word.to_lowercase());
            }
        }
    }
    comments
}

#[test]
fn comments_are_plain_english() {
    let found = |code: &str| -> Vec<(usize, &str, &str)> {
        let comments = comments(code);
        let found = comments.iter().flat_map(|(line, words)| {
            let words = format!("{words} ");
            let wrong = INSTEAD
                .iter()
                .filter(move |(word, _)| words.contains(&format!(" {word} ")));
            wrong.map(|(word, instead)| (*line, *word, *instead))
        });
        found.collect()
    };
    assert_eq!(found("/// Where it lies.\nfn f() {}"), [(1, "lies", "is")]);
    assert_eq!(
        found("// A key that was let\n// go of. See `stands_in`, and a stand-in."),
        [(1, "let go of", "release, drop")]
    );
    assert_eq!(found("let told = \"it stands\";"), []);

    let mut faults = Vec::new();
    for path in sources()
        .into_iter()
        .filter(|path| !path.ends_with("architecture/prose.rs"))
    {
        let code = read(&path);
        for (line, word, instead) in found(&code) {
            faults.push(format!("{}:{line}: \"{word}\": {instead}", path.display()));
        }
        for (at, line) in code.lines().enumerate() {
            // An address or a command in a code block cannot be broken.
            let is_prose = line.trim_start().starts_with("//") && line.split_whitespace().all(|word| word.len() < 60);
            if is_prose && line.chars().count() > COLUMNS {
                faults.push(format!("{}:{}: longer than {COLUMNS} columns", path.display(), at + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The crates whose messages are for editors, for IT and for a log. What the screens say is in `ui/sentences.txt`.
const CRATES: [&str; 7] = [
    "catalogue",
    "doorstep-publish",
    "policy",
    "proof",
    "source",
    "store",
    "sync",
];
/// Written by `cargo xtask messages`.
const MESSAGES: &str = "tests/architecture/messages.txt";

/// Whether a literal is prose, and not a query: two words of letters next to each other, or one before something filled
/// in.
fn is_message(literal: &str) -> bool {
    let words: Vec<&str> = literal.split(' ').collect();
    if matches!(words[0], "DELETE" | "INSERT" | "SELECT" | "UPDATE" | "WITH") {
        return false;
    }
    let is_word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase() || ",:;.'".contains(c));
    words
        .windows(2)
        .any(|pair| is_word(pair[0]) && (is_word(pair[1]) || pair[1].starts_with(['{', '`', '\\'])))
}

/// The text of a literal as it is written, on one line.
fn one_line(literal: &str) -> Option<String> {
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut parts = inner.split("\\\n");
    let first = parts.next()?.to_owned();
    Some(
        parts
            .fold(first, |line, part| line + part.trim_start())
            .replace('\n', "\\n"),
    )
}

#[test]
fn every_message_is_in_the_file_that_is_reviewed() {
    let packages = packages();
    let mut page = String::new();
    for name in CRATES {
        let package = packages
            .iter()
            .find(|package| text(&package["name"]) == name)
            .expect("a crate");
        for file in rust::files_of(package) {
            let mut messages: Vec<String> = file
                .words
                .iter()
                .filter_map(|(word, _)| match word {
                    Word::Text(literal) => one_line(literal).filter(|line| is_message(line)),
                    Word::Path(_) => None,
                })
                .collect();
            messages.dedup();
            if !messages.is_empty() {
                let _ = writeln!(page, "{}\n  {}\n", file.path.display(), messages.join("\n  "));
            }
        }
    }
    assert!(page.lines().count() > 500, "the messages were not found:\n{page}");
    let path = root().join(MESSAGES);
    if env::var_os("DOORSTEP_WRITE_MESSAGES").is_some() {
        fs::write(&path, page).expect("written");
        return;
    }
    same(&path, &page);
}

/// Fails at the first line that differs.
fn same(path: &Path, page: &str) {
    let old = fs::read_to_string(path).unwrap_or_default();
    let differs = old.lines().zip(page.lines()).find(|(old, new)| old != new);
    assert!(
        old == page,
        "{} is stale: if the change of wording is meant, write it with `cargo xtask messages`\n{differs:#?}",
        path.display()
    );
}
