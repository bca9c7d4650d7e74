//! An edition: one numbered, immutable state of the whole catalogue, as canonical JSON.
//!
//! Here an edition is a header and a list of records, each its own canonical JSON text. Nothing is dropped that this
//! version does not understand: an unknown collection or field travels through the store as it came.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;
use thiserror::Error;

use crate::Partnership;
use crate::canonical::{self, Digest};

/// The edition format this version writes.
pub const FORMAT: u32 = 1;
/// The newest `min_reader` this version can serve.
pub const READER: u32 = 2;
/// The first reader that lets the day decide what holds: an older one would show a number before its first day, and
/// after its last.
pub const READER_OF_DAYS: u32 = 2;
/// By how much an edition's number may be above the one before it. Nobody publishes so often: a larger step is a slip,
/// or a thief's, after whose number there would be none left.
pub const LARGEST_JUMP: u32 = 10_000;

/// What an edition says of itself.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Header {
    /// Version of the document's shape.
    pub format: u32,
    /// The oldest reader that may present it.
    pub min_reader: u32,
    /// Its number: 1, 2, 3 …
    pub edition: u32,
    /// Draft until the partnership has confirmed it.
    pub status: EditionStatus,
    /// The catalogue's title.
    pub title: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Who publishes it.
    pub publisher: String,
    /// The mailbox that takes reports of a wrong number, link or step.
    pub feedback: Option<String>,
    /// The version of Doorstep that the publisher recommends, "0.2.0": an older app says so, and fetches nothing.
    pub recommended_app: Option<String>,
    /// How the partnership presents itself.
    #[serde(flatten)]
    pub partnership: Partnership,
}

/// Whether the partnership has approved an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EditionStatus {
    /// Recorded from public pages, not yet confirmed.
    Draft,
    /// Confirmed and published.
    Published,
}

/// One record of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name of its array: "themes".
    pub collection: String,
    /// Its id, unique in the collection.
    pub id: String,
    /// Its canonical JSON.
    pub body: String,
}

impl Record {
    /// SHA-256 of the body.
    pub fn digest(&self) -> Digest {
        canonical::digest(self.body.as_bytes())
    }

    /// The record as one of this crate's types.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.body)
    }
}

/// A whole edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// What it says of itself.
    pub header: Header,
    /// All records, by collection and then id.
    pub records: Vec<Record>,
    /// Whatever else is in the document: written for a newer version, and kept so that the edition stays byte for byte
    /// what was signed.
    pub unknown: Map<String, Value>,
}

/// Why bytes are not an edition.
#[derive(Debug, Error)]
pub enum EditionError {
    /// Not JSON, or the header is not as it must be.
    #[error("this is not an edition: {0}")]
    Malformed(#[from] serde_json::Error),
    /// An array of which some items are records, with ids, and some are not.
    #[error("this is not an edition: {0}")]
    Shape(String),
    /// Made for a newer app.
    #[error("edition {edition} needs a newer version of Doorstep")]
    TooNew {
        /// Its number.
        edition: u32,
    },
}

impl Edition {
    /// Reads an edition from its JSON.
    pub fn from_json(bytes: &[u8]) -> Result<Self, EditionError> {
        let whole: Map<String, Value> = serde_json::from_slice(bytes)?;
        let (collections, mut unknown): (Map<_, _>, Map<_, _>) = whole.into_iter().partition(|(_, v)| is_collection(v));
        let header: Header = serde_json::from_value(Value::Object(unknown.clone()))?;
        if header.min_reader > READER {
            return Err(EditionError::TooNew {
                edition: header.edition,
            });
        }
        if let Value::Object(known) = serde_json::to_value(&header)? {
            // An object of which this version knows a part is kept whole.
            let in_part = |ours: &Value, theirs: &Value| ours.is_object() && ours != theirs;
            unknown.retain(|name, theirs| known.get(name).is_none_or(|ours| in_part(ours, theirs)));
        }
        let mut records = Vec::new();
        for (collection, items) in collections {
            let Value::Array(items) = items else { continue };
            for item in items {
                let Some(id) = id_of(&item) else {
                    return Err(EditionError::Shape(format!("a record in {collection} has no id")));
                };
                records.push(Record {
                    id: id.to_owned(),
                    body: canonical::to_string(&item),
                    collection: collection.clone(),
                });
            }
        }
        Ok(Self {
            unknown,
            ..Self::new(header, records)
        })
    }

    /// An edition of these records, put in order.
    pub fn new(header: Header, mut records: Vec<Record>) -> Self {
        records.sort_by(|a, b| (&a.collection, &a.id).cmp(&(&b.collection, &b.id)));
        Self {
            header,
            records,
            unknown: Map::new(),
        }
    }

