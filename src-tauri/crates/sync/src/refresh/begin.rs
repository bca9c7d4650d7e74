//! What is known before anybody is asked.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use catalogue::refresh::{Attempts, Refreshed, Trouble};
use chrono::{DateTime, Utc};
use store::{CatalogueDb, StoreError};

use super::choose::Known;
use super::{Held, Refresher};
use crate::blocking::blocking;
use crate::trusted::Trusted;

/// What is known before anybody is asked.
pub(super) struct Begun {
    pub trusted: Trusted,
    pub attempts: Attempts,
    pub held: Held,
    /// What offers are compared with; `None` when nothing is held.
    pub known: Option<Known>,
}

impl Refresher {
    pub(super) async fn begin(&self, held: impl FnOnce() -> Held + Send + 'static) -> Result<Begun, Trouble> {
        let attempts = self.attempts().await?;
        let begin = move |db: &CatalogueDb| {
            let held = held();
            let came = db.came()?;
            let known = held.edition.as_deref();
            let known = known.map(|edition| Known::of(edition, held.whole, came));
            Ok((db.trust()?, held, known))
        };
        let (trust, held, known) = self.with_db(begin).await?;
        Ok(Begun {
            trusted: Trusted::read(trust, &self.config.root),
            attempts,
            held,
            known,
        })
    }

    /// When the host was asked, and what came of it: what [`crate::schedule`] goes by. A full device that could not
    /// store its last attempt still waits before the next.
    ///
    /// # Errors
    /// When the device cannot read it.
    pub async fn attempts(&self) -> Result<Attempts, Trouble> {
        let unwritten = Arc::clone(&self.unwritten);
        self.with_db(move |db| Ok(unwritten.over(db.attempts()?))).await
    }

    /// Runs `work` where it may block.
    pub(super) async fn with_db<T: Send + 'static>(
        &self,
        work: impl FnOnce(&CatalogueDb) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Trouble> {
        let db = Arc::clone(&self.db);
        Ok(blocking(move || work(&db)).await?)
    }
}

/// The last attempt, if the device could not store it.
#[derive(Default)]
pub(super) struct Unwritten(Mutex<Option<Attempts>>);

impl Unwritten {
    /// What is known of attempts when `stored` is written down. A document may have been given a time to wait for
    /// since.
    pub fn over(&self, stored: Attempts) -> Attempts {
        match self.lock().clone() {
            Some(unwritten) => Attempts {
                retry_not_before: unwritten.retry_not_before.max(stored.retry_not_before),
                ..unwritten
            },
            None => stored,
        }
    }

    pub fn set(&self, attempts: Option<Attempts>) {
        *self.lock() = attempts;
    }

    fn lock(&self) -> MutexGuard<'_, Option<Attempts>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Begun {
    /// What it means that the host's timestamp is older than the one that is known: an edge that lags behind, which
    /// matters only once what is known has expired too.
    pub(super) fn lagging(&self, now: DateTime<Utc>) -> Result<Refreshed, Trouble> {
        match self.trusted.expires() {
            Some(since) if since < now => Err(Trouble::Expired { since }),
            _ => Ok(Refreshed::UpToDate {
                edition: self.known.as_ref().map(|known| known.number).unwrap_or_default(),
                checked: false,
            }),
        }
    }
}
