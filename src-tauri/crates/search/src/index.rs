//! Building, opening and asking (a stand-in: correct, and slow).

use std::collections::{BTreeSet, HashMap};

use crate::highlight::Highlighter;
use crate::{Answer, Correction, Damaged, Document, FORMAT, Hit, KIND, LabelCount, Request, fold};

/// Builds the index of these documents. Equal documents make equal bytes.
pub fn build(documents: &[Document<'_>]) -> Vec<u8> {
    let mut bytes = FORMAT.to_le_bytes().to_vec();
    let mut put = |text: &str| {
        bytes.extend((text.len() as u32).to_le_bytes());
        bytes.extend(text.as_bytes());
    };
    for document in documents {
        for text in document.texts() {
            put(text);
        }
        put(if document.withdrawn { "1" } else { "" });
        put(&document.labels.len().to_string());
        for (group, value) in &document.labels {
            put(group);
            put(value);
        }
    }
    let sum = checksum(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(7, |sum: u32, &b| sum.wrapping_mul(31).wrapping_add(u32::from(b) + 1))
}

/// An index, ready to be asked. It may be shared between threads.
#[derive(Debug)]
pub struct Index {
    documents: Vec<Stored>,
    labels: Vec<(String, String)>,
}

#[derive(Debug)]
struct Stored {
    words: Vec<HashMap<String, u32>>,
    withdrawn: bool,
    labels: Vec<(String, String)>,
}

impl Index {
    /// Opens what [`build`] made.
    ///
    /// # Errors
    /// [`Damaged`] when the bytes are not an index, not of this program's [`FORMAT`], or changed since they were
    /// written: build the index anew.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Damaged> {
        let (bytes, sum) = bytes.split_last_chunk::<4>().ok_or(Damaged::Bytes)?;
        let (format, mut rest) = bytes.split_first_chunk::<4>().ok_or(Damaged::Bytes)?;
        if u32::from_le_bytes(*format) != FORMAT {
            return Err(Damaged::Format);
        }
        if checksum(bytes) != u32::from_le_bytes(*sum) {
            return Err(Damaged::Bytes);
        }
        let mut documents = Vec::new();
        let mut all = BTreeSet::new();
        while !rest.is_empty() {
            let mut words = Vec::new();
            for _ in 0..5 {
                let mut counts = HashMap::new();
                for token in fold::tokens(take(&mut rest)?) {
                    *counts.entry(token.word).or_default() += 1;
                }
                words.push(counts);
            }
            let withdrawn = take(&mut rest)? == "1";
            let count: usize = take(&mut rest)?.parse().map_err(|_| Damaged::Bytes)?;
            let mut labels = Vec::new();
            for _ in 0..count {
                labels.push((take(&mut rest)?.to_owned(), take(&mut rest)?.to_owned()));
            }
            labels.sort();
            labels.dedup();
            all.extend(labels.iter().cloned());
            documents.push(Stored {
                words,
                withdrawn,
                labels,
            });
        }
        Ok(Self {
            documents,
            labels: all.into_iter().collect(),
        })
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Answers a request. `overtaken` is asked between the stages whether a newer request makes this one needless: then
    /// the answer is `None`.
    pub fn search(&self, request: &Request<'_>, overtaken: &dyn Fn() -> bool) -> Option<Answer> {
        let query: Vec<String> = fold::tokens(request.text)
            .into_iter()
            .map(|t| t.word)
            .take(12)
            .collect();
        let (last, before) = match query.split_last() {
            Some((last, before)) => (last, before),
            None => return Some(self.nothing(request)),
        };
        let scores: Vec<u32> = self
            .documents
            .iter()
            .map(|d| {
                let exact = |w: &String| {
                    d.words
                        .iter()
                        .zip([40, 20, 12, 8, 4])
                        .map(|(f, weight)| u32::from(f.contains_key(w)) * weight)
                        .sum::<u32>()
                };
                let begun = d
                    .words
                    .iter()
                    .zip([30, 15, 9, 6, 3])
                    .map(|(f, weight)| u32::from(f.keys().any(|k| k.starts_with(last.as_str()))) * weight)
                    .sum::<u32>();
                let each: Vec<u32> = before.iter().map(exact).chain([exact(last) + begun]).collect();
                if each.contains(&0) { 0 } else { each.iter().sum() }
            })
            .collect();
        if overtaken() {
            return None;
        }
        let passes = |i: usize, but: Option<&str>| {
            let labels = &self.documents[i].labels;
            let has = |l: &(&str, &str)| labels.iter().any(|(g, v)| (g.as_str(), v.as_str()) == *l);
            scores[i] > 0
                && request.filters.iter().all(|(group, _)| {
                    Some(*group) == but || request.filters.iter().filter(|(g, _)| g == group).any(has)
                })
                && request
                    .marks
                    .iter()
                    .all(|m| !m.required || m.documents.contains(&(i as u32)))
        };
        let here = |i: usize| {
            let labels = &self.documents[i].labels;
            request.preferences.concern.iter().all(|(group, _)| {
                !labels.iter().any(|(g, _)| g == group)
                    || request
                        .preferences
                        .concern
                        .iter()
                        .any(|l| l.0 == *group && labels.iter().any(|(g, v)| (g.as_str(), v.as_str()) == *l))
            })
        };
        let mut found: Vec<usize> = (0..self.documents.len()).filter(|&i| passes(i, None)).collect();
        found.sort_by_key(|&i| (self.documents[i].withdrawn, !here(i), u32::MAX - scores[i], i));
        let labels = self.labels.iter().map(|(group, value)| LabelCount {
            group: group.clone(),
            value: value.clone(),
            count: (0..self.documents.len())
                .filter(|&i| {
                    passes(i, Some(group))
                        && self.documents[i]
                            .labels
                            .iter()
                            .any(|l| l == &(group.clone(), value.clone()))
                })
                .count(),
        });
        let mut taken: HashMap<(&str, bool), usize> = HashMap::new();
        let mut answer = Answer {
            total: found.len(),
            labels: labels.collect(),
            marks: request
                .marks
                .iter()
                .map(|m| found.iter().filter(|&&i| m.documents.contains(&(i as u32))).count())
                .collect(),
            corrections: Vec::<Correction>::new(),
            highlighter: Highlighter {
                words: before.to_vec(),
                beginnings: vec![last.clone()],
            },
            hits: Vec::new(),
        };
        for i in found {
            let kind = self.documents[i]
                .labels
                .iter()
                .find(|l| l.0 == KIND)
                .map_or("", |l| l.1.as_str());
            let here = here(i);
            let taken = taken.entry((kind, here)).or_default();
            *taken += 1;
            if *taken
                <= if here {
                    request.limits.here
                } else {
                    request.limits.elsewhere
                }
            {
                answer.hits.push(Hit {
                    document: i as u32,
                    score: scores[i],
                    here,
                });
            }
        }
        Some(answer)
    }

    fn nothing(&self, request: &Request<'_>) -> Answer {
        Answer {
            labels: self
                .labels
                .iter()
                .map(|(group, value)| LabelCount {
                    group: group.clone(),
                    value: value.clone(),
                    count: 0,
                })
                .collect(),
            marks: vec![0; request.marks.len()],
            ..Answer::default()
        }
    }
}

fn take<'a>(rest: &mut &'a [u8]) -> Result<&'a str, Damaged> {
    let (len, after) = rest.split_first_chunk::<4>().ok_or(Damaged::Bytes)?;
    let (text, after) = after
        .split_at_checked(u32::from_le_bytes(*len) as usize)
        .ok_or(Damaged::Bytes)?;
    *rest = after;
    std::str::from_utf8(text).map_err(|_| Damaged::Bytes)
}
