//! The files that people get.

use std::collections::BTreeSet;
use std::path::Path;

use catalogue::{Catalogue, Header, Weekday};
use chrono::{DateTime, TimeDelta, Utc};
use ical::{Event, File, Span, Weeks, edition_of};
use serde_json::{Value, json};

use crate::readers;

fn header(edition: u32) -> Header {
    serde_json::from_value(json!({
        "format": 1, "min_reader": 1, "edition": edition, "status": "draft", "title": "Test",
        "published_at": "2026-10-01T09:00:00Z", "publisher": "Nobody",
    }))
    .expect("a header")
}

/// A week in summer time, one in winter, one across the change between them, one that is over and one without dates.
fn catalogue() -> Catalogue {
    let week = |id: &str, area: &str, days: &[&str], sessions: Value| {
        let days: Vec<Value> = days
            .iter()
            .map(|day| {
                let date: chrono::NaiveDate = day.parse().expect("a day");
                let weekday = date.format("%A").to_string().to_lowercase();
                let own = sessions.get(day).cloned().unwrap_or(json!([]));
                json!({"weekday": weekday, "date": day, "topic": format!("Topic of {weekday}"), "sessions": own})
            })
            .collect();
        let dates = days
            .first()
            .zip(days.last())
            .map(|(first, last)| (first["date"].clone(), last["date"].clone()));
        let mut week = json!({
            "id": id, "title": format!("Week, {id}"), "area": area, "year": 2026,
            "summary": "What it is\nabout.\n\nAnd more.", "one_thing": "Ask.", "days": days, "source": "page",
        });
        if let Some((starts, ends)) = dates {
            week["starts"] = starts;
            week["ends"] = ends;
        }
        week
    };
    let session = |id: &str, starts: &str, ends: &str, resource: &str| {
        json!({"id": id, "title": format!("Talk {id}"), "starts": starts, "ends": ends, "place": "Microsoft Teams; online",
            "resource": resource})
    };
    let resource = |id: &str, link: Value| {
        json!({"id": id, "title": id, "kind": "webinar", "audience": "professionals", "area": "national",
            "publisher": "p", "source": "page", "link": link})
    };
    serde_json::from_value(json!({
        "areas": [
            {"id": "national", "title": "National", "source": "page"},
            {"id": "hampshire", "title": "Hampshire", "within": "national", "selectable": true, "source": "page"},
            {"id": "isle-of-wight", "title": "Isle of Wight", "within": "national", "selectable": true, "source": "page"},
        ],
        "sources": [{"id": "page", "title": "The page", "short": "the page", "recorded_on": "2026-09-01"}],
        "resources": [
            resource("confirmed", json!({"url": "https://example.org/a", "confirmed_on": "2026-09-02", "confirmed_by": "A"})),
            resource("unconfirmed", json!({"url": "https://example.org/b"})),
        ],
        "practice_weeks": [
            week("summer", "hampshire", &["2026-10-19", "2026-10-20"], json!({
                "2026-10-19": [session("early", "2026-10-19T08:30:00", "2026-10-19T09:15:00", "confirmed")],
            })),
            week("change", "national", &["2026-10-24", "2026-10-25", "2026-10-26"], json!({
                "2026-10-24": [session("before", "2026-10-24T13:30:00", "2026-10-24T15:00:00", "unconfirmed")],
                "2026-10-26": [session("after", "2026-10-26T13:30:00", "2026-10-26T15:00:00", "nothing")],
            })),
            week("winter", "isle-of-wight", &["2026-11-23", "2026-11-24"], json!({})),
            week("over", "national", &["2026-03-23"], json!({
                "2026-03-23": [session("gone", "2026-03-23T12:00:00", "2026-03-23T13:00:00", "confirmed")],
            })),
            week("undated", "hampshire", &[], json!({})),
        ],
    }))
    .expect("a catalogue")
}

fn withdraw(catalogue: &mut Catalogue, week: &str) {
    let week = catalogue
        .practice_weeks
        .iter_mut()
        .find(|its| its.id == week)
        .expect("a week");
    let why = json!({"on": "2026-10-02", "reason": "It was\nput off."});
    week.standing = catalogue::Standing::Withdrawn(serde_json::from_value(why).expect("why"));
}

