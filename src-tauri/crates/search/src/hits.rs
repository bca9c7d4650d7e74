//! The best documents: the first look by score, the closer one at titles.

use crate::bits::Bits;
use crate::build::LONGEST_PHRASE;
use crate::close::{self, Said, Shape};
use crate::format::{Section, word};
use crate::query::{Dictionary, Reading};
use crate::search::{Fit, Scratch, Search};
use crate::{Hit, postings, rank};

/// How many documents beyond the limit are looked at closely: a title may be nearer than the words alone tell.
pub(crate) const SPARE: usize = 24;

/// Beside a word's slots: what was typed is only its beginning.
const BEGUN: u16 = 1 << 15;

impl Search<'_> {
    pub(crate) fn hits(&mut self, fit: &Fit, documents: &Bits, here: &Bits) -> Vec<Hit> {
        let limits = self.request.limits;
        let required = fit.reading.required() as u32;
        let kinds = self.index.labels.len();
        let withdrawn = self.index.reader.section(Section::Withdrawn);
        let is_withdrawn = |document: usize| word(withdrawn, document / 64) >> (document % 64) & 1 == 1;
        let mut buckets: Vec<Bucket> = Vec::new();
        buckets.resize_with(2 * (kinds + 1), Bucket::default);
        for document in documents.iter() {
            let concerns = here.contains(document);
            let kind = self.index.reader.number(Section::Kinds, document).min(kinds);
            let score = u32::from(self.scratch.scores[document]);
            let score = score * u32::from(self.scratch.found[document]) / required;
            let limit = if concerns { limits.here } else { limits.elsewhere };
            buckets[2 * kind + usize::from(concerns)].push(
                Candidate {
                    active: !is_withdrawn(document),
                    score,
                    document: !(document as u32),
                },
                limit.saturating_add(if limit > 0 { SPARE } else { 0 }),
            );
        }
        self.cast(&fit.reading);
        let shape = Shape::of(&fit.reading);
        let lean: Vec<(&[u8], u16)> = (self.request.preferences.lean.iter())
            .filter_map(|(label, strength)| {
                Some((self.index.label_set(self.label(*label)?), rank::preference(*strength)))
            })
            .collect();
        let mut phrase = Vec::new();
        let mut hits: Vec<((bool, bool, u32, u32), usize)> = Vec::new();
        for (at, bucket) in buckets.into_iter().enumerate() {
            let concerns = at % 2 == 1;
            let kind = self.index.labels.get(at / 2).map_or("", |(_, value)| value.as_str());
            let limit = if concerns { limits.here } else { limits.elsewhere };
            let start = hits.len();
            for candidate in bucket.best(limit.saturating_add(SPARE)) {
                let document = !candidate.document;
                let mut score =
                    candidate.score + self.close(document as usize, kind, &shape, &fit.reading, &mut phrase);
                for (set, strength) in &lean {
                    if word(set, document as usize / 64) >> (document % 64) & 1 == 1 {
                        score += u32::from(*strength);
                    }
                }
                hits.push(((!candidate.active, !concerns, !score, document), at));
            }
            hits[start..].sort_unstable();
            hits.truncate(start.saturating_add(limit));
        }
        hits.sort_unstable();
        hits.into_iter()
            .map(|((_, elsewhere, score, document), _)| Hit {
                document,
                score: !score,
                here: !elsewhere,
            })
            .collect()
    }

    /// Says of each word of the index which slots it stands in.
    fn cast(&mut self, reading: &Reading) {
        let Scratch { roles, cast, .. } = &mut *self.scratch;
        for word in cast.drain(..) {
            if let Some(role) = roles.get_mut(word as usize) {
                *role = 0;
            }
        }
        roles.resize(self.vocabulary.len(), 0);
        for begun in [true, false] {
            for (at, slot) in reading.slots.iter().enumerate() {
                for alternative in slot.alternatives.iter().filter(|a| a.is_begun() == begun) {
                    for word in alternative.words.clone() {
                        let Some(role) = roles.get_mut(word as usize) else {
                            continue;
                        };
                        *role |= 1 << at;
                        if begun {
                            *role |= BEGUN;
                        } else {
                            *role &= !BEGUN;
                        }
                        cast.push(word);
                    }
                }
            }
        }
    }

    /// How close a document's title, or another way of saying it, is to the query.
    fn close(&self, document: usize, kind: &str, shape: &Shape, reading: &Reading, phrase: &mut Vec<Said>) -> u32 {
        let phrases = self.index.reader.item(Section::PhraseEnds, Section::Phrases, document);
        let (mut at, mut title, mut term) = (0, None, 0);
        while let Some(length) = postings::read_number(phrases, &mut at) {
            phrase.clear();
            for _ in 0..length {
                let Some(word) = postings::read_number(phrases, &mut at) else {
                    break;
                };
                if phrase.len() < LONGEST_PHRASE {
                    phrase.push(self.said(word, reading));
                }
            }
            let close = close::closeness(shape, phrase);
            match title {
                None => title = Some(close),
                Some(_) => term = term.max(close.close),
            }
        }
        close::worth(kind, title.unwrap_or_default(), term, reading.for_somebody)
    }

    fn said(&self, word: u32, reading: &Reading) -> Said {
        let role = self.scratch.roles.get(word as usize).copied().unwrap_or(0);
        let mut typed = 256;
        if role & BEGUN != 0
            && let Some(slot) = reading.slots.get(role.trailing_zeros() as usize)
        {
            typed = close::typed(slot.letters, self.vocabulary.text(word));
        }
        Said {
            slots: role & !BEGUN,
            typed,
            stop: self.vocabulary.is_stop(word),
        }
    }
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
