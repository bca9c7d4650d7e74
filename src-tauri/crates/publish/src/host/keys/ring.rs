//! The keys and roots of one or more directories.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use aws_lc_rs::rand::SystemRandom;
use jiff::Timestamp;
use serde::Serialize;
use tough::editor::signed::SignedRole;
use tough::key_source::KeySource;
use tough::schema::{KeyHolder, Root, Signed};

use super::file;
use super::passphrase::Passphrases;
use super::role::Role;
use super::signing::{self, SigningKey};
use crate::host::error::{Error, Result, chain, signing as cannot_sign, unusable};
use crate::host::lifetime::day;

/// The ending of a root's file name.
pub(super) const ROOT: &str = ".root.json";

/// Every key and every version of the root that was found.
#[derive(Debug)]
pub struct Keyring {
    keys: Vec<SigningKey>,
    /// By version, as signed: the bytes that a host serves.
    roots: BTreeMap<u64, Vec<u8>>,
    /// The newest.
    root: Signed<Root>,
    dirs: Vec<PathBuf>,
}

impl Keyring {
    /// Reads the directories, whose keys need no passphrase.
    ///
    /// # Errors
    /// As [`Keyring::open_with`].
    pub fn open(dirs: &[PathBuf]) -> Result<Self> {
        Self::open_with(dirs, &Passphrases::none())
    }

    /// Reads the directories. Each version of the root must be signed as TUF asks, by itself and by the one before.
    ///
    /// # Errors `Usage` when a directory cannot be read or holds no root or a passphrase is wrong, `Refused` when
    /// others can read a key or two directories disagree on a root.
    pub fn open_with(dirs: &[PathBuf], passphrases: &Passphrases) -> Result<Self> {
        let (mut keys, mut roots) = (Vec::new(), BTreeMap::new());
        for dir in dirs {
            for path in files(dir)? {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if path.extension().is_some_and(|ending| ending == "pem") {
                    keys.push(SigningKey::new(path.clone(), file::read_key(&path, passphrases)?));
                } else if let Some(version) = name.strip_suffix(ROOT).and_then(|n| n.parse::<u64>().ok()) {
                    let bytes = fs::read(&path).map_err(|error| unusable(&path, error))?;
                    if roots.get(&version).is_some_and(|other| *other != bytes) {
                        return Err(Error::Refused(format!(
                            "{} differs from {name} in another of these directories: the root was rotated twice. Keep \
                             the one that is on the host",
                            path.display()
                        )));
                    }
                    roots.insert(version, bytes);
                }
            }
        }
        let names: Vec<_> = dirs.iter().map(|dir| dir.display().to_string()).collect();
        let root = newest(&roots, &names.join(", "))?;
        let dirs = dirs.to_vec();
        Ok(Self {
            keys,
            roots,
            root,
            dirs,
        })
    }

    /// The newest root.
    pub fn root(&self) -> &Root {
        &self.root.signed
    }

    /// Where all of them were found.
    pub(crate) fn dirs(&self) -> &[PathBuf] {
        &self.dirs
    }

    /// The newest root's version.
    pub fn version(&self) -> u64 {
        self.root.signed.version.get()
    }

    /// A version of the root, as it is served.
    pub fn root_bytes(&self, version: u64) -> Option<&[u8]> {
        self.roots.get(&version).map(Vec::as_slice)
    }

