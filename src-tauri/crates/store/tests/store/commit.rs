//! What a refresh leaves behind: what is written, what is counted, what a failure leaves.

use catalogue::refresh::{Applied, Attempts, Notice, Outcome, Refreshed, Trouble};
use catalogue::{Origin, What};
use rusqlite::Connection;
use store::{CatalogueDb, Commit, StoreError, Trust};

use crate::kit::{Shelf, apply, at, edition, eight, header, now, record, records, seven, stored};

fn trust(number: u8) -> Trust {
    Trust::from([
        ("root".into(), vec![number]),
        ("timestamp".into(), vec![number, 0, 255]),
    ])
}

/// There is an edition for a newer app: a good answer, and one that leaves a notice.
const TOO_NEW: Outcome = Ok(Refreshed::TooNew { edition: 9 });

/// What a refresh without an edition leaves behind.
fn commit(db: &CatalogueDb, trust: &Trust, outcome: &Outcome) {
    let commit = Commit {
        edition: None,
        trust: Some(trust),
        outcome: Some(outcome),
    };
    assert_eq!(db.commit(&commit, now()).unwrap(), Applied::default());
}

/// "what collection/id title" of everything that edition `number` changed.
fn changes(db: &CatalogueDb, number: u32) -> Vec<String> {
    let arrivals = db.read().unwrap().arrivals;
    let of = arrivals.iter().find(|arrival| arrival.edition == number).unwrap();
    let line = |c: &catalogue::Change| format!("{:?} {}/{} {}", c.what, c.collection, c.id, c.title);
    of.changes.iter().map(line).collect()
}

fn arrived(db: &CatalogueDb) -> Vec<u32> {
    let arrivals = db.read().unwrap().arrivals;
    arrivals.iter().map(|arrival| arrival.edition).collect()
}

#[test]
fn what_is_read_is_what_came() {
    let (shelf, db) = Shelf::with(&seven());
    drop(db);
    let db = shelf.open();
    let read = stored(&db);
    assert_eq!((&read.edition, read.digest), (&seven(), seven().digest()));
    assert_eq!((read.origin, read.imported_at), (Origin::Host, now()));
    assert!(read.whole && read.damaged.is_empty());
    assert_eq!(
        db.edition().unwrap().unwrap().to_json().unwrap(),
        seven().to_json().unwrap()
    );
    let empty = Shelf::empty().open();
    assert_eq!(empty.read().unwrap(), store::Stored::default());
    assert_eq!((empty.edition().unwrap(), empty.trust().unwrap().len()), (None, 0));
}

#[test]
fn a_second_time_changes_nothing_but_how_it_came() {
    let (_shelf, db) = Shelf::with(&seven());
    let later = at("2026-11-23T09:00:00Z");
    let again = db.commit(&Commit::of_edition(&seven(), Origin::File), later).unwrap();
    let unchanged = records().len();
    assert_eq!(
        again,
        Applied {
            unchanged,
            ..Applied::default()
        }
    );
    assert_eq!((stored(&db).origin, stored(&db).imported_at), (Origin::File, later));
    assert_eq!(arrived(&db), [0; 0], "it took nobody's place");
}

#[test]
fn only_what_differs_is_written() {
    let (shelf, db) = Shelf::with(&seven());
    shelf.sql(
        "CREATE TABLE written (id TEXT);
         CREATE TRIGGER i AFTER INSERT ON record BEGIN INSERT INTO written VALUES (new.id); END;
         CREATE TRIGGER u AFTER UPDATE ON record BEGIN INSERT INTO written VALUES (new.id); END;
         CREATE TRIGGER d AFTER DELETE ON record BEGIN INSERT INTO written VALUES (old.id); END;",
    );
    let applied = apply(&db, &eight());
    let expected = Applied {
        added: 1,
        changed: 2,
        removed: 1,
        unchanged: records().len() - 3,
    };
    assert_eq!(applied, expected);
    let other = Connection::open(shelf.path("catalogue.db")).unwrap();
    let mut written = other.prepare("SELECT id FROM written ORDER BY id").unwrap();
    let written: Vec<String> = written
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(written, ["crt", "dash", "fgm", "mash"]);
    assert_eq!((stored(&db).edition, stored(&db).whole), (eight(), true));
}

