//! A small catalogue, a large one, and a folder to keep them in.

use std::path::PathBuf;

use catalogue::{Catalogue, Edition, EditionStatus, Header};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde_json::{Value, json};
use store::{CatalogueDb, Limits, Origin, PersonalDb, Search, SearchHit};
use tempfile::TempDir;

pub fn at(moment: &str) -> DateTime<Utc> {
    moment.parse().unwrap()
}

pub fn now() -> DateTime<Utc> {
    at("2026-11-22T09:00:00Z")
}

pub fn header(edition: u32) -> Header {
    Header {
        format: 1,
        min_reader: 1,
        edition,
        status: EditionStatus::Draft,
        title: "Doorstep".into(),
        published_at: now(),
        publisher: "The partnerships".into(),
    }
}

/// One of each, tied together.
pub fn catalogue() -> Catalogue {
    serde_json::from_value(json!({
        "areas": [{"id": "hampshire", "title": "Hampshire", "source": "s"}],
        "publishers": [{"id": "lado", "title": "Lantern Trust", "source": "s"}],
        "sources": [{"id": "s", "title": "Brochure", "short": "the brochure", "recorded_on": "2026-11-01"}],
        "contacts": [
            {"id": "crt", "title": "Children's Reception Team", "purpose": "You are worried about a child.",
             "group": "childrens-services", "order": 1, "area": "hampshire", "used_by": "everyone",
             "numbers": [{"number": "0300 555 1384"}], "emails": ["csprofessional@hants.example"], "source": "s"},
            {"id": "old-line", "title": "Reception Team", "purpose": "No longer answered.", "group": "childrens-services",
             "order": 2, "area": "hampshire", "used_by": "everyone", "source": "s", "status": "withdrawn",
             "withdrawal": {"on": "2026-01-01", "reason": "Closed."}}
        ],
        "pathways": [
            {"id": "worried", "title": "Worried about a child in Hampshire", "situation": "I'm worried about a child",
             "order": 1, "area": "hampshire", "summary": "For anybody who is worried.", "source": "s", "steps": [
                {"id": "danger", "title": "Ring 999", "urgency": "emergency", "text": "If somebody is in danger now."},
                {"id": "refer", "title": "Make a referral", "urgency": "urgent", "text": "Ring the team.\n\nThen send the inter-agency form.",
                 "contacts": ["crt"], "question": "Did they take it?"}
             ]}
        ],
        "themes": [
            {"id": "da", "title": "Domestic abuse", "order": 2, "summary": "Control and coercion at home.",
             "one_thing": "Ask alone.", "source": "s", "sections": [
                {"kind": "toolkits", "entries": [{"resource": "dash"}, {"resource": "clare", "title": "Clare's Law"}]},
                {"kind": "training", "entries": [{"group": "Webinars", "resource": "fgm-film"}]}]},
            {"id": "neglect", "title": "Neglect", "order": 1, "summary": "When needs are not met, bruising is missed.",
             "one_thing": "Write it down.", "source": "s", "sections": [
                {"kind": "toolkits", "entries": [{"resource": "dash"}]}]}
        ],
        "resources": [
            {"id": "dash", "title": "DASH risk checklist", "kind": "tool", "audience": "professionals", "area": "hampshire",
             "publisher": "lado", "summary": "Helps to find out how high the risk in DA is.", "source": "s"},
            {"id": "clare", "title": "Domestic violence disclosure scheme", "kind": "website", "audience": "everyone",
             "area": "hampshire", "publisher": "lado", "source": "s"},
            {"id": "fgm-film", "title": "Female genital mutilation: a film", "kind": "video", "audience": "everyone",
             "area": "hampshire", "publisher": "lado", "note": "Fifteen minutes; café scenes.", "source": "s"}
        ],
        "practice_weeks": [
            {"id": "week-2024", "title": "Safeguarding Practice Week", "area": "hampshire", "year": 2024,
             "summary": "Five days.", "source": "s", "days": [{"weekday": "monday", "topic": "Safer sleep", "sessions": [
                {"id": "one", "title": "Lullabies", "starts": "2024-11-25T10:00:00", "ends": "2024-11-25T11:00:00", "place": "Teams"}]}]}
        ],
        "articles": [
            {"id": "principles", "title": "Four practice principles", "summary": "What good work rests on.", "area": "hampshire",
             "audience": "professionals", "body": "# Curiosity\n\nStay **curious** and kind.", "source": "s"}
        ],
        "terms": [
            {"id": "da", "title": "DA", "expansion": "domestic abuse", "meaning": "Abuse between people who are close.", "source": "s"},
            {"id": "fgm", "title": "FGM", "expansion": "female genital mutilation", "meaning": "Harm to girls.", "source": "s"}
        ]
    }))
    .unwrap()
}

pub fn edition(number: u32, catalogue: Catalogue) -> Edition {
    catalogue.into_edition(header(number)).unwrap()
}