/// The events' ids, without what all have in common.
fn ids(file: &File) -> Vec<&str> {
    file.events
        .iter()
        .map(|event| event.uid.strip_suffix("@doorstep").expect("ours"))
        .collect()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

#[test]
fn every_file_of_the_real_catalogue_is_read_as_it_was_written() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../data");
    let edition = source::build(&data).expect("the catalogue's source has no fault");
    let catalogue = Catalogue::from_edition(&edition).expect("an edition");
    let weeks = Weeks {
        header: &edition.header,
        catalogue: &catalogue,
        full_titles: false,
    };
    check_all(&weeks);
}

#[test]
fn so_is_every_file_on_both_sides_of_a_change_of_clocks() {
    let (header, mut catalogue) = (header(7), catalogue());
    check_all(&Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles: false,
    });
    withdraw(&mut catalogue, "change");
    check_all(&Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles: false,
    });
}

fn check_all(weeks: &Weeks) {
    for full_titles in [false, true] {
        check_each(&Weeks { full_titles, ..*weeks });
    }
}

fn check_each(weeks: &Weeks) {
    let mut files = Vec::new();
    for week in &weeks.catalogue.practice_weeks {
        files.extend(weeks.week(&week.id));
        files.extend(week.days.iter().filter_map(|day| weeks.day(&week.id, day.weekday)));
        let sessions = week.days.iter().flat_map(|day| &day.sessions);
        files.extend(sessions.filter_map(|session| weeks.session(&week.id, &session.id)));
    }
    files.extend(weeks.upcoming(&[""; 0], moment("2024-01-01T00:00:00Z")));
    files.extend(weeks.feeds().into_values());
    assert!(files.len() > 10);
    let uids: BTreeSet<&str> = files
        .iter()
        .flat_map(|file| &file.events)
        .map(|event| event.uid.as_str())
        .collect();
    let all = files.last().map_or(0, |file| file.events.len());
    assert_eq!(uids.len(), all, "each event has one id");
    readers::check(&files, &files);
}

#[test]
fn one_thing_is_one_event() {
    let (header, catalogue) = (header(7), catalogue());
    let weeks = Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles: false,
    };
    let check = |file: Option<File>, expected: &[&str]| {
        assert_eq!(file.as_ref().map(ids).unwrap_or_default(), expected);
    };
    check(weeks.week("change"), &["change.week"]);
    check(weeks.day("change", Weekday::Saturday), &["change.saturday.day"]);
    check(weeks.session("change", "after"), &["change.after.session"]);
    check(weeks.week("undated"), &[]);
    check(weeks.week("none"), &[]);
    check(weeks.day("change", Weekday::Friday), &[]);
    check(weeks.session("summer", "after"), &[]);
}

/// A phone shows titles to whoever sees its screen: they name no theme unless the person chose that. Nothing else
/// differs.
#[test]
fn a_title_says_what_it_is_about_only_where_that_was_chosen() {
    let (header, mut catalogue) = (header(7), catalogue());
    withdraw(&mut catalogue, "winter");
    let weeks = |full_titles| Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles,
    };
    let (neutral, full) = (weeks(false), weeks(true));
    for (neutral, full, title, full_title) in [
        (
            neutral.week("change"),
            full.week("change"),
            "Practice week",
            "Week, change",
        ),
        (
            neutral.day("change", Weekday::Saturday),
            full.day("change", Weekday::Saturday),
            "Practice week: Saturday",
            "Week, change: Topic of saturday",
        ),
        (
            neutral.session("change", "after"),
            full.session("change", "after"),
            "Practice week: session",
            "Talk after",
        ),
        (
            neutral.week("winter"),
            full.week("winter"),
            "Withdrawn: Practice week",
            "Withdrawn: Week, winter",
        ),
    ] {
        let (mut neutral, full) = (neutral.expect("a file"), full.expect("a file"));
        let (event, its) = (&mut neutral.events[0], &full.events[0]);
        assert_eq!((&*event.title, &*its.title), (title, full_title));
        let topic = full_title.strip_prefix("Withdrawn: ").unwrap_or(full_title);
        assert!(
            event.description.split("\n\n").any(|part| part == topic),
            "it is told inside"
        );
        event.title.clone_from(&its.title);
        assert_eq!(neutral, full);
    }
    for feed in neutral.feeds().into_values() {
        for event in feed.events {
            assert!(event.title.contains("Practice week"), "{}", event.title);
        }
    }
}

