//! An edition of a newer version of Doorstep, stored already when the app starts.

use app::Doorstep;
use catalogue::{Edition, Record, canonical};
use kit::world::now;
use screens::settings::SettingsPatch;
use serde_json::{Value, json};

use crate::small::{AREA, edition, members, start, store, used, with, works};
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
    Family {
        title: "What an edition may hold",
        about: "Stored already when the app starts. Now shows 999 and the local number, and all other screens answer.",
        cases,
    }
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
    let areas = |app: &Doorstep| app.ask(now(), |m| m.settings.areas.clone());
    let patch = SettingsPatch {
        areas: Some(vec![AREA.into()]),
        ..SettingsPatch::default()
    };
    app.save_settings(patch, now()).unwrap();
    assert_eq!(areas(&app), [AREA]);
    app.close();
    drop(app);
    let Edition {
        header, mut records, ..
    } = edition(2);
    records.retain(|record| (record.collection.as_str(), record.id.as_str()) != ("areas", AREA));
    store(dir.path(), &Edition::new(header, records));
    let app = start(dir.path(), 1);
    works(&app, 2, "a retired area");
    assert_eq!(areas(&app), [""; 0]);
    drop(app);
    store(dir.path(), &edition(3));
    let app = start(dir.path(), 1);
    works(&app, 3, "the area is there again");
    assert_eq!(areas(&app), [AREA]);
    Row {
        seen:
            "Now asks where the child lives, and all else is shown; the choice holds again once an edition has the area"
                .into(),
        reads: "Nothing".into(),
    }
}