#[test]
fn a_record_that_stands_twice_is_refused() {
    let (_shelf, db) = Shelf::with(&seven());
    let mut twice = eight();
    twice.records.push(twice.records[0].clone());
    let refused = db.commit(&Commit::of_edition(&twice, Origin::Host), now());
    assert!(matches!(refused, Err(StoreError::BadEdition(_))));
    assert_eq!(stored(&db).edition, seven());
}

#[test]
fn all_that_a_refresh_leaves_behind_is_stored_or_nothing_is() {
    let (shelf, db) = Shelf::with(&seven());
    assert_eq!((db.trust().unwrap(), db.attempts().unwrap()), Default::default());
    let expired = Trouble::Expired { since: now() };
    commit(&db, &trust(1), &Err(expired.clone()));
    let before = (db.read().unwrap(), db.trust().unwrap());
    let attempts = &before.0.attempts;
    assert_eq!((attempts.failures, attempts.last_succeeded), (1, None));
    assert_eq!(before.0.notice, Some(Notice::Trouble(expired)));
    assert_eq!(before.1, trust(1));

    let eighth = eight();
    let commit = Commit {
        edition: Some((&eighth, Origin::Host)),
        trust: Some(&trust(2)),
        outcome: Some(&TOO_NEW),
    };
    for (event, table) in [
        ("INSERT", "record"),
        ("DELETE", "record"),
        ("INSERT", "arrival"),
        ("INSERT", "change"),
        ("INSERT", "meta"),
        ("DELETE", "trust"),
        ("INSERT", "trust"),
        ("INSERT", "attempts"),
    ] {
        shelf.sql(&format!(
            "CREATE TRIGGER fault BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'fault'); END"
        ));
        let failed = db.commit(&commit, now());
        assert!(
            matches!(failed, Err(StoreError::Sql { .. })),
            "{event} {table}: {failed:?}"
        );
        shelf.sql("DROP TRIGGER fault");
        assert_eq!((db.read().unwrap(), db.trust().unwrap()), before, "{event} {table}");
    }
    db.commit(&commit, now()).unwrap();
    drop(db);
    let db = shelf.open();
    assert_eq!(
        (db.edition().unwrap().unwrap(), db.trust().unwrap()),
        (eight(), trust(2))
    );
    let stored = db.read().unwrap();
    assert_eq!(
        (stored.attempts.failures, stored.attempts.last_succeeded),
        (0, Some(now()))
    );
    assert!(matches!(stored.notice, Some(Notice::TooNew { edition: 9, .. })));
    assert_eq!(
        (db.notice().unwrap(), db.attempts().unwrap()),
        (stored.notice, stored.attempts)
    );
}

