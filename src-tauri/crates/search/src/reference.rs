//! The engine without an index: the same answers by the plainest way, to hold the real one against.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::build::{self, Texts};
use crate::close::{self, Said, Shape};
use crate::highlight::Highlighter;
use crate::query::{Alternative, Dictionary, How, Reading, Slot};
use crate::rank;
use crate::slips::{self, Slips};
use crate::{Answer, Correction, Document, Hit, KIND, Label, LabelCount, Request, hits, postings, words};

/// Documents and their words, as they are.
pub(crate) struct Reference {
    documents: Vec<Stored>,
    words: Vec<String>,
}

struct Stored {
    strengths: BTreeMap<String, u8>,
    phrases: Vec<Vec<String>>,
    withdrawn: bool,
    labels: BTreeSet<(String, String)>,
}

impl Reference {
    pub(crate) fn of(documents: &[Document<'_>]) -> Self {
        let texts: Vec<Texts> = documents.iter().map(Texts::of).collect();
        let averages = build::averages(&texts);
        let stored = documents.iter().zip(&texts).map(|(document, texts)| Stored {
            strengths: texts
                .strengths(&averages)
                .map(|(word, strength)| (word.to_owned(), strength))
                .collect(),
            phrases: texts.phrases.clone(),
            withdrawn: document.withdrawn,
            labels: document
                .labels
                .iter()
                .map(|(group, value)| (group.to_string(), value.to_string()))
                .collect(),
        });
        let documents: Vec<Stored> = stored.collect();
        let words: BTreeSet<String> = documents.iter().flat_map(|d| d.strengths.keys().cloned()).collect();
        Self {
            documents,
            words: words.into_iter().collect(),
        }
    }

    pub(crate) fn search(&self, request: &Request<'_>) -> Answer {
        let (reading, found) = self.read(request.text);
        let here = |document: usize| self.concerns(document, request.preferences.concern);
        let passes = |document: usize, but: Option<&str>| self.passes(document, request, but);
        let counted = |label: &(String, String)| {
            let fits = |d: &usize| passes(*d, Some(&label.0)) && self.documents[*d].labels.contains(label);
            let fitting: Vec<usize> = found.iter().copied().filter(fits).collect();
            LabelCount {
                group: label.0.clone(),
                value: label.1.clone(),
                count: fitting.len(),
                here: fitting.into_iter().filter(|d| here(*d)).count(),
            }
        };
        let labels: BTreeSet<_> = self.documents.iter().flat_map(|d| &d.labels).collect();
        let passing: Vec<usize> = found.iter().copied().filter(|d| passes(*d, None)).collect();
        let marked = |mark: &crate::Mark<'_>| {
            passing
                .iter()
                .filter(|d| mark.documents.contains(&(**d as u32)))
                .count()
        };
        let hits = self.hits(&reading, &passing, request);
        Answer {
            total: passing.len(),
            labels: labels.into_iter().map(counted).collect(),
            marks: request.marks.iter().map(marked).collect(),
            corrections: self.corrections(&reading, hits.first().map(|hit| hit.document as usize)),
            highlighter: Highlighter::of(&reading, self),
            hits,
        }
    }

    fn read(&self, text: &str) -> (Reading, Vec<usize>) {
        let reading = Reading::of(text, self);
        let required = reading.required();
        if required == 0 {
            return (reading, Vec::new());
        }
        let with = |reading: &Reading, least: usize| {
            let documents = 0..self.documents.len();
            documents
                .filter(|document| self.has(reading, *document) >= least)
                .collect::<Vec<_>>()
        };
        let enough = |reading: Reading, mut least: usize| {
            let mut found = with(&reading, least);
            while found.len() < rank::ENOUGH && least > 1 {
                least -= 1;
                found = with(&reading, least);
            }
            (reading, found)
        };
        for reading in [reading.clone(), reading.clone().widened(self)] {
            if !with(&reading, required).is_empty() {
                return enough(reading, required);
            }
        }
        enough(reading, required)
    }

    /// How many of the required words a document has.
    fn has(&self, reading: &Reading, document: usize) -> usize {
        reading
            .slots
            .iter()
            .filter(|slot| !slot.stop && self.strength(slot, document) > 0)
            .count()
    }

    fn strength(&self, slot: &Slot, document: usize) -> u8 {
        slot.alternatives
            .iter()
            .map(|a| self.worth(a, document))
            .max()
            .unwrap_or(0)
    }