#[test]
fn a_file_is_known_by_its_days() {
    let (header, catalogue) = (header(7), catalogue());
    let weeks = Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles: false,
    };
    let check = |file: Option<File>, days: &str| assert_eq!(file.expect("a file").days(), days);
    check(weeks.day("change", Weekday::Sunday), "2026-10-25");
    check(weeks.week("change"), "2026-10-24-to-2026-10-26");
    check(weeks.week("over"), "2026-03-23");
    check(weeks.session("change", "after"), "2026-10-26-1330");
    let ahead = weeks.upcoming(&[""; 0], moment("2026-10-01T00:00:00Z"));
    check(ahead, "2026-10-19-to-2026-11-24");
}

#[test]
fn what_lies_ahead_concerns_the_person_and_is_not_over() {
    let (header, mut catalogue) = (header(7), catalogue());
    let areas = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let check = |catalogue: &Catalogue, mine: &[&str], now: &str, expected: &[&str]| {
        let weeks = Weeks {
            header: &header,
            catalogue,
            full_titles: false,
        };
        let file = weeks.upcoming(&areas(mine), moment(now));
        assert_eq!(
            file.as_ref().map(ids).unwrap_or_default(),
            expected,
            "{mine:?} at {now}"
        );
    };
    let change = [
        "change.week",
        "change.saturday.day",
        "change.before.session",
        "change.sunday.day",
        "change.monday.day",
        "change.after.session",
    ];
    let winter = ["winter.week", "winter.monday.day", "winter.tuesday.day"];
    let summer = [
        "summer.week",
        "summer.monday.day",
        "summer.early.session",
        "summer.tuesday.day",
    ];
    check(
        &catalogue,
        &["isle-of-wight"],
        "2026-10-01T00:00:00Z",
        &[&change[..], &winter].concat(),
    );
    check(
        &catalogue,
        &[],
        "2026-10-01T00:00:00Z",
        &[&summer[..], &change, &winter].concat(),
    );
    // Its second day: midnight in London was an hour ago.
    check(
        &catalogue,
        &["hampshire"],
        "2026-10-24T23:30:00Z",
        &[&change[..1], &change[3..]].concat(),
    );
    check(&catalogue, &["hampshire"], "2026-11-01T00:00:00Z", &[]);
    // A calendar that has it must learn that it is off; alone it is no reason to make a file.
    withdraw(&mut catalogue, "change");
    check(
        &catalogue,
        &["isle-of-wight"],
        "2026-10-01T00:00:00Z",
        &[&change[..], &winter].concat(),
    );
    check(&catalogue, &["hampshire"], "2026-10-21T00:00:00Z", &[]);
}

#[test]
fn an_event_stays_itself_and_grows_with_the_edition() {
    let (old, new, before, mut after) = (header(7), header(8), catalogue(), catalogue());
    let week = &mut after.practice_weeks[1];
    week.title = "Another name".into();
    week.area = "hampshire".into();
    for day in &mut week.days {
        day.date = day.date.map(|date| date + TimeDelta::days(7));
        for session in &mut day.sessions {
            session.starts += TimeDelta::days(7);
            session.ends += TimeDelta::days(7);
        }
    }
    week.starts = week.starts.map(|day| day + TimeDelta::days(7));
    week.ends = week.ends.map(|day| day + TimeDelta::days(7));
    let (before, after) = (
        Weeks {
            header: &old,
            catalogue: &before,
            full_titles: false,
        }
        .upcoming(&[""; 0], moment("2026-10-01T00:00:00Z"))
        .expect("a file"),
        Weeks {
            header: &new,
            catalogue: &after,
            full_titles: false,
        }
        .upcoming(&[""; 0], moment("2026-10-01T00:00:00Z"))
        .expect("a file"),
    );
    assert_eq!(ids(&before), ids(&after));
    assert_eq!((before.edition, after.edition), (7, 8));
    assert_ne!(before.events, after.events);
}

