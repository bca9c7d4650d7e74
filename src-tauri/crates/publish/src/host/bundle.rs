//! `bundle`: a host's newest edition as one file, for a USB stick.
//!
//! What [`sync::bundle`] reads: every version of the root, the timestamp, the snapshot and the targets it refers to,
//! and the newest edition whole. Whoever reads it verifies it as if it came from the host, and needs no network for
//! that: a stick deserves no more trust than a network.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use sync::layout::{self, TargetName};
use tar::{Builder, Header};

use super::error::{Error, Result, unusable};
use super::files::{Files, Pinned};
use super::keys::Role;
use super::marks::Marks;
use super::store::{metadata_path, timestamp_path};
use super::verify::{Audit, known, verify};
use super::{editions, state};

/// What was written. As JSON: edition, bytes, valid_until.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bundled {
    /// The edition inside.
    pub edition: u32,
    /// The file's length.
    pub bytes: u64,
    /// Until when devices take it, in RFC 3339.
    pub valid_until: String,
}

/// Writes the newest edition that `files` offers to `to`, after verifying it against `root`.
///
/// # Errors `Host` when the files cannot be read, or are not to be trusted, or have expired; `Refused` when the host
/// has gone back behind the marks; `Usage` when `to` cannot be written.
pub async fn bundle(files: Arc<dyn Files>, root: &[u8], marks: &Marks, to: &Path, now: Timestamp) -> Result<Bundled> {
    let repository = state::load(root, Arc::clone(&files), tough::ExpirationEnforcement::Unsafe).await?;
    let shown = known(&repository);
    if marks.are_ahead_of(&shown) {
        let why = marks.gone_back(&shown);
        return Err(Error::Refused(format!(
            "{why}\nNothing was written: put the newest files back onto the host first"
        )));
    }
    let newest = repository.root().signed.version.get();
    let mut names = vec![timestamp_path()];
    names.extend((1..=newest).map(|version| metadata_path(Role::Root, version)));
    names.push(metadata_path(
        Role::Snapshot,
        repository.snapshot().signed.version.get(),
    ));
    names.push(metadata_path(Role::Targets, repository.targets().signed.version.get()));
    let (custom, target) = editions::newest(&repository.targets().signed)
        .ok_or_else(|| Error::Host("the signed list names no edition".into()))?;
    let edition = TargetName::Edition(custom.edition).to_string();
    names.push(layout::target_path(&edition, &hex::encode(&target.hashes.sha256)));

    let mut held = BTreeMap::new();
    for name in names {
        // Versions of the root before the one that was built in first may be gone; whatever else is missing is found
        // below.
        if let Some(bytes) = files.read(&name).await? {
            held.insert(name, bytes);
        }
    }
    let audit = audit(&held, root, now).await?;
    let bytes = archive(&held).map_err(|error| unusable(to, error))?;
    source::write(to, &bytes).map_err(|error| unusable(to, error))?;
    let ends = audit.roles.iter().map(|role| role.expires.clone()).min();
    Ok(Bundled {
        edition: audit.edition,
        bytes: bytes.len() as u64,
        valid_until: ends.unwrap_or_default(),
    })
}

/// Reads a bundle. Nothing in it is trusted yet.
///
/// # Errors
/// `Usage` when it is not a bundle or too large.
pub(crate) fn read(path: &Path) -> Result<Pinned> {
    let file = File::open(path).map_err(|error| unusable(path, error))?;
    let bundle =
        sync::bundle::Bundle::read(file).map_err(|error| unusable(path, format!("this is not a bundle: {error}")))?;
    Ok(Pinned {
        files: bundle.files.into_iter().collect(),
        behind: None,
    })
}

/// What goes into the file is verified by itself: nothing may be missing once there is no host behind it.
async fn audit(held: &BTreeMap<String, Vec<u8>>, root: &[u8], now: Timestamp) -> Result<Audit> {
    let files = Pinned {
        files: held.clone().into_iter().collect(),
        behind: None,
    };
    let audit = verify(Arc::new(files), root, &Marks::default(), now).await?;
    match audit.faults.first() {
        None => Ok(audit),
        Some(fault) => Err(Error::Host(fault.clone())),
    }
}

/// Without dates or owners: the same files give the same bytes.
fn archive(held: &BTreeMap<String, Vec<u8>>) -> std::io::Result<Vec<u8>> {
    let mut builder = Builder::new(Vec::new());
    for (name, bytes) in held {
        let mut header = Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        builder.append_data(&mut header, name, bytes.as_slice())?;
    }
    builder.into_inner()
}
