//! `docs/platforms.md`: the table in it is written here, all else by hand.

use std::fmt;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use chrono::Local;
use sha2::{Digest, Sha256};
use std::fs;

use super::{PARTS, Part};
use crate::places;

const BEGIN: &str = "<!-- What `cargo xtask platforms` writes begins. -->\n";
const END: &str = "<!-- It ends. -->\n";
const HEAD: &str = "| target | what | result | when | with | of |\n|---|---|---|---|---|---|\n";

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    target: String,
    what: String,
    result: String,
    when: String,
    with: String,
    /// The digest of the sources that it speaks of.
    of: String,
}

impl Row {
    /// What came of it, with the digest of the code as it was when it began.
    pub fn of(part: &Part, result: &Result<String>, compiler: &str, digest: String) -> Self {
        // A cell is a line, and names no folder of the machine that it was tried on.
        let result = match result {
            Ok(result) => result.clone(),
            Err(_) => "**fails**".to_owned(),
        };
        Self {
            target: part.target.to_owned(),
            what: part.what.to_owned(),
            result,
            when: Local::now().format("%Y-%m-%d").to_string(),
            with: compiler.to_owned(),
            of: digest,
        }
    }

    fn read(line: &str) -> Option<Self> {
        let cells: Vec<String> = line
            .strip_prefix("| ")?
            .strip_suffix(" |")?
            .split(" | ")
            .map(str::to_owned)
            .collect();
        let [target, what, result, when, with, of] = cells.try_into().ok()?;
        Some(Self {
            target,
            what,
            result,
            when,
            with,
            of,
        })
    }

    fn is_of(&self, part: &Part) -> bool {
        self.target == part.target && self.what == part.what
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            target,
            what,
            result,
            when,
            with,
            of,
        } = self;
        write!(f, "| {target} | {what} | {result} | {when} | {with} | {of} |")
    }
}

/// Puts the row into the page, in the place of the one before.
pub(super) fn write(row: Row) -> Result<()> {
    let page = read()?;
    fs::write(path(), with(&page, row)?).context("docs/platforms.md cannot be written")
}

/// What is out of date in the page, a line each: rows that are missing, that failed, and that are of other sources.
pub(super) fn stale() -> Result<Vec<String>> {
    let rows = rows(&read()?)?;
    let stale = PARTS.iter().map(|part| {
        let why = match rows.iter().find(|row| row.is_of(part)) {
            None => "was never tried",
            Some(row) if row.result.starts_with("**") => "failed",
            Some(row) if row.of != digest(part)? => "is of other sources",
            Some(_) => return Ok(None),
        };
        Ok(Some(format!("  {}: {} {why}", part.target, part.what)))
    });
    stale.filter_map(Result::transpose).collect()
}

fn path() -> PathBuf {
    places::root().join("docs/platforms.md")
}

fn read() -> Result<String> {
    fs::read_to_string(path()).context("docs/platforms.md cannot be read")
}

fn parts(page: &str) -> Result<(&str, &str, &str)> {
    let found = page.split_once(BEGIN).and_then(|(before, rest)| {
        let (table, after) = rest.split_once(END)?;
        Some((before, table, after))
    });
    found.context("docs/platforms.md has no place for the table")
}

fn rows(page: &str) -> Result<Vec<Row>> {
    let table = parts(page)?.1.strip_prefix(HEAD).unwrap_or_default();
    Ok(table.lines().filter_map(Row::read).collect())
}

/// The page with that row, and without those of no part.
fn with(page: &str, row: Row) -> Result<String> {
    let (before, _, after) = parts(page)?;
    let mut rows = rows(page)?;
    rows.retain(|old| (&old.target, &old.what) != (&row.target, &row.what));
    rows.push(row);
    let lines = PARTS.iter().filter_map(|part| rows.iter().find(|row| row.is_of(part)));
    let lines: String = lines.map(|row| format!("{row}\n")).collect();
    Ok(format!("{before}{BEGIN}{HEAD}{lines}{END}{after}"))
}

/// A digest of all code, manifests and scripts in the part's folders, and of what they are built with. Files that
/// git does not know do not count.
pub fn digest(part: &Part) -> Result<String> {
    // The real window's tests are compiled on Linux alone.
    const LINUX: [&str; 2] = [":!tests/journeys", ":!tests/kit/src/window"];
    let mut list = Command::new("git");
    list.args(["ls-files", "-z", "--", "Cargo.lock", "Cargo.toml", "tauri.conf.json"]);
    for folder in part.folders {
        for ending in ["rs", "toml", "sh", "kt", "java", "swift", "tsv"] {
            list.arg(format!("{folder}/*.{ending}"));
        }
    }
    let answer = list
        .args(LINUX)
        .current_dir(places::root())
        .output()
        .context("git could not be started")?;
    let mut digest = Sha256::new();
    for file in String::from_utf8(answer.stdout)?.split_terminator('\0') {
        // One that is removed and not committed yet is none.
        if let Ok(text) = fs::read(places::root().join(file)) {
            digest.update(format!("{file}\0{}\0", text.len()));
            digest.update(text);
        }
    }
    Ok(hex::encode(&digest.finalize()[..6]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(part: &Part, result: &str) -> Row {
        Row::of(part, &Ok(result.to_owned()), "rustc 1", digest(part).expect("sources"))
    }

    #[test]
    fn a_row_takes_the_place_of_the_one_before() {
        let empty = format!("By hand.\n\n{BEGIN}{END}\nBy hand, too.\n");
        let (first, second) = (&PARTS[0], &PARTS[1]);
        let page = with(&empty, row(second, "bad")).expect("a page");
        let page = with(&page, row(first, "good")).expect("a page");
        let page = with(&page, row(second, "good")).expect("a page");
        assert_eq!(rows(&page).expect("rows"), [row(first, "good"), row(second, "good")]);
        assert!(
            page.starts_with("By hand.\n") && page.ends_with("\nBy hand, too.\n"),
            "{page}"
        );
        assert!(with("No place.", row(first, "good")).is_err());
    }

    #[test]
    fn the_page_has_a_place_for_the_table_and_no_row_of_no_part() {
        let page = read().expect("the page");
        let rows = rows(&page).expect("a table");
        assert!(
            rows.iter().all(|row| PARTS.iter().any(|part| row.is_of(part))),
            "{rows:?}"
        );
    }
}
