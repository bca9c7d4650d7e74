//! What is stored beside an edition: what vouches for it, when the host was asked, and what the edition changed.

use catalogue::refresh::{Attempts, Notice, Outcome, Refreshed, Trouble};
use catalogue::{Edition, Withdrawal};
use store::{CatalogueDb, Origin, Settled, StoreError, Trust, What};

use crate::kit::{Shelf, at, catalogue, edition, now};

fn trust(number: u8) -> Trust {
    Trust::from([
        ("root".into(), vec![number]),
        ("timestamp".into(), vec![number, 0, 255]),
    ])
}

/// There is an edition for a newer app: a good answer, and one that leaves a notice.
const TOO_NEW: Outcome = Ok(Refreshed::TooNew { edition: 9 });

/// What a refresh without an edition leaves behind.
fn settle(db: &CatalogueDb, trust: &Trust, outcome: &Outcome) {
    let settled = Settled {
        edition: None,
        trust: Some(trust),
        outcome: Some(outcome),
    };
    assert_eq!(db.settle(&settled, now()).unwrap(), Default::default());
}

/// Edition 8: one record of each fate.
fn eight() -> Edition {
    let mut next = catalogue();
    next.contacts[0].numbers[0].number = "0300 555 1385".into();
    next.resources[1].status = catalogue::Status::Withdrawn;
    next.resources[1].withdrawal = Some(Withdrawal {
        on: now().date_naive(),
        reason: "Replaced.".into(),
        replacement: Some("dash".into()),
    });
    next.terms.pop();
    next.articles[0].id = "new-principles".into();
    edition(8, next)
}

/// "what collection/id title" of everything that edition `number` changed.
fn changes(db: &CatalogueDb, number: u32) -> Vec<String> {
    let arrivals = db.arrivals().unwrap();
    let of = arrivals.iter().find(|arrival| arrival.edition == number).unwrap();
    let line = |c: &store::Change| format!("{:?} {}/{} {}", c.what, c.collection, c.id, c.title);
    of.changes.iter().map(line).collect()
}

#[test]
fn all_that_a_refresh_leaves_behind_is_stored_or_nothing_is() {
    let (shelf, db) = Shelf::with(&edition(7, catalogue()));
    assert_eq!((db.trust().unwrap(), db.attempts().unwrap()), Default::default());
    let failed = Err(Trouble::Expired { since: now() });
    settle(&db, &trust(1), &failed);
    let before = (db.trust().unwrap(), db.attempts().unwrap(), db.notice().unwrap());
    assert_eq!(before.0, trust(1));
    assert_eq!((before.1.failures, before.1.last_succeeded), (1, None));
    assert_eq!(before.2, Some(Notice::Trouble(failed.unwrap_err())));

    let eighth = eight();
    let settled = Settled {
        edition: Some((&eighth, Origin::Host)),
        trust: Some(&trust(2)),
        outcome: Some(&TOO_NEW),
    };
    for table in ["record", "meta", "trust", "attempts", "arrival", "change"] {
        shelf.sql(&format!(
            "CREATE TRIGGER fault BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'fault'); END"
        ));
        let failed = db.settle(&settled, now());
        assert!(matches!(failed, Err(StoreError::Sql(_))), "{table}: {failed:?}");
        shelf.sql("DROP TRIGGER fault");
        assert_eq!(db.edition().unwrap().unwrap(), edition(7, catalogue()), "{table}");
        let after = (db.trust().unwrap(), db.attempts().unwrap(), db.notice().unwrap());
        assert_eq!(after, before, "{table}");
        assert_eq!(db.arrivals().unwrap(), [], "{table}");
    }
    db.settle(&settled, now()).unwrap();
    drop(db);
    let db = shelf.open();
    assert_eq!(db.edition().unwrap().unwrap(), eight());
    assert_eq!(db.trust().unwrap(), trust(2));
    let attempts = db.attempts().unwrap();
    assert_eq!((attempts.failures, attempts.last_succeeded), (0, Some(now())));
    assert!(matches!(db.notice().unwrap(), Some(Notice::TooNew { edition: 9, .. })));
}

/// B22: both read what is there and add to it in one transaction.
#[test]
fn a_wait_and_the_end_of_a_refresh_forget_nothing_of_each_other() {
    let (_shelf, db) = Shelf::with(&edition(7, catalogue()));
    let (soon, later) = (at("2026-11-22T09:10:00Z"), at("2026-11-22T09:20:00Z"));
    db.wait_until(later, now()).unwrap();
    settle(&db, &trust(1), &TOO_NEW);
    db.wait_until(soon, now()).unwrap();
    let expected = Attempts {
        last_tried: Some(now()),
        last_succeeded: Some(now()),
        retry_not_before: Some(later),
        failures: 0,
    };
    assert_eq!(db.attempts().unwrap(), expected);
    assert!(db.notice().unwrap().is_some());
}

#[test]
fn damage_to_what_is_remembered_keeps_nobody_from_refreshing() {
    for column in ["last_tried", "last_succeeded", "retry_not_before", "failures"] {
        let (shelf, db) = Shelf::with(&edition(7, catalogue()));
        settle(&db, &trust(1), &TOO_NEW);
        shelf.damage("attempts", column);
        db.attempts().unwrap();
        settle(&db, &trust(1), &TOO_NEW);
        assert_eq!(db.attempts().unwrap().last_tried, Some(now()), "{column}");
    }
    for column in ["name", "bytes", "digest"] {
        let (shelf, db) = Shelf::with(&edition(7, catalogue()));
        settle(&db, &trust(1), &TOO_NEW);
        shelf.damage("trust", column);
        assert!(db.trust().unwrap().len() < 2, "{column}");
        settle(&db, &trust(1), &TOO_NEW);
        assert_eq!(db.trust().unwrap(), trust(1), "{column}");
    }
}

