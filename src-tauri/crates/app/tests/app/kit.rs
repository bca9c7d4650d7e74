//! An app on a folder of its own, with a small edition inside.

use std::path::Path;

use app::{Bundled, Doorstep};
use catalogue::canonical::digest;
use catalogue::{Catalogue, Edition, EditionStatus, Header};
use chrono::{DateTime, Utc};
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
pub const LEAFLET: &[u8] = b"%PDF-1.4 leaflet";

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

/// Every number that Act now shows, and what is to be known about the device.
pub fn numbers(app: &Doorstep) -> Vec<String> {
    app.ask(now(), |m| {
        let act_now = screens::act_now::answer(m);
        let cards = act_now.emergency.into_iter().chain(act_now.local);
        cards
            .flat_map(|card| card.numbers)
            .map(|number| number.number)
            .collect()
    })
}

pub fn notices(app: &Doorstep) -> String {
    app.ask(now(), |m| m.device.notices.join("\n"))
}
