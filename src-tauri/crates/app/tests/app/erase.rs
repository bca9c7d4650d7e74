//! *Erase what you saved*: L16.

use std::fs;
use std::path::Path;

use personal::Personal;
use screens::{ErrorCode, Part};

use crate::kit::{FIRST, MARK, everything, first, live, notices, now, numbers};

/// Its name below `folder`, with the same stroke on every system.
fn named(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder)
        .unwrap()
        .display()
        .to_string()
        .replace('\\', "/")
}

/// The files below `folder` that contain something of the person's, and those that are named after it.
fn stands(folder: &Path) -> Vec<String> {
    let is_marked = |bytes: &[u8]| bytes.windows(MARK.len()).any(|at| at == MARK.as_bytes());
    let files = everything(folder).into_iter().filter(|path| path.is_file());
    let marked = files.filter(|file| is_marked(&fs::read(file).unwrap()));
    marked.map(|file| named(&file, folder)).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let all = everything(folder).into_iter().filter(|path| path != folder);
    all.map(|path| named(&path, folder)).collect()
}

/// What a first start leaves behind.
fn fresh() -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let app = first(dir.path());
    app.painted();
    names(dir.path())
}

#[test]
fn nothing_of_the_persons_is_left_and_the_catalogue_is() {
    let dir = tempfile::tempdir().unwrap();
    let app = live(dir.path());
    let places = stands(dir.path());
    for (place, many) in [
        ("personal.db", 1),
        ("personal.damaged-1.db", 1),
        ("backups/", 2),
        ("documents/", 3),
    ] {
        let there = places.iter().filter(|name| name.starts_with(place)).count();
        assert!(there >= many, "{place}: {places:?}");
    }
    let before = numbers(&app);
    let written = app.erase(now()).unwrap();
    assert!(written.changed.contains(&Part::Settings) && written.changed.contains(&Part::Documents));
    assert_eq!(stands(dir.path()), [""; 0]);
    assert_eq!(names(dir.path()), fresh(), "as at a first start");
    assert_eq!(*app.personal(), Personal::default());
    assert_eq!((numbers(&app), notices(&app)), (before, String::new()));
    assert!(app.ask(now(), |m| m.device.documents.is_empty()));
    assert_eq!(
        app.ask(now(), |m| screens::start::answer(m).settings),
        screens::settings::Settings::default()
    );

    // What is kept from now on is kept.
    app.set_remembering(false, now()).unwrap();
    drop(app);
    let app = first(dir.path());
    assert_eq!(app.personal().settings.iter().count(), 1);
    assert_eq!((numbers(&app)[1].as_str(), notices(&app)), (FIRST, String::new()));
}

/// One that a newer version wrote, or that cannot be read, must not remain either once the device is handed on.
#[test]
fn what_cannot_be_opened_is_erased_too() {
    let dir = tempfile::tempdir().unwrap();
    drop(live(dir.path()));
    let path = dir.path().join("personal.db");
    for log in ["personal.db-wal", "personal.db-shm"] {
        let _ = fs::remove_file(dir.path().join(log));
    }
    let mut bytes = fs::read(&path).unwrap();
    // The schema's version, in SQLite's header.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&path, bytes).unwrap();
    let app = first(dir.path());
    assert!(notices(&app).contains("newer version"), "{}", notices(&app));
    app.erase(now()).unwrap();
    assert_eq!(stands(dir.path()), [""; 0]);
    assert_eq!(notices(&app), "");
    app.set_remembering(false, now()).unwrap();
    drop(app);
    assert!(!first(dir.path()).personal().remembers_searches());
}

/// Whatever cuts it off, the next start goes on with it before it opens anything.
#[test]
fn what_was_begun_is_ended_at_the_next_start() {
    let dir = tempfile::tempdir().unwrap();
    drop(live(dir.path()));
    fs::write(dir.path().join("personal.erasing"), "").unwrap();
    let app = first(dir.path());
    assert_eq!(stands(dir.path()), [""; 0]);
    assert_eq!((app.personal(), notices(&app).as_str()), (Default::default(), ""));
    assert!(!dir.path().join("personal.erasing").exists());
}

#[test]
fn what_others_keep_in_the_folder_stays() {
    let dir = tempfile::tempdir().unwrap();
    let app = live(dir.path());
    let theirs = [
        "letters.odt",
        "documents/thesis.odt",
        "documents/opened/mum.txt",
        "backups/photos.zip",
        "personal.damaged-x.db",
    ];
    for name in theirs {
        fs::write(dir.path().join(name), MARK).unwrap();
    }
    app.erase(now()).unwrap();
    let mut left = stands(dir.path());
    left.sort();
    let mut theirs = theirs.map(str::to_owned);
    theirs.sort();
    assert_eq!(left, theirs);
}

/// What cannot be removed is said, and removed at the next start.
#[test]
fn what_cannot_be_erased_yet_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let app = live(dir.path());
    // Nobody can remove a folder in a file's place as a file.
    let odd = dir.path().join("personal.db.unfinished");
    fs::create_dir(&odd).unwrap();
    let refused = app.erase(now()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Storage);
    assert_eq!(stands(dir.path()), [""; 0], "everything else is gone");
    // Windows says of a folder that it must not be removed.
    let next = if cfg!(windows) {
        "Contact your IT team"
    } else {
        "finishes erasing when it starts"
    };
    assert!(refused.message.contains(next), "{}", refused.message);
    drop(app);
    let app = first(dir.path());
    assert!(notices(&app).contains("could be erased"), "{}", notices(&app));
    drop(app);
    fs::remove_dir(odd).unwrap();
    let app = first(dir.path());
    assert_eq!((stands(dir.path()), notices(&app)), (vec![], String::new()));
}
