//! Answering a request.

use crate::bits::Bits;
use crate::build::LONGEST_PHRASE;
use crate::format::{Section, word};
use crate::highlight::Highlighter;
use crate::query::{Alternative, Dictionary, How, Reading, Slot};
use crate::rank::{self, Said, Shape};
use crate::vocabulary::Vocabulary;
use crate::{Answer, Correction, Hit, Index, Label, LabelCount, Request, postings};

/// How many documents beyond the limit are looked at closely: a title may be nearer than the words alone tell.
pub(crate) const SPARE: usize = 24;

/// Beside a word's slots: what was typed is only its beginning.
const BEGUN: u16 = 1 << 15;

/// Room to count in.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// For each document, how strongly it says the word of the slot at hand.
    strengths: Vec<u8>,
    /// For each document, its score.
    scores: Vec<u16>,
    /// For each document, how many of the required words it has.
    found: Vec<u8>,
    /// For each word, the slots it stands in.
    roles: Vec<u16>,
    /// The words whose roles are not nought.
    cast: Vec<u32>,
}

pub(crate) struct Search<'a> {
    index: &'a Index,
    vocabulary: Vocabulary<'a>,
    request: &'a Request<'a>,
    scratch: &'a mut Scratch,
}

/// A reading of the query and the documents that fit it.
struct Fit {
    reading: Reading,
    documents: Bits,
    /// Whether documents may lack some of the required words.
    partly: bool,
}

impl<'a> Search<'a> {
    pub(crate) fn new(index: &'a Index, request: &'a Request<'a>, scratch: &'a mut Scratch) -> Self {
        Self {
            index,
            vocabulary: index.vocabulary(),
            request,
            scratch,
        }
    }

    pub(crate) fn answer(mut self, overtaken: &dyn Fn() -> bool) -> Option<Answer> {
        let fit = self.fit(overtaken)?;
        let chosen = self.chosen();
        let mut documents = fit.documents.clone();
        chosen.iter().for_each(|(_, chosen)| documents.keep(chosen));
        let here = self.here();
        let mut answer = Answer {
            total: documents.len(),
            labels: self.label_counts(&fit.documents, &chosen, &documents, &here),
            marks: self.mark_counts(&documents),
            highlighter: Highlighter::of(&fit.reading, &self.vocabulary),
            ..Answer::default()
        };
        if overtaken() {
            return None;
        }
        answer.hits = self.hits(&fit, &documents, &here);
        answer.corrections = self.corrections(&fit.reading, answer.hits.first().map(|hit| hit.document));
        Some(answer)
    }

    /// The strictest reading that fits a document: the words as typed, those that are nowhere mended; all words taken
    /// for those near to them as well; as many of the words as possible.
    fn fit(&mut self, overtaken: &dyn Fn() -> bool) -> Option<Fit> {
        let reading = Reading::of(self.request.text, &self.vocabulary);
        let required = reading.required();
        let fit = |reading, documents, partly| {
            Some(Fit {
                reading,
                documents,
                partly,
            })
        };
        if required == 0 {
            return fit(reading, Bits::none(self.index.documents), false);
        }
        let documents = self.weigh(&reading, required, overtaken)?;
        if documents.len() > 0 {
            return fit(reading, self.enough(documents, required), true);
        }
        let widened = reading.clone().widened(&self.vocabulary);
        if widened != reading {
            let documents = self.weigh(&widened, required, overtaken)?;
            if documents.len() > 0 {
                return fit(widened, self.enough(documents, required), true);
            }
            self.weigh(&reading, required, overtaken)?;
        }
        let none = Bits::none(self.index.documents);
        fit(reading, self.enough(none, required), true)
    }

    /// Where fewer than [`rank::ENOUGH`] documents have all the words, those that have one less too, and so on.
    fn enough(&self, documents: Bits, required: usize) -> Bits {
        let (mut documents, mut least) = (documents, required);
        while documents.len() < rank::ENOUGH && least > 1 {
            least -= 1;
            documents = self.with(least);
        }
        documents
    }

