//! What is read after a change was written is what the change makes of what was there before.

use personal::{Bookmark, Change, DayDone, Import, KeptOffline, MutedWeek, Personal, REMEMBERING, ShownReminder};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::kit::{Shelf, now};

/// Few enough to meet again, and awkward.
const NAMES: [&str; 7] = ["a", "b", "A", "", "é\u{301}", "Ω 'x' \"%_", "a\0b"];
/// SQLite's NOCASE ends at a NUL; no search has one.
const QUERIES: [&str; 6] = ["dash", "DASH", "Straße", "STRASSE", "é", "É"];

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(&NAMES[..]).prop_map(str::to_owned)
}

fn moment() -> impl Strategy<Value = chrono::DateTime<chrono::Utc>> {
    (-3_i64..3, prop::sample::select(&[0_i64, 1, 500_000_000][..]))
        .prop_map(|(days, nanos)| now() + chrono::TimeDelta::days(days) + chrono::TimeDelta::nanoseconds(nanos))
}

fn bookmark() -> impl Strategy<Value = Bookmark> {
    (name(), name(), name(), moment()).prop_map(|(kind, id, title, kept_at)| Bookmark {
        kind,
        id,
        title,
        kept_at,
    })
}

fn kept_offline() -> impl Strategy<Value = KeptOffline> {
    (name(), name(), moment()).prop_map(|(kind, id, kept_at)| KeptOffline { kind, id, kept_at })
}

fn day() -> impl Strategy<Value = DayDone> {
    (name(), name(), moment()).prop_map(|(week, weekday, done_at)| DayDone { week, weekday, done_at })
}

fn muted() -> impl Strategy<Value = MutedWeek> {
    (name(), moment()).prop_map(|(week, muted_at)| MutedWeek { week, muted_at })
}

fn setting() -> impl Strategy<Value = (String, String)> {
    let key = prop_oneof![name(), Just(REMEMBERING.to_owned())];
    let value = prop::sample::select(&["true", "false", " true", "\"yes\"", "{", ""][..]);
    (key, value.prop_map(str::to_owned))
}

fn import() -> impl Strategy<Value = Import> {
    (
        vec(bookmark(), 0..6),
        vec(kept_offline(), 0..3),
        vec(muted(), 0..3),
        vec(day(), 0..3),
        vec(moment(), 0..3),
        vec(setting(), 0..3),
    )
        .prop_map(
            |(bookmarks, kept_offline, muted_weeks, days_done, reminders_set, settings)| Import {
                bookmarks,
                kept_offline,
                muted_weeks,
                days_done,
                reminders_set,
                settings,
            },
        )
}

fn place() -> impl Strategy<Value = u32> {
    prop_oneof![0_u32..12, Just(u32::MAX)]
}

fn change() -> impl Strategy<Value = Change> {
    let shown = (name(), name()).prop_map(|(key, named)| ShownReminder { key, named });
    let query = prop::option::of(prop::sample::select(&QUERIES[..]).prop_map(str::to_owned));
    prop_oneof![
        4 => bookmark().prop_map(Change::AddBookmark),
        2 => (name(), name()).prop_map(|(kind, id)| Change::RemoveBookmark { kind, id }),
        4 => (place(), bookmark()).prop_map(|(place, bookmark)| Change::PutBookmark(place, bookmark)),
        4 => (name(), name(), place()).prop_map(|(kind, id, position)| Change::MoveBookmark { kind, id, position }),
        1 => setting().prop_map(|(key, json)| Change::Set { key, json }),
        1 => kept_offline().prop_map(Change::KeepOffline),
        1 => (name(), name()).prop_map(|(kind, id)| Change::LetGoOffline { kind, id }),
        1 => day().prop_map(Change::TickDay),
        1 => (name(), name()).prop_map(|(week, weekday)| Change::UntickDay { week, weekday }),
        1 => muted().prop_map(Change::MuteWeek),
        1 => name().prop_map(Change::UnmuteWeek),
        1 => (vec(shown, 0..4), moment()).prop_map(|(shown, now)| Change::RemindersShown(shown, now)),
        1 => (name(), moment()).prop_map(|(key, until)| Change::SnoozeReminder { key, until }),
        1 => moment().prop_map(Change::SetReminder),
        1 => vec(moment(), 0..3).prop_map(Change::DropReminders),
        3 => (query, name(), name()).prop_map(|(query, kind, id)| Change::Opened { query, kind, id }),
        1 => Just(Change::ForgetSearches),
        1 => any::<bool>().prop_map(Change::RememberSearches),
        1 => import().prop_map(|import| Change::Import(Box::new(import))),
    ]
}

#[test]
fn reading_again_gives_what_the_change_makes() {
    let config = Config {
        cases: 64,
        failure_persistence: None,
        ..Config::default()
    };
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, seed);
    let ran = runner.run(&vec(change(), 1..60), |changes| {
        let shelf = Shelf::empty();
        let db = shelf.personal();
        let mut kept = Personal::default();
        for change in &changes {
            kept = kept.after(change);
            db.write(change).unwrap();
            prop_assert_eq!(&db.read().unwrap(), &kept, "after {:?}", change);
        }
        drop(db);
        prop_assert_eq!(shelf.personal().read().unwrap(), kept);
        Ok(())
    });
    ran.unwrap();
}

/// A gap between two neighbours is halved with each move into it, and there comes an end to halving.
#[test]
fn a_place_can_be_moved_to_for_ever() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    let mut kept = Personal::default();
    let mut make = |change: Change| {
        kept = kept.after(&change);
        db.write(&change).unwrap();
        assert_eq!(db.read().unwrap(), kept);
    };
    for id in ["a", "b", "c", "d"] {
        make(Change::AddBookmark(crate::personal::bookmark(id)));
    }
    for n in 0..200 {
        make(Change::MoveBookmark {
            kind: "resource".into(),
            id: ["b", "c"][n % 2].into(),
            position: [1, 2][n / 2 % 2],
        });
    }
}
