//! What the person keeps, through everything.

use std::fs;
use std::path::PathBuf;

use personal::{Bookmark, Change, Personal};
use rusqlite::Connection;
use store::{PersonalDb, PersonalOpened, StoreError};

use crate::kit::{Shelf, at, now};

pub fn bookmark(id: &str) -> Bookmark {
    Bookmark {
        kind: "resource".into(),
        id: id.into(),
        title: id.to_uppercase(),
        kept_at: now(),
    }
}

fn add(db: &PersonalDb, id: &str) {
    db.write(&Change::AddBookmark(bookmark(id))).unwrap();
}

fn ids(db: &PersonalDb) -> String {
    db.read().unwrap().bookmarks.iter().map(|b| b.id.as_str()).collect()
}

fn opened(query: &str) -> Change {
    Change::Opened {
        query: Some(query.into()),
        kind: "term".into(),
        id: query.into(),
    }
}

/// A to D, D newest.
fn four() -> (Shelf, PersonalDb) {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    for id in ["a", "b", "c", "d"] {
        add(&db, id);
    }
    (shelf, db)
}

fn open(shelf: &Shelf, moment: &str) -> (PersonalDb, PersonalOpened) {
    PersonalDb::open(shelf.dir.path(), at(moment)).unwrap()
}

#[test]
fn everything_is_there_again_after_a_program_that_never_closed() {
    let (shelf, db) = four();
    // As after a kill: the log is not folded into the file.
    std::mem::forget(db);
    assert_eq!(ids(&shelf.personal()), "dcba");
}

/// M7: whoever copies the file alone has all of it. What else reads it may keep the log from being folded in.
#[test]
fn the_file_alone_is_whole_after_a_backup_and_after_closing() {
    let (shelf, db) = four();
    let alone = |shelf: &Shelf| {
        let copy = Shelf::empty();
        fs::copy(shelf.path("personal.db"), copy.path("personal.db")).unwrap();
        ids(&copy.personal())
    };
    db.backup(now()).unwrap().unwrap();
    assert_eq!(alone(&shelf), "dcba");

    add(&db, "e");
    let other = Connection::open(shelf.path("personal.db")).unwrap();
    other.execute_batch("BEGIN; SELECT count(*) FROM bookmark").unwrap();
    let mut reading = other.prepare("SELECT id FROM bookmark").unwrap();
    let mut rows = reading.query([]).unwrap();
    rows.next().unwrap();
    assert!(!db.close(), "the log is needed still");
    drop(rows);
    drop(reading);
    other.execute_batch("COMMIT").unwrap();
    assert!(db.close());
    assert_eq!(fs::metadata(shelf.path("personal.db-wal")).unwrap().len(), 0);
    assert!(
        shelf.path("personal.db-shm").exists(),
        "a full device could not create it again"
    );
    assert_eq!(alone(&shelf), "edcba");
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
    add(&db, "e");
    db.backup(at("2026-11-21T08:00:00Z")).unwrap();
    db.backup(at("2026-11-22T08:00:00Z")).unwrap();
    assert!(db.close());
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
        assert_eq!(ids(&db), "edcba");
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
    assert_eq!(ids(&db), "dcba");
    assert!(db.close());
    drop(db);
    fs::remove_file(shelf.path("personal.db")).unwrap();
    let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
    assert!(opened.restored_from.is_some());
    assert_eq!(ids(&db), "dcba");
}

#[test]
fn without_a_backup_it_starts_empty_and_says_so() {
    let (shelf, db) = four();
    assert!(db.close());
    drop(db);
    fs::write(shelf.path("personal.db"), b"garbage".repeat(1000)).unwrap();
    let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
    assert!(opened.started_empty_after_damage);
    assert_eq!(opened.restored_from, None);
    assert_eq!(db.read().unwrap(), Personal::default());
    assert!(shelf.path("personal.damaged-1.db").exists());
}

#[test]
fn a_log_without_its_file_is_kept() {
    let (shelf, db) = four();
    db.backup(now()).unwrap();
    add(&db, "e");
    // In another folder, because Windows removes no file that is open.
    let open_elsewhere = shelf;
    let shelf = Shelf::empty();
    fs::rename(open_elsewhere.path("backups"), shelf.path("backups")).unwrap();
    fs::copy(open_elsewhere.path("personal.db-wal"), shelf.path("personal.db-wal")).unwrap();
    let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
    assert!(opened.restored_from.is_some());
    assert!(shelf.path("personal.damaged-1.db-wal").exists());
    assert_eq!(ids(&db), "dcba");
}

