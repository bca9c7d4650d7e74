//! What may be where one of the app's files should be, and files that are not the app's.

use std::fs;
use std::path::Path;

use kit::world::now;
use rusqlite::Connection;

use crate::small::{is_kept, is_well, notices, start, used, works};
use crate::table::{Case, Family, Row};

/// Puts something in the place of a file. What it answers is held while the app starts.
type Harm = fn(&Path) -> Option<Connection>;
/// Takes it away again.
type Repair = fn(&Path);

struct Thing {
    name: &'static str,
    harm: Harm,
    repair: Repair,
}

const NOTHING: &str = "a file of no length";

const THINGS: [Thing; 5] = [
    Thing {
        name: "written by a newer version",
        harm: |file| newer_by(file, NEWER),
        repair: |file| {
            newer_by(file, -NEWER);
        },
    },
    Thing {
        name: "locked by another program",
        harm: |file| Some(locked(file)),
        repair: |_| (),
    },
    Thing {
        name: "garbage",
        harm: |file| {
            fs::write(file, b"garbage, and no database at all".repeat(400)).unwrap();
            None
        },
        repair: |_| (),
    },
    Thing {
        name: "a folder",
        harm: |file| {
            fs::rename(file, file.with_extension("away")).unwrap();
            fs::create_dir(file).unwrap();
            fs::write(file.join("letter.txt"), "somebody's").unwrap();
            None
        },
        repair: |file| {
            // Somebody's folder is left as it was.
            assert_eq!(fs::read(file.join("letter.txt")).unwrap(), b"somebody's");
            fs::remove_dir_all(file).unwrap();
            fs::rename(file.with_extension("away"), file).unwrap();
        },
    },
    Thing {
        name: NOTHING,
        harm: |file| {
            fs::write(file, "").unwrap();
            None
        },
        repair: |_| (),
    },
];

pub fn family() -> Family {
    let mut cases = Vec::new();
    for file in ["personal.db", "catalogue.db"] {
        cases.extend(THINGS.map(|thing| Case::new(format!("{file}: {}", thing.name), move || in_place(file, &thing))));
    }
    cases.push(Case::new("files in documents/ that are not the app's", foreign));
    Family {
        title: "What lies in the place of a file",
        about: "A device with edition 1, a bookmark and a backup; the app is closed, the file is replaced, and the app \
                starts. Now shows 999 and the local number each time, and all other screens answer. Once the file can \
                be used again, the bookmark is there.",
        cases,
    }
}

fn in_place(file: &str, thing: &Thing) -> Row {
    let dir = tempfile::tempdir().unwrap();
    used(dir.path());
    let path = dir.path().join(file);
    let held = (thing.harm)(&path);
    let before = fs::read(&path).ok();
    let app = start(dir.path(), 1);
    works(&app, 1, thing.name);
    let (reads, kept) = (notices(&app), is_kept(&app));
    // A file without content is one that is still to be filled: of the catalogue nothing is known to be lost.
    let unnoticed = file == "catalogue.db" && thing.name == NOTHING;
    assert_eq!(reads.is_empty(), unnoticed, "{reads}");
    if !kept {
        assert!(reads.contains("Nothing is lost"), "{reads}");
        assert_eq!(fs::read(&path).ok(), before, "left as it is");
    }
    app.painted();
    drop(app);
    drop(held);
    // What was put aside is not to be repaired.
    if !kept || path.is_dir() {
        (thing.repair)(&path);
    }
    is_well(dir.path(), 1, thing.name);
    assert!(is_kept(&start(dir.path(), 1)));
    Row {
        seen: if kept {
            "999, the local number and the bookmark"
        } else {
            "999 and the local number; then the bookmark"
        }
        .into(),
        reads: if reads.is_empty() { "Nothing".into() } else { reads },
    }
}

/// By how many versions a file is newer than this program's.
const NEWER: i32 = 99;

fn newer_by(file: &Path, versions: i32) -> Option<Connection> {
    let db = Connection::open(file).unwrap();
    let version: i32 = db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    db.pragma_update(None, "user_version", version + versions).unwrap();
    None
}

fn locked(file: &Path) -> Connection {
    let db = Connection::open(file).unwrap();
    db.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
    db.execute_batch("BEGIN EXCLUSIVE").unwrap();
    db
}

fn foreign() -> Row {
    let dir = tempfile::tempdir().unwrap();
    used(dir.path());
    let documents = dir.path().join("documents");
    let hash = "0".repeat(64);
    let theirs = ["thesis.odt", "parts/photo.jpg", "opened/letters/mum.txt"];
    let ours = [hash.clone(), format!("parts/{hash}"), format!("opened/{hash}/Form.pdf")];
    for file in theirs.into_iter().chain(ours.iter().map(String::as_str)) {
        let file = documents.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "x").unwrap();
    }
    let app = start(dir.path(), 1);
    app.next_document(now());
    for file in theirs {
        assert!(documents.join(file).exists(), "{file}");
    }
    for file in ours {
        assert!(!documents.join(&file).exists(), "{file} is not wanted");
    }
    Row {
        seen: "They stay; a document that nothing keeps any more is removed".into(),
        reads: "Nothing".into(),
    }
}
