//! The words of an index: found by binary search, by root, and by going through all of them for slips.

use std::ops::Range;

use crate::fold::LONGEST_WORD;
use crate::format::{Reader, Section};
use crate::query::Dictionary;
use crate::slips::{self, Slips};
use crate::words;

/// The bit beside a word's letters that says that it is a stop word.
pub(crate) const STOP: u32 = 1 << 31;

/// The words of an index.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary<'a>(pub &'a Reader);

impl<'a> Vocabulary<'a> {
    pub(crate) fn len(self) -> usize {
        self.0.numbers(Section::WordEnds)
    }

    fn bytes(self, word: usize) -> &'a [u8] {
        self.0.item(Section::WordEnds, Section::Words, word)
    }

    fn word(self, word: u32) -> &'a str {
        std::str::from_utf8(self.bytes(word as usize)).unwrap_or_default()
    }

    pub(crate) fn letters(self, word: u32) -> u32 {
        self.0.number(Section::Letters, word as usize) as u32
    }

    pub(crate) fn is_stop(self, word: u32) -> bool {
        self.letters(word) & STOP != 0
    }

    /// A word's documents.
    pub(crate) fn postings(self, word: usize) -> &'a [u8] {
        self.0.item(Section::PostingEnds, Section::Postings, word)
    }

    /// The documents of all words that begin so, where they are stored as one list.
    pub(crate) fn beginning_list(self, with: &str) -> Option<&'a [u8]> {
        let beginnings = self.0.numbers(Section::BeginningEnds) / 2;
        let name = |at: usize| self.0.item(Section::BeginningEnds, Section::Beginnings, at);
        let at = first(beginnings, |at| name(at) >= with.as_bytes());
        (at < beginnings && name(at) == with.as_bytes()).then(|| {
            let end = |at: usize| self.0.number(Section::BeginningEnds, beginnings + at);
            let start = at.checked_sub(1).map_or(0, end);
            self.0
                .section(Section::BeginningLists)
                .get(start..end(at))
                .unwrap_or_default()
        })
    }
}

impl Dictionary for Vocabulary<'_> {
    fn find(&self, word: &str) -> Option<u32> {
        let at = first(self.len(), |at| self.bytes(at) >= word.as_bytes());
        (at < self.len() && self.bytes(at) == word.as_bytes()).then_some(at as u32)
    }

    fn beginning(&self, with: &str) -> Range<u32> {
        let with = with.as_bytes();
        let start = first(self.len(), |at| self.bytes(at) >= with);
        let end = start + first(self.len() - start, |at| !self.bytes(start + at).starts_with(with));
        start as u32..end as u32
    }

    fn relatives(&self, root: &str) -> Vec<u32> {
        let hash = words::hash(root);
        let words = self.0.numbers(Section::Roots) / 2;
        let hash_at = |at: usize| self.0.number(Section::Roots, 2 * at) as u32;
        let start = first(words, |at| hash_at(at) >= hash);
        let same = (start..words).take_while(|at| hash_at(*at) == hash);
        let relatives = same.map(|at| self.0.number(Section::Roots, 2 * at + 1) as u32);
        relatives.filter(|word| words::root(self.word(*word)) == root).collect()
    }

    fn near(&self, typed: &str, most: u8, unfinished: bool) -> Vec<(u32, Slips)> {
        let ours = slips::letters(typed);
        let typed: Vec<char> = typed.chars().collect();
        let mut near = Vec::new();
        let mut word = Vec::with_capacity(typed.len() * 2);
        for (at, letters) in self.0.section(Section::Letters).as_chunks::<4>().0.iter().enumerate() {
            let theirs = u32::from_le_bytes(*letters) & !STOP;
            let foreign = (ours & !theirs).count_ones();
            if foreign > u32::from(most) || !unfinished && (theirs & !ours).count_ones() > u32::from(most) {
                continue;
            }
            let text = self.word(at as u32);
            if text.len() + usize::from(most) < typed.len() {
                continue;
            }
            word.clear();
            word.extend(text.chars().take(LONGEST_WORD));
            if !unfinished && word.len() > typed.len() + usize::from(most) {
                continue;
            }
            let slips = slips::count(&typed, &word);
            let least = if unfinished { slips.beginning } else { slips.whole };
            if (1..=most).contains(&least) {
                near.push((at as u32, slips));
            }
        }
        near
    }

    fn frequency(&self, words: Range<u32>) -> usize {
        let before = |word: u32| {
            word.checked_sub(1)
                .map_or(0, |at| self.0.number(Section::Frequencies, at as usize))
        };
        before(words.end).saturating_sub(before(words.start))
    }

    fn text(&self, word: u32) -> &str {
        self.word(word)
    }
}

/// The first place from 0 where `reached` is true, when it is false before and true behind; `end` when nowhere.
fn first(end: usize, reached: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, end);
    while from < to {
        let middle = from + (to - from) / 2;
        if reached(middle) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}
