//! What a bad disk does, and how it is mended.

use std::fs;

use catalogue::{Contact, Record, Term};
use store::{CatalogueDb, DamagedRecord, Health, Origin, Restored, StoreError};

use crate::kit::{Shelf, catalogue, edition, find, found, now};

fn record(collection: &str, id: &str) -> DamagedRecord {
    DamagedRecord {
        collection: collection.into(),
        id: id.into(),
    }
}

fn mend(db: &CatalogueDb, health: &Health) -> Restored {
    let restored = db.restore(&edition(7, catalogue()), health, now()).unwrap();
    assert_eq!(db.check().unwrap(), Health::default());
    assert_eq!(found(db, "reception")[0], "Contact crt");
    restored
}

#[test]
fn a_flipped_letter_is_never_read_and_is_put_back() {
    let (shelf, db) = Shelf::with(&edition(7, catalogue()));
    drop(db);
    shelf.flip(
        "catalogue.db",
        "\"number\":\"0300 555 1384\"",
        "\"number\":\"0300 555 1385\"",
    );
    let db = shelf.open();

    let damaged = |result: Result<(), StoreError>| matches!(result, Err(StoreError::DamagedRecord { collection, id }) if collection == "contacts" && id == "crt");
    assert!(damaged(db.get::<Contact>("contacts", "crt").map(drop)));
    assert!(damaged(
        db.get_many::<Contact>("contacts", &["old-line", "crt"]).map(drop)
    ));
    assert!(damaged(db.all::<Contact>("contacts").map(drop)));
    assert!(db.get::<Contact>("contacts", "old-line").is_ok());

    let health = db.check().unwrap();
    assert_eq!(health.damaged, [record("contacts", "crt")]);
    assert!(!health.missing && !health.file_damaged && !health.header_damaged);
    let restored = mend(&db, &health);
    assert_eq!(restored.records, [record("contacts", "crt")]);
    assert_eq!(restored.lost, []);
    assert!(!db.imported().unwrap().unwrap().mended);
    let crt: Contact = db.get("contacts", "crt").unwrap().unwrap();
    assert_eq!(crt, catalogue().contacts[0]);
}

#[test]
fn applying_the_same_edition_heals_too() {
    let seven = edition(7, catalogue());
    let (shelf, db) = Shelf::with(&seven);
    shelf.sql("UPDATE record SET body = body || ' ' WHERE id = 'crt'");
    assert_eq!(db.apply(&seven, Origin::Host, now()).unwrap().changed, 1);
    assert!(db.check().unwrap().is_sound());
}

#[test]
fn rows_that_are_gone_or_too_many_are_found_by_name() {
    let (shelf, db) = Shelf::with(&edition(7, catalogue()));
    shelf.sql("DELETE FROM record WHERE collection = 'terms' AND id = 'da'");
    let health = db.check().unwrap();
    assert!(health.missing);
    assert_eq!(health.damaged, [record("terms", "da")]);
    assert_eq!(mend(&db, &health).records, [record("terms", "da")]);

    shelf.sql(
        "INSERT INTO record SELECT collection, 'stray', body, digest FROM record WHERE collection = 'terms' AND id = 'da'",
    );
    let health = db.check().unwrap();
    assert!(health.missing);
    assert_eq!(health.damaged, [record("terms", "stray")]);
    assert_eq!(mend(&db, &health), Restored::default());
    assert_eq!(db.get::<Term>("terms", "stray").unwrap(), None);
}

#[test]
fn a_text_with_a_digest_to_match_is_still_not_the_editions() {
    let (shelf, db) = Shelf::with(&edition(7, catalogue()));
    shelf.sql(
        "UPDATE record SET (body, digest) = (SELECT body, digest FROM record WHERE id = 'old-line') WHERE id = 'crt'",
    );
    let health = db.check().unwrap();
    assert_eq!(health.damaged, [record("contacts", "crt")]);
    mend(&db, &health);
}

