//! What a careful reader would say of the catalogue before it is published. None of it stops anything: whether a
//! sentence is too hard, or a name is misspelt, a person decides.
//!
//! Only the editors' program depends on this crate, and so only it carries the dictionary (`en-GB/`).

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod orphan;
mod reading_age;
mod repeated;
mod spelling;
mod text;
mod title;
mod twice;
mod voice;

use std::path::PathBuf;

use catalogue::validate::Fault;
use source::{Diagnostic, Loaded};

/// All advice on what was read, by file and line.
pub fn advice(loaded: &Loaded) -> Vec<Diagnostic> {
    let texts = text::texts(&loaded.catalogue);
    let mut advice: Vec<Diagnostic> = reading_age::advice(&texts)
        .into_iter()
        .chain(voice::advice(&texts))
        .chain(spelling::advice(&loaded.catalogue, &loaded.words, &texts))
        .chain(orphan::advice(&loaded.catalogue))
        .chain(title::advice(&loaded.catalogue))
        .chain(twice::advice(&loaded.catalogue))
        .map(|fault| loaded.locate(&fault))
        .collect();
    advice.extend(repeated::advice(&texts, loaded));
    let place = |one: &Diagnostic| -> (PathBuf, Option<usize>, Option<usize>, String) {
        (one.file.clone(), one.line, one.column, one.what.clone())
    };
    advice.sort_by_cached_key(place);
    // What several pathways share is said once.
    advice.dedup();
    advice
}

/// Advice on the record at that place of its collection, about the part of it at `path`.
fn remark(at: At<'_>, path: &str, quote: Option<&str>, what: String, fix: &str) -> Fault {
    Fault {
        collection: at.collection.to_owned(),
        index: Some(at.index),
        id: at.id.to_owned(),
        path: path.to_owned(),
        quote: quote.map(str::to_owned),
        what,
        fix: fix.to_owned(),
    }
}

/// A record.
#[derive(Clone, Copy)]
struct At<'a> {
    collection: &'a str,
    index: usize,
    id: &'a str,
}
