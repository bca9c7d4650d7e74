//! What each document of an index is called, by ordinal: the index itself knows numbers only.

use std::collections::HashMap;

use catalogue::canonical::Digest;

use super::{SearchDocument, SearchKind};

/// One document's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub kind: SearchKind,
    pub id: String,
    /// The hash of the file that can be kept on the device.
    pub file: Option<Digest>,
}

impl Name {
    pub fn of(document: &SearchDocument) -> Self {
        Self {
            kind: document.kind,
            id: document.id.clone(),
            file: document.file,
        }
    }

    /// The record it is, or is a part of.
    pub fn record(&self) -> (SearchKind, &str) {
        let whole = || self.id.split_once('/').map_or(self.id.as_str(), |(whole, _)| whole);
        match self.kind {
            SearchKind::Step => (SearchKind::Pathway, whole()),
            SearchKind::Session => (SearchKind::Week, whole()),
            kind => (kind, &self.id),
        }
    }
}

/// The names of all documents, and where each stands.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: Vec<Name>,
    ordinals: HashMap<(SearchKind, String), u32>,
    files: HashMap<Digest, Vec<u32>>,
}

impl Names {
    pub fn new(all: Vec<Name>) -> Self {
        let (mut ordinals, mut files) = (HashMap::with_capacity(all.len()), HashMap::<_, Vec<_>>::new());
        for (ordinal, name) in (0..).zip(&all) {
            ordinals.insert((name.kind, name.id.clone()), ordinal);
            if let Some(file) = name.file {
                files.entry(file).or_default().push(ordinal);
            }
        }
        Self { all, ordinals, files }
    }

    pub fn all(&self) -> &[Name] {
        &self.all
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn get(&self, ordinal: u32) -> Option<&Name> {
        self.all.get(ordinal as usize)
    }

    pub fn ordinal(&self, kind: SearchKind, id: &str) -> Option<u32> {
        self.ordinals.get(&(kind, id.to_owned())).copied()
    }

    /// The documents of which `file` is the file.
    pub fn with_file(&self, file: &Digest) -> &[u32] {
        self.files.get(file).map_or(&[], Vec::as_slice)
    }

    /// Each name: its kind, whether there is a file and its hash, the length of its id in four bytes, its id.
    pub fn to_bytes(all: &[Name]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(all.len() * 48);
        for name in all {
            bytes.push(name.kind as u8);
            bytes.push(u8::from(name.file.is_some()));
            bytes.extend(name.file.iter().flatten());
            bytes.extend((name.id.len() as u32).to_le_bytes());
            bytes.extend(name.id.as_bytes());
        }
        bytes
    }

    /// `None` when `bytes` are not names.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut all = Vec::new();
        while !bytes.is_empty() {
            let [kind, has_file] = *take::<2>(&mut bytes)?;
            let file = if has_file == 1 {
                Some(*take::<32>(&mut bytes)?)
            } else {
                None
            };
            let length = u32::from_le_bytes(*take::<4>(&mut bytes)?) as usize;
            let (id, rest) = bytes.split_at_checked(length)?;
            bytes = rest;
            all.push(Name {
                kind: *SearchKind::ALL.get(usize::from(kind))?,
                id: String::from_utf8(id.to_vec()).ok()?,
                file,
            });
        }
        Some(Self::new(all))
    }
}

fn take<'a, const N: usize>(bytes: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<Name> {
        let name = |kind, id: &str, file| Name {
            kind,
            id: id.into(),
            file,
        };
        vec![
            name(SearchKind::Pathway, "worried", None),
            name(SearchKind::Step, "worried/ring", None),
            name(SearchKind::Step, "worried/write", None),
            name(SearchKind::Pathway, "abuse", None),
            name(SearchKind::Resource, "é", Some([7; 32])),
        ]
    }

    #[test]
    fn survives_the_way_to_bytes_and_back() {
        let bytes = Names::to_bytes(&names());
        assert_eq!(Names::from_bytes(&bytes).unwrap().all, names());
        assert!(Names::from_bytes(&bytes[..bytes.len() - 1]).is_none());
        assert!(Names::from_bytes(&[255; 8]).is_none());
    }

    #[test]
    fn parts_belong_to_their_record_and_a_file_to_its_documents() {
        let names = Names::new(names());
        assert_eq!(names.ordinal(SearchKind::Step, "worried/ring"), Some(1));
        let records: Vec<_> = names.all().iter().map(|name| name.record()).collect();
        assert_eq!(records[1], (SearchKind::Pathway, "worried"));
        assert_eq!(records[4], (SearchKind::Resource, "é"));
        assert_eq!(names.with_file(&[7; 32]), [4]);
        assert!(names.with_file(&[8; 32]).is_empty());
    }
}
