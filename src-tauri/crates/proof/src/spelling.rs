//! Spelling, by the British dictionary and the catalogue's own names.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::Catalogue;
use catalogue::validate::{Fault, collections, walk};
use serde_json::Value;
use spellbook::Dictionary;

use crate::remark;
use crate::text::Text;

const AFFIXES: &str = include_str!("../en-GB/en-GB.aff");
const WORDS: &str = include_str!("../en-GB/en-GB.dic");

/// Members that hold names: whoever is called so is spelt so.
const NAMES: [&str; 8] = [
    "also",
    "everyday",
    "expansion",
    "group",
    "hashtag",
    "places",
    "short",
    "title",
];

pub(crate) fn advice(catalogue: &Catalogue, allowed: &[String], texts: &[Text]) -> Vec<Fault> {
    let Ok(dictionary) = Dictionary::new(AFFIXES, WORDS) else {
        // A test reads both: they are a part of this program.
        return Vec::new();
    };
    let names = names(catalogue, allowed);
    let suggester = dictionary.suggester().with_ngram_suggestions(false);
    // A word is looked up once, and named once a record.
    let mut known: BTreeMap<String, bool> = BTreeMap::new();
    let mut advice = Vec::new();
    for text in texts {
        let mut named = BTreeSet::new();
        for sentence in &text.sentences {
            for word in &sentence.words {
                let is_known = known
                    .entry(word.word.clone())
                    .or_insert_with(|| is_known(&dictionary, &names, &word.word));
                if *is_known || !named.insert(&word.word) {
                    continue;
                }
                let mut near = Vec::new();
                // Comparing with every word there is would take longer than all the rest.
                suggester.suggest(&word.word, &mut near);
                near.truncate(3);
                let near = match near.as_slice() {
                    [] => String::new(),
                    near => format!(" ({}?)", near.join(", ")),
                };
                advice.push(remark(
                    text.at(),
                    &text.path,
                    Some(&text.written[word.range.clone()]),
                    format!(
                        "\"{}\" is not in the dictionary{near}: \"{}\"",
                        word.word,
                        text.quoted(sentence)
                    ),
                    "correct the spelling; if it is right, add the word to words.txt",
                ));
            }
        }
    }
    advice
}

/// Small letters of every word of every name, and of what editors allow.
fn names(catalogue: &Catalogue, allowed: &[String]) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = allowed.iter().map(|word| word.to_lowercase()).collect();
    let json = serde_json::to_value(catalogue).unwrap_or_default();
    for collection in collections() {
        for record in json.get(collection).and_then(Value::as_array).into_iter().flatten() {
            walk(record, &mut |path, value| {
                let key = path.rsplit('/').find(|part| part.parse::<usize>().is_err());
                if let (true, Value::String(name)) = (key.is_some_and(|key| NAMES.contains(&key)), value) {
                    let words = name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'));
                    names.extend(words.map(|word| word.replace('’', "'").to_lowercase()));
                }
            });
        }
    }
    names
}

fn is_known(dictionary: &Dictionary, names: &BTreeSet<String>, word: &str) -> bool {
    let is = |word: &str| {
        let small = word.to_lowercase();
        let one = small
            .strip_suffix("'s")
            .or_else(|| small.strip_suffix('\''))
            .unwrap_or(&small);
        word.chars().any(|c| c.is_ascii_digit())
            || names.contains(&small)
            || names.contains(one)
            || names.contains(one.strip_suffix('s').unwrap_or(one))
            || dictionary.check(word)
            || dictionary.check(&small)
    };
    is(word) || (word.contains('-') && word.split('-').all(|part| part.is_empty() || is(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_is_british() {
        let dictionary = Dictionary::new(AFFIXES, WORDS).expect("a dictionary");
        for right in [
            "safeguarding",
            "organisation",
            "behaviour",
            "colour",
            "children's",
            "practised",
            "judgement",
        ] {
            assert!(is_known(&dictionary, &BTreeSet::new(), right), "{right}");
        }
        for wrong in ["saferguarding", "organization", "behavior", "recieve", "childrens"] {
            assert!(!is_known(&dictionary, &BTreeSet::new(), wrong), "{wrong}");
        }
    }
}
