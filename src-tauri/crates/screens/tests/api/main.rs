//! The use-cases, on the real catalogue.
#![allow(clippy::unwrap_used, missing_docs)]

mod answers;
mod calendar_file;
mod changes;
mod kit;
mod relevance;
mod reminders;
mod search;