#[test]
fn a_newer_edition_stays_and_says_that_it_was_mended() {
    let mut newer = catalogue();
    newer.contacts[0].title = "Front Door".into();
    newer.terms[0].meaning = "Newer words.".into();
    newer.terms[1].id = "fgm-2".into();
    let (shelf, db) = Shelf::with(&edition(8, newer));
    shelf.sql("UPDATE record SET body = '{}' WHERE id IN ('dash', 'crt', 'fgm-2')");
    let health = db.check().unwrap();
    assert_eq!(health.damaged.len(), 3);
    let restored = db.restore(&edition(7, catalogue()), &health, now()).unwrap();
    assert_eq!(
        restored.records,
        [record("contacts", "crt"), record("resources", "dash")]
    );
    assert_eq!(restored.lost, [record("terms", "fgm-2")]);
    assert!(db.check().unwrap().is_sound());

    let imported = db.imported().unwrap().unwrap();
    assert_eq!((imported.header.edition, imported.mended), (8, true));
    let crt: Contact = db.get("contacts", "crt").unwrap().unwrap();
    assert_eq!(crt.title, "Children's Reception Team");
    let da: Term = db.get("terms", "da").unwrap().unwrap();
    assert_eq!(da.meaning, "Newer words.");
}

#[test]
fn a_damaged_description_gives_way_to_the_edition_at_hand() {
    for key in ["imported", "manifest"] {
        for harm in [
            format!("UPDATE meta SET value = CAST('x' || substr(CAST(value AS TEXT), 2) AS BLOB) WHERE key = '{key}'"),
            format!("DELETE FROM meta WHERE key = '{key}'"),
        ] {
            let (shelf, db) = Shelf::with(&edition(7, catalogue()));
            shelf.sql(&harm);
            let health = db.check().unwrap();
            assert!(health.header_damaged, "{harm}");
            mend(&db, &health);
            assert_eq!(db.imported().unwrap().unwrap().header.edition, 7);
        }
    }
}

const HARM_TO_WHAT_IS_DERIVED: [&str; 10] = [
    "DELETE FROM search_index",
    "UPDATE search_index SET bytes = zeroblob(length(bytes))",
    "UPDATE search_index SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) AS BLOB)",
    "UPDATE search_index SET names = x'00'",
    "UPDATE search_index SET stamp = zeroblob(32)",
    "UPDATE search_index SET digest = zeroblob(32)",
    "DELETE FROM search_document WHERE kind = 'theme'",
    "UPDATE search_document SET title = 'Changed' WHERE id = 'crt'",
    "UPDATE entry SET resource = 'other' WHERE resource = 'dash'",
    "DELETE FROM entry",
];

#[test]
fn a_damaged_index_is_found_and_made_again() {
    for harm in HARM_TO_WHAT_IS_DERIVED {
        let (shelf, db) = Shelf::with(&edition(7, catalogue()));
        shelf.sql(harm);
        let health = db.check().unwrap();
        assert!(health.index_damaged, "{harm}");
        assert!(health.damaged.is_empty() && !health.file_damaged, "{harm}: {health:?}");
        assert_eq!(mend(&db, &health), Restored::default(), "{harm}");
        assert_eq!(db.packs_of("dash").unwrap(), ["neglect", "da"]);
    }
}

#[test]
fn a_damaged_row_is_never_shown() {
    let (shelf, db) = Shelf::with(&edition(7, catalogue()));
    shelf.sql("UPDATE search_document SET title = 'Ring 998' WHERE title = 'Ring 999'");
    let hits = find(&db, "ring 999", 5);
    let shown: String = hits[0].title.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(shown, "Ring 999");
    assert!(db.check().unwrap().is_sound(), "it was made again");
}

#[test]
fn a_damaged_index_costs_no_edition_at_opening() {
    for harm in HARM_TO_WHAT_IS_DERIVED {
        let (shelf, db) = Shelf::with(&edition(7, catalogue()));
        drop(db);
        shelf.sql(harm);
        let (db, rebuilt) = CatalogueDb::open(shelf.dir.path()).unwrap();
        assert!(!rebuilt, "{harm}");
        let health = db.check().unwrap();
        mend(&db, &health);
        assert_eq!(db.packs_of("dash").unwrap(), ["neglect", "da"]);
    }
}

