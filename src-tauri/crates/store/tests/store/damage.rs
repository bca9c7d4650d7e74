//! What a bad disk does to the catalogue: nothing of it is shown, nothing is an error, and the next edition repairs it.

use std::fs;

use catalogue::refresh::{Outcome, Refreshed};
use catalogue::{Edition, Origin};
use rusqlite::Connection;
use store::{CatalogueDb, CatalogueOpened, Commit, DamagedRow, StoreError, Trust};

use crate::kit::{Shelf, apply, edition, eight, now, record, records, seven, stored};

const TOO_NEW: Outcome = Ok(Refreshed::TooNew { edition: 9 });

fn trust() -> Trust {
    Trust::from([("root".into(), vec![1]), ("timestamp".into(), vec![2, 0, 255])])
}

/// Every table has something in it: edition 8 came after 7.
fn full() -> (Shelf, CatalogueDb) {
    let (shelf, db) = Shelf::with(&seven());
    let commit = Commit {
        edition: Some((&eight(), Origin::Host)),
        trust: Some(&trust()),
        outcome: Some(&TOO_NEW),
    };
    db.commit(&commit, now()).unwrap();
    (shelf, db)
}

/// That a refresh goes through, and all is as it should be then.
fn repairs(db: &CatalogueDb, what: &str) {
    let nine = edition(9, records());
    let commit = Commit {
        edition: Some((&nine, Origin::Host)),
        trust: Some(&trust()),
        outcome: Some(&TOO_NEW),
    };
    let commit = db.commit(&commit, now());
    assert!(commit.is_ok(), "{what}: {commit:?}");
    let read = db.read().unwrap();
    let edition = read.edition.unwrap();
    assert_eq!((edition.edition, edition.whole), (nine, true), "{what}");
    assert_eq!(db.trust().unwrap(), trust(), "{what}");
    assert_eq!(read.attempts.last_succeeded, Some(now()), "{what}");
    assert!(read.notice.is_some(), "{what}");
}

/// That every text of `read` is one of `edition`.
fn is_part(read: &Edition, edition: &Edition, what: &str) {
    for record in &read.records {
        let known = edition.records.iter().any(|other| other.body == record.body);
        assert!(known, "{what}: {record:?}");
    }
}

#[test]
fn a_flipped_letter_is_never_read() {
    let (shelf, db) = Shelf::with(&seven());
    assert!(db.close());
    drop(db);
    shelf.flip("catalogue.db", "[\"0300 555 1384\"]", "[\"0300 555 1385\"]");
    let db = shelf.open();
    let read = stored(&db);
    let damaged = DamagedRow {
        collection: "contacts".into(),
        id: "crt".into(),
        digest: Some(records()[0].digest()),
    };
    assert_eq!(read.damaged, [damaged]);
    assert!(!read.whole && read.edition.records[..] == records()[1..]);
    assert_eq!(read.digest, seven().digest(), "so it is known when it is whole again");
    assert_eq!(db.edition().unwrap(), None);

    // The same edition repairs it. What the damaged record said is not known, so nothing is said to have changed.
    assert_eq!(apply(&db, &edition(8, records())).changed, 1);
    let read = db.read().unwrap();
    assert!(read.edition.unwrap().whole);
    assert_eq!(read.arrivals[0].changes, []);
}

#[test]
fn a_damaged_record_that_is_removed_is_no_news() {
    let (shelf, db) = Shelf::with(&seven());
    shelf.sql("UPDATE record SET body = body || ' ' WHERE id = 'crt'");
    assert_eq!(apply(&db, &edition(8, records()[1..].to_vec())).removed, 1);
    assert_eq!(db.read().unwrap().arrivals[0].changes, []);
}

