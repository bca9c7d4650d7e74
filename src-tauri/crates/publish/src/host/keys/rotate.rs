//! `keys rotate`: a new key for a role. `keys renew`: the same keys for another year.

use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tough::schema::Root;
use tough::schema::decoded::{Decoded, Hex};
use tough::sign::Sign as _;

use super::file;
use super::ring::{self, Keyring, ROOT};
use super::role::Role;
use super::signing::SigningKey;
use crate::host::error::{Error, Result, chain, signing, unusable};
use crate::host::lifetime;

/// What was made.
#[derive(Debug)]
pub struct Rotated {
    /// The new root.
    pub root: PathBuf,
    /// Its version.
    pub version: u64,
    /// The new key, unless the keys stay as they are.
    pub key: Option<PathBuf>,
    /// The key that no longer counts, as far as it is here.
    pub retired: Option<PathBuf>,
}

/// Gives `role` a new key, written to `dir`, under a new version of the root that enough of the old root's keys and
/// enough of the new root's have signed. `with` names further directories that hold root keys. `replace` is the start of
/// the id of the key to take out; it may be left out when the role has one key, or when one key alone is not here.
///
/// # Errors
/// `Refused` when `dir` lies in a git work tree or too few root keys are here; `Usage` when it is not clear which key to
/// replace, or a file cannot be read or written.
pub async fn rotate(
    role: Role,
    dir: &Path,
    with: &[PathBuf],
    replace: Option<&str>,
    now: Timestamp,
) -> Result<Rotated> {
    file::outside_git(dir)?;
    let mut ring = open(dir, with)?;
    enough(&ring)?;
    let retired = to_replace(&ring, role, replace)?;
    let retired_file = ring.file_of(&retired).map(Path::to_owned);

    let number = file::free_number(dir, role.name());
    let (path, pair) = file::make_key(dir, &file::key_name(role.name(), number))?;
    let key = SigningKey::new(path.clone(), pair);
    let id = key.tuf_key().key_id().map_err(|error| signing(&error))?;
    let mut root = ring.root().clone();
    root.keys.insert(id.clone(), key.tuf_key());
    if let Some(keys) = root.roles.get_mut(&role.kind()) {
        keys.keyids.retain(|old| *old != retired);
        keys.keyids.push(id);
    }
    // A key that no role names any more is taken out.
    let named: Vec<_> = root.roles.values().flat_map(|keys| keys.keyids.clone()).collect();
    root.keys.retain(|id, _| named.contains(id));
    ring.add(key);
    let (root, version) = write_next(dir, &ring, root, now).await.inspect_err(|_| {
        // No root names this key: left behind, it would only be mistaken for one that counts.
        let _ = std::fs::remove_file(&path);
    })?;
    Ok(Rotated {
        root,
        version,
        key: Some(path),
        retired: retired_file,
    })
}

/// A new version of the root with the same keys, for another year.
///
/// # Errors
/// As [`rotate`].
pub async fn renew(dir: &Path, with: &[PathBuf], now: Timestamp) -> Result<Rotated> {
    let ring = open(dir, with)?;
    enough(&ring)?;
    let (root, version) = write_next(dir, &ring, ring.root().clone(), now).await?;
    Ok(Rotated {
        root,
        version,
        key: None,
        retired: None,
    })
}

fn open(dir: &Path, with: &[PathBuf]) -> Result<Keyring> {
    let dirs: Vec<_> = std::iter::once(dir.to_owned()).chain(with.iter().cloned()).collect();
    Keyring::open(&dirs)
}

/// Asked before anything is made.
fn enough(ring: &Keyring) -> Result<()> {
    let (present, needed) = (ring.present(Role::Root), ring::threshold(ring.root(), Role::Root));
    if present >= needed {
        return Ok(());
    }
    Err(Error::Refused(format!(
        "a new root must be signed by {needed} of the root's keys, and {present} of them are here: \
         name the directories that hold the others with --with"
    )))
}

fn to_replace(ring: &Keyring, role: Role, start: Option<&str>) -> Result<Decoded<Hex>> {
    let keys = ring.root().roles.get(&role.kind());
    let ids = keys.map(|keys| keys.keyids.clone()).unwrap_or_default();
    let matching: Vec<_> = match start {
        Some(start) => ids.iter().filter(|id| hex::encode(id).starts_with(start)).collect(),
        None if ids.len() == 1 => ids.iter().collect(),
        // The one that is lost.
        None => ids.iter().filter(|id| ring.file_of(id).is_none()).collect(),
    };
    if let [one] = matching[..] {
        return Ok(one.clone());
    }
    let list = ids.iter().map(|id| {
        let file = ring.file_of(id).map(|file| file.display().to_string());
        format!(
            "\n  {}  {}",
            &hex::encode(id)[..12],
            file.unwrap_or_else(|| "not here".into())
        )
    });
    Err(Error::Usage(format!(
        "say with --replace which {} key is to go, by the start of its id:{}",
        role.name(),
        list.collect::<String>()
    )))
}

/// Signs `root` as the next version and writes it. The keys of both versions sign, so that a client of either follows.
async fn write_next(dir: &Path, ring: &Keyring, mut root: Root, now: Timestamp) -> Result<(PathBuf, u64)> {
    let before = ring.signed_root();
    root.version = before.signed.version.checked_add(1).unwrap_or(NonZeroU64::MAX);
    root.expires = lifetime::root(now);
    let version = root.version.get();
    let by_old = ring.sign_under(&before.signed, root.clone()).await?;
    let by_new = ring.sign_under(&root, root.clone()).await?;
    let signed = by_new
        .add_old_signatures(by_old.signed().signatures.clone())
        .map_err(|error| signing(&error))?;
    ring::follows(before, signed.signed())
        .and_then(|()| root.verify_role(signed.signed()).map_err(|error| chain(&error)))
        .map_err(|why| {
            Error::Refused(format!(
                "the new root is not signed by enough keys: {why}. Name the directories that hold more root keys with --with"
            ))
        })?;
    let path = dir.join(format!("{version}{ROOT}"));
    source::write(&path, signed.buffer()).map_err(|error| unusable(&path, error))?;
    Ok((path, version))
}
