//! What the person keeps, through everything.

use std::fs;

use store::{BookmarkRow, ImportReport, KeptOffline, Opened, PersonalDb, StoreError};

use crate::kit::{Shelf, at, now};

fn ids(db: &PersonalDb) -> Vec<String> {
    db.bookmarks().unwrap().into_iter().map(|b| b.id).collect()
}

/// A to D, D newest.
fn four() -> (Shelf, PersonalDb) {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    for id in ["a", "b", "c", "d"] {
        db.add_bookmark("resource", id, &id.to_uppercase(), now()).unwrap();
    }
    (shelf, db)
}

fn open(shelf: &Shelf, moment: &str) -> (PersonalDb, Opened) {
    PersonalDb::open(shelf.dir.path(), at(moment)).unwrap()
}

#[test]
fn bookmarks_are_kept_newest_first_and_once() {
    let (_shelf, db) = four();
    assert_eq!(ids(&db), ["d", "c", "b", "a"]);
    db.add_bookmark("resource", "a", "Another title", at("2026-12-01T00:00:00Z"))
        .unwrap();
    db.add_bookmark("theme", "a", "A theme", now()).unwrap();
    assert_eq!(ids(&db), ["a", "d", "c", "b", "a"]);
    assert_eq!(
        db.bookmarks().unwrap()[4],
        BookmarkRow {
            kind: "resource".into(),
            id: "a".into(),
            title: "A".into(),
            kept_at: now()
        }
    );
    assert!(db.is_bookmarked("theme", "a").unwrap());
    assert!(!db.is_bookmarked("theme", "b").unwrap());
    assert!(db.bookmarked_ids().unwrap().contains(&("resource".into(), "d".into())));
}

#[test]
fn removing_can_be_undone() {
    let (_shelf, db) = four();
    let before = db.bookmarks().unwrap();
    let (row, position) = db.remove_bookmark("resource", "c").unwrap().unwrap();
    assert_eq!((row.id.as_str(), position), ("c", 1));
    assert_eq!(db.remove_bookmark("resource", "c").unwrap(), None);
    assert_eq!(ids(&db), ["d", "b", "a"]);
    db.put_bookmark_at(&row.kind, &row.id, &row.title, position, row.kept_at)
        .unwrap();
    assert_eq!(db.bookmarks().unwrap(), before);
}

#[test]
fn the_order_is_the_persons() {
    let (_shelf, db) = four();
    for (id, to, order) in [
        ("a", 0, "adcb"),
        ("a", 2, "dcab"),
        ("d", 99, "cabd"),
        ("nothing", 0, "cabd"),
        ("b", 2, "cabd"),
    ] {
        db.move_bookmark("resource", id, to).unwrap();
        assert_eq!(ids(&db).concat(), order);
    }
    db.add_bookmark("resource", "e", "E", now()).unwrap();
    assert_eq!(ids(&db).concat(), "ecabd");
}

#[test]
fn settings_are_what_they_were_set_to() {
    let (_shelf, db) = four();
    assert_eq!(db.setting::<Vec<String>>("areas").unwrap(), None);
    db.set_setting("areas", &["hampshire"]).unwrap();
    db.set_setting("areas", &["isle-of-wight"]).unwrap();
    assert_eq!(db.setting::<Vec<String>>("areas").unwrap().unwrap(), ["isle-of-wight"]);
    assert_eq!(db.setting::<u32>("areas").unwrap(), None, "another version's shape");
}

#[test]
fn everything_is_there_again_after_a_program_that_never_closed() {
    let (shelf, db) = four();
    db.set_setting("areas", &["hampshire"]).unwrap();
    // As after a kill: the log is not folded into the file.
    std::mem::forget(db);
    let db = shelf.personal();
    assert_eq!(ids(&db), ["d", "c", "b", "a"]);
    assert_eq!(db.setting::<Vec<String>>("areas").unwrap().unwrap(), ["hampshire"]);
}

#[test]
fn closing_folds_the_log_in_and_keeps_its_place_on_the_disk() {
    let (shelf, db) = four();
    let log = || std::fs::metadata(shelf.path("personal.db-wal")).unwrap().len();
    assert!(log() > 0);
    drop(db);
    assert_eq!(log(), 0);
    assert!(
        shelf.path("personal.db-shm").exists(),
        "a full device could not make it anew"
    );
    assert_eq!(ids(&shelf.personal()), ["d", "c", "b", "a"]);
}

