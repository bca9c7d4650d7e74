//! The search engine.

#[cfg(test)]
mod agreement;
mod bits;
mod build;
mod close;
mod correct;
mod document;
mod filter;
mod fold;
mod format;
mod highlight;
mod hits;
mod index;
mod postings;
mod query;
mod rank;
#[cfg(test)]
mod reference;
mod request;
mod search;
mod slips;
mod vocabulary;
mod words;

pub use build::build;
pub use document::Document;
pub use format::{Damaged, FORMAT};
pub use index::Index;
pub use request::{Answer, Correction, Hit, KIND, Label, LabelCount, Limits, Mark, Preferences, Request};
