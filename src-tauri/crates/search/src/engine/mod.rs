//! The engine: an [`Index`] of [`Document`]s, which answers a [`Request`]. It knows nothing of records.

mod bits;
mod close;
mod correct;
mod document;
mod filter;
mod fit;
mod fold;
mod highlight;
mod hits;
mod index;
pub(crate) mod name;
mod narrow;
mod phrases;
mod query;
mod rank;
mod request;
mod slips;
mod vocabulary;
mod words;

use filter::Filter;
use fit::Fit;
use highlight::Highlighter;

pub use document::Document;
pub use fold::begun;
pub use index::Index;
pub use narrow::Narrowing;
pub(crate) use phrases::{FoundPhrase, Phrases};
pub use request::{Answer, Correction, Hit, KIND, Label, LabelCount, Limits, Mark, Preferences, Request};

impl Index {
    /// Answers a request. `overtaken` is asked between the stages whether a newer request makes this one needless: then
    /// the answer is `None`.
    pub fn search(&self, request: &Request<'_>, overtaken: &dyn Fn() -> bool) -> Option<Answer> {
        let fit = Fit::of(self, request, overtaken)?;
        let filter = Filter::of(self, request);
        let documents = filter.pass(&fit.documents);
        let here = filter::here(self, request.preferences.concern);
        if overtaken() {
            return None;
        }
        let hits = hits::best(self, request, &fit, &documents, &here);
        Some(Answer {
            total: documents.len(),
            labels: filter.label_counts(self, &fit.documents, &here),
            marks: filter::mark_counts(self, request.marks, &documents),
            corrections: correct::corrections(&fit.reading, &self.vocabulary, hits.first().map(|hit| hit.document)),
            highlighter: Highlighter::of(&fit.reading, &self.vocabulary),
            hits,
        })
    }
}
