//! Steps that pathways share.

use std::path::Path;

use catalogue::Pathway;
use chrono::NaiveDate;
use kit::fixture::{data, put, replace};
use source::{Diagnostic, check, read};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");

const SHARED: &str = r#"[[steps]]
id = "danger"
title = "Call 999"
urgency = "emergency"
text = "Call 999 at once."
contacts = ["emergency"]
question = "Is anybody in danger?"
answers = [{ label = "Yes", step = "ring" }, { label = "No", step = "ring" }]

[[steps]]
id = "nobody"
title = "Nobody needs this"
urgency = "routine"
text = "Nothing."
"#;

/// The fixture with shared steps, `shared` changed, and `include` before the pathway's own step.
fn with(shared: (&str, &str), include: &str) -> tempfile::TempDir {
    let dir = data();
    assert!(SHARED.contains(shared.0), "{}", shared.0);
    put(dir.path(), "steps.toml", SHARED.replace(shared.0, shared.1).as_bytes());
    replace(
        dir.path(),
        "pathways/worried.toml",
        "[[steps]]",
        &format!("[[steps]]\n{include}\n\n[[steps]]"),
    );
    dir
}

fn lines(dir: &Path, found: &[Diagnostic]) -> Vec<String> {
    let line = |d: &Diagnostic| {
        let file = d.file.strip_prefix(dir).expect("below").display().to_string();
        format!("{file}:{}: {} | {}", d.line.unwrap_or_default(), d.what, d.fix)
    };
    found.iter().map(line).collect()
}

fn faults(shared: (&str, &str), include: &str) -> Vec<String> {
    let dir = with(shared, include);
    lines(dir.path(), &check(dir.path(), TODAY).faults)
}

fn pathway(include: &str) -> Pathway {
    let dir = with(("", ""), include);
    let report = check(dir.path(), TODAY);
    assert!(report.faults.is_empty(), "{report}");
    read(dir.path()).catalogue.pathways.remove(0)
}

#[test]
fn a_step_is_taken_whole_and_what_stands_beside_replaces_its_own() {
    let first = &pathway("include = \"danger\"").steps[0];
    assert_eq!((first.id.as_str(), first.title.as_str()), ("danger", "Call 999"));
    assert_eq!(first.answers.len(), 2);
    let first =
        &pathway("include = \"danger\"\ntext = \"Now.\"\nanswers = [{ label = \"No\" , step = \"ring\" }]").steps[0];
    assert_eq!((first.text.as_str(), first.title.as_str()), ("Now.", "Call 999"));
    assert_eq!(first.answers.len(), 1);
}

#[test]
fn a_fault_stands_where_its_words_stand() {
    // The shared step's own words, whoever takes them, and once.
    for (old, new, line, what) in [
        ("Call 999 at once.", "Call 0300 300 0117.", 5, "must never appear"),
        ("[\"emergency\"]", "[\"emergancy\"]", 6, "no contact"),
        ("step = \"ring\" }, ", "step = \"rang\" }, ", 8, "no step"),
        (
            "text = \"Call",
            "txt = \"\"\ntext = \"Call",
            5,
            "the key `txt` is not used here",
        ),
        ("urgency = \"emergency\"", "urgency = \"now\"", 4, "not a value"),
    ] {
        let found = faults((old, new), "include = \"danger\"");
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with(&format!("steps.toml:{line}:")), "{found:#?}");
        assert!(found[0].contains(what), "{found:#?}");
    }
    // The words beside the include.
    let found = faults(("", ""), "include = \"danger\"\ntext = \"Call 0300 300 0117.\"");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("pathways/worried.toml:11: "), "{found:#?}");
    assert!(found[0].contains("must never appear"), "{found:#?}");
}

#[test]
fn an_include_of_nothing_names_what_was_meant() {
    let found = faults(("", ""), "include = \"dangr\"");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with("pathways/worried.toml:10: there is no shared step \"dangr\""),
        "{found:#?}"
    );
    assert!(found[0].contains("Did you mean \"danger\"?"), "{found:#?}");
    // A file that cannot be read is one fault, not one for each that includes from it.
    let found = faults(
        ("[[steps]]\nid = \"danger\"", "[[steps]\nid = \"danger\""),
        "include = \"danger\"",
    );
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn two_of_one_name_are_refused() {
    let found = faults(("id = \"nobody\"", "id = \"danger\""), "include = \"danger\"");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with("steps.toml:11: there are two shared steps"),
        "{found:#?}"
    );
}

#[test]
fn what_says_nothing_is_named() {
    let dir = with(("", ""), "include = \"danger\"\ntext = \"Call 999 at once.\"");
    let advice = lines(dir.path(), &check(dir.path(), TODAY).advice);
    let said = |start: &str| advice.iter().any(|line| line.starts_with(start));
    assert!(
        said("steps.toml:11: no pathway includes the shared step \"nobody\""),
        "{advice:#?}"
    );
    assert!(
        said("pathways/worried.toml:11: `text` repeats what the shared step \"danger\" already says"),
        "{advice:#?}"
    );
    assert!(
        !advice
            .iter()
            .any(|line| line.contains("includes the shared step \"danger\"")),
        "{advice:#?}"
    );
}
