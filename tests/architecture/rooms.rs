//! What each crate may do, and which of our crates it depends on: allow-lists.

use serde_json::Value;

use crate::rust::{self, Word};
use crate::{files, packages, read, text};

/// What a crate may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum May {
    /// Show a window.
    Tauri,
    /// Speak to a database.
    Sql,
    /// Ask hosts, and be one.
    Hosts,
    /// Read the clock: elsewhere, `now` is passed in.
    Clock,
    /// Read and write files, and do what else leaves the program: processes, threads, its environment, sockets, its
    /// output.
    Io,
}

use May::{Clock, Hosts, Io, Sql, Tauri};

/// A crate of the workspace.
struct Room {
    name: &'static str,
    may: &'static [May],
    /// Those of our crates that it may depend on. Its tests may depend on others.
    on: &'static [&'static str],
}

const fn room(name: &'static str, may: &'static [May], on: &'static [&'static str]) -> Room {
    Room { name, may, on }
}

/// Every crate of the workspace must be here, and each that is here must be in the workspace.
const ROOMS: &[Room] = &[
    room("catalogue", &[], &[]),
    room("personal", &[], &[]),
    room("search", &[], &["catalogue"]),
    room("reminders", &[], &["catalogue"]),
    room("ical", &[], &["catalogue"]),
    room(
        "screens",
        &[],
        &["catalogue", "ical", "personal", "reminders", "search"],
    ),
    room("store", &[Sql, Io], &["catalogue", "personal"]),
    room("sync", &[Hosts, Io], &["catalogue", "store"]),
    room("policy", &[Io], &["catalogue"]),
    room("phone", &[Tauri], &[]),
    room(
        "app",
        &[Io],
        &[
            "catalogue",
            "ical",
            "personal",
            "reminders",
            "screens",
            "search",
            "store",
        ],
    ),
    room("source", &[Io], &["catalogue"]),
    room("proof", &[], &["catalogue", "source"]),
    room(
        "doorstep-publish",
        &[Hosts, Clock, Io],
        &["catalogue", "ical", "proof", "source", "store", "sync"],
    ),
    room(
        "doorstep",
        &[Tauri, Clock, Io],
        &[
            "app",
            "catalogue",
            "phone",
            "policy",
            "reminders",
            "screens",
            "source",
            "store",
            "sync",
        ],
    ),
    room("kit", &[Hosts, Clock, Io], &["app", "catalogue", "store", "sync"]),
    room("conformance", &[Clock, Io], &["catalogue", "kit", "store", "sync"]),
    room("reliability", &[Sql, Io], &[]),
    room("xtask", &[Clock, Io], &["kit"]),
];

impl May {
    const ALL: [May; 5] = [Tauri, Sql, Hosts, Clock, Io];

    /// Paths that do it: whatever begins with these, or ends with those.
    fn paths(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Tauri => (&["tauri", "tauri_", "gtk", "webkit2gtk"], &[]),
            Sql => (&["rusqlite"], &[]),
            Hosts => (&["reqwest", "tough", "object_store", "hyper", "axum"], &[]),
            Clock => (
                &["std::time::SystemTime", "std::time::Instant", "tokio::time::Instant"],
                &[
                    "Utc::now",
                    "Local::now",
                    "Timestamp::now",
                    "Zoned::now",
                    "SystemTime::now",
                    "Instant::now",
                ],
            ),
            Io => (
                &[
                    "std::fs",
                    "std::env",
                    "std::process",
                    "std::thread",
                    "std::net",
                    "std::io::stdin",
                    "std::io::stdout",
                    "std::io::stderr",
                    "tokio",
                    "println",
                    "eprintln",
                    "print",
                    "eprint",
                    "dbg",
                ],
                &[],
            ),
        }
    }

    /// Crates that do it, and a feature that does.
    fn libraries(self) -> (&'static [&'static str], Option<(&'static str, &'static str)>) {
        match self {
            Tauri => (&["tauri", "gtk", "webkit2gtk"], None),
            Sql => (&["rusqlite"], None),
            Hosts => (&["reqwest", "tough", "object_store"], None),
            Clock => (&[], Some(("chrono", "clock"))),
            Io => (&["tokio"], None),
        }
    }

    fn is_path(self, path: &str) -> bool {
        let (begins, ends) = self.paths();
        let begins = begins.iter().any(|begin| match path.strip_prefix(begin) {
            Some(rest) => rest.is_empty() || rest.starts_with("::") || begin.ends_with('_'),
            None => false,
        });
        begins || ends.iter().any(|end| path.ends_with(end))
    }

    fn is_text(self, text: &str) -> bool {
        let statements = [
            "SELECT ",
            "INSERT INTO ",
            "UPDATE ",
            "DELETE FROM ",
            "CREATE TABLE ",
            "PRAGMA ",
        ];
        self == Sql && statements.iter().any(|statement| text.contains(statement))
    }
}

