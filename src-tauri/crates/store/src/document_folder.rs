//! The documents on the device: files named by their hash, and nothing else that matters.
//!
//! ```text
//! documents/<sha256>           whole and once found right
//! documents/parts/<sha256>     what has come of one
//! documents/opened/…           copies handed to another program, under a name that says what they are
//! ```

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use catalogue::Keepable;
use catalogue::canonical::{self, Digest};

use crate::{StoreError, file};

const FOLDER: &str = "documents";
const PARTS: &str = "parts";
const OPENED: &str = "opened";

/// The folder of documents. Made when something is first put into it.
#[derive(Clone, Debug)]
pub struct DocumentFolder {
    folder: PathBuf,
}

impl DocumentFolder {
    /// The one in `dir`, where the databases are.
    pub fn new(dir: &Path) -> Self {
        Self {
            folder: dir.join(FOLDER),
        }
    }

    /// Where the unfinished file of that hash is put together.
    pub fn part(&self, digest: &Digest) -> PathBuf {
        self.folder.join(PARTS).join(hex::encode(digest))
    }

    /// Makes the folder in which files are put together.
    pub fn make(&self) -> Result<(), StoreError> {
        Ok(fs::create_dir_all(self.folder.join(PARTS))?)
    }

    /// Takes the part of that hash, which must be whole and right, in among the documents.
    pub fn admit(&self, digest: &Digest) -> Result<(), StoreError> {
        let part = self.part(digest);
        fs::OpenOptions::new().write(true).open(&part)?.sync_all()?;
        fs::rename(&part, self.whole(digest))?;
        file::keep_names(&self.folder);
        Ok(())
    }

    /// What is there, with its length in bytes. Not hashed: [`DocumentFolder::read`] does that.
    pub fn held(&self) -> Result<HashMap<Digest, u64>, StoreError> {
        let mut held = HashMap::new();
        for (path, digest) in named(&self.folder)? {
            // One may go while this looks.
            if let (Some(digest), Ok(metadata)) = (digest, fs::metadata(path)) {
                held.insert(digest, metadata.len());
            }
        }
        Ok(held)
    }

    /// The bytes of a document; `None` when it is not there. One that is not what its hash says is removed.
    ///
    /// # Errors
    /// `Damaged` when it was removed.
    pub fn read(&self, document: &Keepable) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.whole(&document.digest);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        if canonical::digest(&bytes) == document.digest {
            return Ok(Some(bytes));
        }
        file::absent_is_fine(fs::remove_file(&path))?;
        Err(StoreError::damaged("a document"))
    }

    /// Writes a copy that another program may have, under `name`, a file name of our own making, and answers where. The
    /// copy is the other program's to spoil; it is gone when the document is, or at the next start.
    pub fn copy_out(&self, document: &Keepable, bytes: &[u8], name: &str) -> Result<PathBuf, StoreError> {
        let folder = self.folder.join(OPENED).join(hex::encode(document.digest));
        fs::create_dir_all(&folder)?;
        let path = folder.join(name);
        // Windows does not let a file be replaced while another program has it open: then it is the same one.
        if !fs::read(&path).is_ok_and(|there| there == bytes) {
            fs::write(&path, bytes)?;
        }
        Ok(path)
    }

    /// Removes all documents, parts and copies but those of `wanted`.
    pub fn keep_only(&self, wanted: &HashSet<Digest>) -> Result<(), StoreError> {
        for folder in [self.folder.clone(), self.folder.join(PARTS)] {
            for (path, digest) in named(&folder)? {
                if path.is_file() && !digest.is_some_and(|digest| wanted.contains(&digest)) {
                    file::absent_is_fine(fs::remove_file(path))?;
                }
            }
        }
        for (path, digest) in named(&self.folder.join(OPENED))? {
            if !digest.is_some_and(|digest| wanted.contains(&digest)) {
                give_up(&path);
            }
        }
        Ok(())
    }

    /// Removes all copies that other programs were given.
    pub fn forget_copies(&self) {
        give_up(&self.folder.join(OPENED));
    }

    fn whole(&self, digest: &Digest) -> PathBuf {
        self.folder.join(hex::encode(digest))
    }
}

/// What lies in `folder`, which may be absent, and the hash it is named by.
fn named(folder: &Path) -> Result<Vec<(PathBuf, Option<Digest>)>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let mut digest = Digest::default();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_hash = hex::decode_to_slice(name, &mut digest).is_ok();
        found.push((path, is_hash.then_some(digest)));
    }
    Ok(found)
}

/// Removes a folder of copies, if the programs that have them let go of them.
fn give_up(folder: &Path) {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => tracing::warn!(%error, "a copy is still there"),
        _ => {}
    }
}
