//! The table: what was done, what was seen, what the person reads. `docs/reliability.md` is what the run gives.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::{env, fs};

use libtest_mimic::Trial;

/// When set, the run writes the page instead of comparing it.
const WRITE: &str = "DOORSTEP_WRITE_RELIABILITY";

const HEAD: &str = "\
# Reliability

What Doorstep's refresh does when things go wrong. **This page is written by the test run** (`cargo xtask reliability`),
and `cargo xtask test` fails when it no longer says what the run gives. Each row is one test against the app's own crates,
a folder on a real disk and a host on loopback.

*Afterwards* gives how the refresh ended, in the words of the code, and which edition is on the device then, and after
the next refresh once the fault is gone. \"Edition 1\" means all of this:

- the stored edition is, byte for byte, the edition 1 that was published: its canonical JSON has the same SHA-256;
- every record that is stored agrees with its digest, and all of them with the edition's;
- all bookmarks are there, and the app, opened anew, had nothing to put right.
";

/// What a case came to.
pub struct Row {
    pub seen: String,
    /// The sentence on the screen.
    pub reads: String,
}

pub struct Case {
    pub name: String,
    pub run: Box<dyn FnOnce() -> Row + Send>,
    /// Whether this machine can do it.
    pub here: bool,
}

impl Case {
    pub fn new(name: impl Into<String>, run: impl FnOnce() -> Row + Send + 'static) -> Self {
        Self {
            name: name.into(),
            run: Box::new(run),
            here: true,
        }
    }

    /// Only where this machine can do it.
    pub fn if_here(self, here: bool) -> Self {
        Self {
            here: self.here && here,
            ..self
        }
    }
}

pub struct Family {
    pub title: &'static str,
    /// What is true of all its rows.
    pub about: &'static str,
    pub cases: Vec<Case>,
}

/// All rows, in order, and what has become of those that ran.
pub struct Table {
    families: Vec<(&'static str, &'static str, Vec<String>)>,
    rows: Arc<Mutex<BTreeMap<String, Row>>>,
}

impl Table {
    /// The table, still empty, and the tests that fill it.
    pub fn of(families: Vec<Family>) -> (Self, Vec<Trial>) {
        let rows = Arc::<Mutex<BTreeMap<String, Row>>>::default();
        let (mut shape, mut trials) = (Vec::new(), Vec::new());
        for family in families {
            let mut names = Vec::new();
            for case in family.cases {
                let (rows, name, run) = (rows.clone(), case.name.clone(), case.run);
                names.push(name.clone());
                let trial = Trial::test(format!("{}: {name}", family.title), move || {
                    let row = run();
                    assert!(
                        rows.lock().unwrap().insert(name.clone(), row).is_none(),
                        "two rows are called {name}"
                    );
                    Ok(())
                });
                trials.push(trial.with_ignored_flag(!case.here));
            }
            shape.push((family.title, family.about, names));
        }
        let table = Self { families: shape, rows };
        (table, trials)
    }

    /// Compares the page with what the run gave, or writes it. Rows that did not run stay as they are on the page. The
    /// page is written on Linux: Windows refuses some of this for other reasons, and its errors are worded differently.
    pub fn finish(&self) -> Result<(), String> {
        if !cfg!(target_os = "linux") {
            return Ok(());
        }
        let path = page();
        let old = fs::read_to_string(&path).unwrap_or_default();
        let (new, missing) = self.page(&old);
        if env::var_os(WRITE).is_some() {
            fs::write(&path, new).map_err(|error| format!("{}: {error}", path.display()))?;
            return match missing[..] {
                [] => Ok(()),
                _ => Err(format!("these rows have never run: {}", missing.join("; "))),
            };
        }
        let differs = |(old, new): &(&str, &str)| old != new;
        match old.lines().zip(new.lines()).find(differs) {
            None if old.lines().count() == new.lines().count() => Ok(()),
            first => Err(format!(
                "docs/reliability.md is not what the run gives: write it anew with `cargo xtask reliability`.\n\
                 The first difference, page and run:\n{first:#?}"
            )),
        }
    }

    /// The page, and the rows that neither ran nor are on the `old` one.
    fn page(&self, old: &str) -> (String, Vec<String>) {
        let rows = self.rows.lock().unwrap();
        let mut missing = Vec::new();
        let mut page = HEAD.to_owned();
        for (title, about, names) in &self.families {
            let _ = write!(
                page,
                "\n## {title}\n\n{about}\n\n| What is done | Afterwards | What the person reads |\n|---|---|---|\n"
            );
            for name in names {
                let name = cell(name);
                let line = match rows.get(&name) {
                    Some(row) => format!("| {name} | {} | {} |", cell(&row.seen), cell(&row.reads)),
                    None => match old.lines().find(|line| line.starts_with(&format!("| {name} | "))) {
                        Some(line) => line.to_owned(),
                        None => {
                            missing.push(name.clone());
                            format!("| {name} | not run | |")
                        }
                    },
                };
                page.push_str(&line);
                page.push('\n');
            }
        }
        (page, missing)
    }
}

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reliability.md")
}

fn cell(text: &str) -> String {
    assert!(!text.contains(['|', '\n']), "no cell of a table: {text}");
    text.to_owned()
}
