//! The edition: the same content gives the same bytes.

use std::fs;
use std::path::Path;

use catalogue::{Catalogue, Edition};
use kit::fixture::{data, put, replace};

fn built(dir: &Path) -> String {
    let edition = source::build(dir).expect("no faults");
    edition.to_json().expect("JSON")
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let dir = data();
    let first = built(dir.path());
    assert_eq!(built(dir.path()), first);
    assert_eq!(built(data().path()), first);

    // Records in other files, in another order, in another spelling.
    let other = data();
    let file = other.path().join("resources/toolkits.toml");
    let toolkits = fs::read_to_string(&file).expect("a file");
    let (toolkit, chart) = toolkits.split_once("\n[[resources]]\n").expect("two records");
    put(
        other.path(),
        "resources/a.toml",
        format!("[[resources]]\n{chart}").as_bytes(),
    );
    put(other.path(), "resources/z.toml", toolkit.as_bytes());
    fs::remove_file(file).expect("deleted");
    replace(
        other.path(),
        "weeks/week.toml",
        "starts = 2024-11-25",
        "starts = \"2024-11-25\"",
    );
    replace(other.path(), "contacts.toml", "from = 08:30:00", "from = \"08:30\"");
    assert_eq!(built(other.path()), first);

    // A checkout on Windows.
    let windows = data();
    for name in ["themes/neglect.toml", "articles/principles.md", "contacts.toml"] {
        let text = fs::read_to_string(windows.path().join(name)).expect("a file");
        put(windows.path(), name, text.replace('\n', "\r\n").as_bytes());
    }
    assert_eq!(built(windows.path()), first);
}

#[test]
fn what_is_built_can_be_read() {
    let edition = Edition::from_json(built(data().path()).as_bytes()).expect("an edition");
    assert_eq!(edition.header.edition, 3);
    let catalogue = Catalogue::from_edition(&edition).expect("a catalogue");
    assert_eq!(catalogue.articles[0].body, "Four of them.\n\nThe last *one*.");
    assert_eq!(catalogue.themes[0].summary, "One.\n\nTwo.");
    // Order is meaning here, and kept.
    assert_eq!(catalogue.themes[0].sections[0].entries[0].resource, "toolkit");
}

#[test]
fn a_build_script_shows_the_faults_in_plain_lines() {
    let dir = data();
    replace(dir.path(), "contacts.toml", "0300 555 1384", "1");
    let report = source::build(dir.path()).expect_err("a fault");
    let shown = format!("{report:?}");
    assert!(
        shown.contains("contacts.toml:10:23: \"1\" is not a telephone number"),
        "{shown}"
    );
    assert!(shown.ends_with("1 fault in 1 file"), "{shown}");
}
