//! Editions as a host holds them: targets, their descriptions, and how to fetch one and be sure of it.

use std::collections::{BTreeMap, HashMap};

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::Value;
use sync::delta;
use sync::layout::{self, Custom, TargetName};
use tough::schema::decoded::Decoded;
use tough::schema::{Hashes, Target, Targets};

use super::error::{Error, Result, chain};
use super::files::Files;

/// From how many older editions there is a delta.
pub const DELTAS: usize = 10;
/// The most an edition may be, in bytes: many times the largest there is.
const MOST_BYTES: u64 = 1 << 30;
/// In a delta's `custom`: SHA-256 of the older edition's whole file. By it the next release finds the older edition
/// again, which is not a target any more: listing each would make every device fetch a longer list.
const FROM_FILE: &str = "from_file";

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(digest(&SHA256, bytes))
}

/// A file as the signed metadata describes it.
pub(crate) fn target(bytes: &[u8], custom: HashMap<String, Value>) -> Target {
    Target {
        length: bytes.len() as u64,
        hashes: Hashes {
            sha256: Decoded::from(digest(&SHA256, bytes).as_ref().to_vec()),
            _extra: HashMap::new(),
        },
        custom,
        _extra: HashMap::new(),
    }
}

/// A delta's description: the newer edition's, and where the older one is.
pub(crate) fn delta_custom(newer: &Custom, from: u32, from_file: &str) -> HashMap<String, Value> {
    let custom = Custom {
        from: Some(from),
        ..newer.clone()
    };
    let mut map = custom.to_map();
    map.insert(FROM_FILE.into(), Value::String(from_file.into()));
    map
}

/// The newest whole edition that is listed.
pub(crate) fn newest(targets: &Targets) -> Option<(Custom, &Target)> {
    let listed = targets
        .targets
        .iter()
        .filter_map(|(name, target)| match TargetName::parse(name.raw())? {
            TargetName::Edition(number) => {
                let custom = Custom::read(&target.custom).ok()?;
                (custom.edition == number).then_some((custom, target))
            }
            TargetName::Delta { .. } => None,
        });
    listed.max_by_key(|(custom, _)| custom.edition)
}

/// The older editions there are deltas from: number and SHA-256 of the whole file.
pub(crate) fn older(targets: &Targets) -> BTreeMap<u32, String> {
    let listed = targets
        .targets
        .iter()
        .filter_map(|(name, target)| match TargetName::parse(name.raw())? {
            TargetName::Delta { from, .. } => Some((from, from_file(target)?.to_owned())),
            TargetName::Edition(_) => None,
        });
    listed.collect()
}

/// SHA-256 of the whole file of the edition that a delta starts from.
pub(crate) fn from_file(delta: &Target) -> Option<&str> {
    delta.custom.get(FROM_FILE)?.as_str()
}

/// The edition that `target` describes, uncompressed, verified at every step.
pub(crate) async fn fetch(files: &dyn Files, custom: &Custom, target: &Target) -> Result<Vec<u8>> {
    let name = TargetName::Edition(custom.edition);
    let file = fetch_file(files, name, &hex::encode(&target.hashes.sha256)).await?;
    let json = decompress(name, &file, custom.bytes)?;
    if sha256(&json) != custom.sha256 {
        return Err(Error::Host(format!(
            "{name}: the edition inside is not the one that was signed"
        )));
    }
    Ok(json)
}

/// An older edition, uncompressed, by its file's hash.
pub(crate) async fn fetch_older(files: &dyn Files, number: u32, sha256: &str) -> Result<Vec<u8>> {
    let name = TargetName::Edition(number);
    decompress(name, &fetch_file(files, name, sha256).await?, MOST_BYTES)
}

/// A target's file, checked against its hash.
pub(crate) async fn fetch_file(files: &dyn Files, name: TargetName, hash: &str) -> Result<Vec<u8>> {
    let path = layout::target_path(&name.to_string(), hash);
    let bytes = files.read(&path).await?;
    let bytes = bytes.ok_or_else(|| Error::Host(format!("{path} is listed but missing")))?;
    if sha256(&bytes) != hash {
        return Err(Error::Host(format!(
            "{path} is not what was signed: it is damaged or was replaced"
        )));
    }
    Ok(bytes)
}

fn decompress(name: TargetName, file: &[u8], most: u64) -> Result<Vec<u8>> {
    delta::decompress(file, most.min(MOST_BYTES)).map_err(|error| Error::Host(format!("{name}: {}", chain(&error))))
}
