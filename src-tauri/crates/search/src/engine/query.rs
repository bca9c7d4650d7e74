//! What a text asks for: one slot for each word, and in each slot the words of the index that it may mean.

use std::ops::Range;

use catalogue::telephone;

use super::fold::{self, LONGEST_WORD, Token};
use super::rank::{self, weight};
use super::vocabulary::Vocabulary;
use super::{slips, words};

/// More words than anybody means: a pasted page is looked for by its beginning.
pub(super) const MOST_WORDS: usize = 12;
/// With words that were wrongly joined taken apart. Slots are bits of a `u16`, of which one has another use.
pub(super) const MOST_SLOTS: usize = 15;
/// How many words a slip may have meant.
const MOST_MEANT: usize = 24;
/// The shortest word that a beginning in mid-sentence, or a part of a wrongly joined word, may be.
const SHORTEST_PART: usize = 3;
/// The shortest beginning of two words written as one.
const SHORTEST_JOINED: usize = 5;

/// Words that a slot may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alternative {
    pub words: Range<u32>,
    /// What a document that has one of them is worth, in parts of 256.
    pub weight: u32,
    pub how: How,
}

/// How a word was matched with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It is the word, a form of it, or the word and its neighbour written as one.
    Same,
    /// So many of its first letters are what was typed.
    Begun(u8),
    /// By a correction.
    Corrected,
}

/// A word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The word; a part of what was typed when that was taken apart.
    pub word: String,
    pub letters: usize,
    /// Which word of the query it was.
    pub place: usize,
    pub unfinished: bool,
    /// Says nothing by itself: helps, and is not required.
    pub stop: bool,
    /// Whether what was typed is taken for other words.
    pub corrected: bool,
    pub alternatives: Vec<Alternative>,
}

/// One way of understanding a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// The words as they were typed, folded.
    pub typed: Vec<String>,
    pub slots: Vec<Slot>,
    /// Whether it asks whom to call, so that contacts are preferred.
    pub prefers_contacts: bool,
}

impl Reading {
    /// As it is typed. Words that are nowhere are taken for the beginning of a longer one, for the nearest words, or
    /// for two words written as one.
    pub(super) fn of(text: &str, vocabulary: &Vocabulary) -> Self {
        let begun = fold::begun(text);
        let mut tokens = fold::tokens(begun);
        let ended = tokens.last().is_none_or(|last| last.end < text.len()) || tokens.len() > MOST_WORDS;
        tokens.truncate(MOST_WORDS);
        let prefers_contacts = words::asks_for_contact(tokens.iter().map(|token| &*token.word));
        let is_stop = |word: &str| words::is_stop(word) || prefers_contacts && words::is_calling(word);
        let only_stops = tokens.iter().all(|token| is_stop(&token.word));
        let mut slots = Vec::new();
        for (place, token) in tokens.iter().enumerate() {
            let slot = Slot {
                word: token.word.clone().into_owned(),
                letters: token.word.chars().count(),
                place,
                unfinished: !ended && place + 1 == tokens.len(),
                stop: !only_stops && is_stop(&token.word),
                corrected: false,
                alternatives: Vec::new(),
            };
            slots.push(slot.with_typed(vocabulary));
        }
        join(&mut slots, &tokens, vocabulary);
        dial(&mut slots, &tokens, begun, vocabulary);
        let mut reading = Self {
            typed: tokens.into_iter().map(|t| t.word.into_owned()).collect(),
            slots: Vec::new(),
            prefers_contacts,
        };
        let mut left = slots.len();
        for slot in slots {
            left -= 1;
            let room = MOST_SLOTS - left - reading.slots.len();
            reading.slots.extend(slot.repaired(vocabulary, room));
        }
        reading
    }

    /// With every word that is long enough taken for those near to it as well.
    pub(super) fn widened(mut self, vocabulary: &Vocabulary) -> Self {
        for slot in self.slots.iter_mut().filter(|slot| !slot.stop) {
            let most = slot.most_slips();
            let meant = slot.meant(vocabulary, 1..=most);
            let new = |a: &Alternative| !slot.alternatives.iter().any(|b| b.words == a.words);
            let meant: Vec<_> = meant.into_iter().filter(new).collect();
            slot.alternatives.extend(meant);
        }
        self
    }

    /// How many words are required.
    pub(super) fn required(&self) -> usize {
        self.slots.iter().filter(|slot| !slot.stop).count()
    }
}

