//! What a document's words are worth: see the [page on ranking](crate#ranking).

use std::ops::RangeInclusive;

use super::slips::Slips;

/// What a document is worth that has another word for a word of the query, in parts of 256.
pub(super) mod weight {
    use super::{RangeInclusive, Slips};

    /// The word itself.
    pub const EXACT: u32 = 256;
    /// Another form of it.
    pub const FORM: u32 = 230;
    /// It and its neighbour, written as one.
    pub const JOINED: u32 = 230;
    pub const JOINED_FORM: u32 = 190;
    pub const JOINED_BEGUN: u32 = 160;
    /// A longer word, where the query may go on.
    pub const BEGUN: u32 = 240;
    /// A longer word, where the query may go on, and is a word already.
    pub const BEGUN_BESIDE: u32 = 200;
    /// A longer word in the other spelling.
    pub const RESPELT: u32 = 160;
    /// A longer word, where the query has gone on already.
    pub const BEGUN_WITHIN: u32 = 150;

    /// A word that was perhaps meant.
    pub fn of_slips(
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
pub(super) const ENOUGH: usize = 5;

/// What a word counts in the title, terms, section, summary and body, and how much it counts less in a long one.
const FIELDS: [(f64, f64); 5] = [(10.0, 0.1), (2.0, 0.4), (3.0, 0.8), (3.0, 0.6), (1.0, 0.6)];
/// Longer than so many times the average counts no less. The terms are a list of phrases, each by itself: what leads to
/// 999 in two hundred ways is not about each of them a little.
const LONGEST: [f64; 5] = [f64::INFINITY, 3.0, f64::INFINITY, f64::INFINITY, f64::INFINITY];
/// How often a word must occur to count half of the most that it can.
const HALF: f64 = 8.0;

/// How strongly a document says a word: `counts` by field, `lengths` in parts of the field's average. From 1 to 255.
pub(super) fn strength(counts: [u32; 5], lengths: [f64; 5]) -> u8 {
    let mut weighted = 0.0;
    let lengths = lengths
        .into_iter()
        .zip(LONGEST)
        .map(|(length, longest)| length.min(longest));
    for ((count, length), (weight, drop)) in counts.into_iter().zip(lengths).zip(FIELDS) {
        weighted += weight * f64::from(count.min(8)) / (1.0 - drop + drop * length);
    }
    1 + (254.0 * weighted / (weighted + HALF)) as u8
}

/// A strength times a weight of at most 256, never nought for what is there.
pub(super) fn weighed(strength: u8, weight: u32) -> u8 {
    let weighed = (u32::from(strength) * weight).div_ceil(256);
    weighed.min(255) as u8
}

/// How significant a word is, from how many documents have it: a word of all documents 30, of a single one 255.
pub(super) fn rarity(frequency: usize, documents: usize) -> u32 {
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
pub(super) fn share(strength: u8, rarity: u32) -> u16 {
    ((u32::from(strength) * rarity) >> 4) as u16
}

/// What a strength of a preference is worth.
pub(super) fn preference(strength: u8) -> u16 {
    u16::from(strength) * 8
}
