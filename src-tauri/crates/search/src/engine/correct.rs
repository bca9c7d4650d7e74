//! Which words were read as others.

use super::query::{Alternative, How, Reading, Slot};
use super::rank;
use super::request::Correction;
use super::vocabulary::Vocabulary;

/// What was corrected, as it holds for the best hit.
pub(super) fn corrections(reading: &Reading, vocabulary: &Vocabulary, best: Option<u32>) -> Vec<Correction> {
    let Some(best) = best else { return Vec::new() };
    let mut corrections = Vec::new();
    for slots in reading.slots.chunk_by(|a, b| a.place == b.place) {
        let used = match slots {
            [slot] => used(slot, vocabulary, best).map(|word| vocabulary.text(word).to_owned()),
            parts => {
                let parts: Vec<&str> = parts.iter().map(|part| part.word.as_str()).collect();
                Some(parts.join(" "))
            }
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
fn used(slot: &Slot, vocabulary: &Vocabulary, document: u32) -> Option<u32> {
    let corrections = || slot.alternatives.iter().filter(|a| a.how == How::Corrected);
    corrections().next()?;
    let worth = |alternative: &Alternative| {
        let strengths = alternative
            .words
            .clone()
            .map(|word| rank::weighed(vocabulary.strength(word, document), alternative.weight));
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
    // Of a word that is nowhere, the likeliest meaning is named even where the best hit does not have it.
    used.or_else(|| {
        corrections()
            .next()
            .filter(|_| slot.corrected && most == 0)
            .map(|a| a.words.start)
    })
}
