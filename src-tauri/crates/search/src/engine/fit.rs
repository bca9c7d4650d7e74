//! Which documents fit a query, and how well by their words alone.

use super::bits::Bits;
use super::index::Index;
use super::query::Reading;
use super::rank;
use super::request::Request;

/// A reading of the query, the documents that fit it and what their words are worth.
pub(super) struct Fit {
    pub reading: Reading,
    pub documents: Bits,
    weights: Weights,
}

impl Fit {
    /// The strictest reading that fits a document: the words as typed, with those that are found nowhere corrected; all
    /// words taken for those near to them as well; as many of the words as possible. `None` when a newer request came.
    pub(super) fn of(index: &Index, request: &Request<'_>, overtaken: &dyn Fn() -> bool) -> Option<Self> {
        let typed = Reading::of(request.text, &index.vocabulary);
        let weights = Weights::of(&typed, index, request, overtaken)?;
        let required = typed.required();
        if required == 0 {
            return Some(Self {
                reading: typed,
                documents: Bits::none(index.documents),
                weights,
            });
        }
        let mut found = weights.with(required);
        if found.len() == 0 {
            let widened = typed.clone().widened(&index.vocabulary);
            if widened != typed {
                let weights = Weights::of(&widened, index, request, overtaken)?;
                found = weights.with(required);
                if found.len() > 0 {
                    return Some(Self {
                        documents: weights.enough(found, required),
                        reading: widened,
                        weights,
                    });
                }
            }
        }
        Some(Self {
            documents: weights.enough(found, required),
            reading: typed,
            weights,
        })
    }

    /// What a document's words are worth, for the share of the required words that it has.
    pub(super) fn score(&self, document: usize) -> u32 {
        let Weights { scores, found } = &self.weights;
        u32::from(scores[document]) * u32::from(found[document]) / self.reading.required() as u32
    }
}

struct Weights {
    /// For each document, what its words are worth.
    scores: Vec<u16>,
    /// For each document, how many of the required words it has.
    found: Vec<u8>,
}

impl Weights {
    fn of(reading: &Reading, index: &Index, request: &Request<'_>, overtaken: &dyn Fn() -> bool) -> Option<Self> {
        let documents = index.documents;
        let (mut scores, mut found) = (vec![0u16; documents], vec![0u8; documents]);
        // How strongly each document says the word of the slot at hand.
        let mut strengths = vec![0u8; documents];
        for slot in &reading.slots {
            if overtaken() {
                return None;
            }
            strengths.fill(0);
            let mut frequency = 0;
            for alternative in &slot.alternatives {
                let postings = index.vocabulary.postings(alternative.words.clone());
                frequency += postings.len();
                for posting in postings {
                    let strongest = &mut strengths[posting.document as usize];
                    *strongest = (*strongest).max(rank::weighed(posting.strength, alternative.weight));
                }
            }
            let rarity = rank::rarity(frequency, documents);
            let counts = u8::from(!slot.stop);
            for ((strength, score), found) in strengths.iter().zip(&mut scores).zip(&mut found) {
                *score = score.saturating_add(rank::share(*strength, rarity));
                *found += counts & u8::from(*strength > 0);
            }
        }
        for &(document, strength) in request.preferences.nudges {
            if let Some(score) = scores.get_mut(document as usize) {
                *score = score.saturating_add(rank::preference(strength));
            }
        }
        Some(Self { scores, found })
    }

    /// The documents that have at least so many of the required words.
    fn with(&self, least: usize) -> Bits {
        Bits::of(&self.found, |found| usize::from(*found) >= least)
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
}