    /// Adds up the scores, and gives the documents that have so many of the required words.
    fn weigh(&mut self, reading: &Reading, least: usize, overtaken: &dyn Fn() -> bool) -> Option<Bits> {
        let documents = self.index.documents;
        let Scratch {
            strengths,
            scores,
            found,
            ..
        } = &mut *self.scratch;
        scores.clear();
        scores.resize(documents, 0);
        found.clear();
        found.resize(documents, 0);
        for slot in &reading.slots {
            if overtaken() {
                return None;
            }
            strengths.clear();
            strengths.resize(documents, 0);
            let mut frequency = 0;
            for alternative in &slot.alternatives {
                frequency = self
                    .vocabulary
                    .frequency(alternative.words.clone())
                    .saturating_add(frequency);
                raise(self.vocabulary, alternative, strengths);
            }
            let telling = rank::telling(frequency, documents);
            let counts = u8::from(!slot.stop);
            for ((strength, score), found) in strengths.iter().zip(scores.iter_mut()).zip(found.iter_mut()) {
                *score = score.saturating_add(rank::share(*strength, telling));
                *found += counts & u8::from(*strength > 0);
            }
        }
        for &(document, strength) in self.request.preferences.nudges {
            if let Some(score) = scores.get_mut(document as usize) {
                *score = score.saturating_add(rank::preference(strength));
            }
        }
        Some(self.with(least))
    }

    /// The documents that have at least so many of the required words.
    fn with(&self, least: usize) -> Bits {
        let bits = |found: &[u8]| {
            let bit = |bits, (at, found): (usize, &u8)| bits | u64::from(usize::from(*found) >= least) << at;
            found.iter().enumerate().fold(0, bit)
        };
        Bits(self.scratch.found.chunks(64).map(bits).collect())
    }

    /// For each group with a filter, and for all the marks together, the documents that pass.
    fn chosen(&self) -> Vec<(&'a str, Bits)> {
        let mut chosen: Vec<(&str, Bits)> = Vec::new();
        for &(group, value) in self.request.filters {
            let at = chosen.iter().position(|(name, _)| *name == group).unwrap_or_else(|| {
                chosen.push((group, Bits::none(self.index.documents)));
                chosen.len() - 1
            });
            if let Some(label) = self.label((group, value)) {
                chosen[at].1.add_stored(self.index.label_set(label));
            }
        }
        // No group of labels is named "\0marks": where one is, its counts are of those that are marked.
        for mark in self.request.marks.iter().filter(|mark| mark.required) {
            chosen.push(("\0marks", self.marked(mark.documents)));
        }
        chosen
    }

    fn marked(&self, documents: &[u32]) -> Bits {
        let mut marked = Bits::none(self.index.documents);
        for &document in documents
            .iter()
            .filter(|document| (**document as usize) < self.index.documents)
        {
            marked.insert(document as usize);
        }
        marked
    }

    fn label(&self, (group, value): Label<'_>) -> Option<usize> {
        self.index
            .labels
            .binary_search_by(|l| (l.0.as_str(), l.1.as_str()).cmp(&(group, value)))
            .ok()
    }

    fn label_counts(&self, all: &Bits, chosen: &[(&str, Bits)], passing: &Bits, here: &Bits) -> Vec<LabelCount> {
        let mut counts = Vec::with_capacity(self.index.labels.len());
        for labels in self.index.labels.chunk_by(|a, b| a.0 == b.0) {
            let group = &labels[0].0;
            let mut documents = passing.clone();
            if chosen.iter().any(|(name, _)| name == group) {
                documents = all.clone();
                chosen
                    .iter()
                    .filter(|(name, _)| name != group)
                    .for_each(|(_, chosen)| documents.keep(chosen));
            }
            let mut nearby = documents.clone();
            nearby.keep(here);
            for (group, value) in labels {
                let set = self.index.label_set(counts.len());
                counts.push(LabelCount {
                    group: group.clone(),
                    value: value.clone(),
                    count: documents.common(set),
                    here: nearby.common(set),
                });
            }
        }
        counts
    }

    fn mark_counts(&self, documents: &Bits) -> Vec<usize> {
        let count = |marked: Bits| {
            marked
                .0
                .iter()
                .zip(&documents.0)
                .map(|(a, b)| (a & b).count_ones() as usize)
                .sum()
        };
        self.request
            .marks
            .iter()
            .map(|mark| count(self.marked(mark.documents)))
            .collect()
    }

