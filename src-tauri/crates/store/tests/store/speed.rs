//! How long it takes, for reading with `--nocapture`; the bounds are only there to catch what is wrong by far.

use std::time::{Duration, Instant};

use store::Origin;

use crate::kit::{Shelf, find, large, now};

fn timed<T>(what: &str, at_most: Duration, work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = work();
    let took = began.elapsed();
    println!("{what}: {took:.2?}");
    assert!(took < at_most, "{what}: {took:?}");
    done
}

#[test]
fn a_thousand_records() {
    const LONG: Duration = Duration::from_secs(10);
    let (seven, eight) = (large(7), large(8));
    let shelf = Shelf::empty();
    let db = timed("create", LONG, || shelf.open());
    println!("{} records", seven.records.len());
    timed("apply to an empty one", LONG, || {
        db.apply(&seven, Origin::Bundled, now()).unwrap()
    });
    timed("apply the same again", LONG, || {
        db.apply(&eight, Origin::Host, now()).unwrap()
    });
    let mut nine = large(9);
    for record in nine.records.iter_mut().filter(|r| r.collection == "resources").take(20) {
        record.body = record.body.replace("professionals", "everyone");
    }
    timed("apply with 20 changed", LONG, || {
        db.apply(&nine, Origin::Host, now()).unwrap()
    });
    timed("check", LONG, || assert!(db.check().unwrap().is_sound()));
    for query in [
        "f",
        "fam",
        "neglect",
        "0300 555 0042",
        "who do I tell about bruises",
        "zzz",
        "child abuse training",
    ] {
        timed(&format!("search {query:?}"), LONG, || find(&db, query, 10));
    }
    let all: Vec<catalogue::Resource> = timed("all resources", LONG, || db.all("resources").unwrap());
    assert!(all.len() > 800);
    drop(db);
    println!("{} bytes", std::fs::metadata(shelf.path("catalogue.db")).unwrap().len());
    timed("open", LONG, || shelf.open());
}
