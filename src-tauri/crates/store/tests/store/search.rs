//! What a search finds, in what order, and that any text is a legal one.

use catalogue::canonical;
use proptest::prelude::*;
use store::{CatalogueDb, Origin, SearchKind};

use crate::kit::{Shelf, catalogue, edition, find, found, large, now};

fn db() -> (Shelf, CatalogueDb) {
    Shelf::with(&edition(7, catalogue()))
}

#[test]
fn finds_what_people_type() {
    let (_shelf, db) = db();
    for (query, first) in [
        // As it is typed.
        ("wor", "Pathway worried"),
        ("rec", "Contact crt"),
        ("domestic ab", "Theme da"),
        ("NEGLECT", "Theme neglect"),
        // Numbers, however they are written.
        ("0300 555 1384", "Contact crt"),
        ("03005551384", "Contact crt"),
        ("csprofessional@hants.example", "Contact crt"),
        // Punctuation.
        ("children's reception", "Contact crt"),
        ("inter-agency", "Step worried/refer"),
        ("\"reception\" -team*", "Contact crt"),
        ("caf\u{e9}", "Resource fgm-film"),
        ("cafe", "Resource fgm-film"),
        // Steps, by their own words, their pathway's and their contacts'.
        ("make a referral", "Step worried/refer"),
        ("ring 999", "Step worried/danger"),
        // Weeks, articles, publishers, the titles a pack gives.
        ("safer sleep", "Session week-2024/one"),
        ("lullabies", "Session week-2024/one"),
        ("practice week", "Week week-2024"),
        ("curious", "Article principles"),
        ("lantern", "Resource dash"),
        ("clare's law", "Resource clare"),
        // Questions and other forms of a word.
        ("who do I ring about bruises?", "Theme neglect"),
        ("bruises", "Theme neglect"),
        ("is a bruise on a carpet bad", "Theme neglect"),
    ] {
        let found = found(&db, query);
        assert_eq!(found.first().map(String::as_str), Some(first), "{query}: {found:?}");
    }
}

#[test]
fn abbreviations_are_found_both_ways() {
    let (_shelf, db) = db();
    let of = |query: &str| found(&db, query);
    assert!(
        of("domestic abuse").contains(&"Resource dash".into()),
        "it says DA only"
    );
    assert!(of("DA").contains(&"Theme da".into()), "it says domestic abuse only");
    assert!(of("fgm").contains(&"Resource fgm-film".into()));
    assert!(of("female genital").contains(&"Term fgm".into()));
}

#[test]
fn withdrawn_things_come_last() {
    let (_shelf, db) = db();
    let found = found(&db, "reception team");
    assert_eq!(found.first().map(String::as_str), Some("Contact crt"));
    assert_eq!(found.last().map(String::as_str), Some("Contact old-line"));
}

#[test]
fn hits_say_where_the_words_are() {
    let (_shelf, db) = db();
    let hits = find(&db, "coerc", 5);
    let hit = hits.iter().find(|hit| hit.kind == SearchKind::Theme).unwrap();
    let title: Vec<_> = hit.title.iter().map(|p| (p.text.as_str(), p.marked)).collect();
    assert_eq!(title, [("Domestic abuse", false)]);
    let snippet: Vec<_> = hit.snippet.iter().map(|p| (p.text.as_str(), p.marked)).collect();
    assert_eq!(
        snippet,
        [("Control and ", false), ("coerc", true), ("ion at home.", false)]
    );
}

#[test]
fn limits_are_per_kind_and_the_order_is_stable() {
    let large = large(7);
    let (_shelf, db) = Shelf::with(&large);
    let (_other_shelf, other) = Shelf::with(&large);
    let hits = find(&db, "family", 3);
    for kind in [SearchKind::Resource, SearchKind::Theme, SearchKind::Contact] {
        assert_eq!(hits.iter().filter(|hit| hit.kind == kind).count(), 3);
    }
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
    for _ in 0..3 {
        assert_eq!(find(&db, "family", 3), hits);
        assert_eq!(find(&other, "family", 3), hits);
    }
    assert_eq!(find(&db, "family", 0), []);
}

#[test]
fn nothing_to_look_for_finds_nothing() {
    let (_shelf, db) = db();
    for query in [
        "",
        " ",
        "\0",
        "'",
        "\"\"",
        "-*()",
        "🙂",
        "\u{301}",
        "NEAR(",
        "zzzz qqqq",
    ] {
        assert_eq!(found(&db, query), [""; 0], "{query:?}");
    }
    for query in [
        "AND",
        "a OR",
        "NOT reception",
        "title:reception",
        "{title} : x",
        "reception + 'team",
        "a\0b",
    ] {
        find(&db, query, 5);
    }
}

#[test]
fn a_very_long_query_is_looked_for_by_its_beginning() {
    let (_shelf, db) = db();
    let long = format!("reception team {}", "and then some more words ".repeat(20_000));
    assert!(!find(&db, &long, 5).is_empty());
    assert_eq!(find(&db, &"x".repeat(1_000_000), 5), []);
}

#[test]
fn any_text_is_a_legal_query() {
    let (_shelf, db) = db();
    let odd = prop_oneof![
        ".*",
        "[\"'*()^:+{}\\-\\x00 a-c]{0,24}",
        "((AND|OR|NOT|NEAR|reception|title:)[ \"(]?){0,6}",
        proptest::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter),
    ];
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) }, |(query in odd)| {
        find(&db, &query, 3);
    });
}

#[test]
fn what_another_process_applied_is_found_at_once() {
    let (shelf, db) = db();
    let other = shelf.open();
    assert_eq!(found(&db, "lighthouse"), [""; 0]);
    let mut newer = catalogue();
    newer.terms[0].meaning = "Called the lighthouse.".into();
    other.apply(&edition(8, newer), Origin::Host, now()).unwrap();
    assert_eq!(found(&db, "lighthouse"), ["Term da"]);
    drop(other);
    assert_eq!(found(&shelf.open(), "lighthouse"), ["Term da"]);
}

/// After an update of the app, whose engine writes another format.
#[test]
fn an_index_of_another_version_is_made_again_at_opening() {
    let (shelf, db) = db();
    drop(db);
    let file = rusqlite::Connection::open(shelf.path("catalogue.db")).unwrap();
    let read = |column: &str| -> Vec<u8> {
        let of = format!("SELECT {column} FROM search_index");
        file.query_row(&of, [], |row| row.get(0)).unwrap()
    };
    let (stamp, names) = (read("stamp"), read("names"));
    let theirs = [
        stamp.as_slice(),
        &(names.len() as u64).to_le_bytes(),
        &names,
        b"another version's index",
    ]
    .concat();
    let of = "UPDATE search_index SET bytes = CAST('another version''s index' AS BLOB), digest = ?1";
    file.execute(of, [canonical::digest(&theirs)]).unwrap();
    let before = read("bytes");
    drop(file);
    assert_eq!(before, b"another version's index");
    let db = shelf.open();
    assert!(db.check().unwrap().is_sound());
    assert_eq!(found(&db, "rec").first().map(String::as_str), Some("Contact crt"));
}
