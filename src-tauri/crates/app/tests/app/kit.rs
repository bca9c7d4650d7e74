//! An app on a folder of its own, with a small edition inside.

use std::fs;
use std::path::{Path, PathBuf};

use app::{Bundled, Doorstep};
use catalogue::canonical::digest;
use catalogue::{Catalogue, ContactGroup, Edition, EditionStatus, Header, Kind};
use chrono::{DateTime, Utc};
use screens::documents::KeepKind;
use screens::start::Place;
use serde_json::{Value, json};

/// A Monday, 10am in London.
pub const MONDAY: &str = "2026-11-23T10:00:00Z";

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn now() -> DateTime<Utc> {
    at(MONDAY)
}

fn contact(id: &str, group: &str, area: &str, number: &str) -> Value {
    json!({"id": id, "title": format!("Title of {id}"), "purpose": "Purpose.", "group": group, "order": 1, "area": area,
           "used_by": "everyone", "numbers": [{"number": number}], "source": "s"})
}

/// The practice week: from Monday 7 December 2026, with a session on Tuesday.
pub const WEEK: &str = "week";

fn week() -> Value {
    json!({"id": WEEK, "title": "Safety week", "area": "here", "year": 2026, "starts": "2026-12-07", "ends": "2026-12-08",
           "summary": "S.", "source": "s", "days": [
               {"weekday": "monday", "date": "2026-12-07", "topic": "One"},
               {"weekday": "tuesday", "date": "2026-12-08", "topic": "Two", "sessions": [
                   {"id": "talk", "title": "A talk", "starts": "2026-12-08T10:00:00", "ends": "2026-12-08T11:00:00",
                    "place": "Online"}]}]})
}

/// What the leaflet's document holds.
pub const LEAFLET: &[u8] = b"%PDF-1.4 leaflet of zanzibar";

fn document() -> Value {
    let sha256: String = digest(LEAFLET).iter().map(|byte| format!("{byte:02x}")).collect();
    json!({"sha256": sha256, "bytes": LEAFLET.len(), "media_type": "application/pdf"})
}

/// Edition `number`, in which the office has this telephone number.
pub fn edition(number: u32, office: &str) -> Edition {
    let areas = [
        ("national", None, false),
        ("here", Some("national"), true),
        ("there", Some("national"), true),
    ];
    let areas = areas.map(|(id, within, selectable)| {
        json!({"id": id, "title": id, "within": within, "selectable": selectable, "source": "s"})
    });
    let term = |n: usize| json!({"id": format!("t{n}"), "title": format!("Term {n}"), "meaning": "M", "source": "s"});
    let catalogue: Catalogue = serde_json::from_value(json!({
        "areas": areas,
        "contacts": [
            contact("police", "emergency", "national", "999"),
            contact("office", "childrens-services", "here", office),
            contact("office-there", "childrens-services", "there", "0300 300 0117"),
        ],
        "practice_weeks": [week()],
        "publishers": [{"id": "p", "title": "P", "area": "national", "source": "s"}],
        "resources": [
            {"id": "leaflet", "title": "Leaflet", "kind": "guidance", "audience": "everyone", "area": "here",
             "publisher": "p", "source": "s", "document": document()},
            {"id": "website", "title": "Website", "kind": "website", "audience": "everyone", "area": "here",
             "publisher": "p", "source": "s"},
        ],
        "terms": (0..20).map(term).collect::<Vec<_>>(),
        "sources": [{"id": "s", "title": "S", "short": "s", "recorded_on": "2026-11-01"}],
    }))
    .unwrap();
    let header = Header {
        format: 1,
        min_reader: 1,
        edition: number,
        status: EditionStatus::Draft,
        title: "Catalogue".into(),
        published_at: at("2026-11-22T09:00:00Z"),
        publisher: "P".into(),
        feedback: None,
        recommended_app: None,
        partnership: catalogue::Partnership::default(),
    };
    catalogue.into_edition(header).unwrap()
}

/// The number of the office in edition 1.
pub const FIRST: &str = "0300 555 1384";
/// The number of the office in edition 2.
pub const SECOND: &str = "0300 555 1999";

