//! What a host holds now, verified as a client verifies it.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::Edition;
use sync::layout::{self, Custom};
use tough::schema::{Root, Signed, Snapshot, Targets, Timestamp};
use tough::{ExpirationEnforcement, Limits, Repository, RepositoryLoader};
use url::Url;

use super::editions;
use super::error::{Error, Result, chain};
use super::files::{BASE, Files, FilesTransport, Pinned};
use super::keys::{Keyring, Role, follows};
use super::marks::Known;
use super::store::{Host, Seen, metadata_path, timestamp_path};

/// A host's metadata, verified, and the timestamp it hangs on.
#[derive(Debug)]
pub(crate) struct State {
    /// The timestamp as it was read: what is written next replaces this one or nothing.
    pub(crate) seen: Seen,
    /// The root the host serves.
    pub(crate) root: Signed<Root>,
    pub(crate) timestamp: Signed<Timestamp>,
    pub(crate) snapshot: Signed<Snapshot>,
    pub(crate) targets: Signed<Targets>,
}

impl State {
    /// Reads the host, trusting the newest root of `keys` that the host has too. `None`: nothing was published there
    /// yet. Expired signatures are still signatures: whoever holds the keys is here to renew them.
    pub(crate) async fn load(host: &Host, keys: &Keyring) -> Result<Option<Self>> {
        let Some(seen) = host.timestamp().await? else {
            return Ok(None);
        };
        let trusted = shared_root(host, keys).await?;
        let files = Pinned {
            files: HashMap::from([(timestamp_path(), seen.bytes.clone())]),
            behind: Some(Arc::new(host.clone())),
        };
        let repository = load(trusted, Arc::new(files), ExpirationEnforcement::Unsafe).await;
        let repository = repository.map_err(|error| {
            Error::Host(format!(
                "{error}. If files there are damaged or were replaced, put the newest back; if you do not have them, \
                 the editor runs `release` with --recover"
            ))
        })?;
        let version = repository.root().signed.version.get();
        if version > keys.version() {
            return Err(Error::Refused(format!(
                "{host} has root version {version}, and the newest in your key directory is {}: copy {version}.root.json \
                 and the keys that belong to it there",
                keys.version()
            )));
        }
        Ok(Some(Self {
            seen,
            root: repository.root().clone(),
            timestamp: repository.timestamp().clone(),
            snapshot: repository.snapshot().clone(),
            targets: repository.targets().clone(),
        }))
    }

    /// How far the host has come.
    pub(crate) fn known(&self) -> Known {
        Known::of(&self.root, &self.targets, &self.snapshot, &self.timestamp)
    }

    /// The newest edition: what its target says of it, its document and its reading.
    pub(crate) async fn newest(&self, host: &Host) -> Result<(Custom, Vec<u8>, Edition)> {
        let (custom, target) =
            editions::newest(&self.targets.signed).ok_or_else(|| Error::Host(format!("{host} lists no edition")))?;
        let json = editions::fetch(host, &custom, target).await?;
        let edition = Edition::from_json(&json)
            .map_err(|error| Error::Host(format!("edition {} on {host}: {}", custom.edition, chain(&error))))?;
        Ok((custom, json, edition))
    }
}

/// Loads a host's metadata through tough.
pub(crate) async fn load(root: &[u8], files: Arc<dyn Files>, expired: ExpirationEnforcement) -> Result<Repository> {
    let base = |folder: &str| {
        Url::parse(&format!("{BASE}{folder}")).map_err(|error| Error::Host(format!("no address: {error}")))
    };
    RepositoryLoader::new(&root, base(layout::METADATA)?, base(layout::TARGETS)?)
        .transport(FilesTransport(files))
        .limits(Limits::default())
        .expiration_enforcement(expired)
        .load()
        .await
        .map_err(|error| Error::Host(format!("the host's metadata cannot be trusted: {}", chain(&error))))
}

/// The newest of our roots that the host serves, as it serves it.
async fn shared_root<'a>(host: &Host, keys: &'a Keyring) -> Result<&'a [u8]> {
    // One more than ours: a file there stops every device, unless it is a root that follows.
    let beyond = keys.version().saturating_add(1);
    for version in keys.versions().chain([beyond]).rev() {
        let Some(theirs) = host.read(&metadata_path(Role::Root, version)).await? else {
            continue;
        };
        if keys.root_bytes(version) == Some(theirs.as_slice()) {
            return Ok(keys.root_bytes(version).unwrap_or_default());
        }
        return match keys.root_bytes(version.saturating_sub(1)) {
            Some(before) if !is_next(before, &theirs) => Err(no_root(host, version)),
            // The root of somebody who has rotated keys since: refused once everything is read.
            Some(before) if version == beyond => Ok(before),
            Some(_) => Err(other_root(host, version)),
            None if is_root(&theirs) => Err(Error::Refused(format!(
                "{host} was signed with other keys: its root is not in any of the directories given with --keys. Name \
                 the right keys, or another place to publish to"
            ))),
            None => Err(no_root(host, version)),
        };
    }
    // All are gone: the next signature puts ours back, if the newest of them fits the rest.
    Ok(keys.root_bytes(keys.version()).unwrap_or_default())
}

/// Whether a client that trusts the root `before` takes `next`.
fn is_next(before: &[u8], next: &[u8]) -> bool {
    let roots = (
        serde_json::from_slice::<Signed<Root>>(before),
        serde_json::from_slice(next),
    );
    matches!(roots, (Ok(before), Ok(next)) if follows(&before, &next).is_ok())
}

fn is_root(bytes: &[u8]) -> bool {
    let root = serde_json::from_slice::<Signed<Root>>(bytes);
    root.is_ok_and(|root| root.signed.verify_role(&root).is_ok())
}

/// A file in the place of a root that is not one.
fn no_root(host: &Host, version: u64) -> Error {
    Error::Refused(format!(
        "{} on {host} does not follow from your root: it was not made with the root's keys, and it stops all updates. \
         Delete it there, find out who can write to the host, and run this again",
        metadata_path(Role::Root, version)
    ))
}

/// A root that follows from the one before, and is not ours.
pub(crate) fn other_root(host: &Host, version: u64) -> Error {
    Error::Refused(format!(
        "{} on {host} differs from the root in your key directory: it was rotated twice. Take the host's root and the \
         keys that belong to it, and rotate again from there",
        metadata_path(Role::Root, version)
    ))
}