#[test]
fn what_is_gone_too_many_or_in_anothers_place_is_missed() {
    for harm in [
        "DELETE FROM record WHERE id = 'da'",
        "INSERT INTO record SELECT collection, 'stray', body, digest FROM record WHERE id = 'da'",
        "UPDATE record SET (body, digest) = (SELECT body, digest FROM record WHERE id = 'old-line') WHERE id = 'crt'",
        "UPDATE record SET id = 'dab' WHERE id = 'da'",
    ] {
        let (shelf, db) = Shelf::with(&seven());
        shelf.sql(harm);
        let read = stored(&db);
        assert!(!read.whole && read.damaged.is_empty(), "{harm}");
        assert_eq!(db.edition().unwrap(), None, "{harm}");
        repairs(&db, harm);
    }
}

#[test]
fn without_its_description_nobody_can_say_which_edition_it_is() {
    for harm in [
        "DELETE FROM meta WHERE key = 'imported'",
        "UPDATE meta SET value = CAST('x' || substr(CAST(value AS TEXT), 2) AS BLOB) WHERE key = 'imported'",
        "UPDATE meta SET digest = zeroblob(32) WHERE key = 'imported'",
        "UPDATE meta SET key = 'impoqted' WHERE key = 'imported'",
    ] {
        let (shelf, db) = full();
        shelf.sql(harm);
        let read = db.read().unwrap();
        assert_eq!(read.edition, None, "{harm}");
        assert_eq!(read.arrivals.len(), 1, "{harm}");
        repairs(&db, harm);
    }
}

/// B3: bookkeeping that is damaged at any column takes nothing else with it, for no longer than until the next refresh.
#[test]
fn no_value_in_any_column_is_an_error() {
    const COLUMNS: [(&str, &[&str]); 6] = [
        ("record", &["collection", "id", "body", "digest"]),
        ("meta", &["key", "value", "digest"]),
        ("trust", &["name", "bytes", "digest"]),
        (
            "attempts",
            &["one", "last_tried", "last_succeeded", "retry_not_before", "failures"],
        ),
        (
            "arrival",
            &["nth", "edition", "came_after", "published_at", "arrived_at"],
        ),
        ("change", &["nth", "collection", "id", "what", "title", "before"]),
    ];
    const VALUES: [&str; 6] = [
        "NULL",
        "-1",
        "9223372036854775807",
        "'2026-02-30T09:00:00Z'",
        "'+262142-12-31T23:59:59Z'",
        "X'FF00'",
    ];
    for (table, columns) in COLUMNS {
        for column in columns {
            for value in VALUES {
                // What SQLite itself does not let into a table, and what changes nothing.
                let key = matches!((table, *column), ("attempts", "one") | ("arrival", "nth"));
                let number = value.parse::<i64>().is_ok();
                let absent = (table, *column, value) == ("change", "before", "NULL") || key && !number;
                let primary = table == "change" && matches!(*column, "nth" | "collection" | "id");
                if absent || primary && value == "NULL" {
                    continue;
                }
                let what = format!("{table}.{column} = {value}");
                let (shelf, db) = full();
                let which = if table == "change" {
                    "id = (SELECT min(id) FROM change)".to_owned()
                } else {
                    format!("rowid = (SELECT min(rowid) FROM {table})")
                };
                shelf.damage("catalogue.db", table, column, value, &which);
                for reopened in [false, true] {
                    let db = if reopened { &shelf.open() } else { &db };
                    let read = db.read().unwrap();
                    match read.edition {
                        Some(read) => is_part(&read.edition, &eight(), &what),
                        None => assert_eq!(table, "meta", "{what}"),
                    }
                    let listed = table != "arrival" || *column == "nth";
                    assert_eq!(read.arrivals.len(), usize::from(listed), "{what}");
                    let changes: usize = read.arrivals.iter().map(|arrival| arrival.changes.len()).sum();
                    let at_least = match table {
                        "arrival" => 0,
                        "change" => 3,
                        _ => 4,
                    };
                    assert!((at_least..=4).contains(&changes), "{what}: {changes}");
                    assert!(db.trust().unwrap().len() >= usize::from(table != "trust") * 2, "{what}");
                }
                repairs(&db, &what);
            }
        }
    }
}

