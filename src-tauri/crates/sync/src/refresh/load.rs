//! The host's metadata, verified by tough.

use std::path::Path;

use catalogue::refresh::Trouble;
use chrono::{DateTime, TimeDelta, Utc};
use tough::Repository;
use tough::error::Error as Tough;
use tough::schema::RoleType;

use super::Refresher;
use super::begin::Begun;
use super::choose::Offer;
use crate::download::not_stored;
use crate::failure;
use crate::source::Source;
use crate::transport::{Held, Transport};
use crate::trusted::Trusted;

/// By how much a clock may be wrong before anybody is told.
const CLOCK_SLIP: TimeDelta = TimeDelta::hours(24);

/// Metadata whose signatures, versions and hashes are right. Whether it is current is for [`Verified::offers`] to say.
pub(super) struct Verified {
    repository: Repository,
    transport: Transport,
    before: Trusted,
}

impl Refresher {
    /// The verified metadata; `None` when the host's timestamp is older than the one that is known. What is held is offered
    /// to tough first; when that does not fit together, everything is asked for anew.
    pub(super) async fn load(
        &self,
        begun: &Begun,
        source: &Source,
        scratch: &Path,
    ) -> Result<Option<Verified>, Trouble> {
        let mut trusted = begun.trusted.clone();
        let mut held = trusted.held();
        loop {
            trusted.spread(scratch).await.map_err(not_stored)?;
            let transport = Transport::new(source.clone(), held);
            let error = match trusted.load(transport.clone(), &self.config.host, scratch).await {
                Ok(repository) => {
                    tracing::debug!("the metadata is verified");
                    return Ok(Some(Verified {
                        repository,
                        transport,
                        before: trusted,
                    }));
                }
                Err(error) => error,
            };
            if let Some(trouble) = transport.trouble() {
                return Err(trouble);
            }
            match *error {
                Tough::OlderMetadata {
                    role: RoleType::Timestamp,
                    ..
                } => return Ok(None),
                Tough::ParseTrustedMetadata { .. } | Tough::VerifyTrustedMetadata { .. }
                    if trusted.root != self.config.root =>
                {
                    tracing::warn!("the stored root is damaged; the first one is begun with");
                    trusted = trusted.anew(&self.config.root);
                    held = trusted.held();
                }
                _ if transport.used_held() => {
                    tracing::warn!(%error, "what is held does not fit; all is asked for anew");
                    held = Held::default();
                }
                _ => {
                    tracing::warn!(error = failure::chain(&error), "refused");
                    return Err(refusal(&error));
                }
            }
        }
    }
}

impl Verified {
    /// What the host offers, if that is current at `now`. `host` is the date as the host has it.
    pub(super) fn offers(&self, host: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<Vec<Offer>, Trouble> {
        let offers = Offer::all(&self.repository);
        self.check_dates(&offers, host, now)?;
        Ok(offers)
    }

    /// What is to be trusted from now on.
    pub(super) fn trusted(&self) -> Trusted {
        self.before.verified(&self.repository, &self.transport)
    }

    /// Whether the metadata is current, and if not, whether that is the host's fault or the device's.
    ///
    /// The host's date is nobody's signature: it is asked only which of two things to tell the person, or not to believe a
    /// device's clock that is behind. A kept answer can have an old date but never one of the future.
    fn check_dates(&self, offers: &[Offer], host: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), Trouble> {
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
        let behind = match host {
            Some(host) => host - now > CLOCK_SLIP,
            None => offers.iter().any(|offer| offer.custom.date - now > CLOCK_SLIP),
        };
        match expires {
            _ if behind => Err(Trouble::CheckDate { host }),
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
