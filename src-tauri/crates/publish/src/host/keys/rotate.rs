//! `keys rotate`: a new key for a role. `keys renew`: the same keys for another year.

use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tough::schema::Root;
use tough::schema::decoded::{Decoded, Hex};

use super::file::{self, Made};
use super::passphrase::{Passphrases, Secret};
use super::ring::{self, Keyring, ROOT};
use super::role::Role;
use super::signing::{SigningKey, short};
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

/// What is to be exchanged.
#[derive(Clone, Debug)]
pub struct Rotation {
    /// Whose key.
    pub role: Role,
    /// The key directory, where the new root is written.
    pub dir: PathBuf,
    /// Further directories with keys, the root's above all.
    pub with: Vec<PathBuf>,
    /// The start of the id of the key to take out. It may be left out when the role has one key, or when one key alone
    /// is not here.
    pub replace: Option<String>,
    /// The new key's own medium. `None`: the key directory.
    pub to: Option<PathBuf>,
    /// Whether the new key gets a passphrase.
    pub encrypt: bool,
}

impl Rotation {
    /// The only key of `role`, with everything in one directory.
    pub fn of(role: Role, dir: &Path) -> Self {
        Self {
            role,
            dir: dir.to_owned(),
            with: Vec::new(),
            replace: None,
            to: None,
            encrypt: false,
        }
    }
}

/// Gives a role a new key, under a new version of the root that enough of the old root's keys and enough of the new
/// root's have signed. When anything fails, the new key is taken away again.
///
/// # Errors `Refused` when a directory is in a git work tree, too few root keys are here or others can read the new
/// key; `Usage` when it is not clear which key to replace, or a file cannot be read or written.
pub async fn rotate(rotation: &Rotation, passphrases: &Passphrases, now: Timestamp) -> Result<Rotated> {
    let Rotation { role, dir, .. } = rotation;
    file::outside_git(dir)?;
    let place = match &rotation.to {
        Some(to) => {
            file::outside_git(to)?;
            file::is_there(to)?;
            to
        }
        None => dir,
    };
    let ring = open(dir, &rotation.with, passphrases)?;
    enough(&ring)?;
    let retired = to_replace(&ring, *role, rotation.replace.as_deref())?;
    let retired_file = ring.file_of(&retired).map(Path::to_owned);
    let secret = if rotation.encrypt {
        Some(passphrases.choose(&format!("the new {} key in {}", role.name(), place.display()))?)
    } else {
        None
    };
    let mut made = Made::default();
    match exchange(rotation, place, ring, &retired, secret.as_ref(), &mut made, now).await {
        Ok((root, version, key)) => Ok(Rotated {
            root,
            version,
            key: Some(key),
            retired: retired_file,
        }),
        Err(error) => Err(made.undo(error)),
    }
}

async fn exchange(
    Rotation { role, dir, with, .. }: &Rotation,
    place: &Path,
    mut ring: Keyring,
    retired: &Decoded<Hex>,
    secret: Option<&Secret>,
    made: &mut Made,
    now: Timestamp,
) -> Result<(PathBuf, u64, PathBuf)> {
    let dirs = [place, dir].into_iter().chain(with.iter().map(PathBuf::as_path));
    let named = ring.root().roles.get(&role.kind()).map_or(0, |keys| keys.keyids.len());
    let name = file::next_name(dirs, role.name(), named);
    let (path, pair) = made.key(place, &name, secret)?;
    let key = SigningKey::new(path.clone(), pair);
    let id = key.id()?;
    let mut root = ring.root().clone();
    root.keys.insert(id.clone(), key.public());
    if let Some(keys) = root.roles.get_mut(&role.kind()) {
        keys.keyids.retain(|old| old != retired);
        keys.keyids.push(id);
    }
    // A key that no role names any more is taken out.
    let named: Vec<_> = root.roles.values().flat_map(|keys| keys.keyids.clone()).collect();
    root.keys.retain(|id, _| named.contains(id));
    ring.add(key);
    let (root, version) = write_next(dir, &ring, root, now).await?;
    Ok((root, version, path))
}

/// A new version of the root with the same keys, for another year. `with` names further directories that hold root
/// keys.
///
/// # Errors
/// As [`rotate`].
pub async fn renew(dir: &Path, with: &[PathBuf], passphrases: &Passphrases, now: Timestamp) -> Result<Rotated> {
    let ring = open(dir, with, passphrases)?;
    enough(&ring)?;
    let (root, version) = write_next(dir, &ring, ring.root().clone(), now).await?;
    Ok(Rotated {
        root,
        version,
        key: None,
        retired: None,
    })
}

fn open(dir: &Path, with: &[PathBuf], passphrases: &Passphrases) -> Result<Keyring> {
    let dirs: Vec<_> = std::iter::once(dir.to_owned()).chain(with.iter().cloned()).collect();
    Keyring::open_with(&dirs, passphrases)
}

/// Asked before anything is made.
fn enough(ring: &Keyring) -> Result<()> {
    let (present, needed) = (ring.present(Role::Root), ring::threshold(ring.root(), Role::Root));
    if present >= needed {
        return Ok(());
    }
    Err(Error::Refused(format!(
        "a new root must be signed by {needed} of the root's keys, and {present} of them are here: name the \
         directories of the others with --with"
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
        format!("\n  {}  {}", short(id), file.unwrap_or_else(|| "not here".into()))
    });
    Err(Error::Usage(format!(
        "say with --replace which {} key to replace, by the start of its id:{}",
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
                "the new root is not signed by enough keys: {why}. Name the directories of more root keys with --with"
            ))
        })?;
    let path = dir.join(format!("{version}{ROOT}"));
    source::write(&path, signed.buffer()).map_err(|error| unusable(&path, error))?;
    Ok((path, version))
}
