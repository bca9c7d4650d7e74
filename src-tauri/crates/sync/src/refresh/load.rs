//! The host's metadata, verified by tough.

use std::path::Path;

use catalogue::refresh::Trouble;
use chrono::{DateTime, TimeDelta, Utc};
use tough::Repository;
use tough::error::Error as Tough;
use tough::schema::RoleType;

use super::Refresher;
use super::begin::Begun;
use super::choose::{Floor, Known, Offer};
use crate::download::not_stored;
use crate::failure;
use crate::source::Source;
use crate::transport::{Files, Transport};
use crate::trusted::Trusted;

/// By how much a clock may be wrong before it is mentioned.
const CLOCK_SLIP: TimeDelta = TimeDelta::hours(24);

/// What asking for metadata came to.
pub(super) struct Asked {
    /// Metadata whose signatures, versions and hashes are right; `None` when the host's timestamp is older than the one
    /// that is known.
    pub answer: Result<Option<Verified>, Trouble>,
    before: Trusted,
    transport: Transport,
}

/// Whether it is current is for [`Verified::offers`] to say.
pub(super) struct Verified {
    repository: Repository,
}

impl Refresher {
    /// Asks for the metadata, and verifies it. The stored metadata is offered to tough first; if it does not fit
    /// together, everything is fetched again.
    pub(super) async fn load(&self, begun: &Begun, source: &Source, scratch: &Path) -> Result<Asked, Trouble> {
        let mut trusted = begun.trusted.clone();
        let mut held = trusted.held();
        loop {
            trusted.spread(scratch).await.map_err(not_stored)?;
            let transport = Transport::new(source.clone(), held);
            let error = match trusted.load(transport.clone(), &self.config.host, scratch).await {
                Ok(repository) => {
                    tracing::debug!("the metadata is verified");
                    return Ok(Asked {
                        answer: Ok(Some(Verified { repository })),
                        before: trusted,
                        transport,
                    });
                }
                Err(error) => error,
            };
            let answer = match *error {
                _ if transport.trouble().is_some() => transport.trouble().map_or(Ok(None), Err),
                Tough::OlderMetadata {
                    role: RoleType::Timestamp,
                    ..
                } => Ok(None),
                Tough::ParseTrustedMetadata { .. } | Tough::VerifyTrustedMetadata { .. }
                    if trusted.root != self.config.root =>
                {
                    tracing::warn!("the stored root is damaged; starting from the first one");
                    trusted = trusted.starting_over(&self.config.root);
                    held = trusted.held();
                    continue;
                }
                _ if transport.used_held() => {
                    tracing::warn!(%error, "the stored metadata do not fit; everything is fetched again");
                    held = Files::default();
                    continue;
                }
                _ => {
                    tracing::warn!(error = failure::chain(&error), "refused");
                    Err(refusal(&error))
                }
            };
            return Ok(Asked {
                answer,
                before: trusted,
                transport,
            });
        }
    }
}

impl Asked {
    /// What is to be trusted from now on. `named`: what is held from now on is among the targets.
    pub(super) fn trusted(&self, verified: &Verified, named: bool) -> Trusted {
        self.before.verified(&verified.repository, &self.transport, named)
    }

    /// What is to be trusted although the refresh has failed, if that has changed.
    pub(super) async fn after_failure(&self, scratch: &Path) -> Option<Trusted> {
        self.before.after_failure(scratch, &self.transport).await
    }

    /// Whether those who vouched for the stored edition are no longer trusted: the root names too few of the keys that
    /// signed it. No key has signed anything about one that came with the app.
    pub(super) fn is_disowned(&self, verified: &Verified, held: &Known) -> bool {
        let voucher = self.before.voucher();
        voucher.is_some_and(|voucher| {
            let named = Offer::all(&voucher.signed).iter().any(|offer| held.is(offer));
            named && verified.repository.root().signed.verify_role(&voucher).is_err()
        })
    }
}

impl Verified {
    /// What the host offers, if that is current at `now`. `host` is the date as the host has it.
    pub(super) fn offers(
        &self,
        floor: Floor<'_>,
        host: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Offer>, Trouble> {
        let offers = Offer::all(&self.repository.targets().signed);
        self.check_dates(&offers, floor, host, now)?;
        Ok(offers)
    }

    /// Whether the metadata is current, and if not, whether that is the host's fault or the device's.
    ///
    /// The host's date is not signed: it only decides which of two messages to show, or not to trust a device's clock
    /// that is behind. A cached answer can have an old date but never one in the future. Nor is it earlier than the
    /// stored edition: otherwise a host that sends no date could show expired metadata to a device whose clock is
    /// behind.
    fn check_dates(
        &self,
        offers: &[Offer],
        floor: Floor<'_>,
        host: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        let expires = [
            self.repository.root().signed.expires,
            self.repository.timestamp().signed.expires,
            self.repository.snapshot().signed.expires,
            self.repository.targets().signed.expires,
        ];
        let expires = expires
            .iter()
            .min()
            .and_then(|time| DateTime::from_timestamp(time.as_second(), 0));
        let ahead = |time: DateTime<Utc>| time - now > CLOCK_SLIP;
        let behind = match host {
            Some(host) => ahead(host),
            None => offers.iter().any(|offer| ahead(offer.custom.date)),
        };
        let before = matches!(floor, Floor::At(held) if ahead(held.since));
        match expires {
            _ if behind => Err(Trouble::CheckDate { host }),
            // If the host's clock agrees, there is nothing to report.
            _ if before => Err(Trouble::CheckDate { host: None }),
            Some(since) if since < now => Err(match host {
                Some(date) if date <= since => Trouble::CheckDate { host },
                _ => Trouble::Expired { since },
            }),
            _ => Ok(()),
        }
    }
}

/// What tough's refusal means.
fn refusal(error: &Tough) -> Trouble {
    match error {
        Tough::VerifyMetadata { .. } | Tough::VerifyRoleMetadata { .. } => Trouble::Signature,
        Tough::OlderMetadata { .. }
        | Tough::OlderSnapshotInTimestamp { .. }
        | Tough::SnapshotRoleMissing { .. }
        | Tough::SnapshotRoleRollback { .. } => Trouble::Rollback,
        Tough::VersionMismatch { .. } | Tough::MetaMissing { .. } | Tough::HashMismatch { .. } => Trouble::Inconsistent,
        Tough::MaxSizeExceeded { .. } | Tough::MaxUpdatesExceeded { .. } => Trouble::TooLong,
        // A length or a hash that is not the signed one arrives wrapped as the transport's.
        Tough::Transport { source, .. } => match std::error::Error::source(source).and_then(|e| e.downcast_ref()) {
            Some(Tough::MaxSizeExceeded { .. }) => Trouble::TooLong,
            _ => Trouble::Inconsistent,
        },
        Tough::DatastoreCreate { source, .. } | Tough::DatastoreOpen { source, .. } => not_stored(source.kind().into()),
        other => Trouble::Unreadable {
            why: failure::chain(other),
        },
    }
}
