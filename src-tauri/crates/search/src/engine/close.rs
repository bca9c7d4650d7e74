//! How close a document's title, or another way of saying it, is to the query: see the [page on
//! ranking](crate#ranking).

use super::query::Reading;

/// What a phrase gets that is the query.
const CLOSEST: u32 = 4800;
/// One that begins as the query does.
const BEGINS: u32 = 100;
/// One whose words are next to each other as in the query.
const IN_ORDER: u32 = 1200;
/// What the pack of that very name gets beside: it leads to all the rest.
const THE_PACK: u32 = 6000;
/// What a term of that very name gets beside.
const THE_TERM: u32 = 1600;

/// How much another way of saying it counts against the title, in parts of 256.
const TERM_SHARE: u32 = 150;

/// A word of a document's phrase, as the query sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordMatch {
    /// The slots that it is in, as bits.
    pub slots: u16,
    /// How much of it was typed, in parts of 256.
    pub typed: u32,
    /// Whether it says nothing by itself.
    pub stop: bool,
}

/// What of a query matters to how close a phrase is to it.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// The slots that are stop words, as bits.
    pub stops: u16,
    /// How many slots there are.
    pub slots: u32,
}

impl Shape {
    pub(super) fn of(reading: &Reading) -> Self {
        let stops = reading
            .slots
            .iter()
            .enumerate()
            .fold(0, |stops, (at, slot)| stops | u16::from(slot.stop) << at);
        Self {
            stops,
            slots: reading.slots.len() as u32,
        }
    }
}

/// How much of a word was typed when so many letters of it were, in parts of 256.
pub(super) fn typed(letters: usize, word: &str) -> u32 {
    (256 * letters / word.chars().count().max(1)).min(256) as u32
}

/// What a word counts in a phrase.
fn units(stop: bool) -> u32 {
    if stop { 1 } else { 4 }
}

/// How close a phrase is to the query, and whether it is the query.
pub(super) fn closeness(shape: &Shape, phrase: impl Iterator<Item = WordMatch>) -> Close {
    let (mut long, mut covered, mut seen, mut pairs) = (0, 0, 0u16, 0);
    let (mut before, mut begins) = (0u16, false);
    for (at, word_match) in phrase.enumerate() {
        begins |= at == 0 && word_match.slots & 1 == 1;
        long += units(word_match.stop) * 256;
        if word_match.slots > 0 {
            covered += units(word_match.stop) * word_match.typed;
            seen |= word_match.slots;
            pairs += u32::from(before << 1 & word_match.slots != 0);
        }
        before = word_match.slots;
    }
    if seen & !shape.stops == 0 && shape.stops.count_ones() < shape.slots {
        return Close::default();
    }
    let (mut asked, mut answered) = (0, 0);
    for slot in 0..shape.slots {
        let units = units(shape.stops >> slot & 1 == 1);
        asked += units;
        answered += units * u32::from(seen >> slot & 1);
    }
    let answered = answered * 256 / asked.max(1);
    let covered = covered * 256 / long.max(1);
    let both = answered * answered / 256 * covered / 256;
    let in_order = if shape.slots > 1 {
        pairs.min(shape.slots - 1) * 256 / (shape.slots - 1)
    } else {
        0
    };
    let close = CLOSEST * both / 256
        + IN_ORDER * in_order / 256 * answered / 256
        + if begins { BEGINS * answered / 256 } else { 0 };
    Close { close, same: both }
}

/// How close a phrase is to the query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Close {
    /// What it adds to the score.
    pub close: u32,
    /// How much the two are the same, in parts of 256.
    pub same: u32,
}

/// What the title and the closest of the other phrases are worth together, for a document of this kind.
pub(super) fn worth(kind: &str, title: Close, term: u32, prefers_contacts: bool) -> u32 {
    let itself = match kind {
        "theme" => THE_PACK,
        "term" => THE_TERM,
        _ => 0,
    };
    let close = title.close.max(term * TERM_SHARE / 256) + itself * title.same / 256 * title.same / 256;
    close + for_the_door(kind) + if prefers_contacts { of_contacts(kind) } else { 0 }
}

/// Contacts and pathways are what is needed at a door; a pack leads to all the rest.
fn for_the_door(kind: &str) -> u32 {
    match kind {
        "pathway" => 800,
        "contact" => 600,
        "theme" => 500,
        "term" => 200,
        "step" => 100,
        _ => 0,
    }
}

/// Who asks whom to call wants a contact, or the step that says whom.
fn of_contacts(kind: &str) -> u32 {
    match kind {
        "contact" | "pathway" | "step" => 2500,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: WordMatch = WordMatch {
        slots: 0,
        typed: 256,
        stop: false,
    };

    fn word_match(slot: u16, typed: u32) -> WordMatch {
        WordMatch {
            slots: 1 << slot,
            typed,
            stop: false,
        }
    }

    /// Phrases as near to a query of two words, the nearer first.
    #[test]
    fn nearer_phrases_are_worth_more() {
        let shape = Shape { stops: 0, slots: 2 };
        let phrases: [&[WordMatch]; 6] = [
            &[word_match(0, 256), word_match(1, 256)],
            &[word_match(0, 256), word_match(1, 128)],
            &[word_match(0, 256), word_match(1, 256), NONE],
            &[word_match(0, 256), NONE, word_match(1, 256)],
            &[word_match(0, 256), NONE, NONE],
            &[NONE, NONE],
        ];
        let closeness = |phrase: &[WordMatch]| closeness(&shape, phrase.iter().copied());
        let close: Vec<u32> = phrases.iter().map(|phrase| closeness(phrase).close).collect();
        assert!(close.is_sorted_by(|nearer, farther| nearer > farther), "{close:?}");
        assert_eq!(
            closeness(phrases[0]),
            Close {
                close: CLOSEST + IN_ORDER + BEGINS,
                same: 256
            }
        );
        assert_eq!(closeness(&[NONE]), Close::default());
    }

    #[test]
    fn a_pack_of_that_name_is_first() {
        let title = Close { close: 5000, same: 256 };
        let worth = |kind| worth(kind, title, 0, false);
        assert!(worth("theme") > worth("term") && worth("term") > worth("contact") && worth("contact") > worth("week"));
    }
}
