//! Where in a text the words searched for are.

use std::ops::Range;

use super::fold::{self, Token};
use super::query::Reading;
use super::vocabulary::Vocabulary;

/// What to mark.
#[derive(Clone, Debug, Default)]
pub(super) struct Highlighter {
    /// Words to mark whole, sorted: there are few, and every word of a text is looked up.
    words: Vec<String>,
    /// Beginnings, of which as much is marked as was typed.
    beginnings: Vec<String>,
}

impl Highlighter {
    pub(super) fn of(reading: &Reading, vocabulary: &Vocabulary) -> Self {
        let mut highlighter = Self::default();
        for slot in reading.slots.iter().filter(|slot| !slot.stop) {
            for alternative in &slot.alternatives {
                if let Some(beginning) = alternative.beginning(vocabulary) {
                    highlighter.beginnings.push(beginning.to_owned());
                } else {
                    highlighter
                        .words
                        .extend(alternative.words.clone().map(|word| vocabulary.text(word).to_owned()));
                }
            }
        }
        highlighter.words.sort_unstable();
        highlighter.words.dedup();
        highlighter
    }

    pub(super) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let tokens = fold::tokens(text);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for chain in fold::chains(&tokens) {
            let joined: String = tokens[chain.clone()].iter().map(|t| &*t.word).collect();
            if self.is_marked(&joined) {
                ranges.push(tokens[chain.start].start..tokens[chain.end - 1].end);
            }
        }
        ranges.extend(tokens.iter().filter_map(|token| self.range(token, text)));
        ranges.sort_unstable_by_key(|range| (range.start, usize::MAX - range.end));
        let mut end = 0;
        ranges.retain(|range| {
            let apart = range.start >= end;
            end = end.max(range.end);
            apart
        });
        ranges
    }

    fn is_marked(&self, word: &str) -> bool {
        self.words.binary_search_by(|marked| marked.as_str().cmp(word)).is_ok()
    }

    fn range(&self, token: &Token<'_>, text: &str) -> Option<Range<usize>> {
        if self.is_marked(&token.word) {
            return Some(token.start..token.end);
        }
        let begun = self
            .beginnings
            .iter()
            .filter(|beginning| token.word.starts_with(beginning.as_str()));
        let letters = begun.map(|beginning| beginning.chars().count()).max()?;
        Some(token.start..token.start + fold::length_of(&text[token.start..token.end], letters))
    }
}
