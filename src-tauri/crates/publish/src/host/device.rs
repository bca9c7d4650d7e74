//! How a device gets on with a host: the app's own refresh, on a device that has nothing yet.
//!
//! Much of what stops devices is not in a host's files: a web page instead of a missing file, a compression that was
//! not asked for, a redirect, a certificate. Only the client that devices have finds all of it.

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
    let here =
        |error: &dyn std::error::Error| Error::Usage(format!("no device could be simulated here: {}", chain(error)));
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
        Err(error) => return Ok(Some(format!("devices cannot use this address: {}", chain(&error)))),
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
            "a device takes the answers for a Wi-Fi sign-in page: serve the files as they are, and answer 404 for a \
             missing file instead of a web page"
                .into(),
        ),
        Err(Trouble::NotPrivate) => Some("devices do not trust the host's certificate".into()),
        Err(trouble) if trouble.cause() == Cause::Host => Some(format!("the host turns devices away: {trouble}")),
        Err(trouble) => Some(format!("devices cannot update from here: {trouble}")),
        Ok(Refreshed::UpToDate { .. }) => Some("a device finds no edition here".into()),
    })
}
