//! The best documents: the first look by score, the closer one at titles.

use super::bits::Bits;
use super::close::{self, Close, Shape, WordMatch};
use super::fit::Fit;
use super::index::Index;
use super::query::Reading;
use super::rank;
use super::request::{Hit, Request};
use super::vocabulary::Vocabulary;

/// How many documents beyond the limit are looked at closely: a title may be closer than the words alone show.
const SPARE: usize = 24;

/// The best of `documents`, which fit the request.
pub(super) fn best(index: &Index, request: &Request<'_>, fit: &Fit, documents: &Bits, here: &Bits) -> Vec<Hit> {
    let limits = request.limits;
    let kinds = index.labels.len();
    let mut buckets: Vec<Bucket> = Vec::new();
    buckets.resize_with(2 * (kinds + 1), Bucket::default);
    for document in documents.iter() {
        let concerns = here.contains(document);
        let kind = index.kinds[document].unwrap_or(kinds);
        let limit = if concerns { limits.here } else { limits.elsewhere };
        buckets[2 * kind + usize::from(concerns)].push(
            Candidate {
                active: !index.withdrawn.contains(document),
                score: fit.score(document),
                document: !(document as u32),
            },
            limit.saturating_add(if limit > 0 { SPARE } else { 0 }),
        );
    }
    let closer = Closer::of(&fit.reading, index);
    let lean: Vec<(&Bits, u16)> = (request.preferences.lean.iter())
        .filter_map(|(label, strength)| Some((index.labelled(*label)?, rank::preference(*strength))))
        .collect();
    let mut hits: Vec<(bool, bool, u32, u32)> = Vec::new();
    for (at, bucket) in buckets.into_iter().enumerate() {
        let concerns = at % 2 == 1;
        let kind = index.labels.get(at / 2).map_or("", |(_, value)| value.as_str());
        let limit = if concerns { limits.here } else { limits.elsewhere };
        let start = hits.len();
        for candidate in bucket.best(limit.saturating_add(SPARE)) {
            let document = !candidate.document;
            let mut score = candidate.score + closer.worth(document as usize, kind);
            for (labelled, strength) in &lean {
                if labelled.contains(document as usize) {
                    score += u32::from(*strength);
                }
            }
            hits.push((!candidate.active, !concerns, !score, document));
        }
        hits[start..].sort_unstable();
        hits.truncate(start.saturating_add(limit));
    }
    hits.sort_unstable();
    let hit = |(_, elsewhere, score, document): (bool, bool, u32, u32)| Hit {
        document,
        score: !score,
        here: !elsewhere,
    };
    hits.into_iter().map(hit).collect()
}

/// The closer look at a document's title and the other ways of saying it.
struct Closer<'a> {
    index: &'a Index,
    reading: &'a Reading,
    shape: Shape,
    /// For each word, the slots it is in, as bits, and [`BEGUN`].
    roles: Vec<u16>,
}

/// Beside a word's slots: what was typed is only its beginning.
const BEGUN: u16 = 1 << 15;

impl<'a> Closer<'a> {
    fn of(reading: &'a Reading, index: &'a Index) -> Self {
        Self {
            index,
            reading,
            shape: Shape::of(reading),
            roles: roles(reading, &index.vocabulary),
        }
    }

    /// What a document of this kind is worth for how close it is to the query.
    fn worth(&self, document: usize, kind: &str) -> u32 {
        let close = |phrase: &Vec<u32>| {
            let word_match = phrase.iter().map(|word| self.word_match(*word));
            close::closeness(&self.shape, word_match)
        };
        let mut phrases = self.index.phrases[document].iter().map(close);
        let title = phrases.next().unwrap_or_default();
        let term = phrases.map(|Close { close, .. }| close).max().unwrap_or(0);
        close::worth(kind, title, term, self.reading.prefers_contacts)
    }

    fn word_match(&self, word: u32) -> WordMatch {
        let role = self.roles[word as usize];
        let mut typed = 256;
        if role & BEGUN != 0
            && let Some(slot) = self.reading.slots.get(role.trailing_zeros() as usize)
        {
            typed = close::typed(slot.letters, self.index.vocabulary.text(word));
        }
        WordMatch {
            slots: role & !BEGUN,
            typed,
            stop: self.index.vocabulary.is_stop(word),
        }
    }
}

/// Which slots each word of the index is in.
fn roles(reading: &Reading, vocabulary: &Vocabulary) -> Vec<u16> {
    let mut roles = vec![0; vocabulary.len()];
    for begun in [true, false] {
        for (at, slot) in reading.slots.iter().enumerate() {
            for alternative in slot.alternatives.iter().filter(|a| a.is_begun() == begun) {
                for role in &mut roles[alternative.words.start as usize..alternative.words.end as usize] {
                    *role |= 1 << at;
                    if begun {
                        *role |= BEGUN;
                    } else {
                        *role &= !BEGUN;
                    }
                }
            }
        }
    }
    roles
}

/// A document that may become a hit. Greater is better: `document` is its ordinal upside down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    active: bool,
    score: u32,
    document: u32,
}

/// The best documents of a kind.
#[derive(Debug, Default)]
struct Bucket {
    candidates: Vec<Candidate>,
    /// Nothing below it is among the best.
    least: Option<Candidate>,
}

impl Bucket {
    fn push(&mut self, candidate: Candidate, room: usize) {
        if room == 0 || self.least.is_some_and(|least| candidate < least) {
            return;
        }
        self.candidates.push(candidate);
        if self.candidates.len() >= room.saturating_mul(2) {
            self.shrink(room);
        }
    }

    fn shrink(&mut self, room: usize) {
        if self.candidates.len() > room {
            let (_, least, _) = self.candidates.select_nth_unstable_by(room - 1, |a, b| b.cmp(a));
            self.least = Some(*least);
            self.candidates.truncate(room);
        }
    }

    fn best(mut self, room: usize) -> Vec<Candidate> {
        self.shrink(room);
        self.candidates
    }
}
