//! What a device makes of a host: the app's own refresh, on a device that has nothing yet.
//!
//! Much of what keeps devices from a host is not in its files: a page in the place of what is missing, a compression
//! nobody asked for, a redirect elsewhere, a certificate. Only the client that devices have finds all of it.

use std::sync::Arc;

use catalogue::refresh::{Cause, Refreshed, Trouble};
use jiff::Timestamp;
use store::CatalogueDb;
use sync::{Config, Held, Limits, Refresher};
use url::Url;

use super::error::{Error, Result, chain};
use super::lifetime::utc;

/// Why a device would not take the newest edition of `host`; `None` when it takes it.
///
/// # Errors
/// `Usage` when there is no room for a device's files here.
pub(crate) async fn trouble(host: Url, root: &[u8], now: Timestamp) -> Result<Option<String>> {
    let here = |error: &dyn std::error::Error| Error::Usage(format!("a device cannot be tried here: {}", chain(error)));
    let folder = tempfile::tempdir().map_err(|error| here(&error))?;
    let (db, _) = CatalogueDb::open(folder.path()).map_err(|error| here(&error))?;
    let config = Config {
        host,
        root: root.to_vec(),
        scratch: folder.path().join("refresh"),
        limits: Limits::default(),
    };
    let refresher = match Refresher::new(Arc::new(db), config) {
        Ok(refresher) => refresher,
        Err(error) => return Ok(Some(format!("devices do not ask here: {}", chain(&error)))),
    };
    let outcome = refresher
        .refresh(Held::default, utc(now), &|_| {}, std::future::pending())
        .await;
    Ok(match outcome {
        Ok(Refreshed::Updated(_)) => None,
        Ok(Refreshed::TooNew { edition }) => Some(format!(
            "edition {edition} needs a newer app than the one that this program belongs to"
        )),
        Err(Trouble::CaptivePortal) => Some(
            "a device takes the answers for a network's sign-in page: serve the files as they are, and no web page in \
             the place of one that is missing"
                .into(),
        ),
        Err(Trouble::NotPrivate) => Some("devices do not trust the host's certificate".into()),
        Err(trouble) if trouble.cause() == Cause::Host => Some(format!("a device is turned away: {trouble}")),
        Err(trouble) => Some(format!("a device takes nothing from here: {trouble}")),
        Ok(Refreshed::UpToDate { .. }) => Some("a device finds no edition here".into()),
    })
}
