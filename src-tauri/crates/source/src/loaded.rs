//! What was read of `data/`, and where each part of it is.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use catalogue::validate::{Fault, Key, Rules};
use catalogue::{Catalogue, Header, Kind};

use crate::diagnostic::Diagnostic;
use crate::layout;
use crate::located::{Located, join};

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The edition's header, unless it is at fault.
    pub header: Option<Header>,
    /// All records that could be read.
    pub catalogue: Catalogue,
    /// What the rules need to know beside the catalogue.
    pub rules: Rules,
    /// Words that are spelt right, whatever the dictionary says.
    pub words: Vec<String>,
    /// The faults of reading. The rules' own are not among them.
    pub faults: Vec<Diagnostic>,
    /// What is worth knowing of how the files are written, and stops nothing.
    pub(crate) advice: Vec<Diagnostic>,
    /// The steps that pathways share.
    pub(crate) shared: Vec<SharedStep>,
    /// Whether there are shared steps that could not be read.
    pub(crate) shared_unread: bool,
    pub(crate) dir: PathBuf,
    pub(crate) files: Vec<Located>,
    /// For every collection, where each of its records is.
    pub(crate) origins: BTreeMap<&'static str, Vec<Origin>>,
}

/// Where a record is.
#[derive(Debug)]
pub(crate) struct Origin {
    /// Which of the files.
    pub(crate) file: usize,
    /// The path of the record in that file: "contacts/3", or "" for the whole file.
    pub(crate) path: String,
}

/// A step that pathways share.
#[derive(Debug)]
pub(crate) struct SharedStep {
    pub(crate) id: String,
    /// Which of the files.
    pub(crate) file: usize,
    /// Its path in that file: "steps/3".
    pub(crate) path: String,
    /// Whether it reads as a step.
    pub(crate) sound: bool,
    /// Whether a pathway includes it.
    pub(crate) used: bool,
}

impl Loaded {
    /// Where a fault found by the rules is.
    pub fn locate(&self, fault: &Fault) -> Diagnostic {
        let origin = fault.index.and_then(|index| {
            let origins = self.origins.get(fault.collection.as_str())?;
            origins.get(index)
        });
        if let Some(origin) = origin {
            let (file, span) = self.place(origin.file, &origin.path, &fault.path, fault.quote.as_deref());
            return self.at_span(file, span, &fault.what, &fault.fix);
        }
        if fault.id.is_empty() {
            let file = self.dir.join(format!("{}.toml", fault.collection));
            return Diagnostic::of_file(file, &fault.what, &fault.fix);
        }
        // A record that is gone: its line in the lock is all there is of it.
        let name = format!("{} {}", fault.collection, fault.id);
        match self.files.iter().find(|f| f.file == layout::LOCK) {
            Some(lock) => {
                let span = lock.line_of(&name).unwrap_or_default();
                self.at(layout::LOCK, lock, span, &fault.what, &fault.fix)
            }
            None => Diagnostic::of_file(self.dir.join(layout::LOCK), &fault.what, &fault.fix),
        }
    }

    /// How many records were read.
    pub fn records(&self) -> usize {
        self.origins.values().map(Vec::len).sum()
    }

    /// The names of all records that are there, read or not.
    pub fn keys(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.rules.unread.records.iter().cloned().collect();
        keys.extend(self.catalogue.glances().map(|record| Key {
            collection: record.kind.collection().into(),
            id: record.id.into(),
        }));
        keys.sort();
        keys.dedup();
        keys
    }

    /// The names of all records that are there and were never published.
    pub fn new_keys(&self) -> Vec<Key> {
        let published: HashSet<&Key> = self.rules.published.iter().collect();
        let mut keys = self.keys();
        keys.retain(|key| !published.contains(key));
        keys
    }

    /// The directory that was read.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A fault at `span` of one of the files.
    pub(crate) fn at(
        &self,
        name: &str,
        file: &Located,
        span: Range<usize>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::at(self.dir.join(name), &file.text, span, what, fix)
    }

    /// A fault at `span` of the file with this number.
    pub(crate) fn at_span(
        &self,
        file: usize,
        span: Range<usize>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> Diagnostic {
        let located = &self.files[file];
        self.at(&located.file, located, span, what, fix)
    }

    /// Where `path` of the record at `record` is, and in which file: an included step's words are where they are
    /// shared.
    pub(crate) fn place(&self, file: usize, record: &str, path: &str, quote: Option<&str>) -> (usize, Range<usize>) {
        match self.files[file].elsewhere(&join(record, path)) {
            Some((other, step, member)) => (other, self.files[other].span(step, &member, quote)),
            None => (file, self.files[file].span(record, path, quote)),
        }
    }

    /// About what is at `path` of the header.
    pub(crate) fn in_header(
        &self,
        path: &str,
        quote: Option<&str>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> Diagnostic {
        match self.files.iter().find(|file| file.file == layout::HEADER) {
            Some(file) if !path.is_empty() => self.at(&file.file, file, file.span("", path, quote), what, fix),
            _ => Diagnostic::of_file(self.dir.join(layout::HEADER), what, fix),
        }
    }

    /// Remembers a record that is there and could not be read, so that nothing that leads to it is called dangling.
    pub(crate) fn unread_record(&mut self, kind: Kind, id: &str) {
        self.rules.unread.records.insert(Key {
            collection: kind.collection().into(),
            id: id.into(),
        });
    }
}
