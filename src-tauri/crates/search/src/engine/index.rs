//! What is known of all documents: made once, and read by every search.

use std::collections::{BTreeSet, HashMap};

use super::bits::Bits;
use super::document::Document;
use super::fold::{self, LONGEST_WORD, Link, Token};
use super::request::{KIND, Label};
use super::vocabulary::{Posting, Vocabulary};
use super::{rank, words};

/// As much of a phrase as is compared with a query, in words.
const LONGEST_PHRASE: usize = 200;

/// An index of documents, ready to be searched. It may be shared between threads.
#[derive(Debug)]
pub struct Index {
    pub(super) documents: usize,
    pub(super) vocabulary: Vocabulary,
    /// Each document's title, then its other ways of saying it, as words.
    pub(super) phrases: Vec<Vec<Vec<u32>>>,
    /// All labels, sorted, by group and value.
    pub(super) labels: Vec<(String, String)>,
    /// For each label, the documents that have it.
    pub(super) labelled: Vec<Bits>,
    /// For each document, its label in the group of kinds, where it has one.
    pub(super) kinds: Vec<Option<usize>>,
    pub(super) withdrawn: Bits,
}

impl Index {
    /// Makes the index of these documents.
    pub fn of(documents: &[Document<'_>]) -> Self {
        let mut counter = Counter::default();
        let texts: Vec<Texts> = documents.iter().map(|d| Texts::of(d, &mut counter)).collect();
        let averages = averages(&texts);
        let mut postings: Vec<Vec<Posting>> = vec![Vec::new(); counter.numbers.len()];
        for (document, texts) in (0..).zip(&texts) {
            for (word, strength) in texts.strengths(&averages) {
                postings[word as usize].push(Posting { document, strength });
            }
        }
        let mut words: Vec<(String, u32)> = counter.numbers.into_iter().collect();
        words.sort_unstable();
        // From the order in which the words were met to the one in which they are kept.
        let mut places = vec![0; words.len()];
        (0..).zip(&words).for_each(|(at, (_, met))| places[*met as usize] = at);
        let place = |met: u32| places[met as usize];
        let phrases = texts.into_iter().map(|texts| {
            let phrases = texts.phrases.into_iter();
            phrases.map(|phrase| phrase.into_iter().map(place).collect()).collect()
        });
        let phrases = phrases.collect();
        let postings = words
            .into_iter()
            .map(|(word, met)| (word, std::mem::take(&mut postings[met as usize])));
        let labels: BTreeSet<Label<'_>> = documents.iter().flat_map(|d| d.labels.iter().copied()).collect();
        let labels: Vec<Label<'_>> = labels.into_iter().collect();
        let place = |label: &Label<'_>| labels.binary_search(label).ok();
        let mut labelled = vec![Bits::none(documents.len()); labels.len()];
        for (at, document) in documents.iter().enumerate() {
            for label in document.labels.iter().filter_map(place) {
                labelled[label].insert(at);
            }
        }
        let kind = |document: &Document<'_>| {
            let kinds = document.labels.iter().filter(|(group, _)| *group == KIND);
            kinds.min().and_then(place)
        };
        Self {
            documents: documents.len(),
            vocabulary: Vocabulary::of(postings),
            phrases,
            labelled,
            kinds: documents.iter().map(kind).collect(),
            withdrawn: Bits::of(documents, |document| document.withdrawn),
            labels: labels
                .into_iter()
                .map(|(group, value)| (group.to_owned(), value.to_owned()))
                .collect(),
        }
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// The documents that have a label, where any has.
    pub(super) fn labelled(&self, (group, value): Label<'_>) -> Option<&Bits> {
        let at = self
            .labels
            .binary_search_by(|label| (label.0.as_str(), label.1.as_str()).cmp(&(group, value)));
        at.ok().map(|at| &self.labelled[at])
    }
}

/// The number of each word, in the order in which they are met, and how often each text of the document at hand has it.
#[derive(Default)]
struct Counter {
    numbers: HashMap<String, u32>,
    counts: Vec<[u32; 5]>,
    /// The words of the document at hand.
    counted: Vec<u32>,
}

impl Counter {
    /// Stop words count in titles and terms alone: elsewhere they would be everywhere.
    fn count(&mut self, field: usize, word: &str) -> Option<u32> {
        if field >= 2 && words::is_stop(word) {
            return None;
        }
        let known = self.numbers.get(word).copied();
        let number = known.unwrap_or_else(|| {
            let next = self.counts.len() as u32;
            self.numbers.insert(word.to_owned(), next);
            self.counts.push([0; 5]);
            next
        });
        let counts = &mut self.counts[number as usize];
        if *counts == [0; 5] {
            self.counted.push(number);
        }
        counts[field] += 1;
        Some(number)
    }

    /// What was counted of the document at hand; then counting starts again.
    fn counted(&mut self) -> Vec<(u32, [u32; 5])> {
        let counted = self.counted.drain(..);
        counted
            .map(|word| (word, std::mem::take(&mut self.counts[word as usize])))
            .collect()
    }
}

/// A document's words, by number.
struct Texts {
    /// How often each word is in each text.
    counts: Vec<(u32, [u32; 5])>,
    /// How many words each text has.
    lengths: [u32; 5],
    /// The title, then the other ways of saying it, word by word.
    phrases: Vec<Vec<u32>>,
}

impl Texts {
    fn of(document: &Document<'_>, counter: &mut Counter) -> Self {
        let mut lengths = [0; 5];
        let mut phrases = vec![Vec::new()];
        for (field, text) in document.texts().into_iter().enumerate() {
            let tokens = fold::tokens(text);
            lengths[field] = tokens.len() as u32;
            for chain in fold::chains(&tokens) {
                let joined: String = tokens[chain].iter().map(|t| &*t.word).collect();
                if joined.chars().count() <= LONGEST_WORD {
                    counter.count(field, &joined);
                }
            }
            for Token { word, link, .. } in tokens {
                let Some(number) = counter.count(field, &word) else {
                    continue;
                };
                match field {
                    0 => phrases[0].push(number),
                    1 if link == Link::Stop || phrases.len() == 1 => phrases.push(vec![number]),
                    1 => phrases.last_mut().into_iter().for_each(|phrase| phrase.push(number)),
                    _ => {}
                }
            }
        }
        phrases.iter_mut().for_each(|phrase| phrase.truncate(LONGEST_PHRASE));
        Self {
            counts: counter.counted(),
            lengths,
            phrases,
        }
    }

    /// How strongly the document says each of its words.
    fn strengths(&self, averages: &[f64; 5]) -> impl Iterator<Item = (u32, u8)> {
        let mut lengths = self.lengths.map(f64::from);
        lengths
            .iter_mut()
            .zip(averages)
            .for_each(|(length, average)| *length /= average);
        let strength = move |(word, counts): &(u32, [u32; 5])| (*word, rank::strength(*counts, lengths));
        self.counts.iter().map(strength)
    }
}

/// How many words each text has, where it has any.
fn averages(texts: &[Texts]) -> [f64; 5] {
    std::array::from_fn(|field| {
        let (mut words, mut filled) = (0u32, 0u32);
        for length in texts.iter().map(|t| t.lengths[field]).filter(|length| *length > 0) {
            words += length;
            filled += 1;
        }
        f64::from(words.max(1)) / f64::from(filled.max(1))
    })
}
