//! What makes one document better than another: see the [page on ranking](crate#ranking).

use std::ops::RangeInclusive;

use crate::query::Reading;
use crate::slips::Slips;

/// What a document is worth in which a word of the query is by another word, in parts of 256.
pub(crate) mod weight {
    use super::{RangeInclusive, Slips};

    /// The word itself.
    pub(crate) const EXACT: u32 = 256;
    /// Another form of it.
    pub(crate) const FORM: u32 = 230;
    /// It and its neighbour, written as one.
    pub(crate) const JOINED: u32 = 230;
    pub(crate) const JOINED_FORM: u32 = 190;
    pub(crate) const JOINED_BEGUN: u32 = 160;
    /// A longer word, where the query may go on.
    pub(crate) const BEGUN: u32 = 240;
    /// A longer word, where the query may go on, and is a word already.
    pub(crate) const BEGUN_BESIDE: u32 = 200;
    /// A longer word in the other spelling.
    pub(crate) const RESPELT: u32 = 160;
    /// A longer word, where the query has gone on already.
    pub(crate) const BEGUN_WITHIN: u32 = 150;

    /// A word that was perhaps meant.
    pub(crate) fn of_slips(
        near: Slips,
        letters: usize,
        unfinished: bool,
        same_first: bool,
        slips: &RangeInclusive<u8>,
    ) -> Option<u32> {
        let whole = [0, 150, 90]
            .get(usize::from(near.whole))
            .filter(|_| slips.contains(&near.whole));
        // A beginning of four letters with a slip in it is the beginning of anything.
        let begun = unfinished && letters > 4;
        let begun = [0, 120, 70]
            .get(usize::from(near.beginning))
            .filter(|_| begun && slips.contains(&near.beginning));
        let weight = whole.max(begun)?;
        Some(if same_first { *weight } else { weight * 3 / 4 })
    }
}

/// Where fewer documents than this have all the words, those that have most of them are found as well.
pub(crate) const ENOUGH: usize = 5;

/// What a word counts in the title, terms, section, summary and body, and how much it counts less in a long one.
const FIELDS: [(f64, f64); 5] = [(10.0, 0.1), (2.0, 0.4), (3.0, 0.8), (3.0, 0.6), (1.0, 0.6)];
/// Where a document that says a word is half as strong as one that says nothing else.
const HALF: f64 = 8.0;

/// How strongly a document says a word: `counts` by field, `lengths` in parts of the field's average. From 1 to 255.
pub(crate) fn strength(counts: [u32; 5], lengths: [f64; 5]) -> u8 {
    let mut said = 0.0;
    for ((count, length), (weight, drop)) in counts.into_iter().zip(lengths).zip(FIELDS) {
        said += weight * f64::from(count.min(8)) / (1.0 - drop + drop * length);
    }
    1 + (254.0 * said / (said + HALF)) as u8
}

/// How much a word tells, from how many documents have it: a word of all documents 80, of a single one 255.
pub(crate) fn telling(frequency: usize, documents: usize) -> u32 {
    const LEAST: u32 = 30;
    let all = log2(documents + 1).max(1);
    let rest = log2(frequency.min(documents).max(1)).min(all);
    LEAST + (255 - LEAST) * (all - rest) / all
}

/// The logarithm in parts of 256, the same on every machine.
fn log2(number: usize) -> u32 {
    let whole = number.max(1).ilog2();
    let part = if whole >= 8 {
        number >> (whole - 8)
    } else {
        number << (8 - whole)
    };
    whole * 256 + (part as u32 - 256)
}

/// What a slot adds to a document's score: at most 4064, so that fifteen fit in 16 bits.
pub(crate) fn share(strength: u8, telling: u32) -> u16 {
    ((u32::from(strength) * telling) >> 4) as u16
}

/// A word of a document's phrase, as the query sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The slots it stands in, as bits.
    pub slots: u16,
    /// How much of it was typed, in parts of 256.
    pub typed: u32,
    /// Whether it says nothing by itself.
    pub stop: bool,
}

/// What of a query matters to how close a phrase is to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// The slots that are stop words, as bits.
    pub stops: u16,
    /// How many slots there are.
    pub slots: u32,
}

impl Shape {
    pub(crate) fn of(reading: &Reading) -> Self {
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
pub(crate) fn typed(letters: usize, word: &str) -> u32 {
    (256 * letters / word.chars().count().max(1)).min(256) as u32
}

/// A phrase that is the query.
const CLOSEST: u32 = 4800;
/// For a phrase that begins as the query does.
const BEGINS: u32 = 100;
/// For words that stand next to each other as in the query.
const IN_ORDER: u32 = 1200;
/// What the pack of that very name gets beside: it leads to all the rest.
const THE_PACK: u32 = 6000;
/// What a term of that very name gets beside.
const THE_TERM: u32 = 1600;

/// What a word counts in a phrase.
fn units(stop: bool) -> u32 {
    if stop { 1 } else { 4 }
}

/// How close a phrase is to the query, and whether it is the query.
pub(crate) fn closeness(shape: &Shape, phrase: &[Said]) -> Close {
    let (mut long, mut covered, mut seen, mut pairs) = (0, 0, 0u16, 0);
    let mut before = 0u16;
    for said in phrase {
        long += units(said.stop) * 256;
        if said.slots > 0 {
            covered += units(said.stop) * said.typed;
            seen |= said.slots;
            pairs += u32::from(before << 1 & said.slots != 0);
        }
        before = said.slots;
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
    let begins = phrase.first().is_some_and(|first| first.slots & 1 == 1);
    let close = CLOSEST * both / 256
        + IN_ORDER * in_order / 256 * answered / 256
        + if begins { BEGINS * answered / 256 } else { 0 };
    Close { close, same: both }
}

/// How close a phrase is to the query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Close {
    /// What it adds to the score.
    pub close: u32,
    /// How much the two are the same, in parts of 256.
    pub same: u32,
}

/// How much another way of saying it counts against the title, in parts of 256.
const TERM_SHARE: u32 = 150;

/// What the title and the closest of the other phrases are worth together, for a document of this kind.
pub(crate) fn close(kind: &str, title: Close, term: u32, for_somebody: bool) -> u32 {
    let itself = match kind {
        "theme" => THE_PACK,
        "term" => THE_TERM,
        _ => 0,
    };
    let close = title.close.max(term * TERM_SHARE / 256) + itself * title.same / 256 * title.same / 256;
    close + for_the_door(kind) + if for_somebody { for_somebody_in(kind) } else { 0 }
}

const CONTACT: u32 = 600;
const PATHWAY: u32 = 800;
const STEP: u32 = 100;
const THEME: u32 = 500;
const WEEK: u32 = 0;
const TERM: u32 = 200;

/// Contacts and steps are what is needed at a door.
fn for_the_door(kind: &str) -> u32 {
    match kind {
        "contact" => CONTACT,
        "pathway" => PATHWAY,
        "step" => STEP,
        "theme" => THEME,
        "week" => WEEK,
        "term" => TERM,
        _ => 0,
    }
}

const SOMEBODY: u32 = 2500;
const SOMEWAY: u32 = 2500;

/// And the more so when somebody is asked for.
fn for_somebody_in(kind: &str) -> u32 {
    match kind {
        "contact" => SOMEBODY,
        "pathway" | "step" => SOMEWAY,
        _ => 0,
    }
}

/// What a strength of a preference is worth.
pub(crate) fn preference(strength: u8) -> u16 {
    u16::from(strength) * 8
}
