//! A small edition, and a folder to keep things in.

use std::path::PathBuf;

use catalogue::canonical;
use catalogue::refresh::Applied;
use catalogue::{Edition, EditionStatus, Header, Origin, Record};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde_json::json;
use store::{CatalogueDb, CatalogueOpened, Commit, PersonalDb, PersonalOpened, StoredEdition};
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
        feedback: None,
        recommended_app: None,
        partnership: catalogue::Partnership::default(),
    }
}

/// A record with these members, as JSON.
pub fn record(collection: &str, id: &str, members: &str) -> Record {
    let whole = format!("{{\"id\":\"{id}\",{members}}}");
    Record {
        collection: collection.into(),
        id: id.into(),
        body: canonical::to_string(&serde_json::from_str(&whole).unwrap()),
    }
}

/// One of several kinds; one that nobody knows.
pub fn records() -> Vec<Record> {
    vec![
        record(
            "contacts",
            "crt",
            r#""title":"Reception Team","numbers":["0300 555 1384"]"#,
        ),
        record("contacts", "old-line", r#""title":"Old line","status":"withdrawn""#),
        record("gadgets", "g", r#""title":"Gizmo","new":{"flag":true}"#),
        record("resources", "dash", r#""title":"DASH checklist""#),
        record("terms", "da", r#""title":"DA","meaning":"Domestic abuse.""#),
        record("terms", "fgm", r#""title":"FGM","meaning":"Harm to girls.""#),
        record(
            "themes",
            "neglect",
            r#""title":"Neglect","summary":"When needs are not met.""#,
        ),
    ]
}

/// The edition of that number, with something in it that nobody knows.
pub fn edition(number: u32, records: Vec<Record>) -> Edition {
    let unknown = json!({ "languages": ["en", "cy"] });
    Edition {
        unknown: unknown.as_object().unwrap().clone(),
        ..Edition::new(header(number), records)
    }
}

/// Edition 7.
pub fn seven() -> Edition {
    edition(7, records())
}

/// Edition 8: one record of each fate.
pub fn eight() -> Edition {
    let mut next = records();
    next[0] = record(
        "contacts",
        "crt",
        r#""title":"Reception Team","numbers":["0300 555 1385"]"#,
    );
    next[3] = record("resources", "dash", r#""title":"DASH checklist","status":"withdrawn""#);
    next[5] = record("terms", "mash", r#""title":"MASH","meaning":"A team.""#);
    edition(8, next)
}

/// A folder with the databases in it, and ways to harm them.
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
        apply(&db, edition);
        (shelf, db)
    }

    /// With a file as an earlier version left it: with its log beside it.
    pub fn older(name: &str, sql: &str) -> Self {
        let shelf = Self::empty();
        let db = Connection::open(shelf.path(name)).unwrap();
        db.execute_batch("PRAGMA journal_mode = WAL").unwrap();
        db.execute_batch(sql).unwrap();
        shelf
    }

    pub fn open(&self) -> CatalogueDb {
        let (db, opened) = CatalogueDb::open(self.dir.path()).unwrap();
        assert_eq!(opened, CatalogueOpened::default());
        db
    }

    pub fn personal(&self) -> PersonalDb {
        let (db, opened) = PersonalDb::open(self.dir.path(), now()).unwrap();
        assert_eq!(opened, PersonalOpened::default());
        db
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Runs SQL on the catalogue as another program would, past all of the store's precautions.
    pub fn sql(&self, sql: &str) {
        self.sql_in("catalogue.db", sql);
    }

    /// The same on any file.
    pub fn sql_in(&self, name: &str, sql: &str) {
        let other = Connection::open(self.path(name)).unwrap();
        other
            .execute_batch(
                "PRAGMA writable_schema = ON; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF",
            )
            .unwrap();
        other.execute_batch(sql).unwrap();
    }

    /// Puts `value` into a column of every row that is `which`, whatever the schema says of it.
    pub fn damage(&self, name: &str, table: &str, column: &str, value: &str, which: &str) {
        // What a connection reads of the schema it keeps: so three of them.
        let schema = |from: [&str; 2], to: [&str; 2]| {
            let replaced = format!(
                "replace(replace(sql, '{}', '{}'), '{}', '{}')",
                from[0], to[0], from[1], to[1]
            );
            self.sql_in(
                name,
                &format!("UPDATE sqlite_schema SET sql = {replaced} WHERE name = '{table}'"),
            );
        };
        let (strict, lax) = ([") STRICT", " NOT NULL"], [") /*STRICT*/", " /*NOT NULL*/"]);
        schema(strict, lax);
        self.sql_in(
            name,
            &format!("PRAGMA foreign_keys = OFF; UPDATE {table} SET {column} = {value} WHERE {which}"),
        );
        schema(lax, strict);
    }

    /// Changes the one occurrence of `from` in the closed file `name`.
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

/// Stores `edition` as one from the host.
pub fn apply(db: &CatalogueDb, edition: &Edition) -> Applied {
    db.commit(&Commit::of_edition(edition, Origin::Host), now()).unwrap()
}

/// The stored edition.
pub fn stored(db: &CatalogueDb) -> StoredEdition {
    db.read().unwrap().edition.unwrap()
}
