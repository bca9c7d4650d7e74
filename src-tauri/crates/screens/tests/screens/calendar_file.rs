//! *Add to calendar*, on the real catalogue. That it is written as a file: `app`'s tests.

use std::path::Path;

use catalogue::Weekday;
use screens::calendar_file::{self, CalendarChoice, CalendarFile};
use screens::{ErrorCode, Failure};

use crate::kit::{App, SUNDAY, edited, withdrawn};

/// Before the week on child exploitation, in summer time.
const BEFORE: &str = "2025-10-01T09:00:00Z";
const WEEK: &str = "child-exploitation-2025";
/// A week of which no source gives the dates.
const WITHOUT_DATES: &str = "learning-from-reviews-2024-isle-of-wight";

fn week(week: &str) -> CalendarChoice {
    CalendarChoice::Week { week: week.into() }
}

fn session(session: &str) -> CalendarChoice {
    CalendarChoice::Session {
        week: WEEK.into(),
        session: session.into(),
    }
}

#[test]
fn a_week_a_day_a_session_and_all_ahead_can_be_added() {
    let app = App::new().in_areas(&["hampshire"]);
    let day = CalendarChoice::Day {
        week: WEEK.into(),
        weekday: Weekday::Wednesday,
    };
    for (what, events, holds) in [
        (week(WEEK), 1, "DTEND;VALUE=DATE:20251018\r\n"),
        (day, 1, "DTSTART;VALUE=DATE:20251015\r\n"),
        (
            session("honest-conversations"),
            1,
            "TZID=Europe/London:20251015T190000\r\n",
        ),
        (CalendarChoice::Upcoming, 11, "not yet confirmed"),
    ] {
        let text = calendar_file::answer(&app.at(BEFORE), &what).unwrap().write();
        assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), events, "{text}");
        assert!(text.contains(holds), "{text}");
    }
}

/// As notifications do, by the same choice.
#[test]
fn its_titles_name_the_theme_only_where_the_person_chose_that() {
    let mut app = App::new().in_areas(&["hampshire"]);
    let titles = |app: &App| -> Vec<String> {
        let file = calendar_file::answer(&app.at(BEFORE), &CalendarChoice::Upcoming).unwrap();
        file.events.into_iter().map(|event| event.title).collect()
    };
    let neutral = titles(&app);
    assert_eq!(neutral[..2], ["Practice week", "Practice week: Monday"]);
    assert!(
        neutral.iter().all(|title| title.starts_with("Practice week")),
        "{neutral:?}"
    );
    app.choose(|choices| choices.full_text = true);
    let full = titles(&app);
    assert_eq!(full.len(), neutral.len());
    assert!(full[0].contains("Child Exploitation"), "{full:?}");
}

#[test]
fn what_cannot_be_added_says_why() {
    let app = App::new().in_areas(&["hampshire"]);
    let refused =
        |what: CalendarChoice, now: &str| -> Failure { calendar_file::answer(&app.at(now), &what).unwrap_err() };
    let day = |id: &str, weekday| CalendarChoice::Day {
        week: id.into(),
        weekday,
    };
    for (what, now, code, says) in [
        (
            week("nothing"),
            BEFORE,
            ErrorCode::NotFound,
            "This practice week is not",
        ),
        (
            day("nothing", Weekday::Monday),
            BEFORE,
            ErrorCode::NotFound,
            "This practice week is not",
        ),
        (session("nothing"), BEFORE, ErrorCode::NotFound, "This session is not"),
        (week(WITHOUT_DATES), BEFORE, ErrorCode::BadRequest, "No date"),
        (day(WEEK, Weekday::Sunday), BEFORE, ErrorCode::BadRequest, "No date"),
        (
            CalendarChoice::Upcoming,
            SUNDAY,
            ErrorCode::BadRequest,
            "nothing to add",
        ),
    ] {
        let refused = refused(what, now);
        assert!(refused.code == code && refused.message.contains(says), "{refused:?}");
    }
}

#[test]
fn what_became_of_it_is_said_and_that_it_was_withdrawn() {
    let path = Path::new("home").join("Downloads").join("week.ics");
    let words = |app: &App, opened: bool| {
        let file = calendar_file::answer(&app.at(BEFORE), &week(WEEK)).unwrap();
        (file.write(), CalendarFile::at(path.clone(), &file).words(opened).words)
    };
    let (text, opened) = words(&App::new(), true);
    assert!(!text.contains("STATUS:CANCELLED"));
    assert_eq!(
        opened,
        "Doorstep asked this device to open the file. Accept it in your calendar app to add it."
    );
    let (_, saved) = words(&App::new(), false);
    assert_eq!(saved, "Saved to Downloads as week.ics. Open it with your calendar app.");

    let edition = edited(2, |c| {
        let week = c.practice_weeks.iter_mut().find(|its| its.id == WEEK).unwrap();
        week.standing = withdrawn("2025-09-30", "The trainer is ill.", None);
    });
    let (text, opened) = words(&App::with(&edition), true);
    assert!(text.contains("STATUS:CANCELLED\r\n"), "{text}");
    assert!(
        opened.ends_with("It has been withdrawn, and the file says so."),
        "{opened}"
    );
}

#[test]
fn people_subscribe_to_their_own_area() {
    let host = "https://example.org/doorstep";
    for (areas, host, address) in [
        (
            &["hampshire"][..],
            host,
            "https://example.org/doorstep/calendar-hampshire.ics",
        ),
        (&[], host, "https://example.org/doorstep/calendar.ics"),
        (
            &["hampshire", "isle-of-wight"],
            "https://example.org/",
            "https://example.org/calendar.ics",
        ),
        // An area that the edition does not know has no calendar.
        (&["atlantis"], host, "https://example.org/doorstep/calendar.ics"),
    ] {
        let app = App::new().in_areas(areas);
        assert_eq!(calendar_file::address(&app.at(BEFORE), host), address);
    }
}
