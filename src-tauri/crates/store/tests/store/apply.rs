//! Applying editions: what is written, what is counted, what a failure leaves.

use catalogue::refresh::Applied;
use catalogue::{Contact, Record, Resource, Theme};
use store::{CatalogueDb, Origin, StoreError};

use crate::kit::{Shelf, at, catalogue, edition, found, header, now};

#[test]
fn a_second_time_changes_nothing() {
    let seven = edition(7, catalogue());
    let (_shelf, db) = Shelf::with(&seven);
    let later = at("2026-11-23T09:00:00Z");
    let again = db.apply(&seven, Origin::File, later).unwrap();
    assert_eq!(
        again,
        Applied {
            unchanged: seven.records.len(),
            ..Applied::default()
        }
    );
    let imported = db.imported().unwrap().unwrap();
    assert_eq!(imported.header, header(7));
    assert_eq!(imported.digest, seven.digest());
    assert_eq!((imported.origin, imported.imported_at), (Origin::File, later));
    assert!(!imported.mended);
    assert!(db.check().unwrap().is_sound());
}

#[test]
fn where_a_record_lies_in_the_file_is_no_damage() {
    let (_shelf, db) = Shelf::with(&edition(7, catalogue()));
    let mut fewer = catalogue();
    fewer.themes.remove(0);
    db.apply(&edition(8, fewer), Origin::Host, now()).unwrap();
    // The theme comes back, and lies behind the other one now.
    db.apply(&edition(9, catalogue()), Origin::Host, now()).unwrap();
    assert!(db.check().unwrap().is_sound());
}

#[test]
fn the_next_edition_counts_what_differs() {
    let (_shelf, db) = Shelf::with(&edition(7, catalogue()));
    let mut next = catalogue();
    next.contacts[0].title = "Front Door".into();
    next.terms.pop();
    next.resources[0].id = "dash-2".into();
    let total = edition(8, next.clone()).records.len();
    let applied = db.apply(&edition(8, next), Origin::Host, now()).unwrap();
    assert_eq!(
        applied,
        Applied {
            added: 1,
            changed: 1,
            removed: 2,
            unchanged: total - 2
        }
    );
    assert_eq!(found(&db, "front door"), ["Contact crt", "Step worried/refer"]);
    assert_eq!(db.packs_of("dash").unwrap(), ["neglect", "da"]);
    assert!(db.check().unwrap().is_sound());
}

#[test]
fn reading_is_by_id_and_by_collection() {
    let (_shelf, db) = Shelf::with(&edition(7, catalogue()));
    let crt: Contact = db.get("contacts", "crt").unwrap().unwrap();
    assert_eq!(crt, catalogue().contacts[0]);
    assert_eq!(db.get::<Contact>("contacts", "nobody").unwrap(), None);
    assert!(matches!(
        db.get::<Theme>("contacts", "crt"),
        Err(StoreError::Unreadable { .. })
    ));
    let some: Vec<Resource> = db.get_many("resources", &["fgm-film", "gone", "clare"]).unwrap();
    assert_eq!(
        some.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(),
        ["fgm-film", "clare"]
    );
    let all: Vec<Resource> = db.all("resources").unwrap();
    assert_eq!(
        all.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(),
        ["clare", "dash", "fgm-film"]
    );
    assert!(db.counts().unwrap().contains(&("themes".into(), 2)));
    assert_eq!(db.packs_of("fgm-film").unwrap(), ["da"]);
    assert_eq!(db.packs_of("nothing").unwrap(), [""; 0]);
}

#[test]
fn what_this_version_does_not_know_is_kept() {
    let mut seven = edition(7, catalogue());
    let strange = |collection: &str, id: &str, body: &str| Record {
        collection: collection.into(),
        id: id.into(),
        body: body.into(),
    };
    seven
        .records
        .push(strange("gadgets", "g", r#"{"id":"g","title":"Gizmo"}"#));
    seven
        .records
        .push(strange("contacts", "odd", r#"{"id":"odd","title":"Oddity"}"#));
    let (_shelf, db) = Shelf::with(&seven);
    assert!(db.check().unwrap().is_sound());
    let kept: serde_json::Value = db.get("gadgets", "g").unwrap().unwrap();
    assert_eq!(kept["title"], "Gizmo");
    assert_eq!(db.all::<Contact>("contacts").unwrap().len(), 2);
    assert_eq!(found(&db, "oddity gizmo"), [""; 0]);
}

#[test]
fn a_record_that_stands_twice_is_refused() {
    let seven = edition(7, catalogue());
    let (_shelf, db) = Shelf::with(&seven);
    let mut twice = edition(8, catalogue());
    twice.records.push(twice.records[0].clone());
    let refused = db.apply(&twice, Origin::Host, now());
    assert!(matches!(refused, Err(StoreError::BadEdition(_))));
    assert_eq!(db.imported().unwrap().unwrap().header.edition, 7);
}

/// Makes every kind of write fail in turn, and asks each time whether edition 7 is still whole.
#[test]
fn a_failure_leaves_the_old_edition_whole() {
    let (shelf, db) = Shelf::with(&edition(7, catalogue()));
    let mut next = catalogue();
    next.contacts[0].title = "Front Door".into();
    next.terms.pop();
    next.resources[0].id = "dash-2".into();
    next.themes[0].sections.pop();
    let eight = edition(8, next);
    for (event, table) in [
        ("INSERT", "record"),
        ("UPDATE", "record"),
        ("DELETE", "record"),
        ("DELETE", "entry"),
        ("INSERT", "entry"),
        ("INSERT", "meta"),
    ] {
        shelf.sql(&format!(
            "CREATE TRIGGER fault BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'fault'); END"
        ));
        let failed = db.apply(&eight, Origin::Host, now());
        assert!(matches!(failed, Err(StoreError::Sql(_))), "{event} {table}: {failed:?}");
        shelf.sql("DROP TRIGGER fault");
        assert_eq!(db.imported().unwrap().unwrap().header.edition, 7);
        assert_eq!(found(&db, "front door"), [""; 0]);
        assert_eq!(found(&db, "children's reception")[0], "Contact crt");
        assert!(db.check().unwrap().is_sound(), "{event} {table}");
    }
    assert_eq!(db.apply(&eight, Origin::Host, now()).unwrap().added, 1);
}

#[test]
fn readers_see_one_edition_or_the_other() {
    let (_shelf, db) = Shelf::with(&edition(7, catalogue()));
    let mut other = catalogue();
    for contact in &mut other.contacts {
        contact.title = "Other".into();
    }
    let editions = [edition(8, other), edition(7, catalogue())];
    std::thread::scope(|threads| {
        let writer = threads.spawn(|| {
            for i in 0..40 {
                db.apply(&editions[i % 2], Origin::Host, now()).unwrap();
            }
        });
        while !writer.is_finished() {
            let contacts: Vec<Contact> = db.all("contacts").unwrap();
            let others = contacts.iter().filter(|c| c.title == "Other").count();
            assert!(others == 0 || others == contacts.len());
        }
    });
}

#[test]
fn is_safe_to_share() {
    fn shared<T: Send + Sync>() {}
    shared::<CatalogueDb>();
    shared::<store::PersonalDb>();
    shared::<StoreError>();
}
