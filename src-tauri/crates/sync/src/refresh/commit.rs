//! What a refresh leaves behind, stored in one transaction.

use std::sync::Arc;

use catalogue::Origin;
use catalogue::refresh::{Outcome, Refreshed};
use chrono::{DateTime, Utc};
use store::{CatalogueDb, Commit};

use super::begin::Unwritten;
use super::{Found, Refresher};
use crate::flight::Flight;
use crate::trusted;

impl Refresher {
    pub(super) async fn commit(&self, found: Found, origin: Origin, now: DateTime<Utc>, flight: Flight) -> Outcome {
        let trust = found.trusted.map(|trusted| trusted.write(&self.config.root));
        let (mut outcome, edition) = (found.outcome, found.edition);
        let unwritten = Arc::clone(&self.unwritten);
        let commit = self.with_db(move |db| {
            // Held until the transaction has ended, even when nothing waits for it any more.
            let _flight = flight;
            let commit = Commit {
                edition: edition.as_ref().map(|edition| (edition, origin)),
                trust: trust.as_ref(),
                // A file says nothing about the host.
                outcome: (origin == Origin::Host).then_some(&outcome),
            };
            match db.commit(&commit, now) {
                Ok(applied) => {
                    if let Ok(Refreshed::Updated(updated)) = &mut outcome {
                        updated.applied = applied;
                    }
                    unwritten.set(None);
                }
                Err(error) => {
                    tracing::warn!(%error, "the outcome of the refresh could not be stored");
                    // If there is nothing newer, or no answer, that has not changed.
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
        let outcome = commit.await?;
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
    let commit = Commit {
        outcome: Some(outcome),
        ..Commit::default()
    };
    if let Err(error) = db.commit(&commit, now) {
        tracing::warn!(%error, "the time of this attempt could not be stored");
        let before = unwritten.over(db.attempts().unwrap_or_default());
        unwritten.set(Some(before.after(outcome, now)));
    }
}
