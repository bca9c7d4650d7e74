//! Where in a text stands what was looked for.

use std::ops::Range;

use crate::fold;

/// What to mark.
#[derive(Clone, Debug, Default)]
pub(crate) struct Highlighter {
    /// Words to mark whole.
    pub words: Vec<String>,
    /// Beginnings, of which as much is marked as was typed.
    pub beginnings: Vec<String>,
}

impl Highlighter {
    pub(crate) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        for token in fold::tokens(text) {
            if self.words.contains(&token.word) || self.beginnings.iter().any(|b| token.word.starts_with(b.as_str())) {
                ranges.push(token.start..token.end);
            }
        }
        ranges
    }
}
