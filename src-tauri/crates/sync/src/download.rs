//! Fetching a large file whose hash and length are known: in pieces if it must be, and never twice.

use std::io::{self, Read};
use std::path::Path;

use catalogue::canonical::Digest;
use catalogue::refresh::Trouble;
use reqwest::header::{CONTENT_RANGE, HeaderMap, RANGE};
use reqwest::{Response, StatusCode};
use sha2::{Digest as _, Sha256};
use store::{StoreError, private};
use tokio::fs::{self, OpenOptions};
use tokio::io::{AsyncSeekExt, AsyncWriteExt, SeekFrom};
use url::Url;

use crate::blocking::blocking;
use crate::http::{Http, is_page, unasked};

/// A file that the signed metadata describes.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub url: Url,
    pub sha256: Digest,
    /// In bytes.
    pub length: u64,
}

impl Wanted {
    /// The file at `path` of `host`.
    pub(crate) fn at(host: &Url, path: &str, sha256: Digest, length: u64) -> Result<Self, Trouble> {
        let url = host
            .join(path)
            .map_err(|error| Trouble::BadHost { why: error.to_string() })?;
        Ok(Self { url, sha256, length })
    }
}

/// What it means that a file could not be written or read.
pub(crate) fn not_stored(error: io::Error) -> Trouble {
    StoreError::from(error).into()
}

/// Fetches `wanted` into memory by way of a part in `folder`, under the name of the expected hash. Anything else in
/// `folder` is no longer wanted, and is removed.
pub(crate) async fn fetch(
    http: &Http,
    folder: &Path,
    wanted: &Wanted,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<Vec<u8>, Trouble> {
    let part = folder.join(format!("{}.part", hex::encode(wanted.sha256)));
    keep_only(folder, &part).await?;
    fetch_file(http, &part, wanted, progress).await?;
    fs::read(&part).await.map_err(not_stored)
}

/// Fetches `wanted` into the file `part`, telling `progress` how many of its bytes are there. When this goes well, the
/// file is what was signed for.
///
/// What has come stays there until all of it is, also over restarts; a broken download goes on where it stopped, as
/// long as each answer brings something. Never more than a piece of it is held in memory.
pub(crate) async fn fetch_file(
    http: &Http,
    part: &Path,
    wanted: &Wanted,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<(), Trouble> {
    let mut restarted = false;
    let mut tries = 0;
    loop {
        let before = length(part).await?;
        tracing::debug!("the download begins, or goes on");
        if before < wanted.length {
            tries += 1;
            match go_on(http, part, before, wanted, progress).await {
                Ok(()) => {}
                Err(Trouble::BrokenOff | Trouble::Slow)
                    if tries < http.limits.tries && length(part).await? > before =>
                {
                    continue;
                }
                // A server that cannot resume in the middle may still be able to start again.
                Err(Trouble::Unasked { .. }) if before > 0 && !restarted => {
                    restarted = true;
                    remove(part).await?;
                    continue;
                }
                Err(Trouble::TooLong) => {
                    remove(part).await?;
                    return Err(Trouble::TooLong);
                }
                Err(trouble) => return Err(trouble),
            }
        }
        if is_right(part, wanted).await? {
            tracing::debug!("the download is whole");
            return Ok(());
        }
        remove(part).await?;
        // The part that was there before may be at fault.
        if before == 0 || restarted {
            return Err(Trouble::Altered);
        }
        restarted = true;
    }
}

/// Asks for what is missing after the first `before` bytes and appends it.
async fn go_on(
    http: &Http,
    part: &Path,
    before: u64,
    wanted: &Wanted,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<(), Trouble> {
    let mut headers = HeaderMap::new();
    if before > 0
        && let Ok(range) = format!("bytes={before}-").parse()
    {
        headers.insert(RANGE, range);
    }
    let mut response = http.ask(&wanted.url, headers, http.limits.large).await?;
    let mut there = match response.status() {
        StatusCode::OK => 0,
        StatusCode::PARTIAL_CONTENT if before > 0 && continues(&response, before, wanted.length) => before,
        StatusCode::PARTIAL_CONTENT => return Err(unasked("another part")),
        _ => return Err(unasked("no such part")),
    };
    if is_page(&response) {
        return Err(Trouble::CaptivePortal);
    }
    match response.content_length() {
        Some(length) if length > wanted.length - there => return Err(Trouble::TooLong),
        // A whole file, of another length than the signed one.
        Some(length) if there == 0 && length < wanted.length => return Err(Trouble::Altered),
        _ => {}
    }
    // Not to append: Windows lets nobody cut a file that is opened for that.
    let file = OpenOptions::from(private::options())
        .create(true)
        .write(true)
        .truncate(false)
        .open(part)
        .await;
    let mut file = file.map_err(not_stored)?;
    file.set_len(there).await.map_err(not_stored)?;
    file.seek(SeekFrom::Start(there)).await.map_err(not_stored)?;
    loop {
        match http.piece(&mut response).await {
            Ok(Some(piece)) => {
                there += piece.len() as u64;
                if there > wanted.length {
                    return Err(Trouble::TooLong);
                }
                file.write_all(&piece).await.map_err(not_stored)?;
                // Flushed because tokio buffers: only bytes that are on the disk may be reported, even if the process
                // dies now.
                file.flush().await.map_err(not_stored)?;
                tracing::trace!(there, of = wanted.length, "a piece has come");
                progress(there);
            }
            Ok(None) if there < wanted.length => return Err(Trouble::BrokenOff),
            Ok(None) => return Ok(()),
            Err(trouble) => return Err(trouble),
        }
    }
}

/// Whether a 206 is the part that was asked for.
fn continues(response: &Response, before: u64, length: u64) -> bool {
    let range = response
        .headers()
        .get(CONTENT_RANGE)
        .and_then(|range| range.to_str().ok());
    let Some((range, whole)) = range.and_then(|range| range.strip_prefix("bytes ")?.split_once('/')) else {
        return false;
    };
    let Some((first, last)) = range.split_once('-') else {
        return false;
    };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    number(first) == Some(before)
        && number(last).is_some_and(|last| last >= before && last < length)
        && (whole.trim() == "*" || number(whole) == Some(length))
}

/// Whether the file at `part` is what was signed for.
async fn is_right(part: &Path, wanted: &Wanted) -> Result<bool, Trouble> {
    let (part, wanted) = (part.to_owned(), wanted.clone());
    let right = blocking(move || {
        let mut file = std::fs::File::open(&part)?;
        if file.metadata()?.len() != wanted.length {
            return Ok(false);
        }
        let mut hash = Sha256::new();
        let mut piece = vec![0; 64 << 10];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(Digest::from(hash.finalize()) == wanted.sha256),
                read => hash.update(&piece[..read]),
            }
        }
    });
    right.await.map_err(not_stored)
}

/// Makes `folder` and removes all files in it but `part`.
async fn keep_only(folder: &Path, part: &Path) -> Result<(), Trouble> {
    private::folder(folder).map_err(not_stored)?;
    let mut files = fs::read_dir(folder).await.map_err(not_stored)?;
    while let Some(file) = files.next_entry().await.map_err(not_stored)? {
        if file.path() != part {
            remove(&file.path()).await?;
        }
    }
    Ok(())
}

async fn length(part: &Path) -> Result<u64, Trouble> {
    match fs::metadata(part).await {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(not_stored(error)),
    }
}

/// Removes a file that need not be there.
pub(crate) async fn remove(file: &Path) -> Result<(), Trouble> {
    match fs::remove_file(file).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(not_stored(error)),
        _ => Ok(()),
    }
}