    /// The documents that concern the person.
    fn here(&self) -> Bits {
        let documents = self.index.documents;
        let mut here = Bits::all(documents);
        let concern = self.request.preferences.concern;
        for (at, (group, _)) in concern.iter().enumerate() {
            if concern[..at].iter().any(|(before, _)| before == group) {
                continue;
            }
            let mut labelled = Bits::none(documents);
            let mut concerned = Bits::none(documents);
            for (label, (_, value)) in self
                .index
                .labels
                .iter()
                .enumerate()
                .filter(|(_, label)| label.0 == *group)
            {
                labelled.add_stored(self.index.label_set(label));
                if concern.contains(&(group, value)) {
                    concerned.add_stored(self.index.label_set(label));
                }
            }
            for ((here, labelled), concerned) in here.0.iter_mut().zip(&labelled.0).zip(&concerned.0) {
                *here &= !labelled | concerned;
            }
        }
        here
    }

    fn hits(&mut self, fit: &Fit, documents: &Bits, here: &Bits) -> Vec<Hit> {
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
            let mut score = u32::from(self.scratch.scores[document]);
            if fit.partly {
                score = score * u32::from(self.scratch.found[document]) / required;
            }
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
            let close = rank::closeness(shape, phrase);
            match title {
                None => title = Some(close),
                Some(_) => term = term.max(close.close),
            }
        }
        rank::close(kind, title.unwrap_or_default(), term, reading.for_somebody)
    }

    fn said(&self, word: u32, reading: &Reading) -> Said {
        let role = self.scratch.roles.get(word as usize).copied().unwrap_or(0);
        let mut typed = 256;
        if role & BEGUN != 0
            && let Some(slot) = reading.slots.get(role.trailing_zeros() as usize)
        {
            typed = rank::typed(slot.letters, self.vocabulary.text(word));
        }
        Said {
            slots: role & !BEGUN,
            typed,
            stop: self.vocabulary.is_stop(word),
        }
    }

    /// What was corrected, as it holds for the best hit.
    fn corrections(&self, reading: &Reading, best: Option<u32>) -> Vec<Correction> {
        let Some(best) = best else { return Vec::new() };
        let mut corrections = Vec::new();
        for slots in reading.slots.chunk_by(|a, b| a.place == b.place) {
            let used = match slots {
                [slot] => self
                    .used(slot, best as usize)
                    .map(|word| self.vocabulary.text(word).to_owned()),
                parts => Some(
                    parts
                        .iter()
                        .map(|part| part.word.as_str())
                        .collect::<Vec<_>>()
                        .join(" "),
                ),
            };
            let typed = &reading.typed[slots[0].place];
            corrections.extend(used.map(|used| Correction {
                typed: typed.clone(),
                used,
            }));
        }
        corrections
    }

    /// The correction by which a document has a slot's word, when it has it by one.
    fn used(&self, slot: &Slot, document: usize) -> Option<u32> {
        let corrections = || slot.alternatives.iter().filter(|a| a.how == How::Corrected);
        corrections().next()?;
        let worth = |alternative: &Alternative| {
            let strengths = alternative.words.clone().map(|word| {
                let here = postings::strength(self.vocabulary.postings(word as usize), document);
                postings::weighed(here, alternative.weight)
            });
            strengths.max().unwrap_or(0)
        };
        let plain = slot
            .alternatives
            .iter()
            .filter(|a| a.how != How::Corrected)
            .map(worth)
            .max()
            .unwrap_or(0);
        let mut used = None;
        let mut most = plain;
        for alternative in corrections() {
            let worth = worth(alternative);
            if worth > most {
                most = worth;
                used = Some(alternative.words.start);
            }
        }
        // Of a word that is nowhere, the likeliest meaning is told even where the best hit has it not.
        used.or_else(|| {
            corrections()
                .next()
                .filter(|_| slot.corrected && most == 0)
                .map(|a| a.words.start)
        })
    }
}

/// Raises each document's strength to what an alternative makes it.
fn raise(vocabulary: Vocabulary<'_>, alternative: &Alternative, strengths: &mut [u8]) {
    let stored = alternative
        .beginning(&vocabulary)
        .and_then(|beginning| vocabulary.beginning_list(beginning));
    if let Some(list) = stored {
        return postings::raise(list, alternative.weight, strengths);
    }
    for word in alternative.words.clone() {
        postings::raise(vocabulary.postings(word as usize), alternative.weight, strengths);
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
