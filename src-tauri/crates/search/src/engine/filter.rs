//! Which documents are wanted, and how many fit by label and mark.

use super::bits::Bits;
use super::index::Index;
use super::request::{Label, LabelCount, Mark, Request};

/// What a request lets through.
pub(super) struct Filter<'a> {
    /// For each group with a filter, and for all the marks together (`None`), the documents that pass.
    chosen: Vec<(Option<&'a str>, Bits)>,
}

impl<'a> Filter<'a> {
    pub(super) fn of(index: &Index, request: &Request<'a>) -> Self {
        let mut chosen: Vec<(Option<&str>, Bits)> = Vec::new();
        for &(group, value) in request.filters {
            let at = chosen
                .iter()
                .position(|(name, _)| *name == Some(group))
                .unwrap_or_else(|| {
                    chosen.push((Some(group), Bits::none(index.documents)));
                    chosen.len() - 1
                });
            if let Some(labelled) = index.labelled((group, value)) {
                chosen[at].1.add(labelled);
            }
        }
        for mark in request.marks.iter().filter(|mark| mark.required) {
            chosen.push((None, marked(index, mark)));
        }
        Self { chosen }
    }

    /// Those of `documents` that pass.
    pub(super) fn pass(&self, documents: &Bits) -> Bits {
        self.pass_but(None, documents)
    }

    /// Those of `documents` that pass when the filters of a group are left out of account.
    fn pass_but(&self, group: Option<&str>, documents: &Bits) -> Bits {
        let mut passing = documents.clone();
        for (name, chosen) in &self.chosen {
            if group.is_none() || *name != group {
                passing.keep(chosen);
            }
        }
        passing
    }

    /// How many of the documents `found` have each label, and how many of those are `here`.
    pub(super) fn label_counts(&self, index: &Index, found: &Bits, here: &Bits) -> Vec<LabelCount> {
        let mut counts = Vec::with_capacity(index.labels.len());
        for labels in index.labels.chunk_by(|a, b| a.0 == b.0) {
            let passing = self.pass_but(Some(&labels[0].0), found);
            let mut nearby = passing.clone();
            nearby.keep(here);
            for (group, value) in labels {
                let labelled = &index.labelled[counts.len()];
                counts.push(LabelCount {
                    group: group.clone(),
                    value: value.clone(),
                    count: passing.common(labelled),
                    here: nearby.common(labelled),
                });
            }
        }
        counts
    }
}

/// How many of `documents` have each mark.
pub(super) fn mark_counts(index: &Index, marks: &[Mark<'_>], documents: &Bits) -> Vec<usize> {
    marks
        .iter()
        .map(|mark| documents.common(&marked(index, mark)))
        .collect()
}

fn marked(index: &Index, mark: &Mark<'_>) -> Bits {
    let mut marked = Bits::none(index.documents);
    let known = mark.documents.iter().map(|document| *document as usize);
    known
        .filter(|document| *document < index.documents)
        .for_each(|document| marked.insert(document));
    marked
}

/// The documents that concern the person: all but those that have labels in a group of `concern` and none of those
/// that are named there.
pub(super) fn here(index: &Index, concern: &[Label<'_>]) -> Bits {
    let mut here = Bits::all(index.documents);
    for (at, (group, _)) in concern.iter().enumerate() {
        if concern[..at].iter().any(|(before, _)| before == group) {
            continue;
        }
        let (mut elsewhere, mut concerned) = (Bits::none(index.documents), Bits::none(index.documents));
        for ((name, value), labelled) in index.labels.iter().zip(&index.labelled) {
            if name == group {
                elsewhere.add(labelled);
                if concern.contains(&(group, value)) {
                    concerned.add(labelled);
                }
            }
        }
        elsewhere.remove(&concerned);
        here.remove(&elsewhere);
    }
    here
}