impl Slot {
    fn with_typed(mut self, vocabulary: &Vocabulary) -> Self {
        self.add_same(&self.word.clone(), weight::EXACT, weight::FORM, vocabulary);
        if self.unfinished && !self.stop {
            let itself = vocabulary.find(&self.word).is_some();
            let weight = if itself { weight::BEGUN_BESIDE } else { weight::BEGUN };
            self.add_begun(&self.word.clone(), weight, vocabulary);
            if let Some(respelt) = words::respelt(&self.word) {
                self.add_begun(&respelt, weight::RESPELT, vocabulary);
            }
        }
        self
    }

    /// Adds a word and its other forms.
    fn add_same(&mut self, word: &str, exact: u32, form: u32, vocabulary: &Vocabulary) {
        let itself = vocabulary.find(word);
        self.alternatives
            .extend(itself.map(|word| Alternative::one(word, exact, How::Same)));
        if !self.stop {
            let forms = vocabulary.relatives(&words::root(word)).iter();
            let others = forms.filter(|word| Some(**word) != itself);
            self.alternatives
                .extend(others.map(|word| Alternative::one(*word, form, How::Same)));
        }
    }

    fn add_begun(&mut self, beginning: &str, weight: u32, vocabulary: &Vocabulary) {
        let words = vocabulary.beginning(beginning);
        if !words.is_empty() {
            let how = How::Begun(beginning.chars().count() as u8);
            self.alternatives.push(Alternative { words, weight, how });
        }
    }

    /// The slot, or those for what was meant when its word is nowhere.
    fn repaired(mut self, vocabulary: &Vocabulary, room: usize) -> Vec<Self> {
        if self.stop {
            return vec![self];
        }
        if !self.alternatives.is_empty() {
            return self.apart_too(vocabulary, room).unwrap_or_else(|| vec![self]);
        }
        if self.letters >= SHORTEST_PART {
            self.add_begun(&self.word.clone(), weight::BEGUN_WITHIN, vocabulary);
        }
        if self.alternatives.is_empty() {
            let most = self.most_slips();
            self.corrected = true;
            self.alternatives = self.meant(vocabulary, 1..=most.min(1));
            if self.alternatives.is_empty() {
                if let Some(parts) = self.apart(vocabulary, self.unfinished, room) {
                    return parts;
                }
                self.alternatives = self.meant(vocabulary, 2..=most);
            }
            self.corrected = !self.alternatives.is_empty();
        }
        vec![self]
    }

    /// A number has no slips: it is another number.
    fn most_slips(&self) -> u8 {
        if self.word.contains(|c: char| c.is_numeric()) {
            0
        } else {
            slips::allowed(self.letters)
        }
    }

    /// The words that are so many slips away, the likeliest first.
    fn meant(&self, vocabulary: &Vocabulary, slips: std::ops::RangeInclusive<u8>) -> Vec<Alternative> {
        if slips.is_empty() {
            return Vec::new();
        }
        let first = self.word.chars().next();
        let mut meant: Vec<_> = vocabulary
            .near(&self.word, *slips.end(), self.unfinished)
            .into_iter()
            .filter_map(|(word, near)| {
                let same_first = vocabulary.text(word).chars().next() == first;
                let weight = weight::of_slips(near, self.letters, self.unfinished, same_first, &slips)?;
                Some((std::cmp::Reverse((weight, vocabulary.frequency(word..word + 1))), word))
            })
            .collect();
        meant.sort_unstable();
        meant.truncate(MOST_MEANT);
        let alternative = |(std::cmp::Reverse((weight, _)), word)| Alternative::one(word, weight, How::Corrected);
        meant.into_iter().map(alternative).collect()
    }

    /// The words of which this is two or three written as one.
    fn apart(&self, vocabulary: &Vocabulary, unfinished: bool, room: usize) -> Option<Vec<Self>> {
        let parts = parted(&self.word, unfinished, vocabulary, 3)?;
        if !(2..=room).contains(&parts.len()) {
            return None;
        }
        let last = parts.len() - 1;
        let part = |(i, word): (usize, &str)| Self {
            word: word.to_owned(),
            letters: word.chars().count(),
            unfinished: self.unfinished && i == last,
            stop: words::is_stop(word),
            corrected: true,
            alternatives: Vec::new(),
            ..*self
        };
        let parts = parts.into_iter().enumerate().map(part);
        Some(parts.map(|part| part.with_typed(vocabulary)).collect())
    }

