//! `ids.lock`: every id that was ever published, so that none is lost or given to another.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use catalogue::Kind;
use catalogue::validate::{Key, is_slug};

use crate::diagnostic::Diagnostic;
use crate::layout;
use crate::write::write;

const HEAD: &str = "# Every id that was ever published. Written by `doorstep-publish ids`: do not edit it by hand.\n";

/// Adds ids to the lock of the data directory `dir`, and answers how many were new. None is ever taken out.
///
/// # Errors
/// What the file system refuses, and `InvalidData` for a lock that was edited by hand.
pub fn add(dir: &Path, keys: impl IntoIterator<Item = Key>) -> io::Result<usize> {
    let file = dir.join(layout::LOCK);
    let text = match fs::read_to_string(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    let (locked, faults) = parse(&file, &Arc::from(text.trim_start_matches('\u{feff}')));
    if let Some(fault) = faults.into_iter().next() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, fault));
    }
    let mut all: BTreeSet<Key> = locked.into_iter().collect();
    let before = all.len();
    all.extend(keys);
    if all.len() > before {
        let lines = all.iter().map(|key| format!("{} {}\n", key.collection, key.id));
        let text: String = std::iter::once(HEAD.to_owned()).chain(lines).collect();
        write(&file, text.as_bytes())?;
    }
    Ok(all.len() - before)
}

/// The ids in the text of a lock, and a fault for each line that holds none.
pub(crate) fn parse(file: &Path, text: &Arc<str>) -> (Vec<Key>, Vec<Diagnostic>) {
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
            Some((collection, id)) if Kind::of_collection(collection).is_some() && is_slug(id) => {
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