/// H3, B32: what cannot be opened stays as it is, and the error says whose file it is and why.
#[test]
fn what_cannot_be_opened_is_left_alone() {
    let (shelf, db) = four();
    assert!(db.close());
    drop(db);
    shelf.sql_in("personal.db", "PRAGMA user_version = 99");
    let refused = || PersonalDb::open(shelf.dir.path(), now()).map(drop).unwrap_err();
    let error = refused();
    assert!(matches!(error, StoreError::TooNew { .. }), "{error}");
    assert!(error.to_string().starts_with("what you keep"), "{error}");

    shelf.sql_in("personal.db", "PRAGMA user_version = 6");
    let other = Connection::open(shelf.path("personal.db")).unwrap();
    other
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
        .unwrap();
    assert!(matches!(refused(), StoreError::Busy));
    drop(other);
    assert_eq!(ids(&shelf.personal()), "dcba");

    let elsewhere = Shelf::empty();
    fs::create_dir(elsewhere.path("personal.db")).unwrap();
    let error = PersonalDb::open(elsewhere.dir.path(), now()).map(drop).unwrap_err();
    // Windows refuses a folder in a file's place as it refuses what is read-only.
    assert!(matches!(error, StoreError::Io { .. } | StoreError::ReadOnly), "{error}");
    assert!(
        cfg!(windows) || error.to_string().starts_with("what you keep"),
        "{error}"
    );
    for shelf in [&shelf, &elsewhere] {
        assert!(!shelf.path("personal.damaged-1.db").exists());
    }
}

/// Damage that SQLite finds only while it works says which of the two files it is in: B32.
#[test]
fn damage_while_it_is_open_says_whose_it_is() {
    let (shelf, db) = four();
    assert!(db.close());
    shelf.sql_in(
        "personal.db",
        "UPDATE sqlite_schema SET rootpage = 999 WHERE name = 'bookmark'; PRAGMA schema_version = 999",
    );
    let error = db.write(&Change::AddBookmark(bookmark("e"))).unwrap_err();
    assert!(
        matches!(error, StoreError::Damaged { what } if what == "what you keep"),
        "{error}"
    );
}

/// L4: one bad row takes nothing else with it.
#[test]
fn a_row_that_cannot_be_read_is_left_out_or_has_a_harmless_value() {
    const COLUMNS: [(&str, &[&str]); 10] = [
        ("bookmark", &["kind", "id", "title", "kept_at", "position"]),
        ("setting", &["key", "value"]),
        ("kept_offline", &["kind", "id", "kept_at"]),
        ("opened", &["kind", "id", "times"]),
        ("recent_search", &["query"]),
        ("reminder_shown", &["key", "named", "shown_at"]),
        ("reminder_snoozed", &["key", "until"]),
        ("reminder_set", &["at"]),
        ("week_muted", &["week", "muted_at"]),
        ("day_done", &["week", "weekday", "done_at"]),
    ];
    for (table, columns) in COLUMNS {
        for column in columns {
            for value in ["X'FF00'", "-9223372036854775808", "'+262142-12-31T23:59:59Z'"] {
                let shelf = Shelf::older("personal.db", include_str!("fixtures/personal-v4.sql"));
                let db = shelf.personal();
                db.write(&Change::SetReminder(now())).unwrap();
                let whole = db.read().unwrap();
                let what = format!("{table}.{column} = {value}");
                let which = if table == "bookmark" { "id = 'dash'" } else { "true" };
                shelf.damage("personal.db", table, column, value, which);
                let read = db.read().unwrap();
                assert!(read.bookmarks.len() + usize::from(table == "bookmark") >= 2, "{what}");
                for (others, there) in [
                    ("setting", read.settings == whole.settings),
                    ("kept_offline", read.kept_offline == whole.kept_offline),
                    ("opened", read.opened == whole.opened),
                    ("recent_search", read.recent_searches == whole.recent_searches),
                    ("reminder_shown", read.reminders_shown == whole.reminders_shown),
                    ("reminder_snoozed", read.reminders_snoozed == whole.reminders_snoozed),
                    ("reminder_set", read.reminders_set == whole.reminders_set),
                    ("week_muted", read.muted_weeks == whole.muted_weeks),
                    ("day_done", read.days_done == whole.days_done),
                ] {
                    assert!(there || table == others, "{what}: {others}");
                }
                let text = personal::transfer::export(&read, now());
                assert!(personal::transfer::parse(&text).is_ok(), "{what}");
                // And what is kept from then on is kept.
                db.write(&Change::AddBookmark(bookmark("new"))).unwrap();
                assert!(db.read().unwrap().is_bookmarked("resource", "new"), "{what}");
            }
        }
    }
}

