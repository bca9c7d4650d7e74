//! Answering a request.

use crate::bits::Bits;
use crate::highlight::Highlighter;
use crate::query::{Alternative, Dictionary, Reading};
use crate::vocabulary::Vocabulary;
use crate::{Answer, Index, Request, postings, rank};

/// Room to count in.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// For each document, how strongly it says the word of the slot at hand.
    pub strengths: Vec<u8>,
    /// For each document, its score.
    pub scores: Vec<u16>,
    /// For each document, how many of the required words it has.
    pub found: Vec<u8>,
    /// For each word, the slots it stands in.
    pub roles: Vec<u16>,
    /// The words whose roles are not nought.
    pub cast: Vec<u32>,
}

pub(crate) struct Search<'a> {
    pub index: &'a Index,
    pub vocabulary: Vocabulary<'a>,
    pub request: &'a Request<'a>,
    pub scratch: &'a mut Scratch,
}

/// A reading of the query and the documents that fit it.
pub(crate) struct Fit {
    pub reading: Reading,
    pub documents: Bits,
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
        let fit = |reading, documents| Some(Fit { reading, documents });
        if required == 0 {
            return fit(reading, Bits::none(self.index.documents));
        }
        let documents = self.weigh(&reading, required, overtaken)?;
        if documents.len() > 0 {
            return fit(reading, self.enough(documents, required));
        }
        let widened = reading.clone().widened(&self.vocabulary);
        if widened != reading {
            let documents = self.weigh(&widened, required, overtaken)?;
            if documents.len() > 0 {
                return fit(widened, self.enough(documents, required));
            }
            self.weigh(&reading, required, overtaken)?;
        }
        let none = Bits::none(self.index.documents);
        fit(reading, self.enough(none, required))
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
