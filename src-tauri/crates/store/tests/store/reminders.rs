//! Reminders, muted weeks and ticked days, through restarts, older files and exports.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use store::{DayDone, PersonalDb, ReminderRow};

use crate::kit::{Shelf, at, now};

fn row(key: &str, named: &str) -> ReminderRow {
    ReminderRow {
        key: key.into(),
        named: named.into(),
    }
}

/// The shown keys, in order, and the snoozed ones.
fn said(db: &PersonalDb) -> (Vec<String>, Vec<(String, DateTime<Utc>)>) {
    let said = db.reminders_said().unwrap();
    (said.shown.into_iter().map(|row| row.key).collect(), said.snoozed)
}

fn set<const N: usize>(ids: [&str; N]) -> HashSet<String> {
    ids.map(String::from).into()
}

#[test]
fn what_was_shown_stands_in_its_order_whatever_the_clock_said() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    db.reminders_shown(&[row("w/a", "2026-11-23"), row("w/b", "2026-11-23")], now())
        .unwrap();
    db.reminders_shown(&[row("w/c", "2026-11-30")], at("2020-01-01T00:00:00Z"))
        .unwrap();
    drop(db);
    let db = shelf.personal();
    assert_eq!(said(&db).0, ["w/a", "w/b", "w/c"]);
    assert_eq!(db.reminders_said().unwrap().shown[2], row("w/c", "2026-11-30"));
}

#[test]
fn what_was_left_for_later_ends_when_it_is_shown() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    let until = at("2026-11-22T10:00:00Z");
    db.reminders_shown(&[row("w/a", "x"), row("w/b", "x")], now()).unwrap();
    db.snooze_reminder("w/a", now()).unwrap();
    db.snooze_reminder("w/a", until).unwrap();
    drop(db);
    let db = shelf.personal();
    assert_eq!(said(&db).1, [("w/a".to_owned(), until)]);
    db.reminders_shown(&[row("w/a", "y")], until).unwrap();
    assert_eq!(said(&db), (vec!["w/b".into(), "w/a".into()], vec![]));
}

#[test]
fn what_a_phone_was_to_show_counts_as_shown_once_its_time_has_come() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    let hour = |hour: u32| at(&format!("2026-11-23T{hour:02}:00:00Z"));
    db.set_reminders_armed(&[
        (row("w/z", "x"), hour(8)),
        (row("w/a", "x"), hour(9)),
        (row("w/b", "x"), hour(10)),
    ])
    .unwrap();
    db.snooze_reminder("w/z", hour(8)).unwrap();
    db.armed_were_shown(hour(9)).unwrap();
    assert_eq!(said(&db), (vec!["w/z".into(), "w/a".into()], vec![]));
    db.armed_were_shown(hour(9)).unwrap();
    drop(db);
    let db = shelf.personal();
    db.armed_were_shown(hour(23)).unwrap();
    assert_eq!(said(&db).0, ["w/z", "w/a", "w/b"]);
    // What is armed takes the place of all that was.
    db.set_reminders_armed(&[(row("w/c", "x"), hour(8))]).unwrap();
    db.set_reminders_armed(&[]).unwrap();
    db.armed_were_shown(hour(23)).unwrap();
    assert_eq!(said(&db).0.len(), 3);
}

#[test]
fn muted_weeks_and_ticked_days_travel_and_reminders_do_not() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    db.mute_week("prevent-2026", true, now()).unwrap();
    db.mute_week("neglect-2026", true, now()).unwrap();
    db.mute_week("neglect-2026", false, now()).unwrap();
    db.tick_day("neglect-2026", "monday", true, now()).unwrap();
    db.tick_day("neglect-2026", "monday", true, at("2026-12-01T00:00:00Z"))
        .unwrap();
    db.tick_day("neglect-2026", "friday", true, now()).unwrap();
    db.tick_day("neglect-2026", "friday", false, now()).unwrap();
    db.reminders_shown(&[row("neglect-2026/a", "x")], now()).unwrap();
    let expected = [DayDone {
        week: "neglect-2026".into(),
        weekday: "monday".into(),
        done_at: now(),
    }];
    let json = db.export(now()).unwrap();
    let elsewhere = Shelf::empty();
    let other = elsewhere.personal();
    for _ in 0..2 {
        other.import(&json, at("2026-12-02T00:00:00Z")).unwrap();
        for db in [&db, &other] {
            assert_eq!(db.muted_weeks().unwrap(), set(["prevent-2026"]));
            assert_eq!(db.days_done().unwrap(), expected);
        }
    }
    assert_eq!(said(&other).0, [""; 0]);
    assert_eq!(other.export(now()).unwrap(), json);
}

/// The fourth schema, as it was shipped, and the first, which has nothing of this.
#[test]
fn the_schemas_open() {
    for (fixture, shown, muted, done) in [
        (include_str!("fixtures/personal-v1.sql"), 0, set([]), 0),
        (include_str!("fixtures/personal-v3.sql"), 0, set([]), 0),
        (include_str!("fixtures/personal-v4.sql"), 1, set(["prevent-2026"]), 1),
    ] {
        let shelf = Shelf::empty();
        let older = rusqlite::Connection::open(shelf.path("personal.db")).unwrap();
        older.execute_batch(fixture).unwrap();
        drop(older);
        let db = shelf.personal();
        assert_eq!((said(&db).0.len(), said(&db).1.len()), (shown, shown));
        assert_eq!(
            (db.muted_weeks().unwrap(), db.days_done().unwrap().len()),
            (muted, done)
        );
        db.armed_were_shown(at("2026-11-23T09:00:00Z")).unwrap();
        assert_eq!(said(&db).0.len(), shown * 2);
        db.reminders_shown(&[row("w/a", "x")], now()).unwrap();
        db.tick_day("w", "tuesday", true, now()).unwrap();
        drop(db);
        let db = shelf.personal();
        assert_eq!(
            (said(&db).0.len(), db.days_done().unwrap().len()),
            (shown * 2 + 1, done + 1)
        );
    }
}
