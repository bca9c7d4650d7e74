//! *Add to calendar*, on the real catalogue.

use std::fs;
use std::path::Path;

use api::Doorstep;
use api::calendar_file::CalendarChoice;
use api::error::ErrorCode;
use api::views::{Appearance, Settings};
use catalogue::{Edition, Weekday};
use tempfile::TempDir;

use crate::kit::{EDITION, at, bundle, edited};

/// Before the week on child exploitation, in summer time.
const BEFORE: &str = "2025-10-01T09:00:00Z";

fn app(edition: &Edition, areas: &[&str]) -> (Doorstep, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let app = Doorstep::open(folder.path(), bundle(edition), at(BEFORE)).unwrap();
    let areas = areas.iter().map(ToString::to_string).collect();
    let settings = Settings {
        asked: true,
        areas,
        appearance: Appearance::System,
    };
    app.save_settings(settings).unwrap();
    (app, folder)
}

fn week(week: &str) -> CalendarChoice {
    CalendarChoice::Week { week: week.into() }
}

#[test]
fn a_week_a_day_a_session_and_all_ahead_are_written() {
    let (app, folder) = app(&EDITION, &["hampshire"]);
    let ce = || "child-exploitation-2025".to_owned();
    let check = |what: CalendarChoice, events: usize, holds: &str| {
        let saved = app.save_calendar(&what, folder.path(), at(BEFORE)).unwrap();
        let text = fs::read_to_string(&saved.path).unwrap();
        assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), events, "{text}");
        assert!(text.contains(holds), "{text}");
        saved.path
    };
    let weekday = Weekday::Wednesday;
    let session = "honest-conversations".to_owned();
    let day = CalendarChoice::Day { week: ce(), weekday };
    let paths = [
        check(week(&ce()), 1, "DTEND;VALUE=DATE:20251018\r\n"),
        check(day, 1, "DTSTART;VALUE=DATE:20251015\r\n"),
        check(
            CalendarChoice::Session { week: ce(), session },
            1,
            "TZID=Europe/London:20251015T190000\r\n",
        ),
        check(CalendarChoice::Upcoming, 11, "not yet confirmed"),
    ];
    let names = paths.map(|path| Path::new(&path).file_name().unwrap().to_str().unwrap().to_owned());
    assert_eq!(
        names,
        ["", "-2", "-3", "-4"].map(|number| format!("doorstep-calendar-2025-10-01{number}.ics"))
    );
}

#[test]
fn what_cannot_be_added_is_said() {
    let (app, folder) = app(&EDITION, &["hampshire"]);
    let check = |what: CalendarChoice, folder: &Path, now: &str, code: ErrorCode, says: &str| {
        let error = app.save_calendar(&what, folder, at(now)).unwrap_err();
        assert!(error.code == code && error.message.contains(says), "{error:?}");
    };
    let session = CalendarChoice::Session {
        week: "child-exploitation-2025".into(),
        session: "nothing".into(),
    };
    check(
        week("nothing"),
        folder.path(),
        BEFORE,
        ErrorCode::NotFound,
        "no practice week",
    );
    check(session, folder.path(), BEFORE, ErrorCode::NotFound, "no session");
    check(
        week(WITHOUT_DATES),
        folder.path(),
        BEFORE,
        ErrorCode::BadRequest,
        "no date",
    );
    check(
        CalendarChoice::Upcoming,
        folder.path(),
        "2026-11-22T09:00:00Z",
        ErrorCode::BadRequest,
        "lies ahead",
    );
    let nowhere = folder.path().join("nowhere");
    check(
        CalendarChoice::Upcoming,
        &nowhere,
        BEFORE,
        ErrorCode::BadRequest,
        "still works",
    );
}

/// A week of which no source gives the dates.
const WITHOUT_DATES: &str = "learning-from-reviews-2024-isle-of-wight";

#[test]
fn a_withdrawn_week_says_so() {
    let withdrawn = edited(2, |catalogue| {
        let week = catalogue
            .practice_weeks
            .iter_mut()
            .find(|its| its.id == "child-exploitation-2025")
            .unwrap();
        week.status = catalogue::Status::Withdrawn;
    });
    let (app, folder) = app(&withdrawn, &[]);
    let saved = app
        .save_calendar(&week("child-exploitation-2025"), folder.path(), at(BEFORE))
        .unwrap();
    assert!(
        fs::read_to_string(&saved.path)
            .unwrap()
            .contains("STATUS:CANCELLED\r\n")
    );
    let told = saved.told(true);
    assert!(
        told.opened && told.words.ends_with("It has been withdrawn, and the file says so."),
        "{told:?}"
    );
}

#[test]
fn people_subscribe_to_their_own_area() {
    let check = |areas: &[&str], host: &str, expected: &str| {
        let (app, _folder) = app(&EDITION, areas);
        assert_eq!(app.calendar_address(host, at(BEFORE)).unwrap(), expected);
    };
    let host = "https://example.org/doorstep";
    check(
        &["hampshire"],
        host,
        "https://example.org/doorstep/calendar-hampshire.ics",
    );
    check(&[], host, "https://example.org/doorstep/calendar.ics");
    check(
        &["hampshire", "isle-of-wight"],
        "https://example.org/",
        "https://example.org/calendar.ics",
    );
}