#[test]
fn a_withdrawn_week_is_cancelled_with_all_that_is_in_it() {
    let (header, mut catalogue) = (header(7), catalogue());
    withdraw(&mut catalogue, "change");
    let weeks = Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles: false,
    };
    for file in [
        weeks.week("change"),
        weeks.day("change", Weekday::Sunday),
        weeks.session("change", "after"),
    ] {
        let file = file.expect("a file");
        let Event {
            cancelled,
            alarm,
            title,
            description,
            ..
        } = &file.events[0];
        assert!(
            *cancelled && alarm.is_none() && title.starts_with("Withdrawn: "),
            "{title}"
        );
        assert!(
            description.starts_with("Withdrawn on 2 October 2026. It was put off.\n\n"),
            "{description}"
        );
    }
}

#[test]
fn people_are_reminded_of_what_lies_ahead() {
    let (header, catalogue) = (header(7), catalogue());
    let weeks = Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles: false,
    };
    let check = |file: Option<File>, before_midnight: Option<i64>| {
        let alarm = file.expect("a file").events[0].alarm;
        assert_eq!(alarm, before_midnight.map(TimeDelta::minutes));
    };
    // A Monday: on Friday at half past eight. A Saturday: on Friday too.
    check(weeks.week("summer"), Some(2 * 24 * 60 + 15 * 60 + 30));
    check(weeks.week("change"), Some(15 * 60 + 30));
    check(weeks.session("change", "after"), Some(15));
    check(weeks.day("change", Weekday::Saturday), None);
    check(weeks.week("over"), None);
    check(weeks.session("over", "gone"), None);
}

#[test]
fn a_link_is_given_only_where_somebody_has_opened_it() {
    let (header, catalogue) = (header(7), catalogue());
    let weeks = Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles: false,
    };
    let check = |week: &str, session: &str, expected: Option<&str>| {
        let file = weeks.session(week, session).expect("a file");
        assert_eq!(file.events[0].link.as_deref(), expected, "{session}");
    };
    check("summer", "early", Some("https://example.org/a"));
    check("change", "before", None);
    check("change", "after", None);
}

#[test]
fn a_feed_has_the_past_too_and_there_is_one_for_each_area_to_choose() {
    let (header, catalogue) = (header(7), catalogue());
    let weeks = Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles: false,
    };
    let feeds = weeks.feeds();
    let names: Vec<&str> = feeds.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["calendar-hampshire.ics", "calendar-isle-of-wight.ics", "calendar.ics"]
    );
    let has = |name: &str, week: &str| ids(&feeds[name]).contains(&format!("{week}.week").as_str());
    for (name, week, expected) in [
        ("calendar.ics", "over", true),
        ("calendar.ics", "undated", false),
        ("calendar-hampshire.ics", "summer", true),
        ("calendar-hampshire.ics", "winter", false),
        ("calendar-isle-of-wight.ics", "summer", false),
        ("calendar-isle-of-wight.ics", "over", true),
    ] {
        assert_eq!(has(name, week), expected, "{week} in {name}");
    }
    assert_eq!(
        feeds["calendar-hampshire.ics"].name.as_deref(),
        Some("Safeguarding practice weeks: Hampshire")
    );
    assert!(
        feeds["calendar.ics"]
            .events
            .iter()
            .any(|event| matches!(event.span, Span::Times { .. }))
    );
}

#[test]
fn a_feed_says_which_edition_it_is_of() {
    let (header, catalogue) = (header(7), catalogue());
    let weeks = Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles: false,
    };
    let feed = weeks.feeds()["calendar.ics"].write();
    let week = weeks.week("change").expect("a file").write();
    for (bytes, expected) in [
        (feed.as_str(), Some(7)),
        (&week, None),
        ("", None),
        ("X-DOORSTEP-EDITION:x", None),
    ] {
        assert_eq!(edition_of(bytes.as_bytes()), expected);
    }
}

/// Look at it: this is one week as people subscribe to it. After a change that is meant, run it once with
/// `DOORSTEP_GOLDEN=write`.
#[test]
fn a_file_looks_like_this() {
    let (header, mut catalogue) = (header(7), catalogue());
    catalogue.practice_weeks.retain(|week| week.id == "change");
    let weeks = Weeks {
        header: &header,
        catalogue: &catalogue,
        full_titles: false,
    };
    let written = weeks.feeds()["calendar.ics"].write();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ical/golden.ics");
    if std::env::var_os("DOORSTEP_GOLDEN").is_some() {
        std::fs::write(&golden, &written).expect("written");
    }
    assert_eq!(std::fs::read_to_string(&golden).expect("a file"), written);
}
