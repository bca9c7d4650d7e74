//! Sets of documents, as bits.

use crate::format;

/// A set of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits(pub Vec<u64>);

impl Bits {
    pub(crate) fn none(documents: usize) -> Self {
        Self(vec![0; documents.div_ceil(64)])
    }

    pub(crate) fn all(documents: usize) -> Self {
        let mut all = Self(vec![u64::MAX; documents.div_ceil(64)]);
        if let Some(last) = all.0.last_mut()
            && !documents.is_multiple_of(64)
        {
            *last = (1 << (documents % 64)) - 1;
        }
        all
    }

    /// Adds a document; one beyond the end is ignored.
    pub(crate) fn insert(&mut self, document: usize) {
        if let Some(word) = self.0.get_mut(document / 64) {
            *word |= 1 << (document % 64);
        }
    }

    pub(crate) fn contains(&self, document: usize) -> bool {
        self.0
            .get(document / 64)
            .is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(crate) fn keep(&mut self, others: &Self) {
        self.0
            .iter_mut()
            .zip(&others.0)
            .for_each(|(word, other)| *word &= other);
    }

    /// Adds a stored set.
    pub(crate) fn add_stored(&mut self, stored: &[u8]) {
        for (at, word) in self.0.iter_mut().enumerate() {
            *word |= format::word(stored, at);
        }
    }

    /// How many documents are in a stored set too.
    pub(crate) fn common(&self, stored: &[u8]) -> usize {
        let both = self.0.iter().zip(stored.as_chunks::<8>().0);
        both.map(|(word, other)| (word & u64::from_le_bytes(*other)).count_ones() as usize)
            .sum()
    }

    /// The documents, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.checked_sub(1)?;
                Some(at * 64 + bit as usize)
            })
        })
    }

    pub(crate) fn bytes(&self) -> impl Iterator<Item = u8> {
        self.0.iter().flat_map(|word| word.to_le_bytes())
    }
}
