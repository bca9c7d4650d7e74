//! Reading `data/`: which file holds what, and every fault on the way.

mod article;
mod bytes;
mod layout;
mod located;
mod record;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use catalogue::validate::{DenyList, Fault, Key, Rules};
use catalogue::{Catalogue, Header};

use crate::{Diagnostic, ids};
use layout::Shape;
use located::Located;

pub use bytes::MAX_BYTES;

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The edition's header, unless it is at fault.
    pub header: Option<Header>,
    /// All records that could be read.
    pub catalogue: Catalogue,
    /// What the rules need to know beside the catalogue.
    pub rules: Rules,
    /// The faults of reading. The rules' own are not among them.
    pub faults: Vec<Diagnostic>,
    dir: PathBuf,
    files: Vec<Located>,
    /// For every collection, where each of its records stands.
    origins: BTreeMap<&'static str, Vec<Origin>>,
}

/// Where a record stands.
#[derive(Debug)]
struct Origin {
    /// Which of the files.
    file: usize,
    /// The path of the record in that file: "contacts/3", or "" for the whole file.
    path: String,
}

/// Reads everything below `dir`. Never stops at a fault: what can be read is read.
pub fn read(dir: &Path) -> Loaded {
    let mut loaded = Loaded {
        dir: dir.to_owned(),
        ..Loaded::default()
    };
    let mut found = Vec::new();
    loaded.list(Path::new(""), &mut found);
    // A directory lists its files in any order; an edition has one.
    found.sort();
    for file in layout::REQUIRED {
        if !found.iter().any(|f| f == file) {
            let mend = "every catalogue has this file: bring it back";
            loaded
                .faults
                .push(Diagnostic::of_file(dir.join(file), format!("{file} is missing"), mend));
            if let Some(Shape::List(collection)) = layout::shape(file) {
                loaded.rules.unread.collections.insert(collection.into());
            }
        }
    }
    for file in found {
        loaded.read_file(&file);
    }
    loaded
}

impl Loaded {
    /// Where a fault of the rules stands.
    pub fn locate(&self, fault: &Fault) -> Diagnostic {
        let origin = fault.index.and_then(|index| {
            let origins = self.origins.get(fault.collection.as_str())?;
            origins.get(index)
        });
        if let Some(origin) = origin {
            let file = &self.files[origin.file];
            let span = file.span(&origin.path, &fault.path, fault.quote.as_deref());
            return self.at(&file.file, file, span, &fault.what, &fault.mend);
        }
        // A record that is gone: its line in the lock is all there is of it.
        let name = format!("{} {}", fault.collection, fault.id);
        match self.files.iter().find(|f| f.file == layout::LOCK) {
            Some(lock) => {
                let span = lock.line_of(&name).unwrap_or_default();
                self.at(layout::LOCK, lock, span, &fault.what, &fault.mend)
            }
            None => Diagnostic::of_file(self.dir.join(layout::LOCK), &fault.what, &fault.mend),
        }
    }

    /// How many records were read.
    pub fn records(&self) -> usize {
        self.origins.values().map(Vec::len).sum()
    }

    /// The names of all records that are there, read or not.
    pub fn keys(&self) -> Vec<Key> {
        let c = &self.catalogue;
        let mut keys: Vec<Key> = self.rules.unread.records.iter().cloned().collect();
        keys.extend(c.glances().map(|record| Key {
            collection: record.kind.collection().into(),
            id: record.id.into(),
        }));
        keys.sort();
        keys.dedup();
        keys
    }

    /// The directory that was read.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    fn at(
        &self,
        name: &str,
        file: &Located,
        span: std::ops::Range<usize>,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::at(self.dir.join(name), &file.text, span, what, mend)
    }

    /// Collects the files below `below` that are to be read, by their path from the data directory with `/`.
    fn list(&mut self, below: &Path, found: &mut Vec<String>) {
        let here = self.dir.join(below);
        let entries = match fs::read_dir(&here) {
            Ok(entries) => entries,
            Err(error) => {
                let mend = "name the directory that holds edition.toml, and see that you may read it";
                self.faults
                    .push(Diagnostic::of_file(here, format!("it cannot be listed: {error}"), mend));
                return;
            }
        };
        for entry in entries.flatten() {
            let path = below.join(entry.file_name());
            let name = path.to_string_lossy().replace('\\', "/");
            if layout::is_ignored(&name) {
                continue;
            }
            // Followed through links, but no deeper than the layout goes: a link to itself must not hang the check.
            let is_dir = fs::metadata(self.dir.join(&path)).is_ok_and(|m| m.is_dir());
            if is_dir && path.components().count() < layout::DEPTH {
                self.list(&path, found);
            } else if is_dir || layout::shape(&name).is_none() {
                let guess = layout::near(&name)
                    .map(|near| format!(". Did you mean {near}?"))
                    .unwrap_or_default();
                let mend =
                    format!("move it to where it belongs (see README.md) or take it out of the directory{guess}");
                self.faults.push(Diagnostic::of_file(
                    self.dir.join(&path),
                    "nothing reads a file in this place",
                    mend,
                ));
            } else {
                found.push(name);
            }
        }
    }

    fn read_file(&mut self, name: &str) {
        let Some(shape) = layout::shape(name) else { return };
        let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
        let parsed = bytes::read(&self.dir.join(name))
            .map_err(|fault| vec![*fault])
            .and_then(|text| match shape {
                Shape::Article => article::parse(&self.dir, name, text),
                Shape::Lock => Ok(Located::plain(name, text)),
                _ => Located::parse(&self.dir, name, text),
            });
        let located = match parsed {
            Ok(located) => located,
            Err(faults) => {
                self.faults.extend(faults);
                self.unread(shape, &stem);
                return;
            }
        };
        let file = self.files.len();
        self.files.push(located);
        match shape {
            Shape::Header => self.header = self.typed(file, ""),
            Shape::Deny => {
                if let Some(deny) = self.typed::<DenyList>(file, "") {
                    self.deny(file, deny);
                }
            }
            Shape::Lock => {
                let (keys, faults) = ids::parse(&self.dir.join(name), &self.files[file].text);
                self.rules.published = keys;
                self.faults.extend(faults);
            }
            Shape::List(collection) => self.records_of(file, collection),
            Shape::One(collection) => self.record(file, "", collection, Some(&stem)),
            Shape::Article => self.record(file, "", "articles", Some(&stem)),
        }
    }

    /// Remembers that a file could not be read, so that nothing that leads there is called dangling.
    fn unread(&mut self, shape: Shape, stem: &str) {
        match shape {
            Shape::List(collection) => {
                self.rules.unread.collections.insert(collection.into());
            }
            Shape::One(collection) => self.unread_record(collection, stem),
            Shape::Article => self.unread_record("articles", stem),
            Shape::Header | Shape::Deny | Shape::Lock => {}
        }
    }

    fn unread_record(&mut self, collection: &str, id: &str) {
        self.rules.unread.records.insert(Key {
            collection: collection.into(),
            id: id.into(),
        });
    }

    /// A deny-list with an empty value would let everything pass while it looks as if it held.
    fn deny(&mut self, file: usize, deny: DenyList) {
        for (i, denied) in deny.denied.iter().enumerate() {
            for (key, text) in [("value", &denied.value), ("reason", &denied.reason)] {
                if text.trim().is_empty() {
                    let located = &self.files[file];
                    let span = located.span(&format!("denied/{i}"), key, None);
                    let fault = self.at(&located.file, located, span, format!("`{key}` is empty"), "write it");
                    self.faults.push(fault);
                }
            }
        }
        self.rules.deny = deny;
    }
}
