//! Dates that no calendar shows, at both ends of what can be written: stored already when the app starts.

use app::Doorstep;
use catalogue::{Edition, Kind, PracticeWeek, Record, canonical};
use chrono::{DateTime, NaiveDate, Utc};
use kit::world::now;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::small::{edition, is_kept, members, shown, start, with, works};
use crate::table::{Case, Family, Row};

pub fn family() -> Family {
    Family {
        title: "Dates at both ends of what can be written",
        about: "Stored already when the app starts, in the years -262143 and 262142. Now shows 999 and the local \
                number, and every screen with a date answers, today, in 2000 and in 2099.",
        cases: vec![
            Case::new("every date of an edition", dates),
            Case::new(
                "every date of what the person keeps, and of what is noted of updates",
                own_dates,
            ),
        ],
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
            let _ = screens::now::answer(m);
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
