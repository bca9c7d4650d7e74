//! Which words were read as others.

use crate::Correction;
use crate::postings;
use crate::query::{Alternative, Dictionary, How, Reading, Slot};
use crate::search::Search;

impl Search<'_> {
    /// What was corrected, as it holds for the best hit.
    pub(crate) fn corrections(&self, reading: &Reading, best: Option<u32>) -> Vec<Correction> {
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
