//! What search alone reads. Everyday words: written as people type them, each once in its list, and none that a name
//! says already. What to do: a situation that pathways are for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{At, Check, noun};

pub(super) fn check(check: &mut Check<'_>) {
    let names = names(check);
    let situations: BTreeSet<&str> = check.catalogue.pathways.iter().map(|p| p.situation.as_str()).collect();
    let unread = check.rules.unread.collections.contains("pathways")
        || check
            .rules
            .unread
            .records
            .iter()
            .any(|key| key.collection == "pathways");
    check.each_record(|check, at, record| {
        let situation = record.get("what_to_do").and_then(Value::as_str);
        if let Some(situation) = situation.filter(|it| !unread && !it.is_empty() && !situations.contains(it)) {
            check.refuse(
                at,
                "what_to_do",
                format!("no pathway is for \"{situation}\""),
                "write the `situation` of a pathway, exactly as it is there",
            );
        }
        let mut seen = BTreeSet::new();
        let words = record.get("everyday").and_then(Value::as_array);
        for (i, word) in words.into_iter().flatten().enumerate() {
            let word = word.as_str().unwrap_or_default();
            // That a word is blank, the rules of text say.
            if !word.trim().is_empty() {
                one(check, at, &format!("everyday/{i}"), word, &mut seen, &names);
            }
        }
    });
}

fn one(
    check: &mut Check<'_>,
    at: At<'_>,
    path: &str,
    word: &str,
    seen: &mut BTreeSet<String>,
    names: &BTreeMap<String, Name>,
) {
    if !is_as_typed(word) {
        check.refuse(
            at,
            path,
            format!("\"{word}\" is not written as people type it"),
            "write lower-case letters, digits, apostrophes and hyphens only, with one space between words",
        );
        return;
    }
    let folded = folded(word);
    if let Some(name) = names.get(&folded) {
        check.refuse(
            at,
            path,
            format!(
                "\"{word}\" is the name of the {} \"{}\"",
                noun(name.collection),
                name.id
            ),
            "remove it: search finds a record by its name, and everyday words are those that are in no name",
        );
    }
    if !seen.insert(folded) {
        check.refuse(
            at,
            path,
            format!("\"{word}\" is in this list twice"),
            "remove one of the two",
        );
    }
}

/// The record that a name belongs to.
struct Name {
    collection: &'static str,
    id: String,
}

/// Every title of what can be found, and every other form of a term.
fn names(check: &mut Check<'_>) -> BTreeMap<String, Name> {
    let mut names = BTreeMap::new();
    check.each_record(|_, at, record| {
        // Nobody searches for these: they are shown on what people search for.
        if matches!(at.collection, "areas" | "publishers" | "sources") {
            return;
        }
        let also = record.get("also").and_then(Value::as_array);
        let forms = [record.get("title"), record.get("expansion")];
        for form in forms.into_iter().flatten().chain(also.into_iter().flatten()) {
            let name = Name {
                collection: at.collection,
                id: at.id.to_owned(),
            };
            names.entry(folded(form.as_str().unwrap_or_default())).or_insert(name);
        }
    });
    names
}

/// Whether `text` is small letters, digits, apostrophes and hyphens, with one space between words.
fn is_as_typed(text: &str) -> bool {
    let typed = |c: char| (c.is_alphanumeric() && !c.is_uppercase()) || matches!(c, '\'' | '’' | '-');
    let is_word = |word: &str| word.contains(char::is_alphanumeric) && word.chars().all(typed);
    text.split(' ').all(is_word)
}

/// `text` as search takes it: without capitals, apostrophes, hyphens and the like.
fn folded(text: &str) -> String {
    let small = text.to_lowercase().replace(['\'', '’', '‘'], "");
    let words = small.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