    fn worth(&self, alternative: &Alternative, document: usize) -> u8 {
        let words = self.words[alternative.words.start as usize..alternative.words.end as usize].iter();
        let strengths = words.filter_map(|word| self.documents[document].strengths.get(word));
        strengths
            .map(|strength| postings::weighed(*strength, alternative.weight))
            .max()
            .unwrap_or(0)
    }

    fn passes(&self, document: usize, request: &Request<'_>, but: Option<&str>) -> bool {
        let group = |group: &str| {
            request
                .filters
                .iter()
                .filter(move |filter| filter.0 == group)
                .copied()
                .collect::<Vec<_>>()
        };
        let groups: BTreeSet<&str> = request
            .filters
            .iter()
            .map(|filter| filter.0)
            .filter(|g| Some(*g) != but)
            .collect();
        groups
            .into_iter()
            .all(|g| group(g).into_iter().any(|label| self.has_label(document, label)))
            && request
                .marks
                .iter()
                .all(|mark| !mark.required || mark.documents.contains(&(document as u32)))
    }

    fn has_label(&self, document: usize, (group, value): Label<'_>) -> bool {
        self.documents[document]
            .labels
            .contains(&(group.to_owned(), value.to_owned()))
    }

    fn concerns(&self, document: usize, concern: &[Label<'_>]) -> bool {
        concern.iter().all(|(group, _)| {
            let unlabelled = !self.documents[document].labels.iter().any(|label| label.0 == *group);
            unlabelled
                || concern
                    .iter()
                    .any(|label| label.0 == *group && self.has_label(document, *label))
        })
    }

    fn hits(&self, reading: &Reading, documents: &[usize], request: &Request<'_>) -> Vec<Hit> {
        type Ranked = (bool, Reverse<u32>, usize);
        let mut kinds: BTreeMap<(&str, bool), Vec<Ranked>> = BTreeMap::new();
        for &document in documents {
            let stored = &self.documents[document];
            let kind = stored
                .labels
                .iter()
                .find(|label| label.0 == KIND)
                .map_or("", |label| label.1.as_str());
            let here = self.concerns(document, request.preferences.concern);
            let score = self.score(reading, document, request);
            kinds
                .entry((kind, here))
                .or_default()
                .push((stored.withdrawn, Reverse(score), document));
        }
        let mut hits = Vec::new();
        for ((kind, here), mut documents) in kinds {
            let limit = if here {
                request.limits.here
            } else {
                request.limits.elsewhere
            };
            documents.sort();
            documents.truncate(if limit > 0 { limit + hits::SPARE } else { 0 });
            let closer = |(withdrawn, Reverse(score), document)| {
                let lean = request
                    .preferences
                    .lean
                    .iter()
                    .filter(|(label, _)| self.has_label(document, *label));
                let lean: u32 = lean.map(|(_, strength)| u32::from(rank::preference(*strength))).sum();
                let score = score + self.close(reading, kind, document) + lean;
                (withdrawn, !here, Reverse(score), document)
            };
            let mut closest: Vec<_> = documents.into_iter().map(closer).collect();
            closest.sort();
            closest.truncate(limit);
            hits.extend(closest);
        }
        hits.sort();
        let hit = |(_, elsewhere, Reverse(score), document): (bool, bool, Reverse<u32>, usize)| Hit {
            document: document as u32,
            score,
            here: !elsewhere,
        };
        hits.into_iter().map(hit).collect()
    }

    fn score(&self, reading: &Reading, document: usize, request: &Request<'_>) -> u32 {
        let telling = |slot: &Slot| {
            let frequency = slot.alternatives.iter().map(|a| self.frequency(a.words.clone())).sum();
            rank::telling(frequency, self.documents.len())
        };
        let share = |slot: &Slot| u32::from(rank::share(self.strength(slot, document), telling(slot)));
        let nudges = request
            .preferences
            .nudges
            .iter()
            .filter(|nudge| nudge.0 as usize == document);
        let nudges: u32 = nudges.map(|nudge| u32::from(rank::preference(nudge.1))).sum();
        let score = (reading.slots.iter().map(share).sum::<u32>() + nudges).min(u32::from(u16::MAX));
        score * self.has(reading, document) as u32 / reading.required() as u32
    }

    fn close(&self, reading: &Reading, kind: &str, document: usize) -> u32 {
        let shape = Shape::of(reading);
        let phrases = self.documents[document].phrases.iter().map(|phrase| {
            let said: Vec<Said> = phrase.iter().map(|word| self.said(word, reading)).collect();
            close::closeness(&shape, &said)
        });
        let phrases: Vec<close::Close> = phrases.collect();
        let term = phrases[1..].iter().map(|close| close.close).max().unwrap_or(0);
        close::worth(kind, phrases[0], term, reading.for_somebody)
    }

    fn said(&self, word: &str, reading: &Reading) -> Said {
        let number = self.find(word).unwrap();
        let in_slot = |slot: &Slot, begun: bool| {
            let of_sort = |a: &&Alternative| a.is_begun() == begun;
            slot.alternatives
                .iter()
                .filter(of_sort)
                .any(|a| a.words.contains(&number))
        };
        let in_any = |begun| reading.slots.iter().any(|slot| in_slot(slot, begun));
        let slots = reading
            .slots
            .iter()
            .enumerate()
            .filter(|(_, slot)| in_slot(slot, true) || in_slot(slot, false));
        let slots: Vec<usize> = slots.map(|(at, _)| at).collect();
        let begun = in_any(true) && !in_any(false);
        Said {
            slots: slots.iter().map(|at| 1 << at).sum(),
            typed: if begun {
                close::typed(reading.slots[slots[0]].letters, word)
            } else {
                256
            },
            stop: words::is_stop(word),
        }
    }

    fn corrections(&self, reading: &Reading, best: Option<usize>) -> Vec<Correction> {
        let Some(best) = best else { return Vec::new() };
        let mut corrections = Vec::new();
        for (place, typed) in reading.typed.iter().enumerate() {
            let slots: Vec<&Slot> = reading.slots.iter().filter(|slot| slot.place == place).collect();
            let used = if slots.len() == 1 {
                self.used(slots[0], best)
            } else {
                Some(
                    slots
                        .iter()
                        .map(|slot| slot.word.as_str())
                        .collect::<Vec<_>>()
                        .join(" "),
                )
            };
            corrections.extend(used.map(|used| Correction {
                typed: typed.clone(),
                used,
            }));
        }
        corrections
    }

    fn used(&self, slot: &Slot, document: usize) -> Option<String> {
        let strength = self.strength(slot, document);
        let best = slot
            .alternatives
            .iter()
            .filter(|a| strength > 0 && self.worth(a, document) == strength);
        let best: Vec<&Alternative> = best.collect();
        let used = if best.is_empty() && slot.corrected {
            slot.alternatives.iter().find(|a| a.how == How::Corrected)?
        } else if best.iter().all(|a| a.how == How::Corrected) {
            best.first()?
        } else {
            return None;
        };
        Some(self.words[used.words.start as usize].clone())
    }
}

impl Dictionary for Reference {
    fn find(&self, word: &str) -> Option<u32> {
        self.words.iter().position(|w| w == word).map(|at| at as u32)
    }

