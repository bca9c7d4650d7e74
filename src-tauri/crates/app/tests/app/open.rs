//! Now opens whatever the folder holds.

use std::fs;
use std::path::Path;

use catalogue::{Kind, Origin};
use store::{CatalogueDb, Commit};

use crate::kit::{FIRST, SECOND, at, bundle, edition, first, notices, now, numbers, second};

const THERE: &str = "0300 300 0117";

#[test]
fn a_first_start_shows_the_edition_inside_and_stores_it() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(numbers(&first(dir.path())), ["999", FIRST, THERE]);
    assert_eq!(notices(&first(dir.path())), "");
    let (db, _) = CatalogueDb::open(dir.path()).unwrap();
    assert!(db.read().unwrap().edition.unwrap().whole);
}

#[test]
fn an_update_of_the_app_brings_its_edition_and_lists_what_changed() {
    let dir = tempfile::tempdir().unwrap();
    first(dir.path());
    let app = second(dir.path());
    assert_eq!(numbers(&app), ["999", SECOND, THERE]);
    let changed = app.ask(now(), |m| screens::changes::answer(m).editions[0].summary.clone());
    assert_eq!(changed, "1 thing changed.");
}

#[test]
fn an_older_app_keeps_the_newer_edition() {
    let dir = tempfile::tempdir().unwrap();
    second(dir.path());
    assert_eq!(numbers(&first(dir.path())), ["999", SECOND, THERE]);
}

/// L7: an app built from unreleased data must not take the place of what was signed.
#[test]
fn a_signed_edition_of_the_same_number_stays() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = CatalogueDb::open(dir.path()).unwrap();
    let signed = edition(1, "0300 555 1777");
    db.commit(&Commit::of_edition(&signed, Origin::Host), now()).unwrap();
    drop(db);
    assert_eq!(numbers(&first(dir.path())), ["999", "0300 555 1777", THERE]);
}

/// H2: a thief's edition, and the right one that took its place under new keys: its number is the lower one.
#[test]
fn a_number_of_a_thiefs_keeps_nothing_out_and_does_not_come_back() {
    let dir = tempfile::tempdir().unwrap();
    first(dir.path()).close();
    let (db, _) = CatalogueDb::open(dir.path()).unwrap();
    for (number, office) in [(u32::MAX, "0300 555 0666"), (1, "0300 555 1777")] {
        db.commit(&Commit::of_edition(&edition(number, office), Origin::Host), now())
            .unwrap();
    }
    drop(db);
    for _ in 0..2 {
        let app = first(dir.path());
        assert_eq!(numbers(&app), ["999", "0300 555 1777", THERE]);
        assert_eq!(notices(&app), "");
        let listed = app.ask(now(), |m| screens::changes::answer(m).editions);
        assert_eq!(listed.iter().map(|e| e.edition).collect::<Vec<_>>(), [1, u32::MAX]);
    }
    // An update of the app brings the next one.
    assert_eq!(numbers(&second(dir.path())), ["999", SECOND, THERE]);
    assert_eq!(numbers(&second(dir.path())), ["999", SECOND, THERE]);
}

/// H3: whatever is in the place of `personal.db`, the numbers are there, it is left as it is, and that is said.
#[test]
fn a_personal_file_that_cannot_be_opened_takes_no_screen_away() {
    let newer = |folder: &Path| {
        first(folder).close();
        let db = rusqlite_free::set_user_version(&folder.join("personal.db"), 99);
        assert!(db);
    };
    let dir = tempfile::tempdir().unwrap();
    newer(dir.path());
    let before = fs::read(dir.path().join("personal.db")).unwrap();
    let app = first(dir.path());
    assert_eq!(numbers(&app), ["999", FIRST, THERE]);
    assert!(notices(&app).contains("newer version"), "{}", notices(&app));
    assert!(notices(&app).contains("Nothing is lost"));
    // What is changed now is kept for as long as the app is open.
    app.set_bookmark(Kind::Term, "t1", true, now()).unwrap();
    assert_eq!(app.personal().bookmarks.len(), 1);
    drop(app);
    assert_eq!(
        fs::read(dir.path().join("personal.db")).unwrap(),
        before,
        "left as it is"
    );
}

/// What the person wants on the device is not known then: nothing of it is thrown away.
#[test]
fn without_the_personal_file_no_document_is_removed() {
    let dir = tempfile::tempdir().unwrap();
    first(dir.path()).close();
    let document = dir.path().join("documents").join("a".repeat(64));
    fs::create_dir_all(document.parent().unwrap()).unwrap();
    fs::write(&document, "a document").unwrap();
    fs::remove_file(dir.path().join("personal.db")).unwrap();
    fs::create_dir(dir.path().join("personal.db")).unwrap();
    fs::write(dir.path().join("personal.db/x"), "x").unwrap();
    first(dir.path()).next_document(now());
    assert!(document.exists());
    fs::remove_dir_all(dir.path().join("personal.db")).unwrap();
    first(dir.path()).next_document(now());
    assert!(!document.exists(), "nobody wants it");
}

#[test]
fn a_folder_in_the_place_of_a_file_takes_no_screen_away() {
    for file in ["personal.db", "catalogue.db"] {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(file)).unwrap();
        fs::write(dir.path().join(file).join("x"), "x").unwrap();
        let app = first(dir.path());
        assert_eq!(numbers(&app), ["999", FIRST, THERE], "{file}");
        assert!(!notices(&app).is_empty(), "{file}: it is said");
    }
}

