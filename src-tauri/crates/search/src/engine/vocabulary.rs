//! The words of an index: found by binary search, by root, and by going through all of them for slips.

use std::collections::HashMap;
use std::ops::Range;

use super::fold::LONGEST_WORD;
use super::slips::{self, Slips};
use super::words;

/// The words of an index, sorted and numbered in that order, and the documents that have them.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: Vec<Word>,
    /// For each word, which letters are in it, as bits.
    letters: Vec<u32>,
    /// The words of each root, in order.
    roots: HashMap<String, Vec<u32>>,
    /// Every word's documents, one word behind the other: those of all words that begin alike are one run.
    postings: Vec<Posting>,
}

#[derive(Debug)]
struct Word {
    text: String,
    stop: bool,
    /// Where its postings end.
    end: usize,
}

/// That a document has a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub document: u32,
    /// How strongly it says the word: never nought.
    pub strength: u8,
}

impl Vocabulary {
    /// Of words in order, each with its documents in order.
    pub(super) fn of(sorted: impl IntoIterator<Item = (String, Vec<Posting>)>) -> Self {
        let mut vocabulary = Self {
            words: Vec::new(),
            letters: Vec::new(),
            roots: HashMap::new(),
            postings: Vec::new(),
        };
        for (number, (text, postings)) in (0..).zip(sorted) {
            let root = vocabulary.roots.entry(words::root(&text)).or_default();
            root.push(number);
            vocabulary.postings.extend(postings);
            vocabulary.letters.push(slips::letters(&text));
            vocabulary.words.push(Word {
                stop: words::is_stop(&text),
                end: vocabulary.postings.len(),
                text,
            });
        }
        vocabulary
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word of a number.
    pub(super) fn text(&self, word: u32) -> &str {
        &self.words[word as usize].text
    }

    pub(super) fn is_stop(&self, word: u32) -> bool {
        self.words[word as usize].stop
    }

    /// The documents of these words; one that has several of them is there for each.
    pub(super) fn postings(&self, words: Range<u32>) -> &[Posting] {
        let end = |word: u32| word.checked_sub(1).map_or(0, |last| self.words[last as usize].end);
        &self.postings[end(words.start)..end(words.end)]
    }

    /// How strongly a document says a word; nought when it does not.
    pub(super) fn strength(&self, word: u32, document: u32) -> u8 {
        let postings = self.postings(word..word + 1);
        let at = postings.binary_search_by_key(&document, |posting| posting.document);
        at.map_or(0, |at| postings[at].strength)
    }

    /// In how many documents these words are, added up.
    pub(super) fn frequency(&self, words: Range<u32>) -> usize {
        self.postings(words).len()
    }

    /// The number of a word.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        let at = self.words.binary_search_by(|other| other.text.as_str().cmp(word));
        at.ok().map(|at| at as u32)
    }

    /// The words that begin so.
    pub(super) fn beginning(&self, with: &str) -> Range<u32> {
        let start = self.words.partition_point(|word| word.text.as_str() < with);
        let begin = self.words[start..].partition_point(|word| word.text.starts_with(with));
        start as u32..(start + begin) as u32
    }

    /// The words that are telephone numbers: digits alone, and not a few.
    pub(super) fn numbers(&self) -> impl Iterator<Item = (u32, &str)> {
        let words = self.words.iter().map(|word| word.text.as_str());
        let number = |(_, word): &(u32, &str)| word.len() >= 5 && word.bytes().all(|b| b.is_ascii_digit());
        (0..).zip(words).filter(number)
    }

    /// The words of this root.
    pub(super) fn relatives(&self, root: &str) -> &[u32] {
        self.roots.get(root).map_or(&[], Vec::as_slice)
    }

    /// The words within so many slips, at their beginning when the word is unfinished; none that has no slip.
    pub(super) fn near(&self, typed: &str, most: u8, unfinished: bool) -> Vec<(u32, Slips)> {
        let ours = slips::letters(typed);
        let typed: Vec<char> = typed.chars().collect();
        let mut near = Vec::new();
        let mut word = Vec::with_capacity(typed.len() * 2);
        for (number, theirs) in (0..).zip(&self.letters) {
            let foreign = (ours & !theirs).count_ones();
            if foreign > u32::from(most) || !unfinished && (theirs & !ours).count_ones() > u32::from(most) {
                continue;
            }
            let text = self.text(number);
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
                near.push((number, slips));
            }
        }
        near
    }
}
