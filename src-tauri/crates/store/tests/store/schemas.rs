//! Files as earlier versions of Doorstep left them. Each opens, and loses nothing that is still of use.

use catalogue::refresh::Attempts;
use catalogue::{Origin, What};
use personal::{Change, DayDone, KeptOffline, MutedWeek, Personal, ShownReminder};
use rusqlite::Connection;
use store::{CatalogueDb, Commit, Trust};

use crate::kit::{Shelf, apply, at, eight, now, stored};

const CATALOGUE: [&str; 3] = [
    include_str!("fixtures/catalogue-v1.sql"),
    include_str!("fixtures/catalogue-v2.sql"),
    include_str!("fixtures/catalogue-v3.sql"),
];
const PERSONAL: [&str; 5] = [
    include_str!("fixtures/personal-v1.sql"),
    include_str!("fixtures/personal-v2.sql"),
    include_str!("fixtures/personal-v3.sql"),
    include_str!("fixtures/personal-v4.sql"),
    include_str!("fixtures/personal-v5.sql"),
];

/// What came with the edition in the fixture of version 3.
const WITH_IT: &str = r#"
INSERT INTO trust VALUES ('root', X'7b227369676e6564223a22726f6f74227d', X'23efa1dd0cecb60a87c74508d7088a19d3ba2d6c5bdc0753104b91a7b0be4ce8');
INSERT INTO attempts VALUES (1, '2026-11-22T08:00:00+00:00', '2026-11-21T08:00:00+00:00', '2026-11-22T10:00:00+00:00', 2);
INSERT INTO arrival VALUES (7, 6, '2026-11-22T09:00:00+00:00', '2026-11-22T09:30:00.5+00:00');
INSERT INTO change VALUES (7, 'gadgets', 'g', 'changed', 'Gizmo', '{"id":"g","title":"Gadget"}');
INSERT INTO change VALUES (7, 'gadgets', 'h', 'removed', 'Hammer', '{"id":"h","title":"Hammer"}');
"#;