/// A table and its index that do not agree, as after a flipped letter in either: SQLite refuses to change such a row.
#[test]
fn an_index_that_does_not_agree_keeps_no_refresh_out() {
    for (table, from, to) in [
        ("record", "fgm", "fgn"),
        ("record", "contacts", "contaqts"),
        ("meta", "imported", "impoqted"),
        ("meta", "standing", "standinq"),
        ("trust", "timestamp", "timestomp"),
    ] {
        let (shelf, db) = full();
        assert!(db.close());
        drop(db);
        let bytes = fs::read(shelf.path("catalogue.db")).unwrap();
        let places = (0..bytes.len()).filter(|&i| bytes[i..].starts_with(from.as_bytes()));
        for place in places {
            let mut harmed = bytes.clone();
            harmed[place..][..to.len()].copy_from_slice(to.as_bytes());
            fs::write(shelf.path("catalogue.db"), &harmed).unwrap();
            let (db, _) = CatalogueDb::open(shelf.dir.path()).unwrap();
            let what = format!("{table}: {from} at {place}");
            if let Some(read) = db.read().unwrap().edition {
                is_part(&read.edition, &eight(), &what);
            }
            repairs(&db, &what);
            assert!(db.close());
        }
    }
}

/// Whatever single bit is wrong: opening answers, reading answers nothing false, and the next refresh repairs it for
/// good.
#[test]
fn no_single_fault_is_lasting() {
    let (shelf, db) = full();
    assert!(db.close());
    drop(db);
    let path = shelf.path("catalogue.db");
    let good = fs::read(&path).unwrap();
    // All of the header, and places all over the rest.
    let places = (0..100).chain((100..good.len()).step_by(61));
    for (n, place) in places.enumerate() {
        let mut bytes = good.clone();
        bytes[place] ^= 1 << (n % 8);
        for beside in ["catalogue.db-wal", "catalogue.db-shm"] {
            let _ = fs::remove_file(shelf.path(beside));
        }
        fs::write(&path, &bytes).unwrap();
        let what = format!("bit {} of byte {place}", n % 8);
        let (db, opened) = CatalogueDb::open(shelf.dir.path()).unwrap_or_else(|error| panic!("{what}: {error}"));
        let read = db.read().unwrap();
        if let Some(read) = &read.edition {
            is_part(&read.edition, &eight(), &what);
            assert_eq!(read.whole, read.edition == eight(), "{what}");
        }
        assert!(!opened.rebuilt || read.edition.is_none(), "{what}");
        repairs(&db, &what);
        drop(db);
        repairs(&shelf.open(), &what);
    }
}

#[test]
fn a_file_that_is_no_catalogue_is_put_aside() {
    let (shelf, db) = Shelf::with(&edition(
        7,
        (0..200)
            .map(|i| {
                record(
                    "gadgets",
                    &format!("g{i}"),
                    &format!("\"title\":\"{}\"", "x".repeat(200)),
                )
            })
            .collect(),
    ));
    assert!(db.close());
    drop(db);
    let good = fs::read(shelf.path("catalogue.db")).unwrap();
    let mut torn = good.clone();
    torn[8192..20480].fill(0xa5);
    let cases: [(&str, Vec<u8>); 4] = [
        ("garbage", b"<html>Sign in to Wi-Fi</html>".repeat(400)),
        ("short garbage", b"<html>".to_vec()),
        ("cut short", good[..good.len() / 2].to_vec()),
        ("torn", torn),
    ];
    for (what, bytes) in cases {
        fs::write(shelf.path("catalogue.db"), &bytes).unwrap();
        let (db, opened) = CatalogueDb::open(shelf.dir.path()).unwrap();
        assert!(opened.rebuilt && !opened.newer, "{what}");
        assert_eq!(fs::read(shelf.path("catalogue.db.damaged")).unwrap(), bytes, "{what}");
        assert_eq!(db.read().unwrap(), store::Stored::default(), "{what}");
        repairs(&db, what);
        assert!(db.close());
    }
}