#[test]
fn a_file_that_is_no_catalogue_is_put_aside() {
    let (shelf, db) = Shelf::with(&edition(7, catalogue()));
    drop(db);
    let good = fs::read(shelf.path("catalogue.db")).unwrap();
    let mut torn = good.clone();
    torn[4096..20480].fill(0xa5);
    let cases: [(&str, Vec<u8>); 4] = [
        ("garbage", b"<html>Sign in to Wi-Fi</html>".repeat(400)),
        ("short garbage", b"<html>".to_vec()),
        ("cut short", good[..good.len() / 2].to_vec()),
        ("torn", torn),
    ];
    for (what, bytes) in cases {
        fs::write(shelf.path("catalogue.db"), &bytes).unwrap();
        let (db, rebuilt) = CatalogueDb::open(shelf.dir.path()).unwrap();
        assert!(rebuilt, "{what}");
        assert_eq!(fs::read(shelf.path("catalogue.db.damaged")).unwrap(), bytes, "{what}");
        assert_eq!(db.imported().unwrap(), None);
        assert_eq!(find(&db, "reception", 5), []);
        assert!(db.check().unwrap().is_sound());
        db.apply(&edition(7, catalogue()), Origin::Bundled, now()).unwrap();
        assert!(db.check().unwrap().is_sound());
    }
}

#[test]
fn a_newer_foreign_or_damaged_schema_is_put_aside() {
    for harm in [
        "PRAGMA user_version = 99",
        "PRAGMA application_id = 1",
        "PRAGMA user_version = 0",
        "UPDATE sqlite_schema SET sql = replace(sql, 'before', 'befoqe') WHERE name = 'change'",
    ] {
        let (shelf, db) = Shelf::with(&edition(7, catalogue()));
        drop(db);
        shelf.sql(harm);
        let (_, rebuilt) = CatalogueDb::open(shelf.dir.path()).unwrap();
        assert!(rebuilt, "{harm}");
    }
}

#[test]
fn a_file_that_breaks_while_open_is_written_anew() {
    let mut large = crate::kit::large(7);
    // More than SQLite caches, so that it meets the break when it reads.
    large.records.extend((0..40).map(|i| Record {
        collection: "ballast".into(),
        id: format!("b{i}"),
        body: "\"x\"".repeat(20_000),
    }));
    let (shelf, db) = Shelf::with(&large);
    drop(db);
    let db = shelf.open();
    // A page of the table of records, overwritten beneath an open database.
    let path = shelf.path("catalogue.db");
    let mut bytes = fs::read(&path).unwrap();
    let place = bytes.windows(12).position(|w| w == b"\"id\":\"r420\",").unwrap() / 4096 * 4096;
    bytes[place..place + 4096].fill(0xa5);
    fs::write(&path, bytes).unwrap();

    let health = db.check().unwrap();
    assert!(health.file_damaged);
    let restored = db.restore(&large, &health, now()).unwrap();
    assert!(
        !restored.records.is_empty() && restored.records.len() < 60,
        "{}",
        restored.records.len()
    );
    assert_eq!(restored.lost, []);
    assert!(db.check().unwrap().is_sound());
    let imported = db.imported().unwrap().unwrap();
    assert_eq!((imported.header.edition, imported.mended), (7, false));
    assert_eq!(found(&db, "reception")[0], "Contact crt");
    drop(db);
    assert!(shelf.open().check().unwrap().is_sound());
}

#[test]
fn a_folder_that_cannot_be_written_is_not_damage() {
    let shelf = Shelf::empty();
    fs::write(shelf.path("file"), b"").unwrap();
    assert!(CatalogueDb::open(&shelf.path("file")).is_err());
    fs::create_dir(shelf.path("catalogue.db")).unwrap();
    assert!(matches!(CatalogueDb::open(shelf.dir.path()), Err(StoreError::Io(_))));
    assert!(!shelf.path("catalogue.db.damaged").exists());
}
