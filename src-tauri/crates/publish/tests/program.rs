//! The program as an editor runs it: what it prints, what it writes, and what it ends with.

use std::fs;

use kit::fixture::{data, put, replace, run, text};

#[test]
fn an_edition_is_built() {
    let (dir, outside) = (data(), tempfile::tempdir().expect("a directory"));
    let out = outside.path().join("edition.json");
    let done = run(&["build", text(dir.path()), "--out", text(&out)]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let bytes = fs::read(&out).expect("an edition");
    let edition = source::build(dir.path()).expect("no faults");
    assert_eq!(String::from_utf8_lossy(&bytes), edition.to_json().expect("JSON"));
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
fn the_program_shows_the_lines_around_and_the_mend() {
    let dir = data();
    let sound = run(&["check", text(dir.path())]);
    assert_eq!(sound.status.code(), Some(0));
    let said = String::from_utf8_lossy(&sound.stdout);
    assert!(said.starts_with("13 records, no faults, "), "{said}");
    assert!(said.ends_with(" pieces of advice\n"), "{said}");
    let advice = String::from_utf8_lossy(&sound.stderr);
    for words in [
        "10 ids are not locked yet",
        "worried.toml:13:",
        "\"ring\" in: \"Ring the office.\"",
        "fix: write \"call\"",
    ] {
        assert!(advice.contains(words), "{words} in {advice}");
    }
    assert_eq!(run(&["check", text(dir.path()), "--strict"]).status.code(), Some(1));

    replace(dir.path(), "terms.toml", "meaning", "meening");
    replace(dir.path(), "contacts.toml", "0300 555 1384", "0300 555 138");
    let broken = run(&["check", text(dir.path())]);
    assert_eq!(broken.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&broken.stdout), "3 faults in 2 files\n");
    let shown = String::from_utf8_lossy(&broken.stderr);
    for words in [
        "contacts.toml:10:23",
        "numbers = [{ number = \"0300 555 138\" }]",
        "did you mean `meaning`?",
    ] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    // No terminal reads it, so no line is broken for one.
    let long = "meening ".repeat(30);
    replace(dir.path(), "terms.toml", "meening", &format!("\"{long}\""));
    let broken = run(&["check", text(dir.path())]);
    let shown = String::from_utf8_lossy(&broken.stderr);
    assert!(shown.contains(&format!("`{long}`")), "{shown}");
    replace(dir.path(), "terms.toml", &format!("\"{long}\""), "meening");

    let json = run(&["check", text(dir.path()), "--json"]);
    assert_eq!(json.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(report["faults"][0]["line"], 10);
    assert_eq!(report["faults"].as_array().map(Vec::len), Some(3));

    for wrong in [&["check", "/nowhere"][..], &["check"], &["czech"], &[]] {
        assert_eq!(run(wrong).status.code(), Some(2), "{wrong:?}");
    }
    let help = run(&["--help"]);
    assert!(String::from_utf8_lossy(&help.stdout).contains("Exit codes: 0 done; 1"));
}

#[test]
fn ids_are_locked_and_never_let_go() {
    let dir = data();
    let lock = || fs::read_to_string(dir.path().join("ids.lock")).expect("a lock");
    assert_eq!(run(&["ids", text(dir.path())]).status.code(), Some(0));
    let first = lock();
    assert!(
        first.contains("\ncontacts colleagues\ncontacts emergency\ncontacts office\npathways worried\n"),
        "{first}"
    );
    let again = run(&["ids", text(dir.path())]);
    assert!(String::from_utf8_lossy(&again.stdout).starts_with("0 new"));
    assert_eq!(lock(), first);

    // Renamed: refused, and the lock does not learn the new name.
    replace(
        dir.path(),
        "pathways/worried.toml",
        "id = \"worried\"",
        "id = \"worries\"",
    );
    fs::rename(
        dir.path().join("pathways/worried.toml"),
        dir.path().join("pathways/worries.toml"),
    )
    .expect("renamed");
    let refused = run(&["ids", text(dir.path())]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("If you renamed it to"));
    assert_eq!(lock(), first);
}

/// What each command says of itself: a change of wording is read in review. `cargo xtask messages` writes the file.
#[test]
fn every_help_text_is_in_the_file_that_is_reviewed() {
    const KEYS: [&str; 3] = ["new", "rotate", "renew"];
    let of = |words: &[&str]| {
        let help = run(&[words, &["--help"]].concat());
        assert_eq!(help.status.code(), Some(0), "{words:?}");
        let text = String::from_utf8_lossy(&help.stdout).replace(".exe", "");
        let lines: String = text.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        (
            format!("$ doorstep-publish {} --help\n{lines}\n", words.join(" ")).replace("  --help", " --help"),
            lines,
        )
    };
    let (mut page, overview) = of(&[]);
    let (_, commands) = overview.split_once("Commands:\n").expect("a list of commands");
    let names = commands.lines().take_while(|line| !line.is_empty());
    let names: Vec<&str> = names
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert_eq!(names.len(), 12, "{names:?}");
    for name in names {
        page += &of(&[name]).0;
        if name == "keys" {
            KEYS.iter().for_each(|key| page += &of(&[name, key]).0);
        }
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/help.txt");
    if std::env::var_os("DOORSTEP_WRITE_MESSAGES").is_some() {
        fs::write(path, page).expect("written");
        return;
    }
    let old = fs::read_to_string(path).unwrap_or_default();
    let differs = old.lines().zip(page.lines()).find(|(old, new)| old != new);
    assert!(
        old == page,
        "tests/help.txt is stale: if the change is meant, write it with `cargo xtask messages`\n{differs:#?}"
    );
}