/// An edition as it comes with the app. Stays in memory for good.
pub fn bundle(edition: &Edition) -> Bundled {
    let json = edition.to_json().unwrap();
    Bundled {
        zst: zstd::encode_all(json.as_bytes(), 1).unwrap().leak(),
        header: serde_json::to_string(&edition.header).unwrap().leak(),
        digest: edition.digest(),
    }
}

/// The app with edition 1 inside.
pub fn first(folder: &Path) -> Doorstep {
    Doorstep::open(folder, bundle(&edition(1, FIRST)), now())
}

/// The app after an update that brings edition 2.
pub fn second(folder: &Path) -> Doorstep {
    Doorstep::open(folder, bundle(&edition(2, SECOND)), now())
}

/// The emergency numbers of Now, and every number of children's services.
pub fn numbers(app: &Doorstep) -> Vec<String> {
    app.ask(now(), |m| {
        let lists = screens::contacts::answer(m).here.into_iter();
        let services = lists
            .flat_map(|list| list.contacts)
            .filter(|card| card.group == ContactGroup::ChildrensServices);
        let cards = screens::who::answer(m).emergency.into_iter().chain(services);
        cards
            .flat_map(|card| card.numbers)
            .map(|number| number.number)
            .collect()
    })
}

pub fn notices(app: &Doorstep) -> String {
    app.ask(now(), |m| m.device.notices.join("\n"))
}

/// A word that is in no edition: in everything that [`live`] leaves behind.
pub const MARK: &str = "zanzibar";

/// Leaves something in every place in which the app keeps anything: the databases with their logs, a backup, a file put
/// aside as damaged, documents whole, unfinished and handed to another program; and answers the app, still running.
pub fn live(folder: &Path) -> Doorstep {
    let kept = json!({
        "format": "doorstep-personal", "version": 1, "exported_at": MONDAY,
        "bookmarks": [{"kind": "resource", "id": MARK, "title": format!("{MARK} title"), "kept_at": MONDAY}],
        "kept_offline": [{"kind": "theme", "id": MARK, "kept_at": MONDAY}],
        "muted_weeks": [{"week": MARK, "muted_at": MONDAY}],
        "days_done": [{"week": MARK, "weekday": "monday", "done_at": MONDAY}],
        "settings": {MARK: [MARK]},
    });
    let app = first(folder);
    app.import_personal(&kept.to_string(), now()).unwrap();
    app.set_reminder(now() + chrono::TimeDelta::days(1), true, now())
        .unwrap();
    app.remember_place(Place::at(format!("#/themes/{MARK}")), now())
        .unwrap();
    app.remember_hit(MARK, Kind::Contact, "office", now()).unwrap();
    let key = format!("{MARK}/week-before/2026-11-23@2026-11-23");
    app.reminders_shown(std::slice::from_ref(&key), now()).unwrap();
    app.snooze_reminder(&key, reminders::Snooze::Hour, now()).unwrap();
    app.close();
    app.backup(now()).unwrap();
    drop(app);
    store::private::write(&folder.join("backups/unfinished.db"), MARK.as_bytes()).unwrap();
    // Damaged where it does no harm to what is looked for.
    let damaged = folder.join("personal.db");
    let mut bytes = fs::read(&damaged).unwrap();
    bytes[..16].fill(0xa5);
    fs::write(&damaged, bytes).unwrap();
    let app = first(folder);
    assert!(
        notices(&app).contains("restored the backup copy of 23 November 2026."),
        "{}",
        notices(&app)
    );
    app.remember_hit(MARK, Kind::Contact, "office", now()).unwrap();

    let documents = app.document_folder();
    documents.make().unwrap();
    app.keep_offline(KeepKind::Resource, "leaflet", true, now()).unwrap();
    let leaflet = digest(LEAFLET);
    store::private::write(&documents.part(&leaflet), LEAFLET).unwrap();
    documents.admit(&leaflet).unwrap();
    store::private::write(&documents.part(&digest(MARK.as_bytes())), MARK.as_bytes()).unwrap();
    app.look_at_documents();
    app.document_file("leaflet", now()).unwrap();
    app.painted();
    app
}

/// Every file and folder below `folder`, itself among them.
pub fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(everything(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}
