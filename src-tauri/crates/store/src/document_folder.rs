//! The documents on the device: files named by their hash.
//!
//! ```text
//! documents/<sha256>            whole and once found right
//! documents/parts/<sha256>      what has come of one
//! documents/opened/<sha256>/…   a copy handed to another program, under a name that says what it is
//! ```
//! Only what has such a name, in lower case and of the right sort, is ever removed. Whatever else is there is not ours:
//! the folder may be one that a person keeps documents of their own in.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, FileType};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use catalogue::Keepable;
use catalogue::canonical::{self, Digest};
use chrono::{DateTime, TimeDelta, Utc};

use crate::{StoreError, file, private};

const FOLDER: &str = "documents";
const PARTS: &str = "parts";
const OPENED: &str = "opened";
const WHAT: &str = "a document";
/// How long a copy is there for another program to read again.
const COPY_KEPT_FOR: TimeDelta = TimeDelta::days(1);

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
        Ok(private::folder(&self.folder.join(PARTS))?)
    }

    /// Moves the part of that hash, which must be complete and verified, to the documents.
    pub fn admit(&self, digest: &Digest) -> Result<(), StoreError> {
        let part = self.part(digest);
        File::options().write(true).open(&part)?.sync_all()?;
        fs::rename(&part, self.whole(digest))?;
        file::keep_names(&self.folder);
        Ok(())
    }

    /// What is there, with its length in bytes. Not hashed: [`DocumentFolder::read`] does that.
    pub fn held(&self) -> Result<HashMap<Digest, u64>, StoreError> {
        let mut held = HashMap::new();
        for (path, digest) in ours(&self.folder, FileType::is_file)? {
            // One may go while this looks.
            if let Ok(metadata) = fs::metadata(path) {
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
        Err(StoreError::Damaged { what: WHAT })
    }

    /// Writes a copy for another program, under the file name `name`, and answers its path. The other program may
    /// change the copy; it is removed with the document, a day later, or when the app ends.
    pub fn copy_out(
        &self,
        document: &Keepable,
        bytes: &[u8],
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<PathBuf, StoreError> {
        let folder = self.folder.join(OPENED).join(hex::encode(document.digest));
        private::folder(&folder)?;
        let path = folder.join(name);
        // Windows does not let a file be replaced while another program has it open: then it is the same one.
        if !fs::read(&path).is_ok_and(|there| there == bytes) {
            private::write(&path, bytes)?;
        }
        // One that is opened again is as good as new.
        if let Err(error) = File::options()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_modified(now.into()))
        {
            tracing::debug!(%error, "the copy is removed at once");
        }
        Ok(path)
    }

    /// Removes all documents, parts and copies but those of `wanted`.
    pub fn keep_only(&self, wanted: &HashSet<Digest>) -> Result<(), StoreError> {
        for folder in [self.folder.clone(), self.folder.join(PARTS)] {
            for (path, digest) in ours(&folder, FileType::is_file)? {
                if !wanted.contains(&digest) {
                    file::absent_is_fine(fs::remove_file(path))?;
                    tracing::trace!("a document is gone");
                }
            }
        }
        self.forget_copies_where(|_, digest| !wanted.contains(digest))
    }

    /// Removes all copies that other programs were given.
    pub fn forget_copies(&self) {
        if let Err(error) = self.forget_copies_where(|_, _| true) {
            tracing::warn!(%error, "copies are still there");
        }
    }

    /// Removes the copies that were handed over a day ago or longer.
    pub fn forget_old_copies(&self, now: DateTime<Utc>) {
        let old = |folder: &Path, _: &Digest| newest_in(folder).is_none_or(|newest| newest + COPY_KEPT_FOR <= now);
        if let Err(error) = self.forget_copies_where(old) {
            tracing::warn!(%error, "copies are still there");
        }
    }

    /// Removes all documents, parts and copies.
    ///
    /// # Errors
    /// When one is still there.
    pub fn erase(&self) -> Result<(), StoreError> {
        self.keep_only(&HashSet::new())?;
        let copies = self.folder.join(OPENED);
        if !ours(&copies, FileType::is_dir)?.is_empty() {
            return Err(StoreError::Busy);
        }
        // A folder with documents of the person's own stays.
        for folder in [copies, self.folder.join(PARTS), self.folder.clone()] {
            let _ = fs::remove_dir(folder);
        }
        tracing::debug!("the documents are erased");
        Ok(())
    }

    fn forget_copies_where(&self, forgets: impl Fn(&Path, &Digest) -> bool) -> Result<(), StoreError> {
        for (folder, digest) in ours(&self.folder.join(OPENED), FileType::is_dir)? {
            // A program that has one open may keep it locked.
            if forgets(&folder, &digest)
                && let Err(error) = file::absent_is_fine(fs::remove_dir_all(folder))
            {
                tracing::warn!(%error, "a copy is still there");
            }
        }
        Ok(())
    }

    fn whole(&self, digest: &Digest) -> PathBuf {
        self.folder.join(hex::encode(digest))
    }
}

/// When the newest file in `folder` was written.
fn newest_in(folder: &Path) -> Option<DateTime<Utc>> {
    let written = |entry: fs::DirEntry| Some(entry.metadata().ok()?.modified().ok()?.into());
    fs::read_dir(folder).ok()?.flatten().filter_map(written).max()
}

/// What is in `folder`, which may be absent, is of that sort and named by a hash, as we write it.
fn ours(folder: &Path, sort: fn(&FileType) -> bool) -> Result<Vec<(PathBuf, Digest)>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let (name, mut digest) = (entry.file_name(), Digest::default());
        let Some(name) = name.to_str() else { continue };
        if hex::decode_to_slice(name, &mut digest).is_ok() && hex::encode(digest) == name && sort(&entry.file_type()?) {
            found.push((entry.path(), digest));
        }
    }
    Ok(found)
}