/// Every file in the folder that contains `word`.
fn stands(shelf: &Shelf, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![shelf.dir.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if fs::read(&path)
                .unwrap()
                .windows(word.len())
                .any(|at| at == word.as_bytes())
            {
                found.push(path.file_name().unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

/// Not in the file, not in its log, not in a backup.
#[test]
fn what_was_searched_for_is_forgotten_everywhere() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    let word = "zanzibarquery";
    db.write(&opened(word)).unwrap();
    assert_eq!(stands(&shelf, word), ["personal.db"]);
    db.backup(now()).unwrap().unwrap();
    assert_eq!(stands(&shelf, word), ["personal.db"], "and in no backup");
    db.write(&Change::ForgetSearches).unwrap();
    assert_eq!(stands(&shelf, word), [""; 0]);

    db.write(&opened(word)).unwrap();
    db.write(&Change::RememberSearches(false)).unwrap();
    assert_eq!(stands(&shelf, word), [""; 0]);
    db.write(&opened(word)).unwrap();
    assert_eq!(stands(&shelf, word), [""; 0], "it is not remembered any more");
}

/// L1: the ninth-oldest search is not left to be read in the file.
#[test]
fn a_search_that_makes_room_for_another_is_overwritten() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    let word = "zanzibarquery";
    db.write(&opened(word)).unwrap();
    // What was opened is remembered longer: only the search itself is meant here.
    let searched = |query: String| Change::Opened {
        query: Some(query),
        kind: "term".into(),
        id: "da".into(),
    };
    shelf.sql_in("personal.db", "DELETE FROM opened");
    for n in 0..8 {
        db.write(&searched(format!("search {n}"))).unwrap();
    }
    assert_eq!(stands(&shelf, word), [""; 0], "also while the app runs");
    assert_eq!(db.read().unwrap().recent_searches.len(), 8);
}

/// L1: not in a backup that was never finished either, nor in one that an earlier version did not clean.
#[test]
fn what_is_forgotten_is_forgotten_in_backups_too() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    let word = "zanzibarquery";
    add(&db, "a");
    db.write(&opened(word)).unwrap();
    db.backup(at("2026-11-21T08:00:00Z")).unwrap().unwrap();
    db.backup(at("2026-11-20T08:00:00Z")).unwrap().unwrap();
    let (dirty, torn) = (
        shelf.path("backups/personal-2026-11-20.db"),
        shelf.path("backups/personal-2026-11-19.db"),
    );
    fs::copy(shelf.path("personal.db"), &dirty).unwrap();
    fs::write(&torn, word.repeat(500)).unwrap();
    fs::copy(shelf.path("personal.db"), shelf.path("backups/unfinished.db")).unwrap();
    fs::copy(shelf.path("personal.db"), shelf.path("personal.db.unfinished")).unwrap();
    let old = Connection::open(shelf.path("backups/personal-2026-11-18.db")).unwrap();
    old.execute_batch(include_str!("fixtures/personal-v1.sql")).unwrap();
    drop(old);
    assert_eq!(stands(&shelf, word).len(), 5);
    db.write(&Change::ForgetSearches).unwrap();
    assert_eq!(stands(&shelf, word), [""; 0]);
    for day in ["2026-11-21", "2026-11-20", "2026-11-18"] {
        let backup = Connection::open(shelf.path(&format!("backups/personal-{day}.db"))).unwrap();
        let bookmarks: i64 = backup
            .query_row("SELECT count(*) FROM bookmark", [], |row| row.get(0))
            .unwrap();
        assert!(bookmarks > 0, "{day} is a backup still");
    }
    assert!(!torn.exists());
}

/// What docs/privacy.md says is kept has a place, and nothing else has.
#[test]
fn there_is_a_place_for_these_things_and_no_others() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    add(&db, "a");
    let other = Connection::open(shelf.path("personal.db")).unwrap();
    let columns = "SELECT m.name || ': ' || group_concat(c.name, ' ')
                   FROM sqlite_schema m, pragma_table_info(m.name) c
                   WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' GROUP BY m.name ORDER BY m.name";
    let mut columns = other.prepare(columns).unwrap();
    let columns: Vec<String> = columns
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(
        columns,
        [
            "bookmark: kind id title kept_at position",
            "day_done: week weekday done_at",
            "kept_offline: kind id kept_at",
            "opened: kind id times",
            "recent_search: place query",
            "reminder_armed: key named due_at",
            "reminder_set: at",
            "reminder_shown: place key named shown_at",
            "reminder_snoozed: key until",
            "setting: key value",
            "week_muted: week muted_at",
        ]
    );
}

