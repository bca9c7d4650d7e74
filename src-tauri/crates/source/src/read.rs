//! Reading `data/`: which file holds what, and every fault on the way.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use catalogue::validate::DenyList;
use catalogue::{ContactGroup, Kind};

use crate::diagnostic::Diagnostic;
use crate::layout::{self, Shape};
use crate::loaded::Loaded;
use crate::located::Located;
use crate::{article, bytes, ids};

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
    // What pathways include is known before they are read.
    found.sort_by_key(|file| file != layout::STEPS);
    for file in layout::REQUIRED {
        if !found.iter().any(|f| f == file) {
            let fix = "every catalogue needs this file: restore it";
            loaded
                .faults
                .push(Diagnostic::of_file(dir.join(file), format!("{file} is missing"), fix));
            if let Some(Shape::List(kind)) = layout::shape(file) {
                loaded.rules.unread.collections.insert(kind.collection().into());
            }
        }
    }
    for file in found {
        loaded.read_file(&file);
    }
    loaded.denied_areas();
    loaded
}

impl Loaded {
    /// Collects the files below `below` that are to be read, by their path from the data directory with `/`.
    fn list(&mut self, below: &Path, found: &mut Vec<String>) {
        let here = self.dir.join(below);
        let entries = match fs::read_dir(&here) {
            Ok(entries) => entries,
            Err(error) => {
                let fix = "name the directory that holds edition.toml, and check that you have permission to read it";
                self.faults
                    .push(Diagnostic::of_file(here, format!("it cannot be listed: {error}"), fix));
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
                let fix = format!("move it to where it belongs (see README.md) or remove it from the directory{guess}");
                self.faults.push(Diagnostic::of_file(
                    self.dir.join(&path),
                    "a file in this place is not used",
                    fix,
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
                Shape::Lock | Shape::Words => Ok(Located::plain(name, text)),
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
            Shape::Steps => self.shared_steps(file),
            Shape::Words => self.words(file),
            Shape::List(kind) => self.records_of(file, kind),
            Shape::One(Kind::Pathway) if !self.weave(file) => self.unread_record(Kind::Pathway, &stem),
            Shape::One(kind) => self.record(file, "", kind, Some(&stem)),
            Shape::Article => self.record(file, "", Kind::Article, Some(&stem)),
        }
    }

    /// Remembers that a file could not be read, so that nothing that leads there is called dangling.
    fn unread(&mut self, shape: Shape, stem: &str) {
        match shape {
            Shape::List(kind) => {
                self.rules.unread.collections.insert(kind.collection().into());
            }
            Shape::One(kind) => self.unread_record(kind, stem),
            Shape::Article => self.unread_record(Kind::Article, stem),
            Shape::Steps => self.shared_unread = true,
            Shape::Header | Shape::Deny | Shape::Words | Shape::Lock => {}
        }
    }

    /// One a line; what follows a # is for people.
    fn words(&mut self, file: usize) {
        let text = Arc::clone(&self.files[file].text);
        let lines = text
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default().trim());
        self.words
            .extend(lines.filter(|word| !word.is_empty()).map(str::to_owned));
    }

    /// A deny-list with an empty value, or one for a use that is not there, would let everything pass while it looks as
    /// if it held.
    fn deny(&mut self, file: usize, deny: DenyList) {
        for (i, denied) in deny.denied.iter().enumerate() {
            let mut faults = Vec::new();
            for (key, text) in [("value", &denied.value), ("reason", &denied.reason)] {
                if text.trim().is_empty() {
                    faults.push((key, format!("`{key}` is empty"), "write it"));
                }
            }
            if denied.group == Some(ContactGroup::Other) {
                let what = "this is not a value that `group` can have";
                faults.push((
                    "group",
                    what.into(),
                    "write a contact's group, such as \"childrens-services\"",
                ));
            }
            if denied.is_for_a_use() && denied.number().is_none() {
                let what = format!(
                    "\"{}\" is not a telephone number: only a number can be denied for one use",
                    denied.value
                );
                faults.push(("value", what, "leave `group` and `area` out, or write the number alone"));
            }
            for (key, what, fix) in faults {
                let located = &self.files[file];
                let span = located.span(&format!("denied/{i}"), key, None);
                let fault = self.at(&located.file, located, span, what, fix);
                self.faults.push(fault);
            }
        }
        self.rules.deny = deny;
    }

    /// An area of the deny-list is one that there is. Known once everything is read.
    fn denied_areas(&mut self) {
        let unread = &self.rules.unread;
        if unread.collections.contains("areas") || unread.records.iter().any(|key| key.collection == "areas") {
            return;
        }
        let Some(located) = self.files.iter().find(|file| file.file == layout::DENY) else {
            return;
        };
        let mut faults = Vec::new();
        for (i, denied) in self.rules.deny.denied.iter().enumerate() {
            let Some(id) = denied.area.as_ref() else { continue };
            if !self.catalogue.areas.iter().any(|area| area.id == *id) {
                let span = located.span(&format!("denied/{i}"), "area", None);
                let what = format!("there is no area with the id \"{id}\"");
                faults.push(self.at(
                    &located.file,
                    located,
                    span,
                    what,
                    "write the id of an area in areas.toml",
                ));
            }
        }
        self.faults.append(&mut faults);
    }
}