#[test]
fn a_foreign_or_damaged_schema_is_put_aside() {
    for harm in [
        "PRAGMA application_id = 1",
        "PRAGMA user_version = 0",
        "UPDATE sqlite_schema SET sql = replace(sql, 'before', 'befoqe') WHERE name = 'change'",
    ] {
        let (shelf, db) = full();
        drop(db);
        shelf.sql(harm);
        let (_, opened) = CatalogueDb::open(shelf.dir.path()).unwrap();
        assert!(opened.rebuilt, "{harm}");
    }
}

/// L13: it is not damaged. What vouches for it is not taken over: nobody knows what it says.
#[test]
fn a_newer_versions_file_is_kept_aside_and_not_called_damaged() {
    let (shelf, db) = full();
    drop(db);
    shelf.sql("PRAGMA user_version = 99");
    let (db, opened) = CatalogueDb::open(shelf.dir.path()).unwrap();
    let newer = CatalogueOpened {
        rebuilt: false,
        newer: true,
    };
    assert_eq!(opened, newer);
    assert!(!shelf.path("catalogue.db.damaged").exists());
    assert_eq!((db.read().unwrap(), db.trust().unwrap()), Default::default());
    repairs(&db, "newer");
    let other = Connection::open(shelf.path("catalogue.db.newer")).unwrap();
    let records: u32 = other
        .query_row("SELECT count(*) FROM record", [], |row| row.get(0))
        .unwrap();
    assert_eq!(records as usize, eight().records.len());
}

#[test]
fn what_breaks_while_it_is_open_is_read_as_far_as_it_goes() {
    let many = (0..1500).map(|i| {
        record(
            "gadgets",
            &format!("g{i}"),
            &format!("\"title\":\"{}\"", "x".repeat(3000)),
        )
    });
    // More than SQLite keeps in memory.
    let large = edition(7, many.collect());
    let (shelf, db) = Shelf::with(&large);
    assert!(db.close());
    drop(db);
    let db = shelf.open();
    // Pages of the table of records, overwritten beneath an open database.
    let path = shelf.path("catalogue.db");
    let mut bytes = fs::read(&path).unwrap();
    let place = bytes.windows(11).position(|w| w == b"\"id\":\"g200\"").unwrap() / 4096 * 4096;
    bytes[place..place + 4096].fill(0xa5);
    fs::write(&path, bytes).unwrap();
    let read = stored(&db);
    assert!(!read.whole);
    is_part(&read.edition, &large, "broken");
    drop(db);
    let (db, opened) = CatalogueDb::open(shelf.dir.path()).unwrap();
    assert!(opened.rebuilt);
    repairs(&db, "broken");
}

#[test]
fn a_folder_that_cannot_be_written_is_not_damage() {
    let shelf = Shelf::empty();
    fs::write(shelf.path("file"), b"").unwrap();
    let error = CatalogueDb::open(&shelf.path("file")).map(drop).unwrap_err();
    assert!(error.to_string().starts_with("the catalogue"), "{error}");
    fs::create_dir(shelf.path("catalogue.db")).unwrap();
    let error = CatalogueDb::open(shelf.dir.path()).map(drop);
    // Windows refuses a folder in a file's place as it refuses what is read-only.
    assert!(
        matches!(error, Err(StoreError::Io { .. } | StoreError::ReadOnly)),
        "{error:?}"
    );
    assert!(!shelf.path("catalogue.db.damaged").exists());
}

#[test]
fn a_file_that_another_program_holds_is_busy_and_stays() {
    let (shelf, db) = full();
    drop(db);
    let other = Connection::open(shelf.path("catalogue.db")).unwrap();
    other
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
        .unwrap();
    let error = CatalogueDb::open(shelf.dir.path()).map(drop);
    assert!(matches!(error, Err(StoreError::Busy)), "{error:?}");
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    assert!(!shelf.path("catalogue.db.damaged").exists());
    assert_eq!(stored(&shelf.open()).edition, eight());
}