#[test]
fn garbage_in_the_place_of_a_file_takes_no_screen_away() {
    for file in ["personal.db", "catalogue.db"] {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(file), b"garbage, and no database at all").unwrap();
        let app = first(dir.path());
        assert_eq!(numbers(&app), ["999", FIRST, THERE], "{file}");
    }
}

#[test]
fn no_folder_at_all_takes_no_screen_away() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "a file where the folder should be").unwrap();
    let app = first(&file);
    assert_eq!(numbers(&app), ["999", FIRST, THERE]);
    assert!(notices(&app).contains("saved items and settings"), "{}", notices(&app));
}

#[test]
fn a_damaged_copy_of_the_app_says_999() {
    let dir = tempfile::tempdir().unwrap();
    let mut bundled = bundle(&edition(1, FIRST));
    bundled.zst = b"garbage";
    let app = app::Doorstep::open(dir.path(), bundled, now());
    assert!(numbers(&app).is_empty());
    assert!(notices(&app).contains("999"), "{}", notices(&app));
}

/// Changes a record's text, wherever it is in the file, behind SQLite's back.
fn damage(folder: &Path, from: &str, to: &str) {
    let path = folder.join("catalogue.db");
    let mut bytes = fs::read(&path).unwrap();
    // A page that was split has an older copy in the part that is no longer used.
    let places = bytes
        .windows(from.len())
        .enumerate()
        .filter(|(_, w)| *w == from.as_bytes());
    let places: Vec<usize> = places.map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_damaged_record_of_the_edition_inside_is_put_right() {
    let dir = tempfile::tempdir().unwrap();
    first(dir.path()).close();
    damage(dir.path(), "0300 555 1384", "0300 555 9999");
    let app = first(dir.path());
    assert_eq!(numbers(&app), ["999", FIRST, THERE]);
    assert!(notices(&app).contains("restored"), "{}", notices(&app));
    assert!(!app.is_damaged());
    assert_eq!(notices(&first(dir.path())), "", "it is right on the disk again");
}

/// M2: an older number is never shown as if it were the current one.
#[test]
fn a_damaged_record_of_a_newer_edition_says_that_it_is_older() {
    let dir = tempfile::tempdir().unwrap();
    second(dir.path()).close();
    damage(dir.path(), "0300 555 1999", "0300 555 9999");
    let app = first(dir.path());
    assert_eq!(numbers(&app), ["999", FIRST, THERE]);
    let card = app.ask(now(), |m| screens::contacts::contact(m, "office").unwrap());
    let warning = card.warning.unwrap_or_default();
    assert!(warning.contains("older version"), "{warning}");
    assert!(app.is_damaged(), "it is fetched again at once");
}

/// H6: something that keeps the app from showing a screen must not do so at each start for ever.
#[test]
fn three_starts_without_a_screen_begin_on_the_edition_inside() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = CatalogueDb::open(dir.path()).unwrap();
    db.commit(&Commit::of_edition(&edition(7, SECOND), Origin::Host), now())
        .unwrap();
    drop(db);
    for _ in 0..3 {
        assert_eq!(numbers(&first(dir.path()))[1], SECOND);
    }
    let app = first(dir.path());
    assert_eq!(numbers(&app)[1], FIRST);
    assert!(notices(&app).contains("did not start properly"));
    app.painted();
    assert_eq!(numbers(&first(dir.path()))[1], SECOND);
}

/// Dates at both ends of what can be written, in an edition that a device holds already.
#[test]
fn dates_at_both_ends_open_every_screen() {
    let dir = tempfile::tempdir().unwrap();
    let mut odd = edition(5, FIRST);
    odd.header.published_at = chrono::DateTime::<chrono::Utc>::MAX_UTC;
    for (starts, ends) in [("+262142-12-25", "+262142-12-31"), ("-262143-01-01", "-262143-01-02")] {
        odd.records.push(catalogue::Record {
            collection: "practice_weeks".into(),
            id: format!("w{}", odd.records.len()),
            body: format!(
                r#"{{"area":"here","days":[],"ends":"{ends}","id":"w{}","source":"s","starts":"{starts}","summary":"S","title":"W","year":2026}}"#,
                odd.records.len()
            ),
        });
    }
    let odd = catalogue::Edition::new(odd.header, odd.records);
    let (db, _) = CatalogueDb::open(dir.path()).unwrap();
    db.commit(&Commit::of_edition(&odd, Origin::Host), now()).unwrap();
    drop(db);
    let app = first(dir.path());
    for moment in [now(), at("2000-01-01T00:00:00Z"), at("2100-12-31T23:59:59Z")] {
        app.ask(moment, |m| {
            screens::now::answer(m);
            screens::calendar::answer(m);
            screens::about::answer(m, "1");
            screens::reminders::due(m);
        });
    }
    assert_eq!(numbers(&app), ["999", FIRST, THERE]);
}

/// Without naming rusqlite, which is the store's alone: the version is four bytes at a known place of the file.
mod rusqlite_free {
    use std::fs;
    use std::path::Path;

    pub fn set_user_version(file: &Path, version: u32) -> bool {
        const USER_VERSION: usize = 60;
        let mut bytes = fs::read(file).unwrap();
        bytes[USER_VERSION..USER_VERSION + 4].copy_from_slice(&version.to_be_bytes());
        fs::write(file, bytes).is_ok()
    }
}
