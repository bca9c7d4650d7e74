//! Which documents are wanted, and how many fit by label and mark.

use crate::bits::Bits;
use crate::search::Search;
use crate::{Label, LabelCount};

impl<'a> Search<'a> {
    /// For each group with a filter, and for all the marks together, the documents that pass.
    pub(crate) fn chosen(&self) -> Vec<(&'a str, Bits)> {
        let mut chosen: Vec<(&str, Bits)> = Vec::new();
        for &(group, value) in self.request.filters {
            let at = chosen.iter().position(|(name, _)| *name == group).unwrap_or_else(|| {
                chosen.push((group, Bits::none(self.index.documents)));
                chosen.len() - 1
            });
            if let Some(label) = self.label((group, value)) {
                chosen[at].1.add_stored(self.index.label_set(label));
            }
        }
        // No group of labels is named "\0marks": where one is, its counts are of those that are marked.
        for mark in self.request.marks.iter().filter(|mark| mark.required) {
            chosen.push(("\0marks", self.marked(mark.documents)));
        }
        chosen
    }

    fn marked(&self, documents: &[u32]) -> Bits {
        let mut marked = Bits::none(self.index.documents);
        for &document in documents
            .iter()
            .filter(|document| (**document as usize) < self.index.documents)
        {
            marked.insert(document as usize);
        }
        marked
    }

    pub(crate) fn label(&self, (group, value): Label<'_>) -> Option<usize> {
        self.index
            .labels
            .binary_search_by(|l| (l.0.as_str(), l.1.as_str()).cmp(&(group, value)))
            .ok()
    }

    pub(crate) fn label_counts(
        &self,
        all: &Bits,
        chosen: &[(&str, Bits)],
        passing: &Bits,
        here: &Bits,
    ) -> Vec<LabelCount> {
        let mut counts = Vec::with_capacity(self.index.labels.len());
        for labels in self.index.labels.chunk_by(|a, b| a.0 == b.0) {
            let group = &labels[0].0;
            let mut documents = passing.clone();
            if chosen.iter().any(|(name, _)| name == group) {
                documents = all.clone();
                chosen
                    .iter()
                    .filter(|(name, _)| name != group)
                    .for_each(|(_, chosen)| documents.keep(chosen));
            }
            let mut nearby = documents.clone();
            nearby.keep(here);
            for (group, value) in labels {
                let set = self.index.label_set(counts.len());
                counts.push(LabelCount {
                    group: group.clone(),
                    value: value.clone(),
                    count: documents.common(set),
                    here: nearby.common(set),
                });
            }
        }
        counts
    }

    pub(crate) fn mark_counts(&self, documents: &Bits) -> Vec<usize> {
        let count = |marked: Bits| {
            marked
                .0
                .iter()
                .zip(&documents.0)
                .map(|(a, b)| (a & b).count_ones() as usize)
                .sum()
        };
        self.request
            .marks
            .iter()
            .map(|mark| count(self.marked(mark.documents)))
            .collect()
    }

    /// The documents that concern the person.
    pub(crate) fn here(&self) -> Bits {
        let documents = self.index.documents;
        let mut here = Bits::all(documents);
        let concern = self.request.preferences.concern;
        for (at, (group, _)) in concern.iter().enumerate() {
            if concern[..at].iter().any(|(before, _)| before == group) {
                continue;
            }
            let mut labelled = Bits::none(documents);
            let mut concerned = Bits::none(documents);
            for (label, (_, value)) in self
                .index
                .labels
                .iter()
                .enumerate()
                .filter(|(_, label)| label.0 == *group)
            {
                labelled.add_stored(self.index.label_set(label));
                if concern.contains(&(group, value)) {
                    concerned.add_stored(self.index.label_set(label));
                }
            }
            for ((here, labelled), concerned) in here.0.iter_mut().zip(&labelled.0).zip(&concerned.0) {
                *here &= !labelled | concerned;
            }
        }
        here
    }
}