/// B22: both read what is there and add to it in one transaction.
#[test]
fn a_wait_and_the_end_of_a_refresh_forget_nothing_of_each_other() {
    let (_shelf, db) = Shelf::with(&seven());
    let (soon, later) = (at("2026-11-22T09:10:00Z"), at("2026-11-22T09:20:00Z"));
    db.wait_until(later, now()).unwrap();
    commit(&db, &trust(1), &TOO_NEW);
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
fn what_an_edition_changed_is_listed() {
    let (_shelf, db) = Shelf::with(&seven());
    let later = at("2026-11-23T09:00:00.25Z");
    db.commit(&Commit::of_edition(&eight(), Origin::Host), later).unwrap();
    let listed = [
        "Changed contacts/crt Reception Team",
        "Withdrawn resources/dash DASH checklist",
        "Removed terms/fgm FGM",
        "Added terms/mash MASH",
    ];
    assert_eq!(changes(&db, 8), listed);
    let arrival = db.read().unwrap().arrivals.remove(0);
    assert_eq!((arrival.came_after, arrival.arrived_at), (7, later));
    assert_eq!(arrival.published_at, header(8).published_at);
    let [number, .., added] = &arrival.changes[..] else {
        panic!()
    };
    assert_eq!(number.what, What::Changed);
    assert!(number.before.as_ref().unwrap().contains("0300 555 1384"));
    assert_eq!(added.before, None);

    // Once more the same edition, as after damage: the list stays.
    apply(&db, &eight());
    assert_eq!(changes(&db, 8), listed);
}

#[test]
fn words_for_search_alone_are_no_news() {
    let (_shelf, db) = Shelf::with(&seven());
    let mut next = records();
    next[4] = record(
        "terms",
        "da",
        r#""title":"DA","meaning":"Domestic abuse.","everyday":["rowing"]"#,
    );
    next[6] = record("themes", "neglect", r#""title":"Neglect","everyday":["unwashed"]"#);
    apply(&db, &edition(8, next));
    assert_eq!(changes(&db, 8), ["Changed themes/neglect Neglect"]);
}

#[test]
fn the_changes_of_twenty_editions_are_kept() {
    let (shelf, db) = Shelf::with(&edition(1, records()));
    let of = |number: u32| {
        let mut next = records();
        next[4] = record(
            "terms",
            "da",
            &format!("\"title\":\"DA\",\"meaning\":\"Meaning {number}.\""),
        );
        edition(number, next)
    };
    for number in 2..=30 {
        apply(&db, &of(number));
    }
    assert_eq!(arrived(&db), (11..=30).rev().collect::<Vec<_>>());
    // Another first edition, after damage: what was listed after it has not happened.
    let sql = "DELETE FROM meta";
    shelf.sql(sql);
    apply(&db, &edition(20, records()));
    apply(&db, &edition(25, records()));
    assert_eq!(arrived(&db)[..2], [25, 24]);
    assert_eq!(changes(&db, 25), [""; 0]);
}

/// A number does not identify an edition: after a theft the next edition may have a lower one, or the same.
#[test]
fn editions_are_listed_in_the_order_in_which_they_came() {
    let (_shelf, db) = Shelf::with(&seven());
    let of = |number: u32, meaning: &str| {
        let mut next = records();
        next[4] = record("terms", "da", &format!("\"title\":\"DA\",\"meaning\":\"{meaning}\""));
        edition(number, next)
    };
    for (number, meaning) in [(4_000_000_000, "a thief's"), (8, "right"), (8, "righter"), (9, "best")] {
        apply(&db, &of(number, meaning));
    }
    let arrivals = db.read().unwrap().arrivals;
    let listed: Vec<_> = arrivals
        .iter()
        .map(|a| (a.edition, a.came_after, a.changes.len()))
        .collect();
    assert_eq!(
        listed,
        [(9, 8, 1), (8, 8, 1), (8, 4_000_000_000, 1), (4_000_000_000, 7, 1)]
    );
    let before = |at: usize| arrivals[at].changes[0].before.clone().unwrap();
    assert!(before(0).contains("righter") && before(1).contains("right") && before(2).contains("a thief's"));
    // The same edition again is no arrival.
    apply(&db, &of(9, "best"));
    assert_eq!(arrived(&db).len(), 4);
}

/// B28: an answer never mixes two editions.
#[test]
fn what_is_read_is_one_edition_or_the_other() {
    let (_shelf, db) = Shelf::with(&seven());
    let editions = [eight(), seven()];
    std::thread::scope(|threads| {
        let writer = threads.spawn(|| {
            for i in 0..40 {
                apply(&db, &editions[i % 2]);
            }
        });
        while !writer.is_finished() {
            let read = stored(&db);
            assert!(read.whole && editions.contains(&read.edition));
        }
    });
}

#[test]
fn the_file_alone_is_whole_after_closing() {
    let (shelf, db) = Shelf::with(&seven());
    assert!(db.close());
    let copy = Shelf::empty();
    std::fs::copy(shelf.path("catalogue.db"), copy.path("catalogue.db")).unwrap();
    assert_eq!(stored(&copy.open()).edition, seven());
}

#[test]
fn is_safe_to_share() {
    fn shared<T: Send + Sync>() {}
    shared::<CatalogueDb>();
    shared::<store::PersonalDb>();
    shared::<StoreError>();
}
