//! What a refresh leaves behind, in one transaction.

use catalogue::Edition;
use catalogue::refresh::{Applied, Notice, Outcome};
use chrono::{DateTime, Utc};

use super::apply::Ready;
use super::{CatalogueDb, Origin, Trust, meta, trust};
use crate::StoreError;

/// What a refresh leaves behind: all of it is stored, or nothing is. What is `None` stays as it was.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settled<'a> {
    /// The edition that takes the stored one's place, and how it came.
    pub edition: Option<(&'a Edition, Origin)>,
    /// The metadata that vouches for what is stored from now on; takes the place of all that was trusted.
    pub trust: Option<&'a Trust>,
    /// How asking the host ended: to be noted in [`CatalogueDb::attempts`] and [`CatalogueDb::notice`].
    pub outcome: Option<&'a Outcome>,
}

impl CatalogueDb {
    /// Stores what a refresh leaves behind, in one transaction. What is remembered of earlier attempts is read inside it:
    /// what a document noted while the refresh was under way is not lost.
    ///
    /// # Errors
    /// After any error everything is what it was. `BadEdition` when a record is in the edition twice.
    pub fn settle(&self, settled: &Settled<'_>, now: DateTime<Utc>) -> Result<Applied, StoreError> {
        let edition = settled.edition;
        let ready = edition.map(|(edition, origin)| Ready::of(edition, origin, now));
        let ready = ready.transpose()?;
        // The steps of storing an edition are named.
        let step = |name: &str| {
            if edition.is_some() {
                tracing::debug!("{name}");
            }
        };
        let applied = self.db.write(|tx| {
            step("the transaction has begun");
            let applied = ready.as_ref().map(|ready| ready.put(tx)).transpose()?;
            if let Some(trust) = settled.trust {
                trust::put(tx, trust)?;
                step("the trusted metadata is written");
            }
            if let Some(outcome) = settled.outcome {
                trust::put_attempts(tx, &trust::attempts(tx)?.after(outcome, now))?;
                meta::put_notice(tx, Notice::after(meta::notice(tx)?, outcome).as_ref())?;
            }
            Ok(applied.unwrap_or_default())
        })?;
        step("the transaction is committed");
        // So that nobody's next key waits for it. If it cannot be read, the next search sees to it.
        if ready.is_some()
            && let Err(error) = self.searcher.prepare()
        {
            tracing::debug!(%error, "the new search index is not in memory yet");
        }
        Ok(applied)
    }

    /// Notes at `now` that the host wants to be left alone until `until`, and leaves all else alone.
    pub fn wait_until(&self, until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.db
            .write(|tx| trust::put_attempts(tx, &trust::attempts(tx)?.waiting(until, now)))
    }

    /// What the last refresh found that still holds.
    pub fn notice(&self) -> Result<Option<Notice>, StoreError> {
        Ok(self.db.read(meta::notice)?.filter(Notice::holds))
    }
}
