//! Where keys may lie, and how their files are written and read.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use aws_lc_rs::signature::Ed25519KeyPair;
use pem::Pem;

use crate::host::error::{Error, Result, unusable};

/// PKCS#8's tag in PEM.
const TAG: &str = "PRIVATE KEY";

/// Refuses a directory inside a git work tree: what is committed once can be read for ever.
pub(super) fn outside_git(dir: &Path) -> Result<()> {
    // The directory may not be there yet: its nearest ancestor that is there decides, with links followed.
    let absolute = std::path::absolute(dir).map_err(|error| unusable(dir, error))?;
    let there = absolute.ancestors().find(|path| path.exists()).unwrap_or(&absolute);
    let real = fs::canonicalize(there).map_err(|error| unusable(there, error))?;
    match real.ancestors().find(|path| path.join(".git").exists()) {
        None => Ok(()),
        Some(tree) => Err(Error::Refused(format!(
            "{} lies inside the git work tree {}: a private key that is committed once can be read for ever. \
             Name a directory outside it: on an encrypted stick, or in your home directory",
            dir.display(),
            tree.display()
        ))),
    }
}

/// Makes the directory, for its owner alone. One that is there already must be empty.
pub(super) fn make_directory(dir: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(|error| unusable(dir, error))?;
    let mut entries = fs::read_dir(dir).map_err(|error| unusable(dir, error))?;
    if entries.next().is_some() {
        return Err(Error::Refused(format!(
            "{} is not empty: keys are never written over. Name a new directory",
            dir.display()
        )));
    }
    Ok(())
}

/// Makes a key and writes it to a new file that its owner alone can read. Nothing is ever written over.
pub(super) fn make_key(dir: &Path, name: &str) -> Result<(PathBuf, Ed25519KeyPair)> {
    let path = dir.join(name);
    let failed = |why: &str| unusable(&path, why);
    let pair = Ed25519KeyPair::generate().map_err(|_| failed("this machine gives no random numbers"))?;
    // Version 1 of PKCS#8, which OpenSSL and every other tool reads as well.
    let der = pair.to_pkcs8v1().map_err(|_| failed("the key cannot be encoded"))?;
    let text = pem::encode(&Pem::new(TAG, der.as_ref()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(|error| unusable(&path, error))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(|error| unusable(&path, error))?;
    Ok((path, pair))
}

/// Reads a key. One that others can read is refused: who knows who has.
pub(super) fn read_key(path: &Path) -> Result<Ed25519KeyPair> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(path)
            .map_err(|error| unusable(path, error))?
            .permissions()
            .mode();
        if mode & 0o077 != 0 {
            return Err(Error::Refused(format!(
                "{} can be read by others on this machine (mode {:03o}). \
                 If it was copied here just now, run: chmod 600 {}. Otherwise rotate the key",
                path.display(),
                mode & 0o777,
                path.display()
            )));
        }
    }
    let text = fs::read(path).map_err(|error| unusable(path, error))?;
    let pem = pem::parse(text).map_err(|error| unusable(path, format!("this is not PEM: {error}")))?;
    if pem.tag() != TAG {
        return Err(unusable(path, format!("this is a {}, not a {TAG}", pem.tag())));
    }
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(pem.contents())
        .map_err(|error| unusable(path, format!("this is not an Ed25519 key: {error}")))
}

/// The lowest number that no file `<stem>-<number>.pem` has yet.
pub(super) fn free_number(dir: &Path, stem: &str) -> u32 {
    (1..)
        .find(|n| !dir.join(key_name(stem, *n)).exists())
        .unwrap_or(u32::MAX)
}

/// The name of a key's file.
pub(super) fn key_name(stem: &str, number: u32) -> String {
    format!("{stem}-{number}.pem")
}
