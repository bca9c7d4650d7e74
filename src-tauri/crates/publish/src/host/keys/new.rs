//! `keys new`: a set of keys and the first root.

use std::collections::HashMap;
use std::num::{NonZeroU32, NonZeroU64};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tough::editor::signed::SignedRole;
use tough::key_source::KeySource;
use tough::schema::{KeyHolder, RoleKeys, Root};

use super::file::{self, Made};
use super::passphrase::{Passphrases, Secret};
use super::ring::ROOT;
use super::role::Role;
use super::signing::SigningKey;
use crate::host::error::{Error, Result, chain, signing, unusable};
use crate::host::lifetime;

/// The most keys that a role can have: more people than ever meet in one room.
const MOST: u32 = 20;

/// A role's keys: how many there are, how many of them must sign together, and whose they are.
#[derive(Clone, Debug)]
pub struct Quorum {
    /// How many must sign.
    pub threshold: u32,
    /// How many there are.
    pub keys: u32,
    /// A directory for each, on a medium of its own. Empty: all are in the key directory.
    pub to: Vec<PathBuf>,
}

impl Quorum {
    /// `threshold` of `keys`, in the key directory.
    pub fn of(threshold: u32, keys: u32) -> Self {
        Self {
            threshold,
            keys,
            to: Vec::new(),
        }
    }

    fn makes_sense(&self, role: Role) -> Result<()> {
        let Self { threshold, keys, to } = self;
        if *threshold == 0 || threshold > keys || *keys > MOST {
            return Err(Error::Usage(format!(
                "{threshold} of {keys} {} keys is not possible: ask for at most {MOST} keys and a threshold from 1 to \
                 the number of keys",
                role.name()
            )));
        }
        if !to.is_empty() && to.len() != *keys as usize {
            return Err(Error::Usage(format!(
                "{keys} {} keys were asked for, but {} places were named for them: name one for each",
                role.name(),
                to.len()
            )));
        }
        Ok(())
    }
}

/// What is to be made.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// The key directory: keys that have no place of their own, and the root.
    pub dir: PathBuf,
    /// The root's keys.
    pub root: Quorum,
    /// The keys that sign editions.
    pub targets: Quorum,
    /// Whose keys get a passphrase: one for each place.
    pub encrypt: Vec<Role>,
}

impl Ceremony {
    /// `threshold` of `root_keys` for the root, one key for everything else, all in one directory and without
    /// passphrases: for trials.
    pub fn trial(dir: &Path, threshold: u32, root_keys: u32) -> Self {
        Self {
            dir: dir.to_owned(),
            root: Quorum::of(threshold, root_keys),
            targets: Quorum::of(1, 1),
            encrypt: Vec::new(),
        }
    }

    fn quorum(&self, role: Role) -> Quorum {
        match role {
            Role::Root => self.root.clone(),
            Role::Targets => self.targets.clone(),
            Role::Snapshot | Role::Timestamp => Quorum::of(1, 1),
        }
    }

    /// Every key, with the directory it goes to.
    fn places(&self) -> Vec<(Role, u32, PathBuf)> {
        let mut places = Vec::new();
        for role in Role::ALL {
            let quorum = self.quorum(role);
            for (index, number) in (1..=quorum.keys).enumerate() {
                let dir = quorum.to.get(index).unwrap_or(&self.dir);
                places.push((role, number, dir.clone()));
            }
        }
        places
    }
}

/// A private key that was made.
#[derive(Debug)]
pub struct NewKey {
    /// Its file.
    pub file: PathBuf,
    /// The start of its id: what it is called where its file is not at hand.
    pub id: String,
}

/// What was made.
#[derive(Debug)]
pub struct New {
    /// The private keys.
    pub keys: Vec<NewKey>,
    /// The first root, to be built into the app.
    pub root: PathBuf,
    /// What is allowed, and not as safe as it looks.
    pub warnings: Vec<String>,
}

/// Creates keys, each directly in its place, and the first root, signed by the root's keys. Nothing is valid until the
/// root is written; if anything fails before, what was created is deleted again.
///
/// # Errors `Usage` when the numbers make no sense, a medium is not there or a file cannot be written; `Refused` when a
/// directory is in a git work tree, is not empty, is named twice, or others can read what is in it.
pub async fn new(ceremony: &Ceremony, passphrases: &Passphrases, now: Timestamp) -> Result<New> {
    for role in Role::ALL {
        ceremony.quorum(role).makes_sense(role)?;
    }
    file::outside_git(&ceremony.dir)?;
    let media = separate(ceremony)?;
    file::make_directory(&ceremony.dir)?;
    let secrets = secrets(ceremony, passphrases)?;
    let mut made = Made::default();
    match make(ceremony, &secrets, &mut made, now).await {
        Ok((keys, root)) => Ok(New {
            keys,
            root,
            warnings: shared(&media),
        }),
        Err(error) => Err(made.undo(error)),
    }
}

