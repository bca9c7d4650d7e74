//! What is where on a host, shared by the app and the publisher.
//!
//! ```text
//! metadata/timestamp.json                              written over, like the calendars, and nothing else
//! metadata/<version>.root.json                         immutable from here on
//! metadata/<version>.snapshot.json
//! metadata/<version>.targets.json
//! targets/<sha256>.edition-<number>.json.zst
//! targets/<sha256>.delta-<from>-<to>.zst
//! documents/<sha256>
//! calendar.ics, calendar-<area>.ics                    for calendar programs; not signed, and no device reads them
//! ```
//!
//! The repository is a *consistent snapshot* (TUF 1.0, 6.2): a target's file has its SHA-256 in front of its name. No
//! name has a slash: tough puts the hash in front of the whole name and the specification in front of what follows the
//! last slash, so that only a name without one is at the same place for every client.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

/// The folder of signed metadata.
pub const METADATA: &str = "metadata/";
/// The folder of targets: editions and deltas.
pub const TARGETS: &str = "targets/";
/// The folder of documents.
pub const DOCUMENTS: &str = "documents/";
/// The timestamp's name within [`METADATA`].
pub const TIMESTAMP: &str = "timestamp.json";

/// Whether the file of this name is ever written over, so that it must be fetched again each time.
pub fn is_written_over(name: &str) -> bool {
    name.ends_with(TIMESTAMP) || name.ends_with(".ics")
}

/// The name, within [`METADATA`], of one version of a role other than timestamp: "3.root.json".
pub fn metadata_name(role: &str, version: u64) -> String {
    format!("{version}.{role}.json")
}

/// The path of a target of this name and hash (64 hexadecimal digits) below the host's address.
pub fn target_path(name: &str, sha256: &str) -> String {
    format!("{TARGETS}{sha256}.{name}")
}

/// The path of the document of this hash (64 hexadecimal digits) below the host's address.
pub fn document_path(sha256: &str) -> String {
    format!("{DOCUMENTS}{sha256}")
}

/// `host` as an address that paths can be joined to: with a slash at its end.
pub fn base(mut host: Url) -> Url {
    if !host.path().ends_with('/') {
        host.set_path(&format!("{}/", host.path()));
    }
    host
}

/// A target, by what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetName {
    /// A whole edition.
    Edition(u32),
    /// What turns one edition into a later one.
    Delta {
        /// The older edition's number.
        from: u32,
        /// The newer edition's number.
        to: u32,
    },
}

impl TargetName {
    /// Reads a target's name; `None` for a target this version does not know.
    pub fn parse(name: &str) -> Option<Self> {
        let parsed = if let Some(rest) = name.strip_prefix("edition-") {
            Self::Edition(rest.strip_suffix(".json.zst")?.parse().ok()?)
        } else {
            let pair = name.strip_prefix("delta-")?.strip_suffix(".zst")?;
            let (from, to) = pair.split_once('-')?;
            Self::Delta {
                from: from.parse().ok()?,
                to: to.parse().ok()?,
            }
        };
        // One target, one spelling: "+7" and "07" are numbers too.
        (parsed.to_string() == name).then_some(parsed)
    }
}

impl std::fmt::Display for TargetName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Edition(number) => write!(f, "edition-{number}.json.zst"),
            Self::Delta { from, to } => write!(f, "delta-{from}-{to}.zst"),
        }
    }
}

/// What the signed metadata says of a target, in its `custom` object. For a delta it describes the newer edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custom {
    /// The edition's number.
    pub edition: u32,
    /// When it was published.
    pub date: DateTime<Utc>,
    /// The oldest reader that may present it.
    pub min_reader: u32,
    /// SHA-256 of the edition's canonical JSON, uncompressed, in hexadecimal.
    pub sha256: String,
    /// Length of the edition's canonical JSON, uncompressed, in bytes.
    pub bytes: u64,
    /// The older edition's number, when this is a delta.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
    /// It removes much of the catalogue, and that is meant. Also true for later editions that a device may reach
    /// without the one that removed them: a device believes any edition later than its own that says so.
    #[serde(default)]
    pub removals_meant: bool,
}

impl Custom {
    /// Reads a target's `custom` object; what this version does not know of is ignored.
    ///
    /// # Errors
    /// When a field is missing or of another type.
    pub fn read(custom: &HashMap<String, Value>) -> Result<Self, serde_json::Error> {
        serde_json::from_value(Value::Object(custom.clone().into_iter().collect()))
    }

    /// Writes it as tough wants it.
    pub fn to_map(&self) -> HashMap<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map.into_iter().collect(),
            // A struct of plain fields is an object, always.
            _ => HashMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelt_one_way() {
        for name in [TargetName::Edition(7), TargetName::Delta { from: 6, to: 7 }] {
            assert_eq!(TargetName::parse(&name.to_string()), Some(name));
        }
        for other in [
            "edition-07.json.zst",
            "edition-+7.json.zst",
            "delta-6-7.json.zst",
            "editions/7.json.zst",
            "gadget-7",
            "",
        ] {
            assert_eq!(TargetName::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_target_stands_where_every_client_looks_for_it() {
        let base = base("https://example.org/doorstep".parse().unwrap());
        let path = target_path(&TargetName::Edition(7).to_string(), "ab12");
        assert_eq!(
            base.join(&path).unwrap().as_str(),
            "https://example.org/doorstep/targets/ab12.edition-7.json.zst"
        );
    }

    #[test]
    fn a_description_survives_the_way_through_tough() {
        let custom = Custom {
            edition: 7,
            date: "2026-11-22T09:00:00Z".parse().unwrap(),
            min_reader: 1,
            sha256: "ab".into(),
            bytes: 5,
            from: None,
            removals_meant: false,
        };
        let mut map = custom.to_map();
        map.insert("unknown".into(), Value::Null);
        assert_eq!(Custom::read(&map).unwrap(), custom);
        map.remove("min_reader");
        assert!(Custom::read(&map).is_err());
    }
}