    /// What is hardly ever the beginning of a word, and is two whole words written as one, may be either.
    fn apart_too(&self, vocabulary: &Vocabulary, room: usize) -> Option<Vec<Self>> {
        let only_begun = self.alternatives.iter().all(Alternative::is_begun);
        let frequency: usize = self
            .alternatives
            .iter()
            .map(|a| vocabulary.frequency(a.words.clone()))
            .sum();
        if !only_begun || frequency >= rank::ENOUGH {
            return None;
        }
        let mut parts = self.apart(vocabulary, false, room)?;
        for part in &mut parts {
            part.alternatives.extend(self.alternatives.iter().cloned());
        }
        Some(parts)
    }
}

impl Alternative {
    /// What was typed of its words, when that is only their beginning.
    pub(super) fn beginning<'a>(&self, vocabulary: &'a Vocabulary) -> Option<&'a str> {
        let How::Begun(letters) = self.how else { return None };
        let word = vocabulary.text(self.words.start);
        let end = word
            .char_indices()
            .nth(usize::from(letters))
            .map_or(word.len(), |(at, _)| at);
        Some(&word[..end])
    }

    pub(super) fn is_begun(&self) -> bool {
        matches!(self.how, How::Begun(_))
    }

    fn one(word: u32, weight: u32, how: How) -> Self {
        Self {
            words: word..word + 1,
            weight,
            how,
        }
    }
}

/// Takes a word apart into words of the vocabulary, as few as possible, the first as long as possible.
fn parted<'a>(word: &'a str, unfinished: bool, vocabulary: &Vocabulary, most: usize) -> Option<Vec<&'a str>> {
    let whole =
        long_enough(word) && (vocabulary.find(word).is_some() || unfinished && !vocabulary.beginning(word).is_empty());
    if whole {
        return Some(vec![word]);
    }
    if most == 1 {
        return None;
    }
    let cuts = word.char_indices().rev().map(|(at, _)| word.split_at(at));
    let firsts = cuts.filter(|(first, _)| long_enough(first) && vocabulary.find(first).is_some());
    let ways = firsts.filter_map(|(first, rest)| {
        let mut rest = parted(rest, unfinished, vocabulary, most - 1)?;
        rest.insert(0, first);
        Some(rest)
    });
    ways.min_by_key(Vec::len)
}

fn long_enough(part: &str) -> bool {
    part.chars().count() >= SHORTEST_PART || part.chars().count() == SHORTEST_PART - 1 && words::is_stop(part)
}

/// Lets digits match the telephone numbers that contain them, in whatever spelling.
fn dial(slots: &mut [Slot], tokens: &[Token<'_>], text: &str, vocabulary: &Vocabulary) {
    for typed in telephone::written(text) {
        let has = |&(_, number): &(u32, &str)| typed.is_in(number);
        let numbers: Vec<u32> = vocabulary.numbers().filter(has).map(|(word, _)| word).collect();
        let within = |token: &Token<'_>| typed.at.contains(&token.start);
        for (slot, _) in slots.iter_mut().zip(tokens).filter(|(_, token)| within(token)) {
            let known: Vec<Range<u32>> = slot.alternatives.iter().map(|a| a.words.clone()).collect();
            let new = numbers
                .iter()
                .filter(|word| !known.iter().any(|known| known.contains(word)));
            slot.alternatives
                .extend(new.map(|word| Alternative::one(*word, weight::JOINED, How::Same)));
        }
    }
}

/// Lets neighbouring words match the word that they make when written as one: "e learning", "0300 555 1384".
fn join(slots: &mut [Slot], tokens: &[Token<'_>], vocabulary: &Vocabulary) {
    let mut joins: Vec<Range<usize>> = (1..tokens.len()).map(|at| at - 1..at + 1).collect();
    joins.extend(fold::chains(tokens).filter(|chain| chain.len() > 2));
    for join in joins {
        let joined: String = tokens[join.clone()].iter().map(|t| &*t.word).collect();
        let letters = joined.chars().count();
        if letters > LONGEST_WORD {
            continue;
        }
        let last = &slots[join.end - 1];
        let mut both = Slot {
            letters,
            unfinished: last.unfinished,
            stop: false,
            alternatives: Vec::new(),
            ..last.clone()
        };
        both.add_same(&joined, weight::JOINED, weight::JOINED_FORM, vocabulary);
        if both.unfinished && letters >= SHORTEST_JOINED {
            both.add_begun(&joined, weight::JOINED_BEGUN, vocabulary);
        }
        for slot in &mut slots[join] {
            slot.alternatives.extend(both.alternatives.iter().cloned());
        }
    }
}
