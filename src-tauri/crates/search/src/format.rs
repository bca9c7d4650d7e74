//! The index as bytes: numbered sections behind a header, little endian, read in place.
//!
//! The header holds a magic word, [`FORMAT`], a sum over all that follows it, and where each section ends. Every read
//! is checked and answers nought or nothing beyond the end: a sum can be forged, and even then nothing may panic.

use std::ops::Range;

/// The number of the format. An index of another number is not opened: it is built anew.
///
/// It also stands for the rules by which words are folded and weighed: raise it when one of those changes.
pub const FORMAT: u32 = 1;

/// The bytes are not an index of this format, or not as they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damaged {
    /// Another format's number: an index of an older or a newer program.
    #[error("the search index is of another format")]
    Format,
    /// The bytes are not those that were written.
    #[error("the search index is damaged")]
    Bytes,
}

const MAGIC: [u8; 4] = *b"DSix";
/// Magic word, format, sum.
const PREAMBLE: usize = 16;
/// All that stands before the sections.
const HEADER: usize = PREAMBLE + 4 * SECTIONS;
const SECTIONS: usize = Section::Withdrawn as usize + 1;

/// The parts of an index, in their order.
#[derive(Clone, Copy, Debug)]
#[repr(usize)]
pub(crate) enum Section {
    /// How many documents there are.
    Counts,
    /// Where each word ends in `Words`.
    WordEnds,
    /// The words, sorted, one behind the other.
    Words,
    /// For each word, which letters are in it, as bits.
    Letters,
    /// For each word, the hash of its root and its ordinal, sorted.
    Roots,
    /// Where each word's postings end in `Postings`.
    PostingEnds,
    /// For each word, in how many documents it and all before it are, added up.
    Frequencies,
    /// Each word's documents with its strength there.
    Postings,
    /// Where each beginning ends in `Beginnings`, and its list in `BeginningLists`.
    BeginningEnds,
    /// The beginnings of very many words, sorted.
    Beginnings,
    /// For each of them, the postings of all its words in one.
    BeginningLists,
    /// Where each document's phrases end in `Phrases`.
    PhraseEnds,
    /// Each document's title and terms as words.
    Phrases,
    /// Each document's label in the group of kinds.
    Kinds,
    /// Where each label ends in `Labels`: its group, then its value.
    LabelEnds,
    /// The labels, sorted.
    Labels,
    /// For each label, the documents that have it, as bits.
    LabelSets,
    /// The documents that are withdrawn, as bits.
    Withdrawn,
}

/// An index being written.
#[derive(Default)]
pub(crate) struct Writer {
    sections: [Vec<u8>; SECTIONS],
}

impl Writer {
    pub(crate) fn section(&mut self, section: Section) -> &mut Vec<u8> {
        &mut self.sections[section as usize]
    }

    pub(crate) fn number(&mut self, section: Section, number: usize) {
        self.section(section).extend((number as u32).to_le_bytes());
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER + self.sections.iter().map(Vec::len).sum::<usize>());
        bytes.extend(MAGIC);
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend([0; 8]);
        let mut end = HEADER;
        for section in &self.sections {
            end += section.len();
            bytes.extend((end as u32).to_le_bytes());
        }
        for section in &self.sections {
            bytes.extend(section);
        }
        let sum = sum(&bytes[PREAMBLE..]);
        bytes[8..PREAMBLE].copy_from_slice(&sum.to_le_bytes());
        bytes
    }
}

/// An index being read.
#[derive(Debug)]
pub(crate) struct Reader {
    bytes: Vec<u8>,
    sections: [Range<usize>; SECTIONS],
}

impl Reader {
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, Damaged> {
        if bytes.get(..4) != Some(&MAGIC) || bytes.len() < HEADER {
            return Err(Damaged::Bytes);
        }
        if number(&bytes, 1) != FORMAT as usize {
            return Err(Damaged::Format);
        }
        if word(&bytes, 1) != sum(&bytes[PREAMBLE..]) {
            return Err(Damaged::Bytes);
        }
        let mut start = HEADER;
        let mut sections = [const { 0..0 }; SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let end = number(&bytes, PREAMBLE / 4 + i);
            if end < start || end > bytes.len() {
                return Err(Damaged::Bytes);
            }
            *section = start..end;
            start = end;
        }
        Ok(Self { bytes, sections })
    }

    pub(crate) fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.sections[section as usize].clone()]
    }

    /// The number at a place of a section of numbers.
    pub(crate) fn number(&self, section: Section, at: usize) -> usize {
        number(self.section(section), at)
    }

    /// How many numbers a section holds.
    pub(crate) fn numbers(&self, section: Section) -> usize {
        self.section(section).len() / 4
    }

    /// The part of a section that stands between the ends of one item and the one before.
    pub(crate) fn item(&self, ends: Section, of: Section, at: usize) -> &[u8] {
        self.section(of).get(self.span(ends, at)).unwrap_or_default()
    }

    /// From the end before to the end at a place.
    pub(crate) fn span(&self, ends: Section, at: usize) -> Range<usize> {
        let start = at.checked_sub(1).map_or(0, |before| self.number(ends, before));
        start..self.number(ends, at)
    }
}

fn number(bytes: &[u8], at: usize) -> usize {
    let four = bytes.get(at.saturating_mul(4)..).and_then(<[u8]>::first_chunk::<4>);
    four.map_or(0, |four| u32::from_le_bytes(*four) as usize)
}

/// The 64 bits at a place.
pub(crate) fn word(bytes: &[u8], at: usize) -> u64 {
    let eight = bytes.get(at.saturating_mul(8)..).and_then(<[u8]>::first_chunk::<8>);
    eight.map_or(0, |eight| u64::from_le_bytes(*eight))
}

/// A sum that no change within eight neighbouring bytes leaves as it was, and any other with odds of one in 2^64. Four
/// lanes, so that an index of megabytes takes less than a millisecond.
fn sum(bytes: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let step = |lane: u64, word: u64| (lane ^ word).wrapping_mul(ODD).rotate_left(29);
    let mut lanes = [1u64, 2, 3, 4];
    let mut blocks = bytes.chunks_exact(32);
    for block in &mut blocks {
        for (i, lane) in lanes.iter_mut().enumerate() {
            *lane = step(*lane, word(block, i));
        }
    }
    let mut last = [0; 32];
    last[..blocks.remainder().len()].copy_from_slice(blocks.remainder());
    for (i, lane) in lanes.iter_mut().enumerate() {
        *lane = step(*lane, word(&last, i));
    }
    lanes.iter().fold(bytes.len() as u64, |sum, lane| step(sum, *lane))
}

/// Makes the sum fit whatever the bytes are.
#[cfg(test)]
pub(crate) fn forge(bytes: &mut [u8]) {
    let sum = sum(&bytes[PREAMBLE..]);
    bytes[8..PREAMBLE].copy_from_slice(&sum.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_changed_bit_is_noticed() {
        let mut writer = Writer::default();
        writer.section(Section::Words).extend((0..100).map(|i| i as u8));
        writer.number(Section::Counts, 7);
        let bytes = writer.finish();
        assert_eq!(Reader::open(bytes.clone()).unwrap().number(Section::Counts, 0), 7);
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(Reader::open(changed).is_err(), "bit {bit}");
        }
        for length in 0..bytes.len() {
            assert!(Reader::open(bytes[..length].to_vec()).is_err(), "{length} bytes");
        }
        let mut longer = bytes;
        longer.push(0);
        assert!(Reader::open(longer).is_err());
    }
}
