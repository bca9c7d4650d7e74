//! A catalogue, ready to be searched.

use std::collections::HashMap;

use catalogue::canonical::Digest;
use catalogue::{Catalogue, Kind};

use crate::documents::{SearchDocument, documents};
use crate::engine::{Answer, Hit, Index, Mark, Preferences, Request, begun};
use crate::labels::{AREA, AUDIENCE};
use crate::request::{Search, SearchAnswer, SearchHit, SearchMark};
use crate::snippet::{around, pieces};
use crate::touch::Touch;

/// How much a bookmark raises a hit: less than a word of the query in its title.
const BOOKMARKED: u8 = 40;
/// How much each opening raises a hit, and how many count.
const OPENED: u8 = 6;
const MOST_OPENED: u32 = 8;
/// Professionals look for what is made for them; what is for parents and children comes a little later.
const LEAN: [((&str, &str), u8); 2] = [((AUDIENCE, "professionals"), 16), ((AUDIENCE, "everyone"), 16)];

/// A catalogue, ready to be searched: all in memory, made once for an edition and never changed.
#[derive(Debug)]
pub struct Finder {
    index: Index,
    touch: Touch,
    /// What is shown of each document, by its ordinal in the index.
    shown: Vec<Shown>,
    /// The ordinal of each document, by kind and id.
    ordinals: HashMap<Kind, HashMap<String, u32>>,
    /// The documents of each record's parts, by its own.
    parts: HashMap<u32, Vec<u32>>,
    /// The documents of which each file is the file.
    files: HashMap<Digest, Vec<u32>>,
}

#[derive(Debug)]
struct Shown {
    kind: Kind,
    id: String,
    withdrawn: bool,
    title: String,
    summary: String,
    body: String,
}

impl Finder {
    /// Everything that can be found in this catalogue.
    pub fn of(catalogue: &Catalogue) -> Self {
        let documents = documents(catalogue);
        let index = Index::of(&documents.iter().map(SearchDocument::as_document).collect::<Vec<_>>());
        let mut finder = Self {
            index,
            touch: Touch::of(catalogue),
            shown: Vec::with_capacity(documents.len()),
            ordinals: HashMap::new(),
            parts: HashMap::new(),
            files: HashMap::new(),
        };
        for (ordinal, document) in (0..).zip(&documents) {
            let of_kind = finder.ordinals.entry(document.kind).or_default();
            of_kind.insert(document.id.clone(), ordinal);
            if let Some(file) = document.file {
                finder.files.entry(file).or_default().push(ordinal);
            }
        }
        for (ordinal, document) in (0..).zip(documents) {
            let (kind, record) = document.kind.record(&document.id);
            if kind != document.kind
                && let Some(record) = finder.ordinal(kind, record)
            {
                finder.parts.entry(record).or_default().push(ordinal);
            }
            finder.shown.push(Shown::of(document));
        }
        finder
    }

    /// What fits a search, or `None` once it is `overtaken` by a newer one, as it is asked between its stages.
    pub fn search(&self, search: &Search<'_>, overtaken: &dyn Fn() -> bool) -> Option<SearchAnswer> {
        let bookmarked: Vec<u32> = search
            .bookmarked
            .iter()
            .filter_map(|(kind, id)| self.ordinal(*kind, id))
            .collect();
        let files = search.on_device.iter().filter_map(|file| self.files.get(file));
        let on_device: Vec<u32> = files.flatten().copied().collect();
        let changed: Vec<u32> = search
            .changed
            .iter()
            .filter_map(|(kind, id)| self.ordinal(*kind, id))
            .flat_map(|record| std::iter::once(record).chain(self.parts.get(&record).into_iter().flatten().copied()))
            .collect();
        let mark = |mark: SearchMark| Mark {
            documents: match mark {
                SearchMark::Bookmarked => &bookmarked,
                SearchMark::OnDevice => &on_device,
                SearchMark::Changed => &changed,
            },
            required: search.required.contains(&mark),
        };
        let opened = search.opened.iter().filter_map(|(kind, id, times)| {
            let strength = OPENED * (*times).min(MOST_OPENED) as u8;
            Some((self.ordinal(*kind, id)?, strength))
        });
        let nudges: Vec<(u32, u8)> = bookmarked.iter().map(|at| (*at, BOOKMARKED)).chain(opened).collect();
        let concern: Vec<_> = search.areas.iter().map(|area| (AREA, *area)).collect();
        let request = Request {
            text: search.text,
            filters: &search.filters,
            marks: &SearchMark::ALL.map(mark),
            preferences: Preferences {
                concern: &concern,
                lean: &LEAN,
                nudges: &nudges,
            },
            limits: search.limits,
        };
        let found = self.index.search(&request, overtaken)?;
        let mut hits = Vec::with_capacity(found.hits.len());
        for hit in &found.hits {
            if overtaken() {
                return None;
            }
            hits.push(self.shown[hit.document as usize].hit(hit, &found));
        }
        Some(SearchAnswer {
            hits,
            total: found.total,
            marks: std::array::from_fn(|mark| found.marks.get(mark).copied().unwrap_or_default()),
            labels: found.labels,
            touched: self.touch.touched(begun(search.text), &found.corrections),
            corrections: found.corrections,
        })
    }

    fn ordinal(&self, kind: Kind, id: &str) -> Option<u32> {
        self.ordinals.get(&kind)?.get(id).copied()
    }
}

impl Shown {
    fn of(document: SearchDocument) -> Self {
        let mut body = document.body;
        body.truncate(document.shown);
        body.shrink_to_fit();
        Self {
            kind: document.kind,
            id: document.id,
            withdrawn: document.withdrawn,
            title: document.title,
            summary: document.summary,
            body,
        }
    }

    /// As one of the hits of an answer. The snippet is of the summary, unless only the body has what was found.
    fn hit(&self, hit: &Hit, answer: &Answer) -> SearchHit {
        let summary = answer.highlight(&self.summary);
        let body = if summary.is_empty() {
            answer.highlight(&self.body)
        } else {
            Vec::new()
        };
        let snippet = if summary.is_empty() && (!body.is_empty() || self.summary.is_empty()) {
            around(&self.body, &body)
        } else {
            around(&self.summary, &summary)
        };
        SearchHit {
            kind: self.kind,
            id: self.id.clone(),
            title: pieces(&self.title, 0..self.title.len(), &answer.highlight(&self.title)),
            snippet,
            score: hit.score,
            here: hit.here,
            withdrawn: self.withdrawn,
        }
    }
}
