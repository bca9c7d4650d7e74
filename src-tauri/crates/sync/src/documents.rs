//! Fetching a document that an edition names by its hash: the edition's signature covers it.

use std::sync::Arc;

use catalogue::Keepable;
use catalogue::refresh::Trouble;
use chrono::{DateTime, Utc};
use store::{CatalogueDb, DocumentFolder};
use url::Url;

use crate::blocking::blocking;
use crate::download::{self, Wanted};
use crate::http::{self, Http, Limits};
use crate::layout;

/// Fetches documents from one host, by the same rules as a refresh.
///
/// Wants a tokio runtime with time and IO.
pub struct DocumentFetcher {
    db: Arc<CatalogueDb>,
    folder: DocumentFolder,
    host: Url,
    client: reqwest::Client,
    limits: Limits,
}

impl DocumentFetcher {
    /// Asks nobody yet. `db` remembers when the host wants to be asked again.
    ///
    /// # Errors [`Trouble::BadHost`] when the host's address is not one that may be asked, or the operating system's
    /// certificates cannot be read.
    pub fn new(db: Arc<CatalogueDb>, folder: DocumentFolder, host: Url, limits: Limits) -> Result<Self, Trouble> {
        let host = layout::base(host);
        let client = http::client(&host, &limits)?;
        Ok(Self {
            db,
            folder,
            host,
            client,
            limits,
        })
    }

    /// Fetches a document into the folder, telling `progress` how many of its bytes are there. It is streamed to a part
    /// file, hashed, and takes its name only when it is right. When the host wants to be left alone, it is.
    ///
    /// Drop the future to stop: what has come stays for the next time.
    ///
    /// # Errors Whatever kept it from arriving. Bytes that are not what was signed ([`Trouble::Altered`]) are removed.
    pub async fn fetch(
        &self,
        document: &Keepable,
        now: DateTime<Utc>,
        progress: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<(), Trouble> {
        let fetched = match self.try_fetch(document, now, progress).await {
            Err(Trouble::TooLong) => Err(Trouble::Altered),
            other => other,
        };
        let left_behind = match &fetched {
            // The last free space is for what the person saves, and not for a part.
            Err(Trouble::Full) => download::remove(&self.folder.part(&document.digest)).await,
            Err(Trouble::Wait { until }) => self.wait_until(*until, now).await,
            _ => Ok(()),
        };
        if let Err(error) = left_behind {
            tracing::warn!(%error, "the partial download, or the time that the host asked to wait, could not be read");
        }
        tracing::info!(?fetched, "a document was asked for");
        fetched
    }

    async fn try_fetch(
        &self,
        document: &Keepable,
        now: DateTime<Utc>,
        progress: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<(), Trouble> {
        let (db, folder) = (Arc::clone(&self.db), self.folder.clone());
        let begun = blocking(move || {
            folder.make()?;
            db.attempts()
        });
        if let Some(until) = begun.await?.wait(now) {
            return Err(Trouble::Wait { until });
        }
        let path = layout::document_path(&hex::encode(document.digest));
        let wanted = Wanted::at(&self.host, &path, document.digest, document.bytes)?;
        let http = Http::new(self.client.clone(), self.limits.clone(), now);
        download::fetch_file(&http, &self.folder.part(&document.digest), &wanted, progress).await?;
        let (folder, digest) = (self.folder.clone(), document.digest);
        Ok(blocking(move || folder.admit(&digest)).await?)
    }

    /// Notes that the host asks for no requests, which applies to refreshes, too.
    async fn wait_until(&self, until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Trouble> {
        let db = Arc::clone(&self.db);
        Ok(blocking(move || db.wait_until(until, now)).await?)
    }
}
