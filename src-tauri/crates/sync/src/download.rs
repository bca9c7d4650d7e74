//! Fetching a large file whose hash and length are known: in pieces if it must be, and never twice.

use std::io::{self, Read};
use std::path::Path;

use catalogue::canonical::Digest;
use reqwest::header::{CONTENT_RANGE, HeaderMap, RANGE};
use reqwest::{Response, StatusCode};
use sha2::{Digest as _, Sha256};
use store::StoreError;
use tokio::fs::{self, OpenOptions};
use tokio::io::AsyncWriteExt;
use url::Url;

use crate::http::{Http, Trouble, is_page};
use crate::refresh::blocking;

/// A file that the signed metadata describes.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub url: Url,
    pub sha256: Digest,
    /// In bytes.
    pub length: u64,
}

/// Why a file could not be had.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The host or the network.
    Trouble(Trouble),
    /// What came is not what was signed.
    Altered,
    /// The device could not store it.
    Device(StoreError),
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        Fault::Trouble(trouble)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Fault::Device(error.into())
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Fault::Device(error)
    }
}

/// Fetches `wanted` into memory by way of a part in `folder`, under the name of the expected hash. What else lies in
/// `folder` is no longer wanted and removed.
pub(crate) async fn fetch(
    http: &Http,
    folder: &Path,
    wanted: &Wanted,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<Vec<u8>, Fault> {
    let part = folder.join(format!("{}.part", hex::encode(wanted.sha256)));
    keep_only(folder, &part).await?;
    fetch_file(http, &part, wanted, progress).await?;
    Ok(fs::read(&part).await?)
}

/// Fetches `wanted` into the file `part`, telling `progress` how many of its bytes are there. When this goes well, the file
/// is what was signed for.
///
/// What has come stays there until all of it is, also over restarts; a broken download goes on where it stopped, as long
/// as each answer brings something. Never more than a piece of it is held in memory.
pub(crate) async fn fetch_file(
    http: &Http,
    part: &Path,
    wanted: &Wanted,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<(), Fault> {
    let mut restarted = false;
    let mut tries = 0;
    loop {
        let before = length(part).await?;
        tracing::debug!("the download begins, or goes on");
        if before < wanted.length {
            tries += 1;
            match go_on(http, part, before, wanted, progress).await {
                Ok(()) => {}
                Err(Fault::Trouble(Trouble::BrokenOff | Trouble::Slow))
                    if tries < http.limits.tries && length(part).await? > before =>
                {
                    continue;
                }
                // A server that cannot go on in the middle may still be able to start again.
                Err(Fault::Trouble(Trouble::Unasked(_))) if before > 0 && !restarted => {
                    restarted = true;
                    remove(part).await?;
                    continue;
                }
                Err(fault @ Fault::Trouble(Trouble::TooLong)) => {
                    remove(part).await?;
                    return Err(fault);
                }
                Err(fault) => return Err(fault),
            }
        }
        if is_right(part, wanted).await? {
            tracing::debug!("the download is whole");
            return Ok(());
        }
        remove(part).await?;
        // The part that was there before may be at fault.
        if before == 0 || restarted {
            return Err(Fault::Altered);
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
) -> Result<(), Fault> {
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
        StatusCode::PARTIAL_CONTENT => return Err(Trouble::Unasked("another part").into()),
        StatusCode::NOT_MODIFIED => return Err(Trouble::Unasked("not modified").into()),
        _ => return Err(Trouble::Unasked("no such part").into()),
    };
    if is_page(&response) {
        return Err(Trouble::CaptivePortal.into());
    }
    match response.content_length() {
        Some(length) if length > wanted.length - there => return Err(Trouble::TooLong.into()),
        // A whole file, and not as long as the one that was signed for.
        Some(length) if there == 0 && length < wanted.length => return Err(Fault::Altered),
        _ => {}
    }
    let mut file = OpenOptions::new().create(true).append(true).open(part).await?;
    file.set_len(there).await?;
    let done = loop {
        match http.piece(&mut response).await {
            Ok(Some(piece)) => {
                there += piece.len() as u64;
                if there > wanted.length {
                    break Err(Trouble::TooLong);
                }
                file.write_all(&piece).await?;
                // tokio writes behind one's back: what is told is to be there, also when the process dies now.
                file.flush().await?;
                tracing::trace!(there, of = wanted.length, "a piece has come");
                progress(there);
            }
            Ok(None) if there < wanted.length => break Err(Trouble::BrokenOff),
            Ok(None) => break Ok(()),
            Err(trouble) => break Err(trouble),
        }
    };
    Ok(done?)
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
async fn is_right(part: &Path, wanted: &Wanted) -> io::Result<bool> {
    let (part, wanted) = (part.to_owned(), wanted.clone());
    blocking(move || {
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
    })
    .await
}

/// Makes `folder` and removes all files in it but `part`.
async fn keep_only(folder: &Path, part: &Path) -> io::Result<()> {
    fs::create_dir_all(folder).await?;
    let mut files = fs::read_dir(folder).await?;
    while let Some(file) = files.next_entry().await? {
        if file.path() != part {
            remove(&file.path()).await?;
        }
    }
    Ok(())
}

async fn length(part: &Path) -> io::Result<u64> {
    match fs::metadata(part).await {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

/// Removes a file that need not be there.
pub(crate) async fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
