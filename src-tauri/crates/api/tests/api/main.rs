//! The use-cases, on the real catalogue.
#![allow(clippy::unwrap_used, missing_docs)]

mod answers;
mod changes;
mod documents;
mod kit;
mod relevance;
mod search;