#[test]
fn one_backup_a_day_and_the_newest_seven() {
    let (shelf, db) = four();
    for day in 1..=9 {
        let moment = at(&format!("2026-11-0{day}T08:00:00Z"));
        let path = db.backup(moment).unwrap().unwrap();
        assert!(path.ends_with(format!("backups/personal-2026-11-0{day}.db")));
        assert_eq!(db.backup(moment + chrono::TimeDelta::hours(3)).unwrap(), None);
    }
    let mut names: Vec<_> = fs::read_dir(shelf.path("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let newest: Vec<_> = (3..=9).map(|day| format!("personal-2026-11-0{day}.db")).collect();
    assert_eq!(names, newest);
    fs::write(shelf.path("backups/personal-2026-11-09.db"), b"torn").unwrap();
    assert!(
        db.backup(at("2026-11-09T20:00:00Z")).unwrap().is_some(),
        "a bad one is made again"
    );
}

#[test]
fn a_damaged_file_is_kept_and_the_newest_good_backup_takes_its_place() {
    let (shelf, db) = four();
    db.backup(at("2026-11-20T08:00:00Z")).unwrap();
    db.add_bookmark("resource", "e", "E", now()).unwrap();
    db.backup(at("2026-11-21T08:00:00Z")).unwrap();
    db.backup(at("2026-11-22T08:00:00Z")).unwrap();
    drop(db);
    fs::write(shelf.path("backups/personal-2026-11-22.db"), b"torn").unwrap();
    let whole = fs::read(shelf.path("personal.db")).unwrap();
    let mut torn = whole.clone();
    torn[4096..].fill(0xa5);
    let cut = whole[..whole.len() - 4096].to_vec();
    for (n, bytes) in [(1, b"<html>".repeat(2000)), (2, torn), (3, cut)] {
        fs::write(shelf.path("personal.db"), &bytes).unwrap();
        let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
        assert_eq!(opened.restored_from.as_deref(), Some("2026-11-21"));
        assert!(!opened.started_empty_after_damage);
        assert_eq!(ids(&db), ["e", "d", "c", "b", "a"]);
        assert_eq!(
            fs::read(shelf.path(&format!("personal.damaged-{n}.db"))).unwrap(),
            bytes
        );
    }
}

#[test]
fn a_lost_or_emptied_file_is_brought_back() {
    let (shelf, db) = four();
    db.backup(now()).unwrap();
    drop(db);
    fs::write(shelf.path("personal.db"), b"").unwrap();
    let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
    assert_eq!(opened.restored_from.as_deref(), Some("2026-11-22"));
    assert_eq!(ids(&db).len(), 4);
    drop(db);
    fs::remove_file(shelf.path("personal.db")).unwrap();
    let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
    assert!(opened.restored_from.is_some());
    assert_eq!(ids(&db).len(), 4);
}

#[test]
fn without_a_backup_it_starts_empty_and_says_so() {
    let (shelf, db) = four();
    drop(db);
    fs::write(shelf.path("personal.db"), b"garbage".repeat(1000)).unwrap();
    let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
    assert!(opened.started_empty_after_damage);
    assert_eq!(opened.restored_from, None);
    assert_eq!(ids(&db), [""; 0]);
    assert!(shelf.path("personal.damaged-1.db").exists());
}

#[test]
fn a_log_without_its_file_is_kept() {
    let (shelf, db) = four();
    db.backup(now()).unwrap();
    std::mem::forget(db);
    fs::remove_file(shelf.path("personal.db")).unwrap();
    let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
    assert!(opened.restored_from.is_some());
    assert!(shelf.path("personal.damaged-1.db-wal").exists());
    assert_eq!(ids(&db).len(), 4);
}

#[test]
fn a_newer_versions_file_is_left_alone() {
    let (shelf, db) = four();
    drop(db);
    let other = rusqlite::Connection::open(shelf.path("personal.db")).unwrap();
    other.pragma_update(None, "user_version", 99).unwrap();
    drop(other);
    let refused = PersonalDb::open(shelf.dir.path(), now());
    assert!(matches!(refused.map(drop), Err(StoreError::TooNew { .. })));
    assert!(!shelf.path("personal.damaged-1.db").exists());
}

/// The first schema, as it was shipped: every later one must open it and keep what is in it.
#[test]
fn the_first_schema_opens() {
    let shelf = Shelf::empty();
    let first = rusqlite::Connection::open(shelf.path("personal.db")).unwrap();
    first.execute_batch(include_str!("fixtures/personal-v1.sql")).unwrap();
    drop(first);
    let db = shelf.personal();
    let kept: Vec<_> = db.bookmarks().unwrap().into_iter().map(|b| (b.id, b.title)).collect();
    assert_eq!(
        kept,
        [("dash".into(), "DASH".into()), ("neglect".into(), "Neglect".into())]
    );
    assert_eq!(db.setting::<Vec<String>>("areas").unwrap().unwrap(), ["hampshire"]);
    assert_eq!(db.kept_offline().unwrap(), []);
    db.keep_offline("theme", "neglect", now()).unwrap();
    drop(db);
    assert_eq!(shelf.personal().kept_offline().unwrap().len(), 1);
}

/// The second schema, as it was shipped.
#[test]
fn the_second_schema_opens() {
    let shelf = Shelf::empty();
    let second = rusqlite::Connection::open(shelf.path("personal.db")).unwrap();
    second.execute_batch(include_str!("fixtures/personal-v2.sql")).unwrap();
    drop(second);
    let db = shelf.personal();
    assert_eq!(
        db.kept_offline().unwrap(),
        [kept("resource", "dash", "2026-11-21T10:00:00Z")]
    );
    assert_eq!(db.recent_searches().unwrap().unwrap(), [""; 0]);
    db.remember_opened(Some("dash"), "resource", "dash", now()).unwrap();
    drop(db);
    assert_eq!(shelf.personal().recent_searches().unwrap().unwrap(), ["dash"]);
}

/// The third schema, as it was shipped.
#[test]
fn the_third_schema_opens() {
    let shelf = Shelf::empty();
    let third = rusqlite::Connection::open(shelf.path("personal.db")).unwrap();
    third.execute_batch(include_str!("fixtures/personal-v3.sql")).unwrap();
    drop(third);
    let db = shelf.personal();
    assert_eq!(db.recent_searches().unwrap().unwrap(), ["dash"]);
    assert_eq!(db.opened().unwrap()[&("theme".into(), "neglect".into())], 3);
}

#[test]
fn the_last_eight_searches_are_kept_each_once() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    for query in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "C"] {
        db.remember_opened(Some(query), "term", "da", now()).unwrap();
    }
    db.remember_opened(None, "theme", "neglect", now()).unwrap();
    assert_eq!(
        db.recent_searches().unwrap().unwrap(),
        ["C", "i", "h", "g", "f", "e", "d", "b"]
    );
    let opened = db.opened().unwrap();
    assert_eq!(opened[&("term".into(), "da".into())], 10);
    assert_eq!(opened[&("theme".into(), "neglect".into())], 1);
}

