//! Sets of documents, as bits.

/// A set of documents, of an index of a certain size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn none(documents: usize) -> Self {
        Self(vec![0; documents.div_ceil(64)])
    }

    pub(super) fn all(documents: usize) -> Self {
        Self::of(&vec![true; documents], |chosen| *chosen)
    }

    /// The documents whose item is `chosen`: there is one item for each.
    pub(super) fn of<T>(items: &[T], chosen: impl Fn(&T) -> bool) -> Self {
        let word = |items: &[T]| {
            let items = items.iter().enumerate();
            items.fold(0, |bits, (at, item)| bits | u64::from(chosen(item)) << at)
        };
        Self(items.chunks(64).map(word).collect())
    }

    /// Adds a document; one beyond the last word of the set is ignored.
    pub(super) fn insert(&mut self, document: usize) {
        if let Some(word) = self.0.get_mut(document / 64) {
            *word |= 1 << (document % 64);
        }
    }

    pub(super) fn contains(&self, document: usize) -> bool {
        self.0
            .get(document / 64)
            .is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many documents are in both.
    pub(super) fn common(&self, others: &Self) -> usize {
        let both = self.0.iter().zip(&others.0);
        both.map(|(word, other)| (word & other).count_ones() as usize).sum()
    }

    pub(super) fn add(&mut self, others: &Self) {
        self.combine(others, |word, other| word | other);
    }

    pub(super) fn keep(&mut self, others: &Self) {
        self.combine(others, |word, other| word & other);
    }

    pub(super) fn remove(&mut self, others: &Self) {
        self.combine(others, |word, other| word & !other);
    }

    fn combine(&mut self, others: &Self, of: impl Fn(u64, u64) -> u64) {
        self.0
            .iter_mut()
            .zip(&others.0)
            .for_each(|(word, other)| *word = of(*word, *other));
    }

    /// The documents, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.checked_sub(1)?;
                Some(at * 64 + bit as usize)
            })
        })
    }
}