/// About a thousand records of about the real size: 21 packs of 60 entries, 850 resources.
pub fn large(number: u32) -> Edition {
    const WORDS: [&str; 24] = [
        "neglect",
        "child",
        "family",
        "abuse",
        "exploitation",
        "online",
        "safety",
        "guide",
        "toolkit",
        "parents",
        "carers",
        "young",
        "people",
        "assessment",
        "referral",
        "training",
        "webinar",
        "health",
        "visitor",
        "school",
        "police",
        "harm",
        "risk",
        "support",
    ];
    let words = |seed: usize, n: usize| {
        let word = |i: usize| WORDS[(seed * 7 + i * (seed % 11 + 3)) % WORDS.len()];
        (0..n).map(word).collect::<Vec<_>>().join(" ")
    };
    let mut whole = serde_json::to_value(catalogue()).unwrap();
    let mut push = |collection: &str, item: Value| {
        whole[collection].as_array_mut().unwrap().push(item);
    };
    for i in 0..850 {
        push(
            "resources",
            json!({"id": format!("r{i}"), "title": format!("{} {i}", words(i, 5)), "kind": "guidance",
            "audience": "professionals", "area": "hampshire", "publisher": "lado", "summary": words(i + 1, 20),
            "link": {"url": format!("https://example.org/{i}/{}", words(i, 3).replace(' ', "-"))}, "source": "s"}),
        );
    }
    for i in 0..21 {
        let entries: Vec<_> = (0..60)
            .map(|e| json!({"resource": format!("r{}", (i * 40 + e) % 850)}))
            .collect();
        push(
            "themes",
            json!({"id": format!("t{i}"), "title": words(i, 2), "order": i + 3, "summary": words(i, 120),
            "one_thing": words(i, 20), "source": "s", "sections": [{"kind": "toolkits", "entries": entries}]}),
        );
    }
    for i in 0..60 {
        push(
            "contacts",
            json!({"id": format!("c{i}"), "title": words(i, 3), "purpose": words(i, 15),
            "group": "helplines", "order": i, "area": "hampshire", "used_by": "everyone",
            "numbers": [{"number": format!("0300 555 {:04}", i)}], "source": "s"}),
        );
        push(
            "terms",
            json!({"id": format!("x{i}"), "title": format!("X{i}Q"), "expansion": words(i, 3), "meaning": words(i, 15), "source": "s"}),
        );
    }
    for i in 0..10 {
        push(
            "articles",
            json!({"id": format!("a{i}"), "title": words(i, 4), "summary": words(i, 20), "area": "hampshire",
            "audience": "professionals", "body": format!("# {}\n\n{}", words(i, 3), words(i, 1500)), "source": "s"}),
        );
    }
    edition(number, serde_json::from_value(whole).unwrap())
}

/// A folder with a catalogue in it, and ways to harm it.
pub struct Shelf {
    pub dir: TempDir,
}

impl Shelf {
    /// With nothing in it.
    pub fn empty() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// With `edition` stored.
    pub fn with(edition: &Edition) -> (Self, CatalogueDb) {
        let shelf = Self::empty();
        let db = shelf.open();
        db.apply(edition, Origin::Host, now()).unwrap();
        (shelf, db)
    }

    pub fn open(&self) -> CatalogueDb {
        let (db, rebuilt) = CatalogueDb::open(self.dir.path()).unwrap();
        assert!(!rebuilt);
        db
    }

    pub fn personal(&self) -> PersonalDb {
        let (db, opened) = PersonalDb::open(self.dir.path(), now()).unwrap();
        assert_eq!(opened, store::Opened::default());
        db
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Runs SQL as another program would, past all of the store's precautions.
    pub fn sql(&self, sql: &str) {
        let other = Connection::open(self.path("catalogue.db")).unwrap();
        other.execute_batch("PRAGMA writable_schema = ON").unwrap();
        other.execute_batch(sql).unwrap();
    }

    /// Puts bytes that are no text and no number into a column of the first row, which the schema forbids.
    pub fn damage(&self, table: &str, column: &str) {
        let schema = |from: &str, to: &str| {
            self.sql(&format!(
                "UPDATE sqlite_schema SET sql = replace(sql, '{from}', '{to}') WHERE name = '{table}'"
            ));
        };
        schema(") STRICT", ") /*STRICT*/");
        self.sql(&format!(
            "PRAGMA ignore_check_constraints = ON; UPDATE {table} SET {column} = X'FF00' WHERE rowid = (SELECT min(rowid) FROM {table})"
        ));
        schema(") /*STRICT*/", ") STRICT");
    }

    /// Changes the one place in the closed file `name` where `from` stands.
    pub fn flip(&self, name: &str, from: &str, to: &str) {
        assert_eq!(from.len(), to.len());
        let mut bytes = std::fs::read(self.path(name)).unwrap();
        let places: Vec<_> = (0..bytes.len())
            .filter(|&i| bytes[i..].starts_with(from.as_bytes()))
            .collect();
        assert_eq!(places.len(), 1, "{from} stands in {places:?}");
        bytes[places[0]..][..to.len()].copy_from_slice(to.as_bytes());
        std::fs::write(self.path(name), bytes).unwrap();
    }
}

/// What is found when at most `of_a_kind` hits of a kind are wanted.
pub fn find(db: &CatalogueDb, query: &str, of_a_kind: usize) -> Vec<SearchHit> {
    let limits = Limits {
        here: of_a_kind,
        elsewhere: of_a_kind,
    };
    let search = Search {
        text: query,
        limits,
        ..Search::default()
    };
    db.search(&search).unwrap().hits
}

/// "kind id" of every hit.
pub fn found(db: &CatalogueDb, query: &str) -> Vec<String> {
    let hits = find(db, query, 20);
    hits.iter().map(|hit| format!("{:?} {}", hit.kind, hit.id)).collect()
}
