//! How much is written and how long it takes; times are for reading with `--nocapture`, their bounds only there to
//! catch what is wrong by far.

use std::time::{Duration, Instant};

use personal::{Bookmark, Change, Import};
use rusqlite::Connection;

use crate::kit::{Shelf, apply, edition, record, stored};
use crate::personal::bookmark;

const LONG: Duration = Duration::from_secs(10);

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = work();
    let took = began.elapsed();
    println!("{what}: {took:.2?}");
    assert!(took < LONG, "{what}: {took:?}");
    done
}

#[test]
fn ten_thousand_records() {
    let of = |number: u32| {
        let text = "words about what to do at a door ".repeat(40);
        let of = |i: u32| {
            let said = if i < 20 { number } else { 0 };
            record(
                "gadgets",
                &format!("g{i}"),
                &format!("\"title\":\"G\",\"of\":{said},\"text\":\"{text}\""),
            )
        };
        edition(number, (0..10_000).map(of).collect())
    };
    let (seven, eight) = (of(7), of(8));
    let shelf = Shelf::empty();
    let db = timed("create", || shelf.open());
    timed("apply to an empty one", || apply(&db, &seven));
    timed("apply with 20 changed", || assert_eq!(apply(&db, &eight).changed, 20));
    drop(db);
    let db = timed("open", || shelf.open());
    assert!(timed("read", || stored(&db)).whole);
}

/// One bookmark more, less or elsewhere writes its own row, among 50,000. Only the first move in a file of an earlier
/// version, which left no gaps, writes all of them.
#[test]
fn fifty_thousand_bookmarks() {
    let shelf = Shelf::empty();
    let db = shelf.personal();
    let bookmarks: Vec<Bookmark> = (0..50_000).map(|n| bookmark(&format!("r{n}"))).collect();
    let import = Import {
        bookmarks,
        ..Import::default()
    };
    timed("import", || db.write(&Change::Import(Box::new(import))).unwrap());
    let mut kept = timed("read", || db.read().unwrap());
    assert_eq!(kept.bookmarks.len(), 50_000);
    shelf.sql_in(
        "personal.db",
        "CREATE TABLE written (id TEXT);
         CREATE TRIGGER i AFTER INSERT ON bookmark BEGIN INSERT INTO written VALUES (new.id); END;
         CREATE TRIGGER u AFTER UPDATE ON bookmark BEGIN INSERT INTO written VALUES (new.id); END;
         CREATE TRIGGER d AFTER DELETE ON bookmark BEGIN INSERT INTO written VALUES (old.id); END;",
    );
    let other = Connection::open(shelf.path("personal.db")).unwrap();
    let mut write = |what: &str, change: Change, rows: u32| {
        timed(what, || db.write(&change).unwrap());
        kept = kept.after(&change);
        let written: u32 = other
            .query_row("SELECT count(*) FROM written", [], |row| row.get(0))
            .unwrap();
        assert_eq!(written, rows, "{what}");
        other.execute_batch("DELETE FROM written").unwrap();
    };
    let to = |id: &str, position| Change::MoveBookmark {
        kind: "resource".into(),
        id: id.into(),
        position,
    };
    write("add", Change::AddBookmark(bookmark("new")), 1);
    write("move to the front", to("r40000", 0), 1);
    write("move to the middle", to("r10", 25_000), 1);
    write("move to the end", to("r10", u32::MAX), 1);
    write("put", Change::PutBookmark(30_000, bookmark("newer")), 1);
    let remove = Change::RemoveBookmark {
        kind: "resource".into(),
        id: "r20000".into(),
    };
    write("remove", remove, 1);
    assert_eq!(db.read().unwrap(), kept);

    // As an earlier version numbered them.
    other
        .execute_batch("UPDATE bookmark SET position = position / 4294967296; DELETE FROM written")
        .unwrap();
    let kept = db.read().unwrap();
    let change = to("r10", 25_000);
    timed("move where there are no gaps", || db.write(&change).unwrap());
    assert_eq!(db.read().unwrap(), kept.after(&change));
}
