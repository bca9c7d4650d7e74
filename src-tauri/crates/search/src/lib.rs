//! The search engine.

mod document;
mod fold;
mod format;
mod highlight;
mod index;
mod request;

pub use document::Document;
pub use format::{Damaged, FORMAT};
pub use index::{Index, build};
pub use request::{Answer, Correction, Hit, KIND, Label, LabelCount, Limits, Mark, Preferences, Request};
