//! `ids.lock`: every id that was ever published, so that none is lost or given to another.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use catalogue::Kind;
use catalogue::validate::Key;

use crate::{Diagnostic, source::Loaded};

const HEAD: &str = "# Every id that was ever published. Written by `doorstep-publish ids`: do not edit it by hand.\n";

/// The ids in the text of a lock, and its lines that are none.
pub fn parse(file: &Path, text: &Arc<str>) -> (Vec<Key>, Vec<Diagnostic>) {
    let (mut keys, mut faults) = (Vec::new(), Vec::new());
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim();
        let span = start..start + whole.trim_end().len();
        start += whole.len();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match line.split_once(' ') {
            Some((collection, id)) if Kind::of_collection(collection).is_some() && catalogue::validate::is_slug(id) => {
                keys.push(Key {
                    collection: collection.into(),
                    id: id.into(),
                });
            }
            _ => faults.push(Diagnostic::at(
                file,
                text,
                span,
                "this line is not a collection and an id",
                "bring the line back as it was published: `git log -p` shows it",
            )),
        }
    }
    (keys, faults)
}

/// The ids that are there and not in the lock yet.
pub fn missing(loaded: &Loaded) -> Vec<Key> {
    let published: HashSet<&Key> = loaded.rules.published.iter().collect();
    let mut keys = loaded.keys();
    keys.retain(|key| !published.contains(key));
    keys
}

/// The text of the lock with every id of `loaded` in it. None is ever taken out.
pub fn lock(loaded: &Loaded) -> String {
    let mut keys = loaded.keys();
    keys.extend(loaded.rules.published.iter().cloned());
    keys.sort();
    keys.dedup();
    let lines = keys.iter().map(|key| format!("{} {}\n", key.collection, key.id));
    std::iter::once(HEAD.to_owned()).chain(lines).collect()
}
