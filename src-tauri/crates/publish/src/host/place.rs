//! A host by the name that people give it, wherever its files are.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use url::Url;

use super::error::{Error, Result};
use super::files::Files;
use super::http::Http;
use super::marks::Marks;
use super::store::Host;
use super::verify::{Audit, verify};
use super::{bundle, device};

/// The files at `place`: an http address, a bundle's file, or whatever can be published to.
///
/// # Errors
/// `Usage` when it is none of these.
pub fn open(place: &str) -> Result<Arc<dyn Files>> {
    if let Some(url) = web_address(place) {
        return Ok(Arc::new(Http::new(url)?));
    }
    let path = Path::new(place);
    if path.is_file() {
        return Ok(Arc::new(bundle::read(path)?));
    }
    if !place.contains("://") && !path.exists() {
        return Err(Error::Usage(format!("{place}: there is no such directory or file")));
    }
    Ok(Arc::new(Host::open(place)?))
}

/// Looks at everything at `place`, and where that is an http address, has a device refresh from it.
///
/// # Errors
/// As [`open`] and [`verify`].
pub async fn audit(place: &str, root: &[u8], marks: &Marks, now: Timestamp) -> Result<Audit> {
    let mut audit = verify(open(place)?, root, marks, now).await?;
    if let Some(url) = web_address(place)
        && let Some(fault) = device::trouble(url, root, now).await?
    {
        audit.faults.push(fault);
    }
    Ok(audit)
}

fn web_address(place: &str) -> Option<Url> {
    let url = Url::parse(place).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}
