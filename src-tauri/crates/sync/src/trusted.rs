//! The trusted metadata: how it is stored, and how tough is given it and gives it back.

use std::path::Path;

use catalogue::canonical;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use store::{Trust, private};
use tokio::fs;
use tough::{ExpirationEnforcement, Repository, RepositoryLoader};
use url::Url;

use crate::layout;
use crate::transport::{Held, Transport};

// Names in the store.
const ANCHOR: &str = "anchor";
const HOST: &str = "host";
const ROOT: &str = "root";
const TIMESTAMP: &str = "timestamp";
const SNAPSHOT: &str = "snapshot";
const TARGETS: &str = "targets";
const ETAG: &str = "etag";

/// The trusted metadata, each role's file byte for byte as it came: tough checks the bytes against their signed hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trusted {
    pub root: Vec<u8>,
    timestamp: Option<Vec<u8>>,
    snapshot: Option<Vec<u8>>,
    targets: Option<Vec<u8>>,
    etag: Option<String>,
}

impl Trusted {
    /// What is stored. When another first root than `anchor` is built in by now, or set by an administrator, that one
    /// is begun with; the other roles' files then still count as far as it vouches for them.
    pub(crate) fn read(mut trust: Trust, host: &Url, anchor: &[u8]) -> Self {
        let same_anchor = trust
            .get(ANCHOR)
            .is_some_and(|digest| digest[..] == canonical::digest(anchor));
        let same_host = trust.get(HOST).is_some_and(|url| url == host.as_str().as_bytes());
        let root = trust.remove(ROOT).filter(|_| same_anchor);
        let etag = trust.remove(ETAG).filter(|_| same_host);
        Self {
            root: root.unwrap_or_else(|| anchor.to_vec()),
            timestamp: trust.remove(TIMESTAMP),
            snapshot: trust.remove(SNAPSHOT),
            targets: trust.remove(TARGETS),
            etag: etag.and_then(|etag| String::from_utf8(etag).ok()),
        }
    }

    /// As it is stored.
    pub(crate) fn write(&self, host: &Url, anchor: &[u8]) -> Trust {
        let files = [
            (ANCHOR, Some(canonical::digest(anchor).to_vec())),
            (HOST, Some(host.as_str().as_bytes().to_vec())),
            (ROOT, Some(self.root.clone())),
            (TIMESTAMP, self.timestamp.clone()),
            (SNAPSHOT, self.snapshot.clone()),
            (TARGETS, self.targets.clone()),
            (ETAG, self.etag.clone().map(String::into_bytes)),
        ];
        let present = files
            .into_iter()
            .filter_map(|(name, bytes)| Some((name.to_owned(), bytes?)));
        present.collect()
    }

    /// The files that need not be asked for.
    pub(crate) fn held(&self) -> Held {
        let mut held = Held {
            etag: self.etag.clone(),
            ..Held::default()
        };
        for (role, file) in [(SNAPSHOT, &self.snapshot), (TARGETS, &self.targets)] {
            if let Some((file, role_file)) = file.as_ref().and_then(|file| Some((file, Head::of(file)?))) {
                held.files
                    .insert(layout::metadata_name(role, role_file.version), file.clone());
            }
        }
        if let Some(file) = &self.timestamp {
            held.files.insert(layout::TIMESTAMP.to_owned(), file.clone());
        }
        held
    }

    /// When the known timestamp expires.
    pub(crate) fn expires(&self) -> Option<DateTime<Utc>> {
        Head::of(self.timestamp.as_ref()?).map(|head| head.expires)
    }

    /// Has tough ask and verify, on a scratch copy in `scratch`.
    ///
    /// tough compares expiry dates with the system's clock, and keeps the latest time it saw so that the clock may never
    /// go back. Both are switched off here: `refresh` compares the dates itself, with the time it is given, so that a
    /// device whose clock was wrong recovers as soon as it is right.
    pub(crate) async fn load(
        &self,
        transport: Transport,
        host: &Url,
        scratch: &Path,
    ) -> Result<Repository, Box<tough::error::Error>> {
        let limits = tough::Limits::default();
        let (metadata, targets) = match (host.join(layout::METADATA), host.join(layout::TARGETS)) {
            (Ok(metadata), Ok(targets)) => (metadata, targets),
            // Unreachable: both are plain relative paths.
            _ => (host.clone(), host.clone()),
        };
        RepositoryLoader::new(&self.root, metadata, targets)
            .transport(transport)
            .limits(limits)
            .datastore(scratch)
            .expiration_enforcement(ExpirationEnforcement::Unsafe)
            .load()
            .await
            .map_err(Box::new)
    }

    /// Writes the scratch copy.
    pub(crate) async fn spread(&self, scratch: &Path) -> std::io::Result<()> {
        clear(scratch).await?;
        private::folder(scratch)?;
        for (name, file) in [("timestamp.json", &self.timestamp), ("snapshot.json", &self.snapshot)] {
            if let Some(file) = file {
                private::write(&scratch.join(name), file)?;
            }
        }
        Ok(())
    }

    /// What is to be trusted after tough has verified it all.
    pub(crate) fn verified(&self, repository: &Repository, transport: &Transport) -> Self {
        let root = repository.root().signed.version.get();
        let snapshot = repository.snapshot().signed.version.get();
        let targets = repository.targets().signed.version.get();
        let file = |role, version| transport.file(&layout::metadata_name(role, version));
        Self {
            root: file(ROOT, root).unwrap_or_else(|| self.root.clone()),
            timestamp: transport.file(layout::TIMESTAMP),
            snapshot: file(SNAPSHOT, snapshot),
            targets: file(TARGETS, targets),
            etag: transport.etag(),
        }
    }

    /// What is to be trusted after tough has followed the roots to a newer one and the refresh has failed nevertheless:
    /// that root (TUF 1.0, 5.3.8), and of the rest what tough has left or put in its place. With new keys it removes what
    /// the old ones signed, and that must not come back. `None` when there is no newer root.
    pub(crate) async fn after_failure(&self, scratch: &Path) -> Option<Self> {
        let root = fs::read(scratch.join("root.json")).await.ok()?;
        if Head::of(&root)?.version <= Head::of(&self.root)?.version {
            return None;
        }
        let timestamp = fs::read(scratch.join("timestamp.json")).await.ok();
        Some(Self {
            root,
            etag: self.etag.clone().filter(|_| timestamp == self.timestamp),
            timestamp,
            snapshot: fs::read(scratch.join("snapshot.json")).await.ok(),
            targets: self.targets.clone(),
        })
    }

    /// Begins with `anchor`, the first root, when the stored one is damaged.
    pub(crate) fn anew(&self, anchor: &[u8]) -> Self {
        Self {
            root: anchor.to_vec(),
            ..self.clone()
        }
    }
}

/// Removes a folder that may not be there.
pub(crate) async fn clear(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// As much of a role's file as is asked here. Whether it is to be believed is for tough to say.
#[derive(Deserialize)]
struct Head {
    version: u64,
    expires: DateTime<Utc>,
}

impl Head {
    fn of(file: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct File {
            signed: Head,
        }
        serde_json::from_slice::<File>(file).ok().map(|file| file.signed)
    }
}
