//! An edition of a newer version of Doorstep, and dates that no calendar has: stored already when the app starts.

use app::Doorstep;
use catalogue::{Edition, Kind, PracticeWeek, Record, canonical};
use chrono::{DateTime, NaiveDate, Utc};
use kit::world::now;
use rusqlite::Connection;
use screens::settings::SettingsPatch;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::small::{AREA, edition, is_kept, shown, start, store, used, works};
use crate::table::{Case, Family, Row};

/// What an editor of a newer version makes of a member; `null` takes it away.
type Shape = (&'static str, Value);

/// For each kind an unknown value of a closed choice where it has one, a missing field, and fields of another type.
fn shapes() -> [(&'static str, Vec<Shape>); 10] {
    let step = |urgency: &str| json!([{"id": "one", "title": "T", "urgency": urgency, "text": "T"}]);
    let days = |weekday: &str| json!([{"weekday": weekday, "topic": "T"}]);
    [
        (
            "areas",
            vec![
                ("title", Value::Null),
                ("selectable", json!("yes")),
                ("within", json!(["a", "b"])),
            ],
        ),
        (
            "articles",
            vec![
                ("status", json!("resting")),
                ("summary", Value::Null),
                ("body", json!({"blocks": []})),
            ],
        ),
        (
            "contacts",
            vec![
                ("used_by", json!("robots")),
                ("status", json!("resting")),
                ("purpose", Value::Null),
                ("numbers", json!("999")),
                ("order", json!(-1)),
            ],
        ),
        (
            "pathways",
            vec![
                ("steps", step("whenever")),
                ("steps", Value::Null),
                ("steps", json!({"one": {}})),
            ],
        ),
        (
            "practice_weeks",
            vec![
                ("days", days("octiday")),
                ("summary", Value::Null),
                ("year", json!("2026")),
            ],
        ),
        (
            "publishers",
            vec![
                ("title", Value::Null),
                ("website", json!({"en": "https://example.org"})),
            ],
        ),
        (
            "resources",
            vec![
                ("status", json!("resting")),
                ("publisher", Value::Null),
                ("link", json!("https://a.b")),
            ],
        ),
        (
            "sources",
            vec![("short", Value::Null), ("recorded_on", json!("next week"))],
        ),
        (
            "terms",
            vec![
                ("status", json!("resting")),
                ("meaning", Value::Null),
                ("also", json!("text")),
            ],
        ),
        (
            "themes",
            vec![
                ("status", json!("resting")),
                ("one_thing", Value::Null),
                ("sections", json!({})),
            ],
        ),
    ]
}

pub fn family() -> Family {
    let kind = |(collection, shapes): (&'static str, Vec<Shape>)| {
        let count = shapes.len();
        let name = format!("{collection}: {count} records of shapes that this version does not know");
        Case::new(name, move || newer(collection, &shapes))
    };
    let mut cases: Vec<Case> = shapes().map(kind).into();
    cases.push(Case::new(
        "the area that the person chose is not in the edition",
        retired_area,
    ));
    cases.push(Case::new(
        "every date of an edition at the ends of what can be written",
        dates,
    ));
    cases.push(Case::new(
        "every date of what the person keeps at those ends",
        own_dates,
    ));
    Family {
        title: "What an edition may hold",
        about: "Stored already when the app starts. Act now shows 999 and the local number, and all other screens answer.",
        cases,
    }
}

/// A folder in use with `edition` from a host, and the app open on it.
fn with(edition: &Edition) -> (TempDir, Doorstep) {
    let dir = tempfile::tempdir().unwrap();
    used(dir.path());
    store(dir.path(), edition);
    let app = start(dir.path(), 1);
    (dir, app)
}

fn members(record: &Record) -> Map<String, Value> {
    serde_json::from_str(&record.body).unwrap()
}

fn newer(collection: &str, shapes: &[Shape]) -> Row {
    let mut records = edition(2).records;
    let known = records.iter().find(|record| record.collection == collection);
    let known = members(known.expect("one of each kind"));
    for (n, (member, value)) in shapes.iter().enumerate() {
        let mut members = known.clone();
        let id = format!("newer-{n}");
        members.insert("id".into(), json!(id));
        if value.is_null() {
            members.remove(*member).expect("a member to leave out");
        } else {
            members.insert((*member).into(), value.clone());
        }
        records.push(Record {
            collection: collection.into(),
            id,
            body: canonical::to_string(&members.into()),
        });
    }
    let all = records.len();
    let (_dir, app) = with(&Edition::new(edition(2).header, records));
    works(&app, 2, collection);
    let read: Vec<String> = app.ask(now(), |m| {
        let glances = m.library.catalogue().glances();
        glances.map(|glance| glance.id.to_owned()).collect()
    });
    let newer: Vec<_> = read.iter().filter(|id| id.starts_with("newer")).collect();
    assert!(newer.is_empty(), "{newer:?} of {shapes:?} are shown");
    assert_eq!(read.len(), all - shapes.len(), "the others are there");
    assert!(!app.is_damaged(), "nothing is to be fetched again for that");
    Row {
        seen: "They are left out, and the rest is shown".into(),
        reads: "Nothing".into(),
    }
}

fn retired_area() -> Row {
    let dir = tempfile::tempdir().unwrap();
    used(dir.path());
    let app = start(dir.path(), 1);
    let areas = |app: &Doorstep| app.ask(now(), |m| (m.settings.asked, m.settings.areas.clone()));
    let patch = SettingsPatch {
        asked: Some(true),
        areas: Some(vec![AREA.into()]),
        ..SettingsPatch::default()
    };
    app.save_settings(patch, now()).unwrap();
    assert_eq!(areas(&app), (true, vec![AREA.into()]));
    app.close();
    drop(app);
    let Edition {
        header, mut records, ..
    } = edition(2);
    records.retain(|record| (record.collection.as_str(), record.id.as_str()) != ("areas", AREA));
    store(dir.path(), &Edition::new(header, records));
    let app = start(dir.path(), 1);
    works(&app, 2, "a retired area");
    assert_eq!(areas(&app), (false, vec![]));
    drop(app);
    store(dir.path(), &edition(3));
    let app = start(dir.path(), 1);
    works(&app, 3, "the area is there again");
    assert_eq!(areas(&app), (true, vec![AREA.into()]));
    Row {
        seen:
            "Everything is shown and the question is asked again; the choice holds again once an edition has the area"
                .into(),
        reads: "Nothing".into(),
    }
}

/// The moments at which the screens are asked.
fn moments() -> [DateTime<Utc>; 3] {
    let at = |text: &str| text.parse().unwrap();
    [now(), at("2000-01-01T00:00:00Z"), at("2099-12-31T23:59:59Z")]
}

/// Every screen that shows a date.
fn answers(app: &Doorstep) {
    for moment in moments() {
        app.ask(moment, |m| {
            let _ = screens::home::answer(m);
            let _ = screens::calendar::answer(m);
            let _ = screens::about::answer(m, "1");
            let _ = screens::changes::answer(m);
            let _ = screens::bookmarks::answer(m);
            let _ = screens::reminders::due(m);
            let _ = screens::reminders::upcoming(m, 9);
            let _ = screens::start::answer(m);
            let _ = screens::week::answer(m, "w");
            let _ = screens::contacts::contact(m, "office");
            let _ = screens::pathway::answer(m, "p");
            let _ = screens::resource::answer(m, "r");
        });
    }
}

/// Puts `end` wherever an edition has a date.
fn with_dates(end: NaiveDate, published: DateTime<Utc>) -> Edition {
    let Edition {
        mut header, records, ..
    } = edition(2);
    header.published_at = published;
    let (date, time) = (json!(end), json!(end.and_hms_opt(9, 0, 0)));
    let dated = |record: Record| {
        let mut members = members(&record);
        let mut set = |member: &str, value: Value| members.insert(member.into(), value);
        match record.collection.as_str() {
            "sources" => drop(set("recorded_on", date.clone())),
            "contacts" => {
                set("confirmed_on", date.clone());
                set("confirmed_by", json!("Somebody"));
                set("review_by", date.clone());
            }
            "terms" | "resources" => {
                set("status", json!("withdrawn"));
                set("withdrawal", json!({"on": date, "reason": "R"}));
            }
            "practice_weeks" => {
                set("starts", date.clone());
                set("ends", date.clone());
                let session = json!({"id": "x", "title": "X", "starts": time, "ends": time, "place": "P"});
                set(
                    "days",
                    json!([{"weekday": "monday", "date": date, "topic": "T", "sessions": [session]}]),
                );
            }
            _ => (),
        }
        Record {
            body: canonical::to_string(&members.into()),
            ..record
        }
    };
    Edition::new(header, records.into_iter().map(dated).collect())
}

fn dates() -> Row {
    for (end, published) in [
        (NaiveDate::MIN, DateTime::<Utc>::MIN_UTC),
        (NaiveDate::MAX, DateTime::<Utc>::MAX_UTC),
    ] {
        let (_dir, app) = with(&with_dates(end, published));
        works(&app, 2, "dates");
        answers(&app);
        let starts = app.ask(now(), |m| m.library.get::<PracticeWeek>("w").map(|week| week.starts));
        assert_eq!(starts, Some(None), "the week is there, without dates");
    }
    Row {
        seen: "999 and the local number; a week with such a date is one without dates".into(),
        reads: "Nothing".into(),
    }
}

fn own_dates() -> Row {
    for moment in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        let (dir, app) = with(&edition(2));
        drop(app);
        let moment = moment.to_rfc3339();
        let sql = |file: &str, sql: &str| {
            let db = Connection::open(dir.path().join(file)).unwrap();
            db.execute_batch(&sql.replace("END", &moment)).unwrap();
        };
        sql(
            "personal.db",
            "UPDATE bookmark SET kept_at = 'END';
             INSERT INTO kept_offline VALUES ('resource', 'r', 'END');
             INSERT INTO reminder_shown (key, named, shown_at) VALUES ('w', 'monday', 'END');
             INSERT INTO reminder_snoozed VALUES ('w', 'END');
             INSERT INTO week_muted VALUES ('w', 'END');
             INSERT INTO day_done VALUES ('w', 'monday', 'END');",
        );
        sql(
            "catalogue.db",
            "UPDATE arrival SET published_at = 'END', arrived_at = 'END';
             INSERT OR REPLACE INTO attempts VALUES (1, 'END', 'END', 'END', 3);",
        );
        let app = start(dir.path(), 1);
        works(&app, 2, &moment);
        answers(&app);
        assert!(is_kept(&app));
        assert_eq!(shown(&app), 2);
        let terms = app
            .personal()
            .bookmarks
            .iter()
            .filter(|bookmark| bookmark.kind == Kind::Term.name())
            .count();
        assert_eq!(terms, 1);
    }
    Row {
        seen: "999, the local number and the bookmark".into(),
        reads: "Nothing".into(),
    }
}
