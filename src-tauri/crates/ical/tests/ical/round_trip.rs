//! Whatever people write and whenever it is, every reader reads it as it was written.

use chrono::{NaiveDate, TimeDelta};
use ical::{Event, File, Span};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::readers;

/// Files tried. All go through each reader in one process.
const FILES: usize = 200;

/// Words with everything in them that a calendar file treats in a way of its own, now and then very long.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9 ]{1,12}",
        2 => prop::sample::select(vec![",", ";", ":", "\\", "\n", "\n\n", "\"", "=", "\t", "\\n", "\\N", "\\,", "%2C", "^n"])
            .prop_map(str::to_owned),
        2 => "\\PC{1,8}",
        1 => prop::sample::select(vec!["é", "–", "’", "🏠", "👩‍👧", "ｗ", "한국어", "עברית", "e\u{301}"]).prop_map(str::to_owned),
    ];
    let some = prop::collection::vec(piece.clone(), 1..12);
    let many = prop::collection::vec(piece, 100..300);
    prop_oneof![9 => some, 1 => many].prop_map(|pieces| format!("x{}x", pieces.concat()))
}

/// Days, and times of which a clock in London shows each once: not in the hour that is left out or comes twice. Until
/// 2037: Python's reader knows no later summer time.
fn span() -> impl Strategy<Value = Span> {
    let day =
        (0..13_800i64).prop_map(|days| NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day") + TimeDelta::days(days));
    // Every third day or so is the Sunday of a change, or the day before or after.
    let near_a_change = (2000..2038, prop::sample::select(vec![3, 10]), -1..2i64).prop_map(|(year, month, off)| {
        let last = NaiveDate::from_ymd_opt(year, month, 31).expect("a day");
        let back = chrono::Datelike::weekday(&last).num_days_from_sunday();
        last - TimeDelta::days(i64::from(back)) + TimeDelta::days(off)
    });
    let day = prop_oneof![2 => day, 1 => near_a_change];
    let days = (day.clone(), 0..7i64).prop_map(|(first, more)| Span::Days {
        first,
        last: first + TimeDelta::days(more),
    });
    let times = (day, 2 * 60..22 * 60i64, 1..119i64).prop_map(|(day, from, long)| {
        let starts = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(from);
        Span::Times {
            starts,
            ends: starts + TimeDelta::minutes(long),
        }
    });
    prop_oneof![days, times]
}

fn event() -> impl Strategy<Value = Event> {
    let alarm = prop::option::of((0..5_000i64).prop_map(TimeDelta::minutes));
    let parts = (
        "[a-z0-9-]{1,40}",
        span(),
        words(),
        words(),
        prop::option::of(words()),
        any::<bool>(),
        any::<bool>(),
        alarm,
    );
    parts.prop_map(
        |(uid, span, title, description, place, linked, cancelled, alarm)| Event {
            uid: format!("{uid}@doorstep"),
            span,
            title,
            description,
            place,
            link: linked.then(|| "https://example.org/a,b;c?d=e&f=%20#g".to_owned()),
            cancelled,
            alarm,
        },
    )
}

fn file() -> impl Strategy<Value = File> {
    let parts = (
        1..100_000u32,
        prop::option::of(words()),
        prop::collection::vec(event(), 1..4),
    );
    parts.prop_map(|(edition, name, events)| File {
        edition,
        published_at: "2026-11-22T09:00:00Z".parse().expect("a date"),
        name,
        events,
    })
}

/// Python's reader (4.0, Debian 12's) takes an escaped backslash before an n for a new line, and its own stand-ins for
/// escaped characters ("%2C") for those: faults that later versions fixed. It is given the same without them.
fn for_python(file: &File) -> File {
    let plain = |text: &str| text.replace(['\\', '%'], "/");
    let mut file = file.clone();
    file.name = file.name.as_deref().map(plain);
    for event in &mut file.events {
        event.title = plain(&event.title);
        event.description = plain(&event.description);
        event.place = event.place.as_deref().map(plain);
        event.link = event.link.as_deref().map(plain);
    }
    file
}

#[test]
fn whatever_people_write_comes_back() {
    let mut runner = TestRunner::deterministic();
    let files: Vec<File> = (0..FILES)
        .map(|_| file().new_tree(&mut runner).expect("a file").current())
        .collect();
    for file in &files {
        let text = file.write();
        assert!(
            text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']),
            "{text}"
        );
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    }
    let for_python: Vec<File> = files.iter().map(for_python).collect();
    readers::check(&files, &for_python);
}
