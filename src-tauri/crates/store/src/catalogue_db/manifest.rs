//! The manifest: every record of an edition with its digest, and the digest of it all.

use std::collections::BTreeMap;

use catalogue::Record;
use catalogue::canonical::Digest;
use catalogue::edition::digest_of;

/// Collection and id.
pub(super) type Key = (String, String);

/// Every record of an edition with its digest, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(pub BTreeMap<Key, Digest>);

impl Manifest {
    pub(super) fn of(records: &[Record]) -> Self {
        let rows = records
            .iter()
            .map(|r| ((r.collection.clone(), r.id.clone()), r.digest()));
        Self(rows.collect())
    }

    /// What [`catalogue::Edition::digest`] is for an edition of these records.
    pub(super) fn digest(&self) -> Digest {
        let rows = self.0.iter();
        digest_of(rows.map(|((collection, id), digest)| (collection.as_str(), id.as_str(), *digest)))
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() * 80);
        for ((collection, id), digest) in &self.0 {
            for name in [collection, id] {
                // No record's name comes near 4 GiB: the whole edition does not.
                bytes.extend((name.len() as u32).to_le_bytes());
                bytes.extend(name.as_bytes());
            }
            bytes.extend(digest);
        }
        bytes
    }

    /// `None` when `bytes` are not a manifest.
    pub(super) fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut rows = BTreeMap::new();
        while !bytes.is_empty() {
            let collection = name(&mut bytes)?;
            let id = name(&mut bytes)?;
            rows.insert((collection, id), *take::<32>(&mut bytes)?);
        }
        Some(Self(rows))
    }
}

fn take<'a, const N: usize>(bytes: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(head)
}

fn name(bytes: &mut &[u8]) -> Option<String> {
    let length = u32::from_le_bytes(*take::<4>(bytes)?) as usize;
    let (head, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    String::from_utf8(head.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_the_way_to_bytes_and_back() {
        let key = |c: &str, i: &str| (c.to_owned(), i.to_owned());
        let manifest = Manifest(BTreeMap::from([(key("a", ""), [1; 32]), (key("a\n", "é"), [2; 32])]));
        let bytes = manifest.to_bytes();
        assert_eq!(Manifest::from_bytes(&bytes), Some(manifest));
        assert_eq!(Manifest::from_bytes(&bytes[..bytes.len() - 1]), None);
        assert_eq!(Manifest::from_bytes(&[255; 8]), None);
    }
}
