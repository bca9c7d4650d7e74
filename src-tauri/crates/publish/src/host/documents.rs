//! Documents on their way to a host. One at a time is in memory: together they may be gigabytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use catalogue::document::MOST_BYTES;
use catalogue::{Catalogue, Edition};
use sync::layout;

use super::editions::sha256;
use super::error::{Error, Result, chain, unusable};
use super::store::Host;

/// The documents of `edition` that `host` has not got, by hash, and their files in `folder`.
///
/// # Errors `Data` for a document that is in neither place or is not what the edition says of it; `Usage` when a file
/// cannot be read.
pub(crate) async fn missing(
    edition: &Edition,
    host: &Host,
    folder: Option<&Path>,
) -> Result<BTreeMap<String, PathBuf>> {
    let catalogue = Catalogue::from_edition(edition).map_err(|error| Error::Data(chain(&error)))?;
    let mut missing = BTreeMap::new();
    for resource in catalogue.resources {
        let Some(document) = resource.document else { continue };
        if !host.has(&layout::document_path(&document.sha256)).await? {
            missing.insert(document.sha256.clone(), (resource.id, document));
        }
    }
    let mut found = BTreeMap::new();
    let folder = folder.filter(|_| !missing.is_empty());
    for path in folder.map(files).transpose()?.unwrap_or_default() {
        let bytes = read(&path)?;
        let hash = sha256(&bytes);
        let Some((resource, document)) = missing.get(&hash) else {
            continue;
        };
        if !document.describes(&bytes) {
            return Err(Error::Data(format!(
                "resource {resource} has a document that does not match its lines: copy them again from \
                 `doorstep-publish document {}`",
                path.display()
            )));
        }
        found.insert(hash, path);
    }
    match missing.iter().find(|(hash, _)| !found.contains_key(*hash)) {
        None => Ok(found),
        Some((hash, (resource, _))) => Err(Error::Data(format!(
            "resource {resource} has a document that is neither on {host} nor in the directory given with --documents: \
             no file has the SHA-256 {hash}"
        ))),
    }
}

/// Puts the document with that hash on the host. What is uploaded was hashed just now: a file that was saved since it
/// was looked at would have the wrong name for ever.
///
/// # Errors
/// `Refused` when the file has changed; `Usage` when it cannot be read; `Host` when the host fails.
pub(crate) async fn put(host: &Host, hash: &str, file: &Path) -> Result<()> {
    let bytes = read(file)?;
    if sha256(&bytes) != hash {
        return Err(Error::Refused(format!(
            "{} was changed while this ran, and nothing was published. If the new file is the right one, copy its lines \
             from `doorstep-publish document {}` into its resource; then release again",
            file.display(),
            file.display()
        )));
    }
    host.create_hashed(&layout::document_path(hash), &bytes).await
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| unusable(path, error))
}

/// The files that can be documents.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| unusable(folder, error))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() <= MOST_BYTES));
    paths.sort();
    Ok(paths)
}
