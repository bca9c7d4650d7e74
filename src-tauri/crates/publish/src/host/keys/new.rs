//! `keys new`: a set of keys and the first root.

use std::collections::HashMap;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tough::schema::{RoleKeys, Root};
use tough::sign::Sign as _;

use super::file;
use super::ring::{Keyring, ROOT};
use super::role::Role;
use super::signing::SigningKey;
use crate::host::error::{Error, Result, signing, unusable};
use crate::host::lifetime;

/// The most root keys that can be asked for: more people than ever meet in one room.
const MOST: u32 = 20;

/// What was made.
#[derive(Debug)]
pub struct New {
    /// The private keys' files.
    pub keys: Vec<PathBuf>,
    /// The first root, to be built into the app.
    pub root: PathBuf,
}

/// Makes keys in a new directory, and the first root, signed by the root's keys.
///
/// # Errors
/// `Usage` when `threshold` of `root_keys` makes no sense or a file cannot be written; `Refused` when `dir` lies in a git
/// work tree or is not empty.
pub async fn new(dir: &Path, threshold: u32, root_keys: u32, now: Timestamp) -> Result<New> {
    if threshold == 0 || threshold > root_keys || root_keys > MOST {
        return Err(Error::Usage(format!(
            "{threshold} of {root_keys} root keys cannot sign: ask for at most {MOST} keys and a threshold from 1 to their number"
        )));
    }
    file::outside_git(dir)?;
    file::make_directory(dir)?;
    let mut root = Root {
        spec_version: lifetime::SPECIFICATION.into(),
        consistent_snapshot: true,
        version: NonZeroU64::MIN,
        expires: lifetime::root(now),
        keys: HashMap::new(),
        roles: HashMap::new(),
        _extra: HashMap::new(),
    };
    let mut keys = Vec::new();
    for role in Role::ALL {
        let (count, threshold) = if role == Role::Root {
            (root_keys, threshold)
        } else {
            (1, 1)
        };
        let mut ids = Vec::new();
        for number in 1..=count {
            let (path, pair) = file::make_key(dir, &file::key_name(role.name(), number))?;
            let key = SigningKey::new(path.clone(), pair);
            let id = key.tuf_key().key_id().map_err(|error| signing(&error))?;
            root.keys.insert(id.clone(), key.tuf_key());
            ids.push(id);
            keys.push(path);
        }
        root.roles.insert(
            role.kind(),
            RoleKeys {
                keyids: ids,
                threshold: NonZeroU64::from(std::num::NonZeroU32::new(threshold).unwrap_or(std::num::NonZeroU32::MIN)),
                _extra: HashMap::new(),
            },
        );
    }
    let root = write_first(dir, &keys, root).await?;
    // Read as every later command will, so that what is handed over is known to work.
    Keyring::open(&[dir.to_owned()])?;
    Ok(New { keys, root })
}

async fn write_first(dir: &Path, files: &[PathBuf], root: Root) -> Result<PathBuf> {
    let mut sources: Vec<Box<dyn tough::key_source::KeySource>> = Vec::new();
    for path in files {
        sources.push(Box::new(SigningKey::new(path.clone(), file::read_key(path)?)));
    }
    let holder = tough::schema::KeyHolder::Root(root.clone());
    let random = aws_lc_rs::rand::SystemRandom::new();
    let signed = tough::editor::signed::SignedRole::new(root, &holder, &sources, &random)
        .await
        .map_err(|error| signing(&error))?;
    let path = dir.join(format!("1{ROOT}"));
    source::write(&path, signed.buffer()).map_err(|error| unusable(&path, error))?;
    Ok(path)
}
