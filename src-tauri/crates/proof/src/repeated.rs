//! One sentence in two records: when it changes, one of the two is forgotten.

use std::collections::BTreeMap;

use source::{Diagnostic, Loaded};

use crate::remark;
use crate::text::Text;

/// A shorter sentence may be the same by chance.
const LONG: usize = 12;

pub(crate) fn advice(texts: &[Text], loaded: &Loaded) -> Vec<Diagnostic> {
    let mut first: BTreeMap<Vec<String>, (&Text, Diagnostic)> = BTreeMap::new();
    let mut advice = Vec::new();
    for text in texts {
        for sentence in text.sentences.iter().filter(|sentence| sentence.words.len() >= LONG) {
            let words: Vec<String> = sentence.words.iter().map(|word| word.word.to_lowercase()).collect();
            let quote = &text.written[sentence.range.clone()];
            let located = |what: String| {
                let fix = "write it in one record and lead there from the other; pathways share a step by `include`";
                loaded.locate(&remark(text.at(), &text.path, Some(quote), what, fix))
            };
            let Some((other, there)) = first.get(&words) else {
                first.insert(words, (text, located(String::new())));
                continue;
            };
            if (other.collection, &other.id) == (text.collection, &text.id) {
                continue;
            }
            let here = located(format!(
                "{}/{} says this too: \"{}\"",
                other.collection,
                other.id,
                text.quoted(sentence)
            ));
            // What pathways share is in one place.
            if (&here.file, here.line, here.column) != (&there.file, there.line, there.column) {
                advice.push(here);
            }
        }
    }
    advice
}