/// Not in the file, not in its log, not in a backup, not in an export.
#[test]
fn what_was_searched_for_is_forgotten_everywhere() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    let word = "zanzibarquery";
    let stands = || {
        let mut files = vec![shelf.path("personal.db"), shelf.path("personal.db-wal")];
        files.extend(
            fs::read_dir(shelf.path("backups"))
                .into_iter()
                .flatten()
                .map(|f| f.unwrap().path()),
        );
        let holds = |path: &std::path::PathBuf| {
            let bytes = fs::read(path).unwrap_or_default();
            bytes.windows(word.len()).any(|at| at == word.as_bytes())
        };
        files.iter().filter(|path| holds(path)).count()
    };
    db.remember_opened(Some(word), "term", word, now()).unwrap();
    assert_eq!(stands(), 1, "in the log");
    db.backup(now()).unwrap().unwrap();
    assert_eq!(stands(), 1, "and in no backup");
    assert!(!db.export(now()).unwrap().contains(word));
    db.forget_searches().unwrap();
    assert_eq!(stands(), 0);
    assert_eq!(
        (db.recent_searches().unwrap().unwrap().len(), db.opened().unwrap().len()),
        (0, 0)
    );

    db.remember_opened(Some(word), "term", word, now()).unwrap();
    db.set_remembering(false).unwrap();
    assert_eq!((stands(), db.recent_searches().unwrap()), (0, None));
    db.remember_opened(Some(word), "term", word, now()).unwrap();
    assert_eq!((stands(), db.opened().unwrap().len()), (0, 0));
    db.set_remembering(true).unwrap();
    assert_eq!(db.recent_searches().unwrap().unwrap(), [""; 0]);
}

fn kept(kind: &str, id: &str, since: &str) -> KeptOffline {
    KeptOffline {
        kind: kind.into(),
        id: id.into(),
        kept_at: at(since),
    }
}