/// The workspace's packages, each with its room.
fn rooms() -> Vec<(&'static Room, Value)> {
    let packages = packages();
    let names: Vec<&str> = packages.iter().map(|package| text(&package["name"])).collect();
    let gone: Vec<&str> = ROOMS
        .iter()
        .map(|room| room.name)
        .filter(|room| !names.contains(room))
        .collect();
    assert!(
        gone.is_empty(),
        "there is no crate {}: take it off ROOMS",
        gone.join(", ")
    );
    let find = |package: Value| {
        let room = ROOMS.iter().find(|room| room.name == text(&package["name"]));
        let room = room.unwrap_or_else(|| panic!("say in ROOMS what {} may do", package["name"]));
        (room, package)
    };
    packages.into_iter().map(find).collect()
}

#[test]
fn a_crate_does_what_it_may_and_no_more() {
    let mut faults = Vec::new();
    let mut used: Vec<(&str, May)> = Vec::new();
    for (room, package) in rooms() {
        let files = rust::files_of(&package);
        assert!(!files.is_empty(), "{} has no sources", room.name);
        for file in files {
            for (word, line) in &file.words {
                for may in May::ALL {
                    let (does, what) = match word {
                        Word::Path(path) => (may.is_path(&path.join("::")), path.join("::")),
                        Word::Text(text) => (may.is_text(text), text.clone()),
                    };
                    if does && room.may.contains(&may) {
                        used.push((room.name, may));
                    } else if does {
                        faults.push(format!("{}:{line}: {may:?}: {what}", file.path.display()));
                    }
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "what a crate may do stands in ROOMS:\n{}",
        faults.join("\n")
    );
    // What nobody is seen to do is looked for in the wrong way, or allowed for nothing.
    for room in ROOMS {
        for may in room.may {
            assert!(
                used.contains(&(room.name, *may)),
                "{} does no {may:?}: take it off ROOMS",
                room.name
            );
        }
    }
}

#[test]
fn a_crate_stands_on_what_it_may_and_on_nothing_above() {
    let mut faults = Vec::new();
    let mut arrows = 0;
    for (room, package) in rooms() {
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let name = text(&dependency["name"]);
            let features = dependency["features"].as_array().expect("features");
            let for_tests = text(&dependency["kind"]) == "dev";
            if ROOMS.iter().any(|other| other.name == name) && !for_tests {
                arrows += 1;
                if !room.on.contains(&name) {
                    faults.push(format!("{} stands on {name}", room.name));
                }
            }
            for may in May::ALL.into_iter().filter(|may| !room.may.contains(may)) {
                let (libraries, feature) = may.libraries();
                let belongs = |library: &&str| name.split(['-', '_']).next() == Some(library) || name == *library;
                let asks =
                    feature.is_some_and(|(library, feature)| library == name && features.iter().any(|f| f == feature));
                // Tests may do IO and read the clock.
                let passes = for_tests && [Io, Clock].contains(&may);
                if !passes && (asks || libraries.iter().any(belongs)) {
                    faults.push(format!("{} depends on {name}: {may:?}", room.name));
                }
            }
        }
    }
    assert!(arrows > 10, "only {arrows} arrows between our crates were found");
    assert!(
        faults.is_empty(),
        "what a crate may stand on is in ROOMS:\n{}",
        faults.join("\n")
    );
}

#[test]
fn no_program_of_ours_ends_at_a_path_that_is_not_unicode() {
    let panics = |word: &Word| match word {
        Word::Path(path) => ["args", "vars"]
            .iter()
            .any(|end| path.ends_with(&["env".to_owned(), (*end).to_owned()])),
        Word::Text(_) => false,
    };
    let files = rooms().into_iter().flat_map(|(_, package)| rust::files_of(&package));
    for file in files.filter(|file| file.path.starts_with("src-tauri")) {
        let line = file.words.iter().find(|(word, _)| panics(word)).map(|(_, line)| line);
        assert_eq!(line, None, "{}: there are `args_os` and `vars_os`", file.path.display());
    }
}

/// Linux cuts a file that was opened to append. Windows refuses, and wine does not show it: B1.
#[test]
fn no_file_is_opened_to_append_where_one_is_cut() {
    for path in files("src-tauri", &["rs"]) {
        let code = read(&path);
        let both = code.contains(".append(true)") && code.contains(".set_len(");
        assert!(!both, "{}", path.display());
    }
}

/// In the app's own package it is the shell that may name Tauri: its tests drive the window from outside.
#[test]
fn the_journeys_know_no_tauri() {
    let names = |word: &Word| matches!(word, Word::Path(path) if Tauri.is_path(&path.join("::")));
    for file in rust::files_in("tests/journeys") {
        let line = file.words.iter().find(|(word, _)| names(word)).map(|(_, line)| line);
        assert_eq!(line, None, "{} names Tauri", file.path.display());
    }
}
