//! The licences of all that a program is made of, in their own words: those ask to travel with it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::parts::Part;

/// How the names of files begin that hold a licence or what goes with one.
const FILES: [&str; 6] = ["licen", "unlicen", "copying", "copyright", "notice", "authors"];

/// Sources of others inside a crate, whose licence is deeper in it.
const DEEPER: [(&str, &str); 1] = [("zstd-sys", "zstd/LICENSE")];

/// All of them, each text once, below the names of those who gave it.
pub fn text(program: &str, parts: &[Part]) -> String {
    let mut texts = BTreeMap::<String, BTreeSet<String>>::new();
    for part in parts {
        for text in of(part) {
            let name = format!("{} {} ({})", part.name, part.version, part.licence);
            texts.entry(text).or_default().insert(name);
        }
    }
    let library = "Rust's standard library (MIT OR Apache-2.0)";
    for id in ["MIT", "Apache-2.0"] {
        texts.entry(standard(id)).or_default().insert(library.into());
    }
    let mut texts: Vec<_> = texts.into_iter().map(|(text, names)| (names, text)).collect();
    texts.sort();
    let mut all = format!(
        "{} is made of what these people wrote and gave away, besides our own code, which is in LICENSE.\n",
        program
    );
    for (names, text) in texts {
        let names: Vec<_> = names.into_iter().collect();
        all += &format!("\n{}\n\n{}\n\n{text}\n", "=".repeat(80), names.join("\n"));
    }
    all
}

/// The licences of one, as it gives them; the standard texts where it gives none.
fn of(part: &Part) -> Vec<String> {
    let mut files = match part.kind {
        "npm" => deep(&part.folder),
        _ => here(&part.folder),
    };
    let deeper = DEEPER.iter().filter(|(name, _)| *name == part.name);
    files.extend(deeper.map(|(_, file)| part.folder.join(file)));
    let texts: BTreeSet<_> = files
        .iter()
        .filter_map(|file| tidy(&fs::read_to_string(file).ok()?))
        .collect();
    if !texts.is_empty() {
        return texts.into_iter().collect();
    }
    ids(&part.licence)
        .into_iter()
        .map(|id| {
            format!("{}\n\n{}", copyright(&part.folder), standard(id))
                .trim()
                .to_owned()
        })
        .collect()
}

/// Who wrote it, by what its manifest says: the standard texts name nobody.
fn copyright(folder: &Path) -> String {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let authors = manifest
        .split("authors = [")
        .nth(1)
        .and_then(|rest| rest.split(']').next());
    let authors: Vec<_> = authors.unwrap_or_default().split('"').skip(1).step_by(2).collect();
    match authors.is_empty() {
        true => "It gives no text of its licence, which is the standard one:".into(),
        false => format!(
            "By {}. It gives no text of its licence, which is the standard one:",
            authors.join(", ")
        ),
    }
}

fn ids(expression: &str) -> Vec<&str> {
    let words = expression.split([' ', '(', ')']).filter(|word| !word.is_empty());
    words
        .filter(|word| !["OR", "AND", "WITH", "LLVM-exception"].contains(word))
        .collect()
}

/// A licence's text as SPDX has it.
fn standard(id: &str) -> String {
    let known = spdx::license_id(id).map(|licence| licence.text());
    known.map_or_else(
        || format!("{id}: see https://spdx.org/licenses/{id}.html"),
        |text| text.trim().to_owned(),
    )
}

/// A text without what differs between copies of the same one.
fn tidy(text: &str) -> Option<String> {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}

fn here(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        FILES.iter().any(|begin| name.starts_with(begin)) && !name.ends_with(".rs") && !name.ends_with(".js")
    };
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .filter(named)
        .collect()
}

/// The same with what is in its folders: an npm package carries the fonts and programs of others there.
fn deep(folder: &Path) -> Vec<PathBuf> {
    let mut found = here(folder);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "node_modules") {
            found.extend(deep(&path));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::PROGRAMS;
    use crate::package::parts;

    #[test]
    fn everything_in_the_app_has_a_text_and_its_name_is_above_it() {
        let parts = parts::of(PROGRAMS[0]).expect("the app's parts");
        let all = text(PROGRAMS[0], &parts);
        for part in &parts {
            assert!(
                all.contains(&format!("{} {} (", part.name, part.version)),
                "{}",
                part.name
            );
            assert!(!part.licence.is_empty(), "{}", part.name);
        }
        assert!(!all.contains("see https://spdx.org"), "a licence has no text");
        // The fonts of pdf.js, SQLite's wrapper and zstd's own are there too.
        for word in [
            "Copyright 2014 PDFium Authors",
            "Meta Platforms, Inc.",
            "The rusqlite developers",
        ] {
            assert!(all.to_lowercase().contains(&word.to_lowercase()), "{word}");
        }
    }

    #[test]
    fn an_expression_is_its_licences() {
        assert_eq!(
            ids("(MIT OR Apache-2.0) AND Unicode-3.0"),
            ["MIT", "Apache-2.0", "Unicode-3.0"]
        );
        assert_eq!(ids("Apache-2.0 WITH LLVM-exception"), ["Apache-2.0"]);
    }
}