    /// One hash for the whole of its records: equal exactly when every record is.
    pub fn digest(&self) -> Digest {
        digest_of(
            self.records
                .iter()
                .map(|r| (r.collection.as_str(), r.id.as_str(), r.digest())),
        )
    }

    /// The canonical document: byte-identical for identical content.
    pub fn to_json(&self) -> Result<String, EditionError> {
        let Value::Object(mut whole) = serde_json::to_value(&self.header)? else {
            return Err(EditionError::Shape("the header is not an object".into()));
        };
        whole.extend(self.unknown.clone());
        for record in &self.records {
            let list = whole
                .entry(record.collection.clone())
                .or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.push(serde_json::from_str(&record.body)?);
            }
        }
        Ok(canonical::to_string(&Value::Object(whole)))
    }
}

/// Whether a member of the document is a collection: an array of records. One with nothing in it, or in which nothing
/// has an id, holds something else.
fn is_collection(value: &Value) -> bool {
    value
        .as_array()
        .is_some_and(|items| items.iter().any(|item| id_of(item).is_some()))
}

fn id_of(item: &Value) -> Option<&str> {
    item.get("id").and_then(Value::as_str)
}

/// The hash of records given as (collection, id, digest), in the edition's order. Each name goes in as its length in
/// bytes (32 bits, little-endian) and its UTF-8, so that no two lists spell the same bytes. The header is not part of
/// it.
pub fn digest_of<'a>(records: impl Iterator<Item = (&'a str, &'a str, Digest)>) -> Digest {
    let mut bytes = Vec::new();
    for (collection, id, digest) in records {
        for name in [collection, id] {
            // No name comes near 4 GiB: the whole edition does not.
            bytes.extend((name.len() as u32).to_le_bytes());
            bytes.extend(name.as_bytes());
        }
        bytes.extend(digest);
    }
    canonical::digest(&bytes)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An edition of these records.
    pub(crate) fn edition(records: Vec<Record>) -> Edition {
        let header = serde_json::from_str(&format!("{{{HEADER}}}")).expect("a header");
        Edition::new(header, records)
    }

    /// A record with that id and those fields, as JSON.
    pub(crate) fn record(collection: &str, id: &str, fields: &str) -> Record {
        let value = serde_json::from_str(&format!("{{\"id\":\"{id}\",{fields}}}")).expect("a record");
        Record {
            collection: collection.into(),
            id: id.into(),
            body: canonical::to_string(&value),
        }
    }

    const HEADER: &str = r#""format":1,"min_reader":1,"edition":7,"status":"draft","title":"T","published_at":"2026-11-22T09:00:00Z","publisher":"P""#;

    #[test]
    fn keeps_what_it_does_not_know() {
        let json = format!("{{{HEADER},\"gadgets\":[{{\"id\":\"b\",\"new\":1}},{{\"id\":\"a\"}}]}}");
        let edition = Edition::from_json(json.as_bytes()).expect("an edition");
        assert_eq!(edition.records[0].id, "a");
        assert_eq!(edition.records[1].body, r#"{"id":"b","new":1}"#);
        let again = Edition::from_json(edition.to_json().expect("json").as_bytes()).expect("an edition");
        assert_eq!(edition, again);
    }

    #[test]
    fn stays_byte_for_byte_what_a_newer_version_wrote() {
        let members = r##""flag":true,"languages":["en","cy"],"look":{"dark":{"primary":"#fff"},"light":{"mood":"calm","primary":"#000"}},"none":[],"parts":[{"id":"a"}],"rows":[{"no":1}],"sub":{"a":[]}"##;
        let json = canonical::to_string(&serde_json::from_str(&format!("{{{HEADER},{members}}}")).expect("json"));
        let edition = Edition::from_json(json.as_bytes()).expect("an edition");
        assert_eq!((edition.records.len(), edition.unknown.len()), (1, 6));
        assert!(edition.header.partnership.look.is_some());
        assert_eq!(edition.to_json().expect("json"), json);
        let mixed = format!("{{{HEADER},\"parts\":[{{\"id\":\"a\"}},{{}}]}}");
        assert!(matches!(
            Edition::from_json(mixed.as_bytes()),
            Err(EditionError::Shape(_))
        ));
    }

    #[test]
    fn refuses_what_is_made_for_a_newer_app() {
        let json = format!(
            "{{{}}}",
            HEADER.replace("\"min_reader\":1", &format!("\"min_reader\":{}", READER + 1))
        );
        assert!(matches!(
            Edition::from_json(json.as_bytes()),
            Err(EditionError::TooNew { edition: 7 })
        ));
    }

    #[test]
    fn a_captive_portal_is_not_an_edition() {
        assert!(Edition::from_json(b"<html>Sign in to Wi-Fi</html>").is_err());
    }
}