/// When something was opened is not kept.
#[test]
fn nothing_says_when_it_was_searched_for() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    db.write(&opened("dash")).unwrap();
    let other = Connection::open(shelf.path("personal.db")).unwrap();
    let columns = "SELECT group_concat(name, ' ') FROM pragma_table_info('opened')";
    let columns: String = other.query_row(columns, [], |row| row.get(0)).unwrap();
    assert_eq!(columns, "kind id times");

    // An earlier version kept it.
    let shelf = Shelf::older("personal.db", include_str!("fixtures/personal-v4.sql"));
    let when = "2026-11-20T10:00:00.5Z";
    shelf.sql_in("personal.db", &format!("UPDATE opened SET last_at = '{when}'"));
    assert!(!stands(&shelf, when).is_empty());
    assert!(shelf.personal().close());
    assert_eq!(stands(&shelf, when), [""; 0]);
}

/// A damaged file is kept for whoever can read more of it, and not for ever.
#[test]
fn a_damaged_file_is_kept_for_thirty_days() {
    let (shelf, db) = four();
    assert!(db.close());
    drop(db);
    let good = fs::read(shelf.path("personal.db")).unwrap();
    let damage = |moment: &str| {
        fs::write(shelf.path("personal.db"), b"garbage".repeat(1000)).unwrap();
        let (db, opened) = open(&shelf, moment);
        assert!(opened.started_empty_after_damage && db.close());
        drop(db);
        fs::write(shelf.path("personal.db"), &good).unwrap();
    };
    damage("2026-10-01T09:00:00Z");
    damage("2026-10-20T09:00:00Z");
    fs::write(shelf.path("personal.damaged-notes.db"), "theirs").unwrap();
    let there = |moment: &str| {
        shelf.personal().backup(at(moment)).unwrap();
        [1, 2].map(|n| shelf.path(&format!("personal.damaged-{n}.db")).exists())
    };
    assert_eq!(there("2026-10-31T08:59:00Z"), [true, true]);
    assert_eq!(
        there("2026-10-31T09:01:00Z"),
        [false, true],
        "also where the day has its backup"
    );
    assert_eq!(there("2027-01-01T09:00:00Z"), [false, false]);
    assert!(shelf.path("personal.damaged-notes.db").exists());
}

/// B25: what is forgotten is forgotten in files that were put aside, too.
#[test]
fn what_is_forgotten_is_forgotten_in_damaged_files_too() {
    let word = "zanzibarquery";
    let shelf = Shelf::empty();
    let db = shelf.personal();
    add(&db, "a");
    db.write(&opened(word)).unwrap();
    assert!(db.close());
    drop(db);
    let good = fs::read(shelf.path("personal.db")).unwrap();
    // One that can be cleaned: an index that does not agree with its table.
    shelf.sql_in(
        "personal.db",
        "UPDATE sqlite_schema SET sql = replace(sql, 'key', 'kez') WHERE name = 'setting'",
    );
    let mut odd = fs::read(shelf.path("personal.db")).unwrap();
    let title = odd.windows(9).rposition(|at| at == b"resourcea").unwrap();
    odd[title] = b'R';
    fs::write(shelf.path("personal.db"), &odd).unwrap();
    let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
    assert!(opened.started_empty_after_damage && db.close());
    drop(db);
    // One that cannot, and numbers that are not in a row.
    fs::copy(shelf.path("personal.damaged-1.db"), shelf.path("personal.damaged-7.db")).unwrap();
    let mut torn = good;
    torn[..64].fill(0xa5);
    fs::write(shelf.path("personal.db"), &torn).unwrap();
    let (db, opened) = open(&shelf, "2026-11-22T12:00:00Z");
    assert!(opened.started_empty_after_damage);
    fs::write(shelf.path("personal.damaged-notes.db"), word).unwrap();
    assert_eq!(
        stands(&shelf, word),
        [
            "personal.damaged-1.db",
            "personal.damaged-2.db",
            "personal.damaged-7.db",
            "personal.damaged-notes.db"
        ]
    );
    db.write(&Change::ForgetSearches).unwrap();
    assert_eq!(
        stands(&shelf, word),
        ["personal.damaged-notes.db"],
        "which is none of ours"
    );
    let kept = Connection::open(shelf.path("personal.damaged-1.db")).unwrap();
    let bookmarks: u32 = kept
        .query_row("SELECT count(*) FROM bookmark", [], |row| row.get(0))
        .unwrap();
    assert_eq!(bookmarks, 1, "what was kept is there still");
    assert!(!shelf.path("personal.damaged-2.db").exists());
}