#[test]
fn damaged_trust_is_no_trust() {
    let (shelf, db) = Shelf::with(&edition(7, catalogue()));
    settle(&db, &trust(1), &TOO_NEW);
    shelf.sql("UPDATE trust SET bytes = X'07' WHERE name = 'root'");
    assert_eq!(db.trust().unwrap().into_keys().collect::<Vec<_>>(), ["timestamp"]);
}

#[test]
fn what_an_edition_changed_is_listed() {
    let (_shelf, db) = Shelf::with(&edition(7, catalogue()));
    assert_eq!(db.arrivals().unwrap(), [], "the first edition took nobody's place");
    let later = at("2026-11-23T09:00:00Z");
    db.apply(&eight(), Origin::Host, later).unwrap();
    assert_eq!(
        changes(&db, 8),
        [
            "Added articles/new-principles Four practice principles",
            "Removed articles/principles Four practice principles",
            "Changed contacts/crt Children's Reception Team",
            "Withdrawn resources/clare Domestic violence disclosure scheme",
            "Removed terms/fgm FGM",
        ]
    );
    let arrival = db.arrivals().unwrap().remove(0);
    assert_eq!((arrival.came_after, arrival.arrived_at), (7, later));
    let number = arrival.changes.iter().find(|c| c.id == "crt").unwrap();
    assert_eq!(number.what, What::Changed);
    assert!(number.before.as_ref().unwrap().contains("0300 555 1384"));

    // Once more the same edition, as after damage: the list stays.
    db.apply(&eight(), Origin::Host, later).unwrap();
    assert_eq!(changes(&db, 8).len(), 5);
}

#[test]
fn words_for_search_alone_are_no_news() {
    let (_shelf, db) = Shelf::with(&edition(7, catalogue()));
    let mut next = catalogue();
    next.terms[0].everyday = vec!["cutting".into()];
    next.themes[0].everyday = vec!["rowing".into()];
    next.themes[0].summary.push_str(" And more.");
    db.apply(&edition(8, next), Origin::Host, now()).unwrap();
    let [change] = &changes(&db, 8)[..] else {
        panic!("one change: {:?}", changes(&db, 8));
    };
    assert!(change.starts_with("Changed themes/"), "{change}");
}

#[test]
fn the_changes_of_twenty_editions_are_kept() {
    let (_shelf, db) = Shelf::with(&edition(1, catalogue()));
    for number in 2..=30 {
        let mut next = catalogue();
        next.terms[0].meaning = format!("Meaning {number}.");
        db.apply(&edition(number, next), Origin::Host, now()).unwrap();
    }
    let kept: Vec<u32> = db.arrivals().unwrap().iter().map(|arrival| arrival.edition).collect();
    assert_eq!(kept, (11..=30).rev().collect::<Vec<_>>());
    // Back to an older one, as an administrator can: what was listed after it has not happened.
    db.apply(&edition(20, catalogue()), Origin::File, now()).unwrap();
    db.apply(&edition(25, catalogue()), Origin::Host, now()).unwrap();
    let kept: Vec<u32> = db.arrivals().unwrap().iter().map(|arrival| arrival.edition).collect();
    assert_eq!(kept[..2], [25, 24]);
    assert_eq!(changes(&db, 25), [""; 0]);
}

#[test]
fn the_stored_edition_is_the_one_that_came() {
    let (shelf, db) = Shelf::with(&eight());
    assert_eq!(
        db.edition().unwrap().unwrap().to_json().unwrap(),
        eight().to_json().unwrap()
    );
    assert_eq!(
        (db.read().unwrap().edition, db.read().unwrap().whole),
        (Some(eight()), true)
    );
    shelf.sql("DELETE FROM record WHERE id = 'crt'");
    assert!(matches!(db.edition(), Err(StoreError::Damaged { .. })));
    let left = db.read().unwrap();
    assert_eq!(left.edition.unwrap().records.len(), eight().records.len() - 1);
    assert!(!left.whole);
    assert_eq!(Shelf::empty().open().edition().unwrap(), None);
}

#[test]
fn the_first_schema_opens() {
    let shelf = Shelf::empty();
    let first = rusqlite::Connection::open(shelf.path("catalogue.db")).unwrap();
    first.execute_batch(include_str!("fixtures/catalogue-v1.sql")).unwrap();
    drop(first);
    let db = shelf.open();
    assert_eq!(db.imported().unwrap().unwrap().header.edition, 7);
    assert_eq!(
        db.get::<serde_json::Value>("gadgets", "g").unwrap().unwrap()["title"],
        "Gizmo"
    );
    assert!(db.check().unwrap().is_sound());
    db.apply(&eight(), Origin::Host, now()).unwrap();
    assert!(changes(&db, 8).contains(&"Removed gadgets/g Gizmo".to_owned()));
}

/// The second schema, as it was shipped, whatever has become of its full-text table: the records stay.
#[test]
fn the_second_schema_opens_even_with_a_broken_search() {
    for harm in [
        "",
        "DELETE FROM search_data WHERE id > 10",
        "UPDATE search_data SET block = zeroblob(length(block))",
        "DELETE FROM search_content",
        "DELETE FROM search_docsize",
    ] {
        let shelf = Shelf::empty();
        let second = rusqlite::Connection::open(shelf.path("catalogue.db")).unwrap();
        second.execute_batch(include_str!("fixtures/catalogue-v2.sql")).unwrap();
        second.execute_batch(harm).unwrap();
        drop(second);
        let db = shelf.open();
        assert_eq!(db.imported().unwrap().unwrap().header.edition, 7, "{harm}");
        assert!(db.check().unwrap().is_sound(), "{harm}");
    }
}
