//! New metadata onto a host: targets, snapshot, roots and last of all the timestamp.

use std::collections::HashMap;
use std::num::NonZeroU64;

use jiff::Timestamp as Time;
use serde::Serialize;
use tough::editor::signed::SignedRole;
use tough::schema::{Hashes, Metafile, Role as TufRole, Snapshot, Targets, Timestamp};

use super::error::{Error, Result, signing};
use super::ground::Ground;
use super::keys::{Keyring, Role};
use super::lifetime;
use super::marks::Known;
use super::state::other_root;
use super::store::{Created, Host, metadata_path, timestamp_path};

/// How many names are tried, each twice as far ahead as the one before: together half a year of seconds.
const TRIES: u32 = 24;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// The host serves it now; and why that could not be remembered here, if it could not.
    Done(Option<String>),
    /// Somebody else wrote the timestamp since the ground was found. Nothing that a client can see was changed.
    Overtaken,
}

/// Puts metadata on the host. `targets` is the new list of targets, or `None` to leave the host's as it is. Everything
/// is written under unused names; the timestamp, written last, makes it valid.
pub(crate) async fn put(
    host: &Host,
    keys: &Keyring,
    ground: &mut Ground,
    targets: Option<Targets>,
    new_snapshot: bool,
    now: Time,
) -> Result<Put> {
    let (listed, targets_meta) = match (targets, &ground.state) {
        (Some(targets), _) => {
            let first = ground.next(Role::Targets, now);
            let written = write(host, keys, Role::Targets, targets.clone(), first, |t, v| t.version = v).await?;
            (targets, Some(written.metafile()))
        }
        (None, Some(state)) => {
            let meta = state.snapshot.signed.meta.get("targets.json").cloned();
            (state.targets.signed.clone(), meta)
        }
        (None, None) => return Err(Error::Host(format!("{host} has no list of targets"))),
    };
    let targets_meta = targets_meta.ok_or_else(|| Error::Host(format!("{host} has no list of targets")))?;
    let targets_version = targets_meta.version.get();

    let held = ground
        .state
        .as_ref()
        .and_then(|state| state.timestamp.signed.meta.get("snapshot.json").cloned());
    let snapshot_meta = match held {
        Some(held) if !new_snapshot => held,
        _ => {
            let snapshot = Snapshot {
                meta: HashMap::from([("targets.json".to_owned(), targets_meta)]),
                ..Snapshot::new(lifetime::SPECIFICATION.into(), NonZeroU64::MIN, lifetime::snapshot(now))
            };
            let first = ground.next(Role::Snapshot, now);
            write(host, keys, Role::Snapshot, snapshot, first, |s, v| s.version = v)
                .await?
                .metafile()
        }
    };
    let snapshot_version = snapshot_meta.version.get();

    // As late as can be: a client that finds a root with a new key for the timestamp before that key has signed one
    // has to come again.
    roots(host, keys).await?;

    let version = ground.next(Role::Timestamp, now);
    let timestamp = Timestamp {
        meta: HashMap::from([("snapshot.json".to_owned(), snapshot_meta)]),
        ..Timestamp::new(
            lifetime::SPECIFICATION.into(),
            positive(version),
            lifetime::timestamp(now),
        )
    };
    let bytes = compact(&keys.sign(timestamp).await?)?;
    let made = Known::made(keys.root(), (targets_version, &listed), snapshot_version, version);
    if swap(
        host,
        ground,
        made.edition.as_ref().map(|edition| edition.number),
        &bytes,
    )
    .await?
    {
        Ok(Put::Done(ground.marks.raise(&made).err().map(|why| why.to_string())))
    } else {
        Ok(Put::Overtaken)
    }
}

/// Exchanges the timestamp. An edition that is new with it is remembered before: if the program is killed now, a device
/// may have seen it, and its number is not given again.
async fn swap(host: &Host, ground: &mut Ground, edition: Option<u32>, bytes: &[u8]) -> Result<bool> {
    let new = edition.filter(|number| *number > ground.marks.number());
    if let Some(number) = new {
        ground.marks.begin(number)?;
    }
    let seen = ground.seen.as_ref();
    let swapped = host.replace(&timestamp_path(), seen, bytes).await;
    let Some(number) = new else { return swapped };
    let is_not_out = match &swapped {
        Ok(swapped) => !swapped,
        Err(_) => {
            let now = host.timestamp().await;
            now.is_ok_and(|now| now.map(|now| now.bytes) == seen.map(|seen| seen.bytes.clone()))
        }
    };
    if is_not_out {
        ground.marks.take_back(number)?;
    }
    swapped
}

/// Writes the versions of the root that the host has not got yet, in order.
async fn roots(host: &Host, keys: &Keyring) -> Result<()> {
    for version in keys.versions() {
        let Some(bytes) = keys.root_bytes(version) else {
            continue;
        };
        if host.create(&metadata_path(Role::Root, version), bytes).await? == Created::Taken {
            return Err(other_root(host, version));
        }
    }
    Ok(())
}

/// Signs `role` and writes it as `first`, or as a later version that nobody has taken. TUF asks that versions rise, not
/// that none is left out: a release that was cut short leaves some behind that nothing refers to, and so may an
/// attacker.
async fn write<T: TufRole + Serialize + Clone>(
    host: &Host,
    keys: &Keyring,
    role: Role,
    mut metadata: T,
    first: u64,
    set: impl Fn(&mut T, NonZeroU64),
) -> Result<Written> {
    let mut version = first;
    for n in 0..TRIES {
        set(&mut metadata, positive(version));
        let bytes = compact(&keys.sign(metadata.clone()).await?)?;
        if host.create(&metadata_path(role, version), &bytes).await? != Created::Taken {
            let version = positive(version);
            return Ok(Written { version, bytes });
        }
        version = version.saturating_add(1 << n);
    }
    Err(Error::Refused(format!(
        "unknown files are in the way on {host}, from {} on: delete the {} files from that version on (nothing refers \
         to them), find out who can write to the host, and run this again",
        metadata_path(role, first),
        role.name()
    )))
}

/// One line without white space: every device fetches it.
fn compact<T: TufRole + Serialize>(signed: &SignedRole<T>) -> Result<Vec<u8>> {
    serde_json::to_vec(signed.signed()).map_err(|error| signing(&error))
}

/// Versions begin with 1.
fn positive(version: u64) -> NonZeroU64 {
    NonZeroU64::new(version).unwrap_or(NonZeroU64::MIN)
}
