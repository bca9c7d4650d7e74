//! Where keys may be stored, and how their files are written and read.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use aws_lc_rs::signature::Ed25519KeyPair;
use zeroize::Zeroizing;

use super::medium::{self, Kept};
use super::passphrase::{Passphrases, Secret};
use super::pem::{self, KeyText};
use crate::host::error::{Error, Result, unusable};

/// Refuses a directory inside a git work tree: what is committed once can be read for ever.
pub(super) fn outside_git(dir: &Path) -> Result<()> {
    // The directory may not be there yet: its nearest ancestor that is there decides, with links followed.
    let absolute = std::path::absolute(dir).map_err(|error| unusable(dir, error))?;
    let there = absolute.ancestors().find(|path| path.exists()).unwrap_or(&absolute);
    let real = fs::canonicalize(there).map_err(|error| unusable(there, error))?;
    match real.ancestors().find(|path| path.join(".git").exists()) {
        None => Ok(()),
        Some(tree) => Err(Error::Refused(format!(
            "{} is inside the git work tree {}: a private key that is committed once can be read for ever. Name a \
             directory outside it, on an encrypted USB stick or in your home directory",
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
            "{} is not empty, and keys are never overwritten. Name a new directory",
            dir.display()
        )));
    }
    Ok(())
}

/// Refuses anything that is not yet a directory. A missing one may be a stick that is not mounted, and creating it
/// would put the key on the disk.
pub(super) fn is_there(medium: &Path) -> Result<PathBuf> {
    let real = fs::canonicalize(medium).map_err(|error| {
        unusable(
            medium,
            format!("{error}. A key is only written to a directory that already exists: is the stick mounted?"),
        )
    })?;
    if real.is_dir() {
        Ok(real)
    } else {
        Err(unusable(
            medium,
            "this is not a directory: name the one where the stick is mounted",
        ))
    }
}

/// The files that a command has made so far.
#[derive(Debug, Default)]
pub(super) struct Made(Vec<PathBuf>);

impl Made {
    /// Makes a key and writes it to a new file that its owner alone can read. Nothing is ever written over. Answers the
    /// key as it was read back from there.
    pub(super) fn key(
        &mut self,
        dir: &Path,
        name: &str,
        passphrase: Option<&Secret>,
    ) -> Result<(PathBuf, Ed25519KeyPair)> {
        let path = dir.join(name);
        let failed = |why: String| unusable(&path, why);
        let pair = Ed25519KeyPair::generate().map_err(|_| failed("this machine provides no random numbers".into()))?;
        let text = pem::encode(&pair, passphrase).map_err(failed)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Error::Refused(format!(
                "{} already exists, and keys are never overwritten: name another medium",
                path.display()
            )),
            _ => unusable(&path, error),
        })?;
        self.0.push(path.clone());
        // Checked while it is empty: on a medium without file owners no key has been written yet.
        medium::check(&path, &file, kept(passphrase.is_some()))?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(|error| unusable(&path, error))?;
        // The name as well as the bytes. Not every file system can be asked for that.
        #[cfg(unix)]
        let _ = File::open(dir).and_then(|dir| dir.sync_all());
        forget(&file);
        drop(file);
        let (read, _) = read_text(&path)?;
        if *read != *text {
            return Err(failed(
                "the file read back differs from what was written: use another medium".into(),
            ));
        }
        let parsed = KeyText::parse(&read).map_err(failed)?;
        let pair = match passphrase {
            Some(secret) => parsed.decrypt(secret),
            None => parsed.key().map(Some),
        };
        let pair = pair.map_err(failed)?;
        Ok((
            path.clone(),
            pair.ok_or_else(|| failed("its passphrase does not open it".into()))?,
        ))
    }

    /// Takes back what was made, so that nothing half-made is taken for keys that count. Says so after why.
    pub(super) fn undo(self, error: Error) -> Error {
        let left: Vec<_> = self.0.iter().filter(|path| fs::remove_file(path).is_err()).collect();
        let more = if !left.is_empty() {
            let list: Vec<_> = left.iter().map(|path| path.display().to_string()).collect();
            format!(
                ". No root names what was created, so it is not valid, but these could not be deleted again. Delete \
                 them yourself: {}",
                list.join(", ")
            )
        } else if self.0.is_empty() {
            ". Nothing was created".to_owned()
        } else {
            let list: Vec<_> = self.0.iter().map(|path| path.display().to_string()).collect();
            format!(". Nothing was created: these were deleted again: {}", list.join(", "))
        };
        match error {
            Error::Usage(why) => Error::Usage(why + &more),
            Error::Refused(why) => Error::Refused(why + &more),
            other => other,
        }
    }
}

/// Has what was written read from the medium next time, and not from memory.
fn forget(file: &File) {
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

fn kept(encrypted: bool) -> Kept {
    if encrypted { Kept::SealedKey } else { Kept::Key }
}

fn read_text(path: &Path) -> Result<(Zeroizing<String>, File)> {
    let mut text = Zeroizing::new(String::new());
    let mut file = File::open(path).map_err(|error| unusable(path, error))?;
    file.read_to_string(&mut text).map_err(|error| unusable(path, error))?;
    Ok((text, file))
}

/// Reads a key. One that others can read is refused: who knows who has.
pub(super) fn read_key(path: &Path, passphrases: &Passphrases) -> Result<Ed25519KeyPair> {
    let (text, file) = read_text(path)?;
    let parsed = KeyText::parse(&text);
    medium::check(path, &file, kept(parsed.as_ref().is_ok_and(KeyText::is_encrypted)))?;
    let wrong = |why: String| unusable(path, why);
    let parsed = parsed.map_err(wrong)?;
    if parsed.is_encrypted() {
        passphrases.open(&path.display().to_string(), |secret| {
            parsed.decrypt(secret).map_err(wrong)
        })
    } else {
        parsed.key().map_err(wrong)
    }
}

/// A name with a number that no key of the role has: above all in these directories, and above how many keys the role
/// has, since the highest may be the one that is lost.
pub(super) fn next_name<'a>(dirs: impl Iterator<Item = &'a Path>, stem: &str, keys: usize) -> String {
    let entries = dirs.filter_map(|dir| fs::read_dir(dir).ok()).flatten().flatten();
    let numbers = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let number = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".pem")?;
        number.parse::<u32>().ok()
    });
    let highest = numbers.max().unwrap_or_default();
    key_name(
        stem,
        highest.max(u32::try_from(keys).unwrap_or_default()).saturating_add(1),
    )
}

/// The name of a key's file.
pub(super) fn key_name(stem: &str, number: u32) -> String {
    format!("{stem}-{number}.pem")
}