    fn beginning(&self, with: &str) -> Range<u32> {
        let begin: Vec<usize> = (0..self.words.len())
            .filter(|at| self.words[*at].starts_with(with))
            .collect();
        match (begin.first(), begin.last()) {
            (Some(first), Some(last)) => *first as u32..*last as u32 + 1,
            _ => 0..0,
        }
    }

    fn relatives(&self, root: &str) -> Vec<u32> {
        (0..self.words.len())
            .filter(|at| words::root(&self.words[*at]) == root)
            .map(|at| at as u32)
            .collect()
    }

    fn near(&self, typed: &str, most: u8, unfinished: bool) -> Vec<(u32, Slips)> {
        let typed: Vec<char> = typed.chars().collect();
        let slips = self
            .words
            .iter()
            .map(|word| slips::tests::counted(&typed, &word.chars().collect::<Vec<_>>()));
        let least = |slips: &Slips| if unfinished { slips.beginning } else { slips.whole };
        (0..)
            .zip(slips)
            .filter(|(_, slips)| (1..=most).contains(&least(slips)))
            .collect()
    }

    fn frequency(&self, words: Range<u32>) -> usize {
        let words = &self.words[words.start as usize..words.end as usize];
        let has = |word: &String| self.documents.iter().filter(|d| d.strengths.contains_key(word)).count();
        words.iter().map(has).sum()
    }

    fn text(&self, word: u32) -> &str {
        &self.words[word as usize]
    }
}