    /// The versions of the root that are here, the oldest first.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = u64> + '_ {
        self.roots.keys().copied()
    }

    pub(super) fn signed_root(&self) -> &Signed<Root> {
        &self.root
    }

    /// The file of the key of this id, when it is here.
    pub(super) fn file_of(&self, id: &[u8]) -> Option<&Path> {
        let key = self.keys.iter().find(|key| key.id().is_ok_and(|own| *own == *id));
        key.map(SigningKey::file)
    }

    /// Whether enough of the keys of `role` are here to sign for it.
    pub fn can_sign(&self, role: Role) -> bool {
        self.present(role) >= threshold(self.root(), role)
    }

    /// How many of the keys of `role` are here.
    pub(super) fn present(&self, role: Role) -> u64 {
        let ids = self.root().roles.get(&role.kind()).map(|keys| keys.keyids.as_slice());
        let here = ids.unwrap_or_default().iter().filter(|id| self.file_of(id).is_some());
        here.count() as u64
    }

    /// Refuses when a role that must be signed for cannot be.
    ///
    /// # Errors
    /// `Usage`, naming the keys that are missing.
    pub fn require(&self, roles: &[Role]) -> Result<()> {
        match roles.iter().find(|role| !self.can_sign(**role)) {
            None => Ok(()),
            Some(role) => Err(Error::Usage(self.missing(*role))),
        }
    }

    /// Who else must sign for `role`, when some of its keys are here and they are not enough.
    pub(crate) fn short_of(&self, role: Role) -> Option<String> {
        (self.present(role) > 0 && !self.can_sign(role)).then(|| self.missing(role))
    }

    /// Who else must sign for `role`, in a sentence.
    pub(crate) fn missing(&self, role: Role) -> String {
        let (name, version) = (role.name(), self.version());
        let ids = self.root().roles.get(&role.kind()).map(|keys| keys.keyids.as_slice());
        let ids = ids.unwrap_or_default();
        if let [_] = ids {
            return format!(
                "the {name} key of root version {version} is not in the directories given with --keys: name the one that \
                 holds it"
            );
        }
        let (here, away): (Vec<_>, Vec<_>) = ids.iter().partition(|id| self.file_of(id).is_some());
        let files: Vec<_> = here
            .iter()
            .filter_map(|id| self.file_of(id))
            .map(|file| file.display().to_string())
            .collect();
        let away: Vec<_> = away.iter().map(|id| signing::short(id)).collect();
        let needed = threshold(self.root(), role);
        format!(
            "{needed} of the {} {name} keys of root version {version} must sign together, and {} here. {} more of \
             these must sign, each from a directory named with another --keys: {}",
            ids.len(),
            match &files[..] {
                [] => "none of them is".to_owned(),
                [only] => format!("one of them ({only}) is"),
                some => format!("{} of them ({}) are", some.len(), some.join(", ")),
            },
            needed.saturating_sub(here.len() as u64),
            away.join(", ")
        )
    }

    /// Refuses to sign under a root that no device trusts any more.
    ///
    /// # Errors
    /// `Refused` when the newest root has expired.
    pub fn require_valid_root(&self, now: Timestamp) -> Result<()> {
        if self.root().expires > now {
            return Ok(());
        }
        Err(Error::Refused(format!(
            "the root expired on {}, and devices accept nothing that is signed under it: bring its keys together and \
             run `doorstep-publish keys renew`",
            day(self.root().expires)
        )))
    }

    /// Signs a role's metadata with the keys that the newest root names for it.
    pub(crate) async fn sign<T: tough::schema::Role + Serialize>(&self, role: T) -> Result<SignedRole<T>> {
        self.sign_under(self.root(), role).await
    }

    /// The same, under any version of the root.
    pub(super) async fn sign_under<T: tough::schema::Role + Serialize>(
        &self,
        root: &Root,
        role: T,
    ) -> Result<SignedRole<T>> {
        let sources = self.keys.iter().map(|key| Box::new(key.clone()) as Box<dyn KeySource>);
        let sources: Vec<_> = sources.collect();
        SignedRole::new(role, &KeyHolder::Root(root.clone()), &sources, &SystemRandom::new())
            .await
            .map_err(|error| cannot_sign(&error))
    }

    /// Adds a key that was made just now.
    pub(super) fn add(&mut self, key: SigningKey) {
        self.keys.push(key);
    }
}

/// How many keys must sign for `role`.
pub(super) fn threshold(root: &Root, role: Role) -> u64 {
    root.roles
        .get(&role.kind())
        .map_or(u64::MAX, |keys| keys.threshold.get())
}

fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).map_err(|error| unusable(dir, format!("it cannot be listed: {error}")))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    // A Mac puts `._root-1.pem` beside a file on a stick.
    let hidden = |path: &Path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'))
    };
    files.retain(|path| path.is_file() && !hidden(path));
    files.sort();
    Ok(files)
}

/// The newest root, when every one of them follows from the one before.
fn newest(roots: &BTreeMap<u64, Vec<u8>>, dirs: &str) -> Result<Signed<Root>> {
    let mut trusted: Option<Signed<Root>> = None;
    for (version, bytes) in roots {
        let wrong = |why: String| Error::Usage(format!("{version}{ROOT} in {dirs}: {why}"));
        let root: Signed<Root> =
            serde_json::from_slice(bytes).map_err(|error| wrong(format!("this is not a root: {error}")))?;
        let follows = trusted.as_ref().map_or(Ok(()), |before| follows(before, &root));
        follows
            .and_then(|()| root.signed.verify_role(&root).map_err(|error| chain(&error)))
            .map_err(wrong)?;
        trusted = Some(root);
    }
    trusted.ok_or_else(|| {
        Error::Usage(format!(
            "there is no root in {dirs}: name the directory that `doorstep-publish keys new` made"
        ))
    })
}

/// Whether a client that trusts `before` takes `next`.
pub(crate) fn follows(before: &Signed<Root>, next: &Signed<Root>) -> Result<(), String> {
    if next.signed.version.get() != before.signed.version.get() + 1 {
        return Err(format!(
            "version {} is missing before it",
            next.signed.version.get() - 1
        ));
    }
    before.signed.verify_role(next).map_err(|error| chain(&error))
}