#[test]
fn what_is_kept_offline_stands_as_it_was_asked_for() {
    let (shelf, db) = four();
    for (kind, id, since) in [
        ("theme", "neglect", "2026-11-22T09:00:00Z"),
        ("resource", "dash", "2026-11-22T09:00:00.5Z"),
        ("bookmarks", "", "2026-11-21T09:00:00Z"),
        ("theme", "neglect", "2026-11-23T09:00:00Z"),
    ] {
        db.keep_offline(kind, id, at(since)).unwrap();
    }
    let all = [
        kept("bookmarks", "", "2026-11-21T09:00:00Z"),
        kept("theme", "neglect", "2026-11-22T09:00:00Z"),
        kept("resource", "dash", "2026-11-22T09:00:00.5Z"),
    ];
    assert_eq!(db.kept_offline().unwrap(), all);

    // It is backed up with the rest.
    db.backup(now()).unwrap();
    drop(db);
    fs::write(shelf.path("personal.db"), b"torn".repeat(2000)).unwrap();
    let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
    assert!(opened.restored_from.is_some());
    assert_eq!(db.kept_offline().unwrap(), all);

    // And it is exported, and added to what is kept elsewhere.
    let json = db.export(now()).unwrap();
    db.let_go_offline("theme", "neglect").unwrap();
    db.let_go_offline("theme", "nothing").unwrap();
    assert_eq!(db.kept_offline().unwrap().len(), 2);
    db.import(&json, now()).unwrap();
    assert_eq!(db.kept_offline().unwrap(), all);
}

#[test]
fn what_is_exported_can_be_imported() {
    let (_shelf, db) = four();
    db.move_bookmark("resource", "a", 1).unwrap();
    db.set_setting("areas", &["hampshire"]).unwrap();
    let json = db.export(now()).unwrap();

    let (_other_shelf, other) = {
        let shelf = Shelf::empty();
        let db = shelf.personal();
        (shelf, db)
    };
    let report = other.import(&json, now()).unwrap();
    assert_eq!(report, ImportReport { added: 4, already: 0 });
    assert_eq!(other.bookmarks().unwrap(), db.bookmarks().unwrap());
    assert_eq!(other.export(now()).unwrap(), json);

    db.remove_bookmark("resource", "c").unwrap();
    db.set_setting("areas", &["isle-of-wight"]).unwrap();
    let report = db.import(&json, now()).unwrap();
    assert_eq!(report, ImportReport { added: 1, already: 3 });
    assert_eq!(ids(&db), ["d", "a", "b", "c"]);
    assert_eq!(db.setting::<Vec<String>>("areas").unwrap().unwrap(), ["isle-of-wight"]);
}

#[test]
fn a_bad_file_is_refused_whole_with_a_sentence() {
    let (_shelf, db) = four();
    let good = db.export(now()).unwrap();
    let bookmark = |fields: &str| {
        format!(
            r#"{{"format":"doorstep-personal","version":1,"bookmarks":[{{"kind":"theme","id":"x","title":"X"}},{{{fields}}}]}}"#
        )
    };
    for (json, says) in [
        (String::new(), "line 1"),
        ("\0\u{feff}garbage".into(), "line 1"),
        ("[]".into(), "not one that Doorstep saved"),
        ("{}".into(), "\"format\""),
        (good[..good.len() / 2].to_owned(), "line"),
        (good.replace("\"version\": 1", "\"version\": 2"), "newer version"),
        (
            good.replace("\"version\": 1", "\"version\": \"1\""),
            "\"version\" must be 1",
        ),
        (bookmark(r#""kind":"theme","id":7,"title":"Y""#), "Bookmark 2: \"id\""),
        (
            bookmark(r#""kind":"theme","id":"y","title":"Y","kept_at":"yesterday""#),
            "Bookmark 2: \"kept_at\"",
        ),
        (
            bookmark(&format!(r#""kind":"theme","id":"y","title":"{}""#, "y".repeat(5000))),
            "Bookmark 2: \"title\"",
        ),
        (
            r#"{"format":"doorstep-personal","version":1,"bookmarks":{}}"#.into(),
            "\"bookmarks\"",
        ),
        (
            r#"{"format":"doorstep-personal","version":1,"settings":[]}"#.into(),
            "\"settings\"",
        ),
        (
            r#"{"format":"doorstep-personal","version":1,"kept_offline":[{"kind":"theme"}]}"#.into(),
            "Kept offline 1: \"id\"",
        ),
        ("[".repeat(100_000), "cannot be read"),
        (" ".repeat(5 << 20), "larger than 4 MB"),
    ] {
        match db.import(&json, now()) {
            Err(StoreError::BadImport(sentence)) => assert!(sentence.contains(says), "{sentence}"),
            other => panic!("{other:?} for {:.80}", json),
        }
        assert_eq!(ids(&db), ["d", "c", "b", "a"]);
    }
}
