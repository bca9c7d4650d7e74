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
use super::keys::{Keyring, Role};
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
    /// Reads the host, trusting the newest root of `keys` that the host has too. `None`: nothing was published there yet.
    /// Expired signatures are still signatures: whoever holds the keys is here to renew them.
    pub(crate) async fn load(host: &Host, keys: &Keyring) -> Result<Option<Self>> {
        let Some(seen) = host.timestamp().await? else {
            return Ok(None);
        };
        let trusted = shared_root(host, keys).await?;
        let files = Pinned {
            files: HashMap::from([(timestamp_path(), seen.bytes.clone())]),
            behind: Some(Arc::new(host.clone())),
        };
        let repository = load(trusted, Arc::new(files), ExpirationEnforcement::Unsafe).await?;
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

/// The newest root of ours that the host serves, as it serves it.
async fn shared_root<'a>(host: &Host, keys: &'a Keyring) -> Result<&'a [u8]> {
    for version in keys.versions().rev() {
        let Some(ours) = keys.root_bytes(version) else { continue };
        match host.read(&metadata_path(Role::Root, version)).await? {
            Some(theirs) if theirs == ours => return Ok(ours),
            Some(_) => break,
            None => {}
        }
    }
    Err(Error::Refused(format!(
        "{host} was signed with other keys: its root is none of those in the directories given with --keys. \
         Name the right keys, or another place to publish to"
    )))
}
