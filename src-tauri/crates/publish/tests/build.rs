//! The edition: the same content gives the same bytes, and faults give nothing.

mod fixture;

use std::fs;
use std::path::Path;

use catalogue::{Catalogue, Edition};
use fixture::{data, put, replace, run, text};

fn built(dir: &Path) -> String {
    let edition = doorstep_publish::build(dir).expect("no faults");
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
    let (dir, outside) = (data(), tempfile::tempdir().expect("a directory"));
    let out = outside.path().join("edition.json");
    let done = run(&["build", text(dir.path()), "--out", text(&out)]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let bytes = fs::read(&out).expect("an edition");
    assert_eq!(String::from_utf8_lossy(&bytes), built(dir.path()));
    let edition = Edition::from_json(&bytes).expect("an edition");
    assert_eq!(edition.header.edition, 3);
    let catalogue = Catalogue::from_edition(&edition).expect("a catalogue");
    assert_eq!(catalogue.articles[0].body, "Four of them.\n\nThe last *one*.");
    assert_eq!(catalogue.themes[0].summary, "One.\n\nTwo.");
    // Order is meaning here, and kept.
    assert_eq!(catalogue.themes[0].sections[0].entries[0].resource, "toolkit");
}

#[test]
fn faults_leave_the_old_file_alone() {
    let (dir, outside) = (data(), tempfile::tempdir().expect("a directory"));
    let out = outside.path().join("edition.json");
    put(outside.path(), "edition.json", b"the old one");
    replace(dir.path(), "contacts.toml", "0300 555 1384", "1");
    let refused = run(&["build", text(dir.path()), "--out", text(&out)]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(fs::read(&out).expect("the old one"), b"the old one");

    replace(dir.path(), "contacts.toml", "number = \"1\"", "number = \"101\"");
    let nowhere = outside.path().join("nowhere/edition.json");
    assert_eq!(
        run(&["build", text(dir.path()), "--out", text(&nowhere)]).status.code(),
        Some(2)
    );
    assert_eq!(
        run(&["build", text(dir.path()), "--out", text(&out)]).status.code(),
        Some(0)
    );
    assert!(fs::read(&out).expect("the new one").starts_with(b"{\"areas\":"));
    let left: Vec<_> = fs::read_dir(outside.path()).expect("a directory").collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_build_script_shows_the_faults_in_plain_lines() {
    let dir = data();
    replace(dir.path(), "contacts.toml", "0300 555 1384", "1");
    let report = doorstep_publish::build(dir.path()).expect_err("a fault");
    let shown = format!("{report:?}");
    assert!(
        shown.contains("contacts.toml:10:23: \"1\" is not a telephone number"),
        "{shown}"
    );
    assert!(shown.ends_with("1 fault in 1 file"), "{shown}");
}
