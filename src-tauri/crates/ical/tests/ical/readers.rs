//! The readers: libical, Python's icalendar, and the Rust crate of that name. What each reads must be what was written.

use std::fs;
use std::path::Path;
use std::process::Command;

use chrono::{NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::London;
use ical::{Event, File, Span};
use icalendar::{Component, DatePerhapsTime};
use serde_json::{Value, json};

/// Debian's own Python, for which its packages are; another may come before it on the path.
const PYTHON: &str = "/usr/bin/python3";

/// Writes the files and has every reader read them, but Python's: it is given those `for_python`.
pub fn check(files: &[File], for_python: &[File]) {
    files.iter().for_each(crate_reads);
    read("libical", files);
    read("icalendar", for_python);
}

/// One process for all files: a start takes longer than reading hundreds.
fn read(reader: &str, files: &[File]) {
    let dir = tempfile::tempdir().expect("a directory");
    let paths = files.iter().enumerate().map(|(number, file)| {
        let path = dir.path().join(format!("{number}.ics"));
        fs::write(&path, file.write()).expect("a file");
        path
    });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ical/read.py");
    let run = Command::new(PYTHON).arg(script).arg(reader).args(paths).output();
    let missing = match &run {
        Ok(run) => run.status.code() == Some(77),
        Err(_) => true,
    };
    if missing {
        assert!(std::env::var_os("CI").is_none(), "{reader} is not installed");
        println!("NOT RUN: {reader} is not installed. `cargo xtask test` installs it on Linux.");
        return;
    }
    let run = run.expect("a run");
    assert!(
        run.status.success(),
        "{reader}: {}",
        String::from_utf8_lossy(&run.stderr)
    );
    let found: Vec<Value> = serde_json::from_slice(&run.stdout).expect("JSON");
    assert_eq!(found.len(), files.len());
    for (found, file) in found.iter().zip(files) {
        assert_eq!(*found, expected(file), "{reader} read this:\n{}", file.write());
    }
}

/// What a reader must have read, as `read.py` prints it.
fn expected(file: &File) -> Value {
    let is_feed = file.name.is_some();
    json!({
        "version": "2.0",
        "method": null,
        "name": file.name,
        "refresh": is_feed.then_some("PT12H"),
        "ttl": is_feed.then_some("PT12H"),
        "events": file.events.iter().map(|event| {
            let (start, end) = spanned(event.span);
            let stamp = file.published_at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
            json!({
                "uid": event.uid,
                "sequence": file.edition,
                "stamp": stamp,
                "modified": stamp,
                "start": start,
                "end": end,
                "transparent": matches!(event.span, Span::Days { .. }),
                "status": status(event),
                "summary": event.title,
                "description": event.description,
                "location": event.place,
                "url": event.link,
                "categories": ["Safeguarding practice week"],
                "alarms": event.alarm.iter().map(|before| json!({
                    "action": "DISPLAY",
                    "description": "A reminder from Doorstep",
                    "seconds": -before.num_seconds(),
                })).collect::<Vec<_>>(),
            })
        }).collect::<Vec<_>>(),
    })
}

fn status(event: &Event) -> &'static str {
    if event.cancelled { "CANCELLED" } else { "CONFIRMED" }
}

/// Start and end: a day, and the day after the last; or moments in UTC, by chrono-tz and not by the file's time zone.
fn spanned(span: Span) -> (String, String) {
    match span {
        Span::Days { first, last } => (first.to_string(), (last + TimeDelta::days(1)).to_string()),
        Span::Times { starts, ends } => (moment(starts), moment(ends)),
    }
}

fn moment(local: NaiveDateTime) -> String {
    let moment = London
        .from_local_datetime(&local)
        .earliest()
        .expect("a time that there is");
    moment.with_timezone(&Utc).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The crate that could have written it, had it known time zones. It runs everywhere.
fn crate_reads(file: &File) {
    let text = file.write();
    let read: icalendar::Calendar = text.parse().unwrap_or_else(|error| panic!("{error}:\n{text}"));
    let found: Vec<Value> = read
        .events()
        .map(|event| {
            let when = |time: Option<DatePerhapsTime>| match time.expect("a time") {
                DatePerhapsTime::Date(day) => day.to_string(),
                DatePerhapsTime::DateTime(icalendar::CalendarDateTime::WithTimezone { date_time, tzid }) => {
                    assert_eq!(tzid, "Europe/London");
                    moment(date_time)
                }
                other => panic!("{other:?}"),
            };
            json!([
                event.get_uid(),
                event.get_sequence(),
                event.property_value("STATUS"),
                when(event.get_start()),
                when(event.get_end()),
                event.get_summary(),
                event.get_description(),
                event.property_value("LOCATION"),
                event.property_value("URL"),
            ])
        })
        .collect();
    let written: Vec<Value> = file
        .events
        .iter()
        .map(|event| {
            let (start, end) = spanned(event.span);
            json!([
                event.uid,
                file.edition,
                status(event),
                start,
                end,
                event.title,
                event.description,
                event.place,
                event.link,
            ])
        })
        .collect();
    assert_eq!(found, written, "{text}");
}
