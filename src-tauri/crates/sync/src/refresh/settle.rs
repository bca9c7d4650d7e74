//! What a refresh leaves behind, stored in one transaction.

use std::sync::Arc;

use catalogue::Origin;
use catalogue::refresh::{Outcome, Refreshed};
use chrono::{DateTime, Utc};
use store::{CatalogueDb, Settled};

use super::begin::Unwritten;
use super::{Found, Refresher};
use crate::flight::Flight;
use crate::trusted;

impl Refresher {
    pub(super) async fn settle(&self, found: Found, origin: Origin, now: DateTime<Utc>, flight: Flight) -> Outcome {
        let trust = found.trusted.map(|trusted| trusted.write(&self.config.root));
        let (mut outcome, edition) = (found.outcome, found.edition);
        let unwritten = Arc::clone(&self.unwritten);
        let settled = self.with_db(move |db| {
            // Until the transaction has ended, also when nobody waits for it any more.
            let _flight = flight;
            let settled = Settled {
                edition: edition.as_ref().map(|edition| (edition, origin)),
                trust: trust.as_ref(),
                // A file says nothing about the host.
                outcome: (origin == Origin::Host).then_some(&outcome),
            };
            match db.settle(&settled, now) {
                Ok(applied) => {
                    if let Ok(Refreshed::Updated(updated)) = &mut outcome {
                        updated.applied = applied;
                    }
                    unwritten.set(None);
                }
                Err(error) => {
                    tracing::warn!(%error, "what the refresh leaves behind cannot be stored");
                    // Where there is nothing newer, or nobody answered, that is still so.
                    if edition.is_some() {
                        outcome = Err(error.into());
                    }
                    if origin == Origin::Host {
                        note(db, &outcome, now, &unwritten);
                    }
                }
            }
            Ok(outcome)
        });
        let outcome = settled.await?;
        if matches!(outcome, Ok(Refreshed::Updated(_))) {
            match trusted::clear(&self.config.scratch.join("parts")).await {
                Ok(()) => tracing::debug!("the refresh has cleaned up after itself"),
                Err(error) => tracing::warn!(%error, "the download is still there"),
            }
        }
        outcome
    }
}

/// Notes that a refresh could not be stored: in memory where not even that can be.
fn note(db: &CatalogueDb, outcome: &Outcome, now: DateTime<Utc>, unwritten: &Unwritten) {
    let settled = Settled {
        outcome: Some(outcome),
        ..Settled::default()
    };
    if let Err(error) = db.settle(&settled, now) {
        tracing::warn!(%error, "when the host was asked is forgotten when the app is closed");
        let before = unwritten.over(db.attempts().unwrap_or_default());
        unwritten.set(Some(before.after(outcome, now)));
    }
}
