//! `init`: a new partnership's data from nothing, and what follows: check, build, keys, release, verify.

use std::fs;
use std::path::Path;

use catalogue::{Area, Catalogue, Pathway, acceptable};
use kit::fixture::{replace, run, text};

const AREAS: &str = "Westmarch, The Vale, Saltmouth";

/// Makes it in `folder`: the exit code, what was printed, and what was complained of.
fn init(folder: &Path, more: &[&str]) -> (i32, String, String) {
    let mut arguments = vec!["init", text(folder)];
    arguments.extend(more);
    let done = run(&arguments);
    (
        done.status.code().expect("an exit code"),
        String::from_utf8(done.stdout).expect("UTF-8"),
        String::from_utf8(done.stderr).expect("UTF-8"),
    )
}

fn westmarch(folder: &Path) -> (i32, String, String) {
    init(
        folder,
        &[
            "--name",
            "Westmarch and the \"Vale\"",
            "--publisher",
            "Westmarch and the Vale Safeguarding Children Partnership",
            "--areas",
            AREAS,
            "--feedback",
            "numbers@westmarch.org.uk",
        ],
    )
}

#[test]
fn what_it_makes_builds_and_a_device_takes_it() {
    let home = tempfile::tempdir().expect("a directory");
    let folder = home.path().join("new/data");
    let (code, out, err) = westmarch(&folder);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("no faults"), "{out}");

    let edition = source::build(&folder).expect("no faults");
    assert_eq!(acceptable(&edition), Ok(()));
    let header = &edition.header;
    assert_eq!(header.partnership.name.as_deref(), Some("Westmarch and the \"Vale\""));
    assert_eq!(header.feedback.as_deref(), Some("numbers@westmarch.org.uk"));
    let catalogue = Catalogue::from_edition(&edition).expect("records that this version knows");
    let mine = |area: &&Area| area.selectable;
    let areas: Vec<&str> = catalogue
        .areas
        .iter()
        .filter(mine)
        .map(|area| area.id.as_str())
        .collect();
    assert_eq!(areas, ["saltmouth", "the-vale", "westmarch"]);
    for area in areas {
        let of_area = |pathway: &&Pathway| pathway.area == area;
        assert_eq!(catalogue.pathways.iter().filter(of_area).count(), 1, "{area}");
    }
    assert!(catalogue.bank_holidays.len() > 20);

    // Nothing of our own partnership came along.
    let json = edition.to_json().expect("JSON");
    for ours in [
        "Hampshire",
        "Isle of Wight",
        "Island",
        "hants",
        "iow",
        "HSCP",
        "0300 555",
    ] {
        assert!(!json.contains(ours), "{ours}");
    }
}

#[test]
fn check_names_what_is_to_be_filled_in_and_only_that() {
    let home = tempfile::tempdir().expect("a directory");
    let folder = home.path().join("data");
    assert_eq!(westmarch(&folder).0, 0);
    let report = run(&["check", text(&folder), "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).expect("JSON");
    assert_eq!(report["faults"], serde_json::json!([]));
    let said = report["advice"].as_array().expect("advice").iter();
    let unfilled: Vec<&str> = said
        .filter_map(|advice| advice["what"].as_str())
        .filter(|what| what.contains("filled in"))
        .collect();
    // An area: two numbers, two hours, a pathway's limits and its end. And the page that it all came from.
    assert_eq!(unfilled.len(), 3 * 6 + 2, "{unfilled:#?}");
    assert!(
        unfilled
            .iter()
            .any(|what| what.contains("01632 960005 is a number reserved for films"))
    );

    // Nobody can call it confirmed before that.
    replace(&folder, "edition.toml", "status = \"draft\"", "status = \"published\"");
    let refused = run(&["check", text(&folder)]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("this is still to be filled in"));
}

#[test]
fn it_goes_to_a_host_as_the_book_says() {
    let home = tempfile::tempdir().expect("a directory");
    let at = |name: &str| home.path().join(name);
    let (folder, keys, host, out) = (at("data"), at("keys"), at("host"), at("edition.json"));
    assert_eq!(westmarch(&folder).0, 0);
    let root = keys.join("1.root.json");
    for arguments in [
        &["check", text(&folder)][..],
        &["build", text(&folder), "--out", text(&out)],
        &["keys", "new", text(&keys)],
        &[
            "release",
            text(&folder),
            "--keys",
            text(&keys),
            "--to",
            text(&host),
            "--yes",
        ],
        &["verify", text(&host), "--root", text(&root)],
        // And the next one: the lock knows the ids now.
        &[
            "release",
            text(&folder),
            "--keys",
            text(&keys),
            "--to",
            text(&host),
            "--yes",
        ],
    ] {
        let done = run(arguments);
        assert_eq!(done.status.code(), Some(0), "{arguments:?} {done:?}");
    }
    assert!(
        fs::read_to_string(folder.join("ids.lock"))
            .expect("a lock")
            .contains("\nareas saltmouth\n")
    );
    assert!(host.join("calendar-the-vale.ics").is_file());
}

#[test]
fn it_writes_over_nothing() {
    let home = tempfile::tempdir().expect("a directory");
    let folder = home.path().join("data");
    fs::create_dir(&folder).expect("a directory");
    fs::write(folder.join("mine.txt"), "mine").expect("a file");
    let (code, _, err) = westmarch(&folder);
    assert_eq!(code, 4);
    assert!(err.contains("is not empty"), "{err}");
    assert_eq!(fs::read_dir(&folder).expect("a directory").count(), 1);

    // An empty one will do.
    fs::remove_file(folder.join("mine.txt")).expect("removed");
    assert_eq!(westmarch(&folder).0, 0);
}

#[test]
fn what_cannot_be_right_makes_nothing() {
    let home = tempfile::tempdir().expect("a directory");
    let folder = home.path().join("data");
    let long = "x".repeat(80);
    for (arguments, code, words) in [
        (&["--name", "W"][..], 2, "--areas"),
        (&["--areas", "A,B"], 2, "--name"),
        (&["--name", "W", "--areas", " , "], 2, "name 1 to 100 areas"),
        (&["--name", "W", "--areas", "The Vale,the vale"], 2, "a different name"),
        (&["--name", "W", "--areas", "National"], 2, "already covers all of them"),
        (&["--name", &long, "--areas", "A"], 1, "`name` has 80 characters"),
        (
            &["--name", "W", "--areas", "A", "--feedback", "ring us"],
            1,
            "is not an email address",
        ),
    ] {
        let (ended, _, err) = init(&folder, arguments);
        assert_eq!(ended, code, "{arguments:?} {err}");
        assert!(err.contains(words), "{words} in {err}");
        assert_eq!(
            fs::read_dir(home.path()).expect("a directory").count(),
            0,
            "{arguments:?}"
        );
    }
}