/// The edition of the fixtures is there, and what came with it.
fn nothing_is_lost(db: &CatalogueDb, version: usize) {
    let read = db.read().unwrap();
    let edition = read.edition.unwrap();
    assert!(edition.whole && edition.damaged.is_empty(), "version {version}");
    assert_eq!((edition.edition.header.edition, edition.origin), (7, Origin::Bundled));
    assert_eq!(edition.edition.records[0].body, r#"{"id":"g","title":"Gizmo"}"#);
    if version == 1 {
        return;
    }
    let root = Trust::from([("root".into(), br#"{"signed":"root"}"#.to_vec())]);
    assert_eq!(db.trust().unwrap(), root, "version {version}");
    let attempts = Attempts {
        last_tried: Some(at("2026-11-22T08:00:00Z")),
        last_succeeded: Some(at("2026-11-21T08:00:00Z")),
        retry_not_before: Some(at("2026-11-22T10:00:00Z")),
        failures: 2,
    };
    assert_eq!(read.attempts, attempts, "version {version}");
    let [arrival] = &read.arrivals[..] else {
        panic!("version {version}")
    };
    assert_eq!((arrival.edition, arrival.came_after), (7, 6));
    assert_eq!(arrival.arrived_at, at("2026-11-22T09:30:00.5Z"));
    let [changed, removed] = &arrival.changes[..] else {
        panic!("version {version}")
    };
    assert_eq!((changed.what, changed.id.as_str()), (What::Changed, "g"));
    assert_eq!(changed.before.as_deref(), Some(r#"{"id":"g","title":"Gadget"}"#));
    assert_eq!((removed.what, removed.title.as_str()), (What::Removed, "Hammer"));
    // The third had found an edition too new for it. This version reads more, and asks again.
    assert_eq!(read.notice, None);
}

fn catalogue(version: usize) -> Shelf {
    let shelf = Shelf::older("catalogue.db", CATALOGUE[version - 1]);
    if version == 2 {
        shelf.sql(WITH_IT);
    }
    shelf
}

#[test]
fn every_catalogue_opens() {
    for version in 1..=3 {
        let shelf = catalogue(version);
        let db = shelf.open();
        nothing_is_lost(&db, version);
        drop(db);
        let db = shelf.open();
        nothing_is_lost(&db, version);
        apply(&db, &eight());
        assert_eq!(stored(&db).edition, eight());
        let listed = &db.read().unwrap().arrivals[0].changes;
        assert!(listed.iter().any(|change| change.collection == "contacts"));

        let other = Connection::open(shelf.path("catalogue.db")).unwrap();
        let tables =
            "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE sql <> '' ORDER BY name)";
        let tables: String = other.query_row(tables, [], |row| row.get(0)).unwrap();
        assert_eq!(tables, "arrival attempts change meta record trust", "version {version}");
        let manifests = "SELECT count(*) FROM meta WHERE key = 'manifest'";
        assert_eq!(other.query_row(manifests, [], |row| row.get(0)), Ok(0));
    }
}

/// The second schema, whatever has become of its full-text table.
#[test]
fn a_broken_search_of_an_earlier_version_costs_nothing() {
    for harm in [
        "DELETE FROM search_data WHERE id > 10",
        "UPDATE search_data SET block = zeroblob(length(block))",
        "DELETE FROM search_content",
        "DELETE FROM search_docsize",
    ] {
        let shelf = catalogue(2);
        shelf.sql(harm);
        nothing_is_lost(&shelf.open(), 2);
    }
}

/// An earlier version filled gaps of an edition from an older one without saying where: it is not all that was
/// published.
#[test]
fn what_an_earlier_version_repaired_is_not_whole() {
    let shelf = catalogue(3);
    let old = Connection::open(shelf.path("catalogue.db")).unwrap();
    let value: Vec<u8> = old
        .query_row("SELECT value FROM meta WHERE key = 'imported'", [], |row| row.get(0))
        .unwrap();
    let value = String::from_utf8(value)
        .unwrap()
        .replace("\"mended\":false", "\"mended\":true");
    let digest = catalogue::canonical::digest(value.as_bytes());
    old.execute(
        "UPDATE meta SET value = ?1, digest = ?2 WHERE key = 'imported'",
        (value.as_bytes(), digest),
    )
    .unwrap();
    drop(old);
    let db = shelf.open();
    assert!(!stored(&db).whole);
    assert_eq!(db.edition().unwrap(), None);
    apply(&db, &eight());
    assert!(stored(&db).whole);
}

/// H4: an older file that cannot be migrated is read as it is, and migrated when that is possible.
#[test]
fn an_older_file_can_be_read_where_nothing_can_be_written() {
    for version in [1, 3] {
        let shelf = catalogue(version);
        let other = Connection::open(shelf.path("catalogue.db")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let db = shelf.open();
        nothing_is_lost(&db, version);
        let before: i32 = other.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(before as usize, version);
        other.execute_batch("ROLLBACK").unwrap();
        db.commit(&Commit::of_edition(&eight(), Origin::Host), now()).unwrap();
        assert_eq!(stored(&db).edition, eight());
        assert_eq!(other.query_row("PRAGMA user_version", [], |row| row.get(0)), Ok(5));
    }

    for version in [1, 3] {
        let shelf = Shelf::older("personal.db", PERSONAL[version as usize - 1]);
        let other = Connection::open(shelf.path("personal.db")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let db = shelf.personal();
        assert_eq!(db.read().unwrap(), personal(version), "version {version}");
        other.execute_batch("ROLLBACK").unwrap();
        let change = Change::UnmuteWeek("prevent-2026".into());
        db.write(&change).unwrap();
        assert_eq!(
            db.read().unwrap(),
            personal(version).after(&change),
            "version {version}"
        );
    }
}

/// What the fixture of that version holds.
fn personal(version: u32) -> Personal {
    let bookmark = |kind: &str, id: &str, title: &str, since: &str| personal::Bookmark {
        kind: kind.into(),
        id: id.into(),
        title: title.into(),
        kept_at: at(since),
    };
    let bookmarks = [
        bookmark("resource", "dash", "DASH", "2026-11-21T10:00:00Z"),
        bookmark("theme", "neglect", "Neglect", "2026-11-20T10:00:00Z"),
    ];
    let mut all = Personal {
        bookmarks: std::sync::Arc::new(bookmarks.into_iter().collect()),
        settings: [("areas".to_owned(), r#"["hampshire"]"#.to_owned())]
            .into_iter()
            .collect(),
        ..Personal::default()
    };
    if version >= 2 {
        all = all.after(&Change::KeepOffline(KeptOffline {
            kind: "resource".into(),
            id: "dash".into(),
            kept_at: at("2026-11-21T10:00:00Z"),
        }));
    }
    if version >= 3 {
        all.opened = std::sync::Arc::new([(("theme".to_owned(), "neglect".to_owned()), 3)].into());
        all.recent_searches = std::sync::Arc::new(vec!["dash".into()]);
    }
    if version >= 4 {
        let key = "neglect-2026/week-before/2026-11-23";
        let shown = ShownReminder {
            key: key.into(),
            named: "2026-11-23".into(),
        };
        for change in [
            Change::RemindersShown(vec![shown], now()),
            Change::SnoozeReminder {
                key: key.into(),
                until: at("2026-11-16T09:30:00Z"),
            },
            Change::MuteWeek(MutedWeek {
                week: "prevent-2026".into(),
                muted_at: at("2026-11-16T08:30:00Z"),
            }),
            Change::TickDay(DayDone {
                week: "neglect-2026".into(),
                weekday: "monday".into(),
                done_at: at("2026-11-23T10:00:00Z"),
            }),
        ] {
            all = all.after(&change);
        }
    }
    all
}

#[test]
fn every_personal_file_opens() {
    for (version, sql) in (1..).zip(PERSONAL) {
        let shelf = Shelf::older("personal.db", sql);
        for _ in 0..2 {
            assert_eq!(shelf.personal().read().unwrap(), personal(version), "version {version}");
        }
    }
}
