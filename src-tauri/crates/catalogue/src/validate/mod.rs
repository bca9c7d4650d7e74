//! The rules: everything that must hold before a catalogue may become an edition.
//!
//! One file a subject. A rule never stops at its first fault: whoever fixes the catalogue sees all of them at once.
//! A sentence says what is wrong, another how to fix it, for an editor who has never met a programmer.

mod area;
mod bank_holiday;
mod contact;
mod date;
mod denied;
mod doubled;
mod emergency;
mod everyday;
mod form;
mod identity;
mod known;
mod markdown;
mod number;
mod pathway;
mod practice_week;
mod reading;
mod reference;
mod span;
mod standing;
mod text;
mod theme;

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use crate::{Catalogue, Kind};

pub use denied::{Denied, DenyList, denied_in};
pub use form::{is_email, is_https, is_slug, may_be_opened};
pub use reference::{near, references};

/// Something that must be fixed before the catalogue may be published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// The record's collection: "themes".
    pub collection: String,
    /// The record's place in that collection of the `Catalogue`, from 0. Absent when the record is gone.
    pub index: Option<usize>,
    /// The record's id. Empty when the fault is of the collection as a whole.
    pub id: String,
    /// Where in the record, as a JSON pointer without its first slash: "sections/2/entries/3/resource".
    /// Empty for the record as a whole.
    pub path: String,
    /// The words at fault as they are in the text at `path`, where it is not the whole of it.
    pub quote: Option<String>,
    /// What is wrong, in a sentence.
    pub what: String,
    /// How to fix it, in a sentence.
    pub fix: String,
}

/// What the rules need to know beside the catalogue itself.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// What must never appear.
    pub deny: DenyList,
    /// Every id that was ever published. Empty: none yet.
    pub published: Vec<Key>,
    /// What is there but could not be read: nothing that leads to it is called dangling.
    pub unread: Unread,
    /// The day of the check, for refusing confirmations that have not happened yet. Absent: they are not asked about.
    pub today: Option<NaiveDate>,
}

/// A record's name: its collection and its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The collection: "themes".
    pub collection: String,
    /// The id: "domestic-abuse".
    pub id: String,
}

/// Records that exist but were not understood, so that one broken record is one fault and not fifty.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    /// Collections of which a whole file is missing from the catalogue.
    pub collections: BTreeSet<String>,
    /// Single records missing from it.
    pub records: BTreeSet<Key>,
}

/// Every fault of `catalogue`, in the order of its collections and records. Empty: it may be published.
pub fn validate(catalogue: &Catalogue, rules: &Rules) -> Vec<Fault> {
    let mut check = Check::new(catalogue, rules);
    identity::check(&mut check);
    reference::check(&mut check);
    bank_holiday::check(&mut check);
    area::check(&mut check);
    contact::check(&mut check);
    date::check(&mut check);
    doubled::check(&mut check);
    emergency::check(&mut check);
    everyday::check(&mut check);
    form::check(&mut check);
    known::check(&mut check);
    markdown::check(&mut check);
    pathway::check(&mut check);
    practice_week::check(&mut check);
    span::check(&mut check);
    standing::check(&mut check);
    text::check(&mut check);
    theme::check(&mut check);
    let mut faults = check.faults;
    faults.sort();
    faults.dedup();
    faults
}

/// One run of the rules.
struct Check<'a> {
    catalogue: &'a Catalogue,
    rules: &'a Rules,
    /// The catalogue as JSON, for the rules that hold for every text of every record.
    json: Value,
    /// Collection and id of every record: a large catalogue has as many references as records.
    present: HashSet<(&'a str, &'a str)>,
    faults: Vec<Fault>,
    /// Every collection and id that a record names.
    referred: HashSet<(String, String)>,
}

/// A record under inspection.
#[derive(Clone, Copy)]
struct At<'a> {
    collection: &'static str,
    index: usize,
    id: &'a str,
}

impl<'a> Check<'a> {
    fn new(catalogue: &'a Catalogue, rules: &'a Rules) -> Self {
        let keys = catalogue.glances().map(|record| (record.kind.collection(), record.id));
        Self {
            catalogue,
            rules,
            // The types of this crate always serialise; were that ever to fail, the typed rules would still run.
            json: serde_json::to_value(catalogue).unwrap_or_default(),
            present: keys.collect(),
            faults: Vec::new(),
            referred: HashSet::new(),
        }
    }

    /// Notes a fault and hands it back, so that its `quote` can be set.
    fn refuse(
        &mut self,
        at: At<'_>,
        path: impl Into<String>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> &mut Fault {
        self.faults.push(Fault {
            collection: at.collection.to_owned(),
            index: Some(at.index),
            id: at.id.to_owned(),
            path: path.into(),
            quote: None,
            what: what.into(),
            fix: fix.into(),
        });
        let last = self.faults.len() - 1;
        &mut self.faults[last]
    }

    /// All records with their JSON, by collection. The JSON is taken out for the time of the visit.
    fn each_record(&mut self, mut visit: impl FnMut(&mut Self, At<'_>, &Value)) {
        let json = std::mem::take(&mut self.json);
        for collection in collections() {
            let records = json.get(collection).and_then(Value::as_array);
            for (index, record) in records.into_iter().flatten().enumerate() {
                let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
                visit(self, At { collection, index, id }, record);
            }
        }
        self.json = json;
    }

    /// The ids that a collection holds.
    fn ids(&self, collection: &str) -> impl Iterator<Item = &'a str> {
        let glances = self.catalogue.glances();
        let collection = collection.to_owned();
        glances.filter(move |r| r.kind.collection() == collection).map(|r| r.id)
    }

    /// Whether a record exists, be it read or not.
    fn exists(&self, collection: &str, id: &str) -> bool {
        self.present.contains(&(collection, id)) || self.is_unread(collection, id)
    }

    fn is_unread(&self, collection: &str, id: &str) -> bool {
        let unread = &self.rules.unread;
        unread.collections.contains(collection)
            || unread.records.iter().any(|k| k.collection == collection && k.id == id)
    }
}

/// Every collection of an edition, in the order of their names.
pub fn collections() -> impl Iterator<Item = &'static str> {
    let mut names: Vec<&str> = Kind::ALL.into_iter().map(Kind::collection).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter()
}

/// The word for one record of a collection: "practice week".
fn noun(collection: &str) -> &'static str {
    Kind::of_collection(collection).map_or("record", Kind::noun)
}

/// Calls `visit` with the path and value of everything in `value`, itself (path "") first.
pub fn walk(value: &Value, visit: &mut impl FnMut(&str, &Value)) {
    fn step(path: &str, value: &Value, visit: &mut impl FnMut(&str, &Value)) {
        visit(path, value);
        let below = |name: &str| {
            if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}/{name}")
            }
        };
        match value {
            Value::Object(map) => map.iter().for_each(|(key, v)| step(&below(key), v, visit)),
            Value::Array(items) => (items.iter().enumerate()).for_each(|(i, v)| step(&below(&i.to_string()), v, visit)),
            _ => {}
        }
    }
    step("", value, visit);
}

#[cfg(test)]
mod tests;
