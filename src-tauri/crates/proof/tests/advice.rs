//! Each sort of advice, at its line, on the small catalogue.

use std::path::Path;

use kit::fixture::{data, put, replace};
use source::{Diagnostic, read};

/// Advice on the fixture after `edit`: "file:line: what | fix". What the fixture itself gets is left out.
fn advice(edit: impl FnOnce(&Path)) -> Vec<String> {
    let lines = |dir: &Path| -> Vec<String> {
        let line = |one: &Diagnostic| {
            let file = one.file.strip_prefix(dir).expect("below").display().to_string();
            let line = one.line.map_or("-".to_owned(), |l| l.to_string());
            format!("{}:{line}: {} | {}", file.replace('\\', "/"), one.what, one.fix)
        };
        let loaded = read(dir);
        assert!(loaded.faults.is_empty(), "{:#?}", loaded.faults);
        proof::advice(&loaded).iter().map(line).collect()
    };
    let dir = data();
    let before = lines(dir.path());
    edit(dir.path());
    lines(dir.path())
        .into_iter()
        .filter(|line| !before.contains(line))
        .collect()
}

/// `advice` is that one piece, which starts and ends so.
fn only(advice: &[String], starts: &str, ends: &str) {
    assert!(
        advice.len() == 1 && advice[0].starts_with(starts) && advice[0].ends_with(ends),
        "expected only {starts:?} … {ends:?}, found {advice:#?}"
    );
}

fn meaning(text: &str) -> Vec<String> {
    advice(|dir| replace(dir, "terms.toml", "Where worries go.", text))
}

#[test]
fn spelling_by_the_british_dictionary_and_our_own_names() {
    only(
        &meaning("A team. They recieve worries."),
        "terms.toml:4: \"recieve\" is not in the dictionary (receive",
        "They recieve worries.\" | correct the spelling; if it is right, add the word to words.txt",
    );
    only(
        &meaning("The color of worry."),
        "terms.toml:4: \"color\" is not in the dictionary",
        "words.txt",
    );
    // Names of the catalogue, abbreviations, hyphens, numbers, addresses.
    let right =
        "MASH's 2nd multi-agency team, behaviour and Hampshire: https://www.xqz.uk/zxq, zxq@xqz.uk, the children’s.";
    assert_eq!(meaning(right), Vec::<String>::new());
    let allowed = advice(|dir| {
        replace(dir, "terms.toml", "Where worries go.", "Where stepsiblings go.");
        put(dir, "words.txt", b"# a comment\nstepsiblings # as one word\n");
    });
    assert_eq!(allowed, Vec::<String>::new());
}

#[test]
fn a_step_that_is_hard_to_read_is_named_with_its_hardest_sentence() {
    let hard = "Practitioners should ascertain whether parental engagement demonstrates sustained and meaningful improvement regarding identified concerns.";
    let found = advice(|dir| {
        let text = std::fs::read_to_string(dir.join("pathways/worried.toml")).expect("a file");
        let line = text
            .lines()
            .find(|line| line.starts_with("text = "))
            .expect("a step's text")
            .to_owned();
        replace(
            dir,
            "pathways/worried.toml",
            &line,
            &format!("text = \"Call now. {hard}\""),
        );
    });
    only(
        &found,
        "pathways/worried.toml:13: the reading age is about",
        "for a reading age of nine",
    );
    assert!(found[0].contains(hard), "{found:#?}");
    // A professional's text is not read at a door.
    assert_eq!(meaning(hard), Vec::<String>::new());
}

#[test]
fn the_recorders_words_are_named() {
    only(
        &meaning("The form itself was not seen; ask for it."),
        "terms.toml:4: \"not seen\" in: \"The form itself was not seen;\"",
        "not what was looked for",
    );
    only(
        &meaning("Ring them at night."),
        "terms.toml:4: \"ring\" in: \"Ring them at night.\"",
        "write \"call\"",
    );
    only(
        &meaning("The page\\nwe   read says so."),
        "terms.toml:4: \"we read\"",
        "looked for",
    );
    assert_eq!(
        meaning("Children were not seen as victims. A string of calls."),
        Vec::<String>::new()
    );
}

#[test]
fn what_nothing_leads_to_is_named() {
    const CHART: &str = "resource = \"chart\"";
    let orphan = advice(|dir| replace(dir, "themes/neglect.toml", CHART, "resource = \"toolkit\""));
    only(
        &orphan,
        "resources/toolkits.toml:14: only search finds the resource \"chart\"",
        "an article",
    );
    let unused = advice(|dir| {
        let sources = std::fs::read_to_string(dir.join("sources.toml")).expect("a file");
        let copy = sources.replace("id = \"brochure\"", "id = \"leaflet\"");
        put(dir, "sources.toml", format!("{sources}\n{copy}").as_bytes());
    });
    assert!(
        unused
            .iter()
            .any(|line| line.contains("nothing is taken from the source \"leaflet\"")),
        "{unused:#?}"
    );
    let publisher = advice(|dir| {
        let publishers = std::fs::read_to_string(dir.join("publishers.toml")).expect("a file");
        let copy = publishers.replace("id = \"hscp\"", "id = \"nobody\"");
        put(dir, "publishers.toml", format!("{publishers}\n{copy}").as_bytes());
    });
    assert!(
        publisher
            .iter()
            .any(|line| line.contains("no resource names the publisher \"nobody\"")),
        "{publisher:#?}"
    );
}

#[test]
fn a_title_that_says_nothing_in_a_list_is_named() {
    for empty in ["About us", "about us!", "Home page", "More information"] {
        let found = advice(|dir| {
            replace(
                dir,
                "resources/toolkits.toml",
                "title = \"Chart\"",
                &format!("title = \"{empty}\""),
            )
        });
        only(
            &found,
            &format!("resources/toolkits.toml:15: \"{empty}\" says nothing in a list"),
            "of what it is",
        );
    }
}

#[test]
fn one_sentence_and_one_address_in_two_records_are_named() {
    let sentence = "Somebody tells you by the end of the next working day what was decided.";
    let found = advice(|dir| {
        replace(dir, "terms.toml", "Where worries go.", &format!("A hub. {sentence}"));
        replace(dir, "themes/neglect.toml", "One.", sentence);
    });
    only(
        &found,
        "themes/neglect.toml:5: terms/mash says this too: \"Somebody tells",
        "by `include`",
    );
    let twice = advice(|dir| {
        let file = "resources/toolkits.toml";
        let text = std::fs::read_to_string(dir.join(file)).expect("a file");
        let link = "\n[resources.link]\nurl = \"https://hampshirescp.org.uk/toolkit/#top\"\n";
        put(dir, file, format!("{text}{link}").as_bytes());
    });
    only(
        &twice,
        "resources/toolkits.toml:23: \"toolkit\" has this address as well",
        "the address of this one",
    );
}
