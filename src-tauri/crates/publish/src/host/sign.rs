//! New metadata onto a host: targets, snapshot, roots and last of all the timestamp.

use std::collections::HashMap;
use std::num::NonZeroU64;

use jiff::Timestamp as Time;
use serde::Serialize;
use tough::editor::signed::SignedRole;
use tough::schema::{Hashes, Metafile, Role as TufRole, Snapshot, Targets, Timestamp};

use super::error::{Error, Result, signing};
use super::keys::{Keyring, Role};
use super::lifetime;
use super::state::State;
use super::store::{Created, Host, metadata_path, timestamp_path};

/// How many versions of a file can be taken by releases that were cut short before we stop looking for a free one.
const TRIES: u64 = 100;

/// Metadata ready to be referred to.
struct Written {
    version: NonZeroU64,
    bytes: Vec<u8>,
}

impl Written {
    fn metafile(&self) -> Metafile {
        Metafile {
            length: Some(self.bytes.len() as u64),
            hashes: Some(Hashes {
                sha256: aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &self.bytes)
                    .as_ref()
                    .to_vec()
                    .into(),
                _extra: HashMap::new(),
            }),
            version: self.version,
            _extra: HashMap::new(),
        }
    }
}

/// What `put` answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// The host serves it now.
    Done,
    /// Somebody else wrote the timestamp since the state was loaded. Nothing that a client can see was changed.
    Overtaken,
}

/// Puts metadata on the host. `targets` is the new list of targets, or `None` to leave the host's as it is. Everything is
/// written under names nobody uses yet; the timestamp, last, makes it count.
pub(crate) async fn put(
    host: &Host,
    keys: &Keyring,
    state: Option<&State>,
    targets: Option<Targets>,
    new_snapshot: bool,
    now: Time,
) -> Result<Put> {
    let targets_meta = match (targets, state) {
        (Some(targets), _) => Some(
            write(host, keys, Role::Targets, targets, |t, v| t.version = v)
                .await?
                .metafile(),
        ),
        (None, Some(state)) => state.snapshot.signed.meta.get("targets.json").cloned(),
        (None, None) => None,
    };
    let targets_meta = targets_meta.ok_or_else(|| Error::Host(format!("{host} has no list of targets")))?;

    let held = state.and_then(|state| state.timestamp.signed.meta.get("snapshot.json").cloned());
    let snapshot_meta = match held {
        Some(held) if !new_snapshot => held,
        _ => {
            let snapshot = Snapshot {
                meta: HashMap::from([("targets.json".to_owned(), targets_meta)]),
                ..Snapshot::new(
                    lifetime::SPECIFICATION.into(),
                    next(state.map(|state| state.snapshot.signed.version)),
                    lifetime::snapshot(now),
                )
            };
            write(host, keys, Role::Snapshot, snapshot, |s, v| s.version = v)
                .await?
                .metafile()
        }
    };

    // As late as can be: a client that finds a root with a new key for the timestamp before that key has signed one
    // has to come again.
    roots(host, keys).await?;

    let timestamp = Timestamp {
        meta: HashMap::from([("snapshot.json".to_owned(), snapshot_meta)]),
        ..Timestamp::new(
            lifetime::SPECIFICATION.into(),
            next(state.map(|state| state.timestamp.signed.version)),
            lifetime::timestamp(now),
        )
    };
    let bytes = compact(&keys.sign(timestamp).await?)?;
    let seen = state.map(|state| &state.seen);
    let replaced = host.replace(&timestamp_path(), seen, &bytes).await?;
    Ok(if replaced { Put::Done } else { Put::Overtaken })
}

/// Writes the versions of the root that the host has not got yet, in order.
async fn roots(host: &Host, keys: &Keyring) -> Result<()> {
    for version in keys.versions() {
        let Some(bytes) = keys.root_bytes(version) else {
            continue;
        };
        let path = metadata_path(Role::Root, version);
        if host.create(&path, bytes).await? == Created::Taken {
            return Err(Error::Refused(format!(
                "{path} on {host} is another root than the one in your key directory: it was rotated twice, \
                 or signed with other keys. Take the host's root and the keys that belong to it"
            )));
        }
    }
    Ok(())
}

/// Signs `role` and writes it as the first version, from its own on, that nobody has taken. TUF asks that versions rise, not that
/// none is left out; a release that was cut short leaves some behind that nothing refers to.
async fn write<T: TufRole + Serialize + Clone>(
    host: &Host,
    keys: &Keyring,
    role: Role,
    mut metadata: T,
    set: impl Fn(&mut T, NonZeroU64),
) -> Result<Written> {
    for _ in 0..TRIES {
        let version = metadata.version();
        let bytes = compact(&keys.sign(metadata.clone()).await?)?;
        if host.create(&metadata_path(role, version.get()), &bytes).await? != Created::Taken {
            return Ok(Written { version, bytes });
        }
        set(&mut metadata, next(Some(version)));
    }
    Err(Error::Host(format!(
        "{TRIES} versions of {} on {host} are taken",
        role.name()
    )))
}

/// One line without white space: every device fetches it.
fn compact<T: TufRole + Serialize>(signed: &SignedRole<T>) -> Result<Vec<u8>> {
    serde_json::to_vec(signed.signed()).map_err(|error| signing(&error))
}

pub(crate) fn next(version: Option<NonZeroU64>) -> NonZeroU64 {
    version.map_or(NonZeroU64::MIN, |version| {
        version.checked_add(1).unwrap_or(NonZeroU64::MAX)
    })
}
