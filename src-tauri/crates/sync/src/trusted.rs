//! The trusted metadata: how it is stored, and how tough is given it and gives it back.

use std::path::Path;

use catalogue::canonical;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use store::{Trust, private};
use tokio::fs;
use tough::schema::{RoleType, Root, Signed, Targets};
use tough::{ExpirationEnforcement, Repository, RepositoryLoader};
use url::Url;

use crate::layout;
use crate::transport::{Files, Transport};

// Names in the store.
const ANCHOR: &str = "anchor";
const ROOT: &str = "root";
const TIMESTAMP: &str = "timestamp";
const SNAPSHOT: &str = "snapshot";
const TARGETS: &str = "targets";
const VOUCHER: &str = "voucher";

/// The trusted metadata, each role's file byte for byte as it came: tough checks the bytes against their signed hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trusted {
    pub root: Vec<u8>,
    timestamp: Option<Vec<u8>>,
    snapshot: Option<Vec<u8>>,
    targets: Option<Vec<u8>>,
    /// The targets that named the edition that is held, and so vouch for it: often those above.
    voucher: Option<Vec<u8>>,
}

impl Trusted {
    /// What is stored. When another first root than `anchor` is now built in, or set by an administrator, that one is
    /// used, and version numbers under the old one's keys are ignored: after a theft, the thief's numbers must not
    /// block updates.
    pub(crate) fn read(mut trust: Trust, anchor: &[u8]) -> Self {
        let same_anchor = trust
            .get(ANCHOR)
            .is_some_and(|digest| digest[..] == canonical::digest(anchor));
        let root = trust.remove(ROOT).filter(|_| same_anchor);
        Self {
            root: root.unwrap_or_else(|| anchor.to_vec()),
            timestamp: trust.remove(TIMESTAMP).filter(|_| same_anchor),
            snapshot: trust.remove(SNAPSHOT).filter(|_| same_anchor),
            targets: trust.remove(TARGETS),
            voucher: trust.remove(VOUCHER),
        }
    }

    /// As it is stored.
    pub(crate) fn write(&self, anchor: &[u8]) -> Trust {
        let files = [
            (ANCHOR, Some(canonical::digest(anchor).to_vec())),
            (ROOT, Some(self.root.clone())),
            (TIMESTAMP, self.timestamp.clone()),
            (SNAPSHOT, self.snapshot.clone()),
            (TARGETS, self.targets.clone()),
            (VOUCHER, self.voucher.clone()),
        ];
        let present = files
            .into_iter()
            .filter_map(|(name, bytes)| Some((name.to_owned(), bytes?)));
        present.collect()
    }

    /// The files that need not be asked for.
    pub(crate) fn held(&self) -> Files {
        let files = [(SNAPSHOT, &self.snapshot), (TARGETS, &self.targets)];
        let held = files.into_iter().filter_map(|(role, file)| {
            let file = file.as_ref()?;
            Some((layout::metadata_name(role, Head::of(file)?.version), file.clone()))
        });
        held.collect()
    }

    /// When the known timestamp expires.
    pub(crate) fn expires(&self) -> Option<DateTime<Utc>> {
        Head::of(self.timestamp.as_ref()?).map(|head| head.expires)
    }

    /// Has tough ask and verify, on a scratch copy in `scratch`.
    ///
    /// tough compares expiry dates with the system's clock, and keeps the latest time it saw so that the clock may
    /// never go back. Both are switched off here: `refresh` compares the dates itself, with the time it is given, so
    /// that a device whose clock was wrong recovers as soon as it is right.
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

    /// What is to be trusted after tough has verified it all. `named`: the edition that is held from now on is among
    /// the targets, which vouch for it then.
    pub(crate) fn verified(&self, repository: &Repository, transport: &Transport, named: bool) -> Self {
        let root = repository.root().signed.version.get();
        let snapshot = repository.snapshot().signed.version.get();
        let targets = repository.targets().signed.version.get();
        let file = |role, version| transport.file(&layout::metadata_name(role, version));
        let targets = file(TARGETS, targets);
        Self {
            root: file(ROOT, root).unwrap_or_else(|| self.root.clone()),
            timestamp: transport.file(layout::TIMESTAMP),
            snapshot: file(SNAPSHOT, snapshot),
            voucher: if named { targets.clone() } else { self.voucher.clone() },
            targets,
        }
    }

    /// The targets that vouched for what was held last.
    pub(crate) fn voucher(&self) -> Option<Signed<Targets>> {
        serde_json::from_slice(self.voucher.as_deref()?).ok()
    }

    /// What is to be trusted after tough has followed the roots to a newer one and the refresh has failed nevertheless:
    /// that root (TUF 1.0, 5.3.8), byte for byte as it came, and else what was known before. Where the keys of
    /// timestamp or snapshot are new, what the old ones signed is forgotten for good (5.3.11), and nothing takes its
    /// place until a refresh goes well. `None` when there is no newer root.
    pub(crate) async fn after_failure(&self, scratch: &Path, transport: &Transport) -> Option<Self> {
        let root = fs::read(scratch.join("root.json")).await.ok()?;
        let (before, after): (Signed<Root>, Signed<Root>) = (
            serde_json::from_slice(&self.root).ok()?,
            serde_json::from_slice(&root).ok()?,
        );
        let version = after.signed.version;
        if version <= before.signed.version {
            return None;
        }
        let same = |role| before.signed.keys(role).eq(after.signed.keys(role));
        let same = same(RoleType::Timestamp) && same(RoleType::Snapshot);
        Some(Self {
            root: transport.file(&layout::metadata_name(ROOT, version.get()))?,
            timestamp: self.timestamp.clone().filter(|_| same),
            snapshot: self.snapshot.clone().filter(|_| same),
            ..self.clone()
        })
    }

    /// Begins with `anchor`, the first root, when the stored one is damaged.
    pub(crate) fn starting_over(&self, anchor: &[u8]) -> Self {
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