/// The media, which must be there, and each another directory.
fn separate(ceremony: &Ceremony) -> Result<Vec<PathBuf>> {
    let mut media: Vec<PathBuf> = Vec::new();
    for medium in ceremony.root.to.iter().chain(&ceremony.targets.to) {
        file::outside_git(medium)?;
        let real = file::is_there(medium)?;
        if media.contains(&real) {
            return Err(Error::Refused(format!(
                "{} is named twice: each key needs a medium of its own",
                medium.display()
            )));
        }
        media.push(real);
    }
    let dir = std::path::absolute(&ceremony.dir).map_err(|error| unusable(&ceremony.dir, error))?;
    let dir = std::fs::canonicalize(&dir).unwrap_or(dir);
    if let Some(medium) = media.iter().find(|medium| **medium == dir) {
        return Err(Error::Refused(format!(
            "{} is the key directory: keys that are stored apart from it need another place",
            medium.display()
        )));
    }
    Ok(media)
}

/// A passphrase for each place that gets keys with one, asked for before anything is made.
fn secrets(ceremony: &Ceremony, passphrases: &Passphrases) -> Result<HashMap<PathBuf, Secret>> {
    let mut secrets = HashMap::new();
    for (role, _, dir) in ceremony.places() {
        if ceremony.encrypt.contains(&role) && !secrets.contains_key(&dir) {
            let secret = passphrases.choose(&format!("the {} key in {}", role.name(), dir.display()))?;
            secrets.insert(dir, secret);
        }
    }
    Ok(secrets)
}

async fn make(
    ceremony: &Ceremony,
    secrets: &HashMap<PathBuf, Secret>,
    made: &mut Made,
    now: Timestamp,
) -> Result<(Vec<NewKey>, PathBuf)> {
    let mut root = Root {
        spec_version: lifetime::SPECIFICATION.into(),
        consistent_snapshot: true,
        version: NonZeroU64::MIN,
        expires: lifetime::root(now),
        keys: HashMap::new(),
        roles: HashMap::new(),
        _extra: HashMap::new(),
    };
    for role in Role::ALL {
        let threshold = NonZeroU32::new(ceremony.quorum(role).threshold).unwrap_or(NonZeroU32::MIN);
        let keys = RoleKeys {
            keyids: Vec::new(),
            threshold: threshold.into(),
            _extra: HashMap::new(),
        };
        root.roles.insert(role.kind(), keys);
    }
    let (mut keys, mut sources): (Vec<_>, Vec<Box<dyn KeySource>>) = (Vec::new(), Vec::new());
    for (role, number, dir) in ceremony.places() {
        let secret = secrets.get(&dir).filter(|_| ceremony.encrypt.contains(&role));
        let (file, pair) = made.key(&dir, &file::key_name(role.name(), number), secret)?;
        let key = SigningKey::new(file.clone(), pair);
        let id = key.id()?;
        root.keys.insert(id.clone(), key.public());
        if let Some(role) = root.roles.get_mut(&role.kind()) {
            role.keyids.push(id);
        }
        keys.push(NewKey {
            file,
            id: key.short_id()?,
        });
        sources.push(Box::new(key));
    }
    let holder = KeyHolder::Root(root.clone());
    let random = aws_lc_rs::rand::SystemRandom::new();
    let signed = SignedRole::new(root.clone(), &holder, &sources, &random);
    let signed = signed.await.map_err(|error| signing(&error))?;
    root.verify_role(signed.signed())
        .map_err(|error| Error::Usage(format!("the root's signatures are not valid: {}", chain(&error))))?;
    let path = ceremony.dir.join(format!("1{ROOT}"));
    source::write(&path, signed.buffer()).map_err(|error| unusable(&path, error))?;
    Ok((keys, path))
}

/// Media that are really the same, such as two folders of one disk.
fn shared(media: &[PathBuf]) -> Vec<String> {
    let devices: Vec<_> = media.iter().map(|path| device(path)).collect();
    let again = |index: &usize| devices[*index].is_some() && devices[..*index].contains(&devices[*index]);
    let shared = (0..media.len()).filter(again).map(|index| {
        format!(
            "{} is on the same file system as another of these places: whoever steals one has both",
            media[index].display()
        )
    });
    shared.collect()
}

#[cfg(unix)]
fn device(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|is| is.dev())
}

/// On Windows its drive, or the network's share.
#[cfg(not(unix))]
fn device(path: &Path) -> Option<std::ffi::OsString> {
    let whole = std::fs::canonicalize(path).ok()?;
    whole.components().next().map(|first| first.as_os_str().to_owned())
}
