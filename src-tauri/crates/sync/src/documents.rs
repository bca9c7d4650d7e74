//! Fetching a document that an edition names by its hash: the edition's signature covers it.

use std::sync::Arc;

use catalogue::Keepable;
use chrono::{DateTime, Utc};
use store::{CatalogueDb, DocumentFolder, StoreError};
use url::Url;

use crate::download::{self, Fault, Wanted};
use crate::http::{self, Http, Limits, Trouble};
use crate::outcome::DeviceTrouble;
use crate::refresh::{ConfigError, blocking};
use crate::{layout, schedule};

/// How fetching a document ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentOutcome {
    /// It is in the folder, whole and right.
    Arrived,
    /// The host does not have it.
    Missing,
    /// What came is not what was signed for. Nothing of it is kept.
    Altered,
    /// The host cannot be reached.
    Offline,
    /// The network answers in the host's place.
    CaptivePortal,
    /// The host, or something on the way to it, does not answer as it should.
    HostTrouble {
        /// The host asks to be left alone until then.
        retry_at: Option<DateTime<Utc>>,
        /// What went wrong, for a log.
        detail: String,
    },
    /// Somebody on the way shows a certificate that this device does not trust.
    NotPrivate,
    /// The device's date is probably wrong.
    CheckDate,
    /// The device could not store it.
    Device(DeviceTrouble),
}

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
    /// # Errors
    /// When the host's address is not one that may be asked, or the operating system's certificates cannot be read.
    pub fn new(db: Arc<CatalogueDb>, folder: DocumentFolder, host: Url, limits: Limits) -> Result<Self, ConfigError> {
        let host = layout::base(host);
        let client = http::client(&host, &limits).map_err(|trouble| ConfigError(trouble.to_string()))?;
        Ok(Self {
            db,
            folder,
            host,
            client,
            limits,
        })
    }

    /// Fetches a document into the folder, telling `progress` how many of its bytes are there. It is streamed to a part
    /// file, hashed, and takes its name only when it is right. Never fails: whatever happens is an outcome. When the host
    /// wants to be left alone, it is.
    ///
    /// Drop the future to stop: what has come stays for the next time.
    pub async fn fetch(
        &self,
        document: &Keepable,
        now: DateTime<Utc>,
        progress: &(dyn Fn(u64) + Send + Sync),
    ) -> DocumentOutcome {
        let outcome = match self.try_fetch(document, now, progress).await {
            Ok(()) => DocumentOutcome::Arrived,
            Err(Fault::Altered | Fault::Trouble(Trouble::TooLong)) => DocumentOutcome::Altered,
            Err(Fault::Device(StoreError::Full)) => {
                // The last of the room is for what the person keeps, and not for a part.
                if let Err(error) = download::remove(&self.folder.part(&document.digest)).await {
                    tracing::warn!(%error, "the part is still there");
                }
                DocumentOutcome::Device(DeviceTrouble::Full)
            }
            Err(Fault::Device(error)) => DocumentOutcome::Device(error.into()),
            Err(Fault::Trouble(trouble)) => self.trouble(trouble).await,
        };
        tracing::info!(?outcome, "a document was asked for");
        outcome
    }

    async fn try_fetch(
        &self,
        document: &Keepable,
        now: DateTime<Utc>,
        progress: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<(), Fault> {
        let (db, folder) = (Arc::clone(&self.db), self.folder.clone());
        let begun = blocking(move || {
            folder.make()?;
            db.attempts()
        });
        if let Some(until) = schedule::waited(&begun.await?, now) {
            return Err(Trouble::Wait(until).into());
        }
        let path = layout::document_path(&hex::encode(document.digest));
        let url = self.host.join(&path);
        let wanted = Wanted {
            url: url.map_err(|error| Trouble::Address(error.to_string()))?,
            sha256: document.digest,
            length: document.bytes,
        };
        let http = Http::new(self.client.clone(), self.limits.clone(), now);
        download::fetch_file(&http, &self.folder.part(&document.digest), &wanted, progress).await?;
        let (folder, digest) = (self.folder.clone(), document.digest);
        Ok(blocking(move || folder.admit(&digest)).await?)
    }

    async fn trouble(&self, trouble: Trouble) -> DocumentOutcome {
        match trouble {
            Trouble::Missing => DocumentOutcome::Missing,
            Trouble::Offline => DocumentOutcome::Offline,
            Trouble::CaptivePortal => DocumentOutcome::CaptivePortal,
            Trouble::CertificateDate => DocumentOutcome::CheckDate,
            Trouble::NotPrivate => DocumentOutcome::NotPrivate,
            Trouble::Wait(until) => {
                if let Err(error) = self.wait_until(until).await {
                    tracing::warn!(%error, "when the host wants to be asked again is forgotten at the end");
                }
                DocumentOutcome::HostTrouble {
                    retry_at: Some(until),
                    detail: trouble.to_string(),
                }
            }
            other => DocumentOutcome::HostTrouble {
                retry_at: None,
                detail: other.to_string(),
            },
        }
    }

    /// Remembers that the host wants to be left alone, by a refresh too.
    async fn wait_until(&self, until: DateTime<Utc>) -> Result<(), StoreError> {
        let db = Arc::clone(&self.db);
        blocking(move || {
            let mut attempts = db.attempts()?;
            attempts.retry_not_before = Some(until);
            db.set_attempts(&attempts)
        })
        .await
    }
}
