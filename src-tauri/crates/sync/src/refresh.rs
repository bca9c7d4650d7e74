//! One refresh: ask, verify, fetch, apply.

use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;

use catalogue::canonical::{self, Digest};
use catalogue::edition::READER;
use catalogue::{Edition, Header};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::{Either, select};
use store::{Applied, Attempts, CatalogueDb, Imported, Origin, StoreError, Voucher};
use thiserror::Error;
use tokio::sync::Mutex;
use tough::Repository;
use tough::error::Error as Tough;
use tough::schema::RoleType;
use url::Url;

use crate::bundle::Bundle;
use crate::download::{self, Fault, Wanted};
use crate::flight::Flight;
use crate::http::{self, Http, Limits, Trouble};
use crate::layout::{self, Custom, TargetName};
use crate::outcome::{DeviceTrouble, Outcome, Refusal, Updated};
use crate::source::Source;
use crate::transport::{Held, Transport};
use crate::trusted::{self, Trusted};
use crate::{delta, schedule};

/// An edition that removes more of its records than this, in per cent, has to say that it means it.
const MOST_REMOVED: usize = 30;
/// By how much a clock may be wrong before anybody is told.
const CLOCK_SLIP: TimeDelta = TimeDelta::hours(24);

/// Where to refresh from, and whom to believe. Built in, or set by an administrator; never from inside the app.
#[derive(Clone, Debug)]
pub struct Config {
    /// The host's address: `https`, or `http` on this very device.
    pub host: Url,
    /// The first root, as the publisher wrote it.
    pub root: Vec<u8>,
    /// A folder of our own for unfinished downloads. What lies in it may be removed whenever no refresh is under way.
    pub scratch: PathBuf,
    /// Caps and time-outs.
    pub limits: Limits,
}

/// Why there can be no refresh with this configuration.
#[derive(Debug, Error)]
#[error("the host cannot be refreshed from: {0}")]
pub struct ConfigError(pub(crate) String);

/// How far a refresh has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The host is asked what there is.
    Asking,
    /// An edition is coming, in bytes over the network.
    Downloading {
        /// What has come, counting what had come before.
        done: u64,
        /// How much it is.
        total: u64,
    },
    /// It is verified and stored.
    Applying,
}

/// Refreshes one catalogue from one host, one refresh at a time, also where several processes use one scratch folder.
///
/// Wants a tokio runtime with time and IO.
pub struct Refresher {
    db: Arc<CatalogueDb>,
    config: Config,
    client: reqwest::Client,
    flight: Arc<Mutex<()>>,
}

type Report<'a> = &'a (dyn Fn(Progress) + Send + Sync);

impl Refresher {
    /// Asks nobody yet.
    ///
    /// # Errors
    /// When the host's address is not one that may be asked, or the operating system's certificates cannot be read.
    pub fn new(db: Arc<CatalogueDb>, mut config: Config) -> Result<Self, ConfigError> {
        config.host = layout::base(config.host);
        let client = http::client(&config.host, &config.limits).map_err(|trouble| ConfigError(trouble.to_string()))?;
        Ok(Self {
            db,
            config,
            client,
            flight: Arc::default(),
        })
    }

    /// Asks the host for a newer edition and applies it. Never fails: whatever happens is an [`Outcome`], remembered in
    /// [`CatalogueDb::attempts`]. When the host wants to be left alone, it is.
    ///
    /// When `cancelled` is ready before anything is stored, or this future is dropped, all is as it was, save for the
    /// part of a download that a later refresh goes on with.
    pub async fn refresh(
        &self,
        now: DateTime<Utc>,
        progress: Report<'_>,
        cancelled: impl Future<Output = ()> + Send,
    ) -> Outcome {
        let Some(flight) = Flight::begin(&self.flight, &self.config.scratch).await else {
            return Outcome::Busy;
        };
        let begun = match self.begin().await {
            Ok(begun) => begun,
            Err(error) => return Outcome::Device(error.into()),
        };
        if let Some(until) = schedule::waited(&begun.attempts, now) {
            return Outcome::HostTrouble {
                retry_at: Some(until),
                detail: Trouble::Wait(until).to_string(),
            };
        }
        progress(Progress::Asking);
        tracing::debug!("the host is asked");
        let http = Http::new(self.client.clone(), self.config.limits.clone(), now);
        let source = Source::Host(http);
        let found = match select(pin!(cancelled), pin!(self.find(&begun, &source, now, progress))).await {
            Either::Left(_) => return Outcome::Cancelled,
            Either::Right((found, _)) => found,
        };
        if found.edition.is_some() {
            progress(Progress::Applying);
        }
        let outcome = self.settle(begun.attempts, found, Origin::Host, now, flight).await;
        tracing::info!(?outcome, "refreshed");
        outcome
    }

    /// Takes a newer edition from a bundle that somebody brought, verified as if it came from the host. The host is not
    /// asked, and when it was asked last stays as it was.
    pub async fn take(&self, bundle: Bundle, now: DateTime<Utc>, progress: Report<'_>) -> Outcome {
        let Some(flight) = Flight::begin(&self.flight, &self.config.scratch).await else {
            return Outcome::Busy;
        };
        let begun = match self.begin().await {
            Ok(begun) => begun,
            Err(error) => return Outcome::Device(error.into()),
        };
        progress(Progress::Applying);
        let found = self
            .find(&begun, &Source::Bundle(Arc::new(bundle)), now, progress)
            .await;
        let outcome = self.settle(begun.attempts, found, Origin::File, now, flight).await;
        tracing::info!(?outcome, "taken from a bundle");
        outcome
    }

    /// What is known before anybody is asked.
    async fn begin(&self) -> Result<Begun, StoreError> {
        let (host, root) = (self.config.host.clone(), self.config.root.clone());
        self.with_db(move |db| {
            Ok(Begun {
                trusted: Trusted::read(db.trust()?, &host, &root),
                attempts: db.attempts()?,
                stored: db.imported()?,
            })
        })
        .await
    }

    /// Asks, verifies and fetches. Stores nothing.
    async fn find(&self, begun: &Begun, source: &Source, now: DateTime<Utc>, progress: Report<'_>) -> Found {
        let scratch = self.config.scratch.join("trust");
        let found = match self.load(begun, source, &scratch).await {
            Ok((repository, transport, trusted)) => {
                self.choose(&repository, begun, source, now, progress)
                    .await
                    .map(|(outcome, edition)| Found {
                        outcome,
                        edition,
                        trusted: Some(trusted.verified(&repository, &transport)),
                    })
            }
            Err(Failed::Lagging) => Err(match begun.trusted.expires() {
                Some(since) if since < now => Outcome::Expired { since },
                _ => Outcome::UpToDate {
                    edition: begun.stored.as_ref().map_or(0, |stored| stored.header.edition),
                    checked: false,
                },
            }),
            Err(Failed::With(outcome)) => Err(outcome),
        };
        let found = match found {
            Ok(found) => found,
            Err(outcome) => Found {
                outcome,
                edition: None,
                trusted: begun.trusted.after_failure(&scratch).await,
            },
        };
        if let Err(error) = trusted::clear(&scratch).await {
            tracing::warn!(%error, "the scratch copy is still there");
        }
        found
    }

    /// The verified metadata, and what it was verified with. What is held is offered to tough first; when that does not fit together, everything is
    /// asked for anew.
    async fn load(
        &self,
        begun: &Begun,
        source: &Source,
        scratch: &std::path::Path,
    ) -> Result<(Repository, Transport, Trusted), Failed> {
        let mut trusted = begun.trusted.clone();
        let mut held = trusted.held();
        loop {
            trusted.spread(scratch).await.map_err(Failed::device)?;
            let transport = Transport::new(source.clone(), held);
            let error = match trusted.load(transport.clone(), &self.config.host, scratch).await {
                Ok(repository) => {
                    tracing::debug!("the metadata is verified");
                    return Ok((repository, transport, trusted));
                }
                Err(error) => error,
            };
            if let Some(trouble) = transport.trouble() {
                return Err(Failed::With(self.trouble(trouble, source)));
            }
            match *error {
                Tough::OlderMetadata {
                    role: RoleType::Timestamp,
                    ..
                } => return Err(Failed::Lagging),
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
                    tracing::warn!(error = http::chain(&error), "refused");
                    return Err(Failed::With(refusal(&error)));
                }
            }
        }
    }

    /// What the verified metadata offers, and, if it is newer than what is stored, that edition.
    async fn choose(
        &self,
        repository: &Repository,
        begun: &Begun,
        source: &Source,
        now: DateTime<Utc>,
        progress: Report<'_>,
    ) -> Result<(Outcome, Option<Edition>), Outcome> {
        let offers = Offer::all(repository);
        check_dates(repository, &offers, source.date(), now)?;
        let stored = begun.stored.as_ref();
        let number = stored.map(|stored| stored.header.edition);
        let editions = || {
            offers
                .iter()
                .filter(|offer| matches!(offer.name, TargetName::Edition(_)))
        };
        let newest = editions()
            .filter(|offer| offer.custom.min_reader <= READER)
            .max_by_key(|offer| offer.custom.edition);
        let beyond = editions().map(|offer| offer.custom.edition).max();
        let beyond = beyond.filter(|beyond| newest.is_none_or(|newest| newest.custom.edition < *beyond));
        let wanted = newest.filter(|newest| match stored {
            // A damaged edition is fetched again.
            Some(stored) if stored.mended => newest.custom.edition >= stored.header.edition,
            Some(stored) => newest.custom.edition > stored.header.edition,
            None => true,
        });
        let Some(wanted) = wanted else {
            let outcome = match beyond.filter(|beyond| number.is_none_or(|number| number < *beyond)) {
                Some(edition) => Outcome::TooNew { edition },
                None => Outcome::UpToDate {
                    edition: number.unwrap_or_default(),
                    checked: true,
                },
            };
            return Ok((outcome, None));
        };
        let (json, by_delta) = self.fetch(wanted, &offers, stored, source, progress).await?;
        let meant = editions().any(|offer| {
            let later = number.is_none_or(|number| offer.custom.edition > number);
            later && offer.custom.edition <= wanted.custom.edition && offer.custom.removals_meant
        });
        tracing::debug!("the edition is unpacked and verified");
        let edition = self.read(json, wanted.custom.edition, meant).await?;
        let updated = Updated {
            from: number,
            to: wanted.custom.edition,
            applied: Applied::default(),
            by_delta,
            bytes: source.bytes(),
            beyond,
        };
        Ok((Outcome::Updated(updated), Some(edition)))
    }

    /// The canonical JSON of `wanted`: by the delta from what is stored if there is one, else whole.
    async fn fetch(
        &self,
        wanted: &Offer,
        offers: &[Offer],
        stored: Option<&Imported>,
        source: &Source,
        progress: Report<'_>,
    ) -> Result<(Vec<u8>, bool), Outcome> {
        if wanted.custom.bytes.max(wanted.length) > self.config.limits.max_edition {
            return Err(Outcome::Refused(Refusal::TooLong));
        }
        // A bundle has the whole edition, and nobody waits for it.
        let can_be_delta = |stored: &&Imported| !stored.mended && matches!(source, Source::Host(_));
        let delta = stored.filter(can_be_delta).and_then(|stored| {
            let name = TargetName::Delta {
                from: stored.header.edition,
                to: wanted.custom.edition,
            };
            let fits = |offer: &&Offer| offer.name == name && offer.length < wanted.length;
            offers.iter().find(fits)
        });
        if let Some(delta) = delta {
            match self.fetch_delta(delta, wanted, source, progress).await {
                Ok(json) => return Ok((json, true)),
                Err(NoDelta::Never(outcome)) => return Err(outcome),
                // The device, the host or a delta made by a broken program: the whole edition does as well.
                Err(NoDelta::Unusable(why)) => tracing::warn!(why, "the delta cannot be used"),
            }
        }
        let bytes = self
            .download(wanted, source, progress)
            .await
            .map_err(|fault| self.fault(fault, source))?;
        let max = wanted.custom.bytes;
        let json = blocking(move || delta::decompress(&bytes, max)).await;
        let json = json.map_err(|error| Outcome::Refused(Refusal::Unreadable(error.to_string())))?;
        if !wanted.is(&json) {
            return Err(Outcome::Refused(Refusal::Altered));
        }
        Ok((json, false))
    }

    async fn fetch_delta(
        &self,
        delta: &Offer,
        wanted: &Offer,
        source: &Source,
        progress: Report<'_>,
    ) -> Result<Vec<u8>, NoDelta> {
        let unusable = |why: &dyn std::fmt::Display| NoDelta::Unusable(why.to_string());
        let older = self
            .with_db(CatalogueDb::edition)
            .await
            .map_err(|error| unusable(&error))?;
        let older = older.ok_or_else(|| unusable(&"nothing is stored"))?;
        let bytes = match self.download(delta, source, progress).await {
            Ok(bytes) => bytes,
            Err(Fault::Altered) => return Err(unusable(&"it is not what was signed for")),
            Err(Fault::Trouble(trouble @ (Trouble::Missing | Trouble::TooLong))) => return Err(unusable(&trouble)),
            Err(fault) => return Err(NoDelta::Never(self.fault(fault, source))),
        };
        let max = wanted.custom.bytes;
        let json = blocking(move || {
            let older = older.to_json().map_err(|error| error.to_string())?;
            delta::apply(older.as_bytes(), &bytes, max).map_err(|error| error.to_string())
        })
        .await;
        let json = json.map_err(NoDelta::Unusable)?;
        if !wanted.is(&json) {
            return Err(unusable(&"it does not give the edition that was signed for"));
        }
        Ok(json)
    }

    async fn download(&self, offer: &Offer, source: &Source, progress: Report<'_>) -> Result<Vec<u8>, Fault> {
        let path = layout::target_path(&offer.name.to_string(), &hex::encode(offer.sha256));
        let http = match source {
            Source::Host(http) => http,
            Source::Bundle(bundle) => {
                let bytes = bundle.files.get(&path).ok_or(Trouble::Missing)?;
                let right = bytes.len() as u64 == offer.length && canonical::digest(bytes) == offer.sha256;
                return if right { Ok(bytes.clone()) } else { Err(Fault::Altered) };
            }
        };
        let url = self.config.host.join(&path);
        let wanted = Wanted {
            url: url.map_err(|error| Trouble::Address(error.to_string()))?,
            sha256: offer.sha256,
            length: offer.length,
        };
        let total = wanted.length;
        progress(Progress::Downloading { done: 0, total });
        let report = |done| progress(Progress::Downloading { done, total });
        download::fetch(http, &self.config.scratch.join("parts"), &wanted, &report).await
    }

    /// Reads an edition's verified JSON and asks whether it may take the stored one's place.
    async fn read(&self, json: Vec<u8>, number: u32, removals_meant: bool) -> Result<Edition, Outcome> {
        let unreadable = |why: String| Outcome::Refused(Refusal::Unreadable(why));
        let edition = blocking(move || Edition::from_json(&json)).await;
        let edition = edition.map_err(|error| unreadable(error.to_string()))?;
        let Header { edition: own, .. } = edition.header;
        if own != number {
            return Err(unreadable(format!("edition {number} calls itself {own}")));
        }
        if removals_meant {
            return Ok(edition);
        }
        let asked = self
            .with_db(move |db| {
                let removed = db.removed_by(&edition)?;
                Ok((edition, removed))
            })
            .await;
        match asked.map_err(|error| Outcome::Device(error.into()))? {
            (_, (gone, of)) if gone * 100 > of * MOST_REMOVED => {
                Err(Outcome::Refused(Refusal::MassRemoval { gone, of }))
            }
            (edition, _) => Ok(edition),
        }
    }

    /// Stores what was found, all of it in one transaction.
    async fn settle(
        &self,
        attempts: Attempts,
        found: Found,
        origin: Origin,
        now: DateTime<Utc>,
        flight: Flight,
    ) -> Outcome {
        let trust = found
            .trusted
            .map(|trusted| trusted.write(&self.config.host, &self.config.root));
        let (mut outcome, edition) = (found.outcome, found.edition);
        let stored = self.with_db(move |db| {
            // Until the transaction has ended, also when nobody waits for it any more.
            let _flight = flight;
            // A file says nothing about when the host was asked.
            let attempts = match origin {
                Origin::Host => schedule::after(&attempts, &outcome, now),
                Origin::File | Origin::Bundled => Some(attempts),
            };
            let Some(attempts) = attempts else {
                return Ok(outcome);
            };
            match (trust, edition) {
                (Some(trust), Some(edition)) => {
                    let voucher = Voucher { trust, attempts };
                    match db.apply_vouched(&edition, origin, &voucher, now) {
                        Ok(applied) => {
                            if let Outcome::Updated(updated) = &mut outcome {
                                updated.applied = applied;
                            }
                        }
                        Err(StoreError::BadEdition(why)) => outcome = Outcome::Refused(Refusal::Unreadable(why)),
                        Err(error) => outcome = Outcome::Device(error.into()),
                    }
                    if origin == Origin::Host
                        && outcome.is_failure()
                        && let Some(failed) = schedule::after(&db.attempts()?, &outcome, now)
                    {
                        db.set_attempts(&failed)?;
                    }
                }
                (Some(trust), None) => db.vouch(&Voucher { trust, attempts })?,
                _ => db.set_attempts(&attempts)?,
            }
            Ok(outcome)
        });
        let outcome = stored.await.unwrap_or_else(|error| Outcome::Device(error.into()));
        if matches!(outcome, Outcome::Updated(_)) {
            match trusted::clear(&self.config.scratch.join("parts")).await {
                Ok(()) => tracing::debug!("the refresh has cleaned up after itself"),
                Err(error) => tracing::warn!(%error, "the download is still there"),
            }
        }
        outcome
    }

    fn fault(&self, fault: Fault, source: &Source) -> Outcome {
        match fault {
            Fault::Trouble(trouble) => self.trouble(trouble, source),
            Fault::Altered => Outcome::Refused(Refusal::Altered),
            Fault::Device(error) => Outcome::Device(error.into()),
        }
    }

    fn trouble(&self, trouble: Trouble, source: &Source) -> Outcome {
        tracing::info!(%trouble, "the host could not be asked");
        match trouble {
            // Where there is nobody who could answer otherwise later.
            other if matches!(source, Source::Bundle(_)) => Outcome::Refused(Refusal::Unreadable(other.to_string())),
            Trouble::Offline => Outcome::Offline,
            Trouble::CaptivePortal => Outcome::CaptivePortal,
            Trouble::CertificateDate => Outcome::CheckDate { host: source.date() },
            Trouble::NotPrivate => Outcome::NotPrivate,
            Trouble::TooLong => Outcome::Refused(Refusal::TooLong),
            other => Outcome::HostTrouble {
                retry_at: if let Trouble::Wait(until) = other {
                    Some(until)
                } else {
                    None
                },
                detail: other.to_string(),
            },
        }
    }

    /// Runs `work` where it may block.
    async fn with_db<T: Send + 'static>(
        &self,
        work: impl FnOnce(&CatalogueDb) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let db = Arc::clone(&self.db);
        blocking(move || work(&db)).await
    }
}

/// What is known before anybody is asked.
struct Begun {
    trusted: Trusted,
    attempts: Attempts,
    stored: Option<Imported>,
}

/// What asking came to.
struct Found {
    outcome: Outcome,
    /// What is to be trusted from now on, when that has changed.
    trusted: Option<Trusted>,
    edition: Option<Edition>,
}

/// Why there is no verified metadata.
enum Failed {
    /// Its timestamp is older than the one that is known.
    Lagging,
    With(Outcome),
}

impl Failed {
    fn device(error: std::io::Error) -> Self {
        Failed::With(Outcome::Device(DeviceTrouble::from(error)))
    }
}

/// Why a delta could not be used.
enum NoDelta {
    /// The whole edition can be tried.
    Unusable(String),
    /// It would fare no better.
    Never(Outcome),
}

/// A target of a kind this version knows.
struct Offer {
    name: TargetName,
    custom: Custom,
    sha256: Digest,
    length: u64,
}

impl Offer {
    fn all(repository: &Repository) -> Vec<Self> {
        let targets = repository.targets().signed.targets.iter();
        let offers = targets.filter_map(|(name, target)| {
            let name = TargetName::parse(name.raw())?;
            let custom = Custom::read(&target.custom)
                .inspect_err(|error| tracing::warn!(%name, %error, "a target is left out"))
                .ok()?;
            let offer = Self {
                name,
                custom,
                sha256: Digest::try_from(&target.hashes.sha256[..]).ok()?,
                length: target.length,
            };
            offer.is_consistent().then_some(offer)
        });
        offers.collect()
    }

    fn is_consistent(&self) -> bool {
        let (edition, from) = (self.custom.edition, self.custom.from);
        match self.name {
            TargetName::Edition(number) => number == edition && from.is_none(),
            TargetName::Delta { from: older, to } => to == edition && from == Some(older),
        }
    }

    /// Whether `json` is the edition this offers.
    fn is(&self, json: &[u8]) -> bool {
        hex::encode(canonical::digest(json)) == self.custom.sha256.to_ascii_lowercase()
    }
}

/// Whether the verified metadata is current at `now`, and if not, whether that is the host's fault or the device's.
///
/// The host's date is nobody's signature: it is asked only which of two things to tell the person, or not to believe a
/// device's clock that is behind. A kept answer can have an old date but never one of the future.
fn check_dates(
    repository: &Repository,
    offers: &[Offer],
    host: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), Outcome> {
    let expires = [
        repository.root().signed.expires,
        repository.timestamp().signed.expires,
        repository.snapshot().signed.expires,
        repository.targets().signed.expires,
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
        _ if behind => Err(Outcome::CheckDate { host }),
        Some(since) if since < now => Err(match host {
            Some(date) if date <= since => Outcome::CheckDate { host },
            _ => Outcome::Expired { since },
        }),
        _ => Ok(()),
    }
}

/// What tough's refusal means.
fn refusal(error: &Tough) -> Outcome {
    let refusal = match error {
        Tough::VerifyMetadata { .. } | Tough::VerifyRoleMetadata { .. } => Refusal::Signature,
        Tough::OlderMetadata { .. }
        | Tough::OlderSnapshotInTimestamp { .. }
        | Tough::SnapshotRoleMissing { .. }
        | Tough::SnapshotRoleRollback { .. } => Refusal::Rollback,
        Tough::VersionMismatch { .. } | Tough::MetaMissing { .. } | Tough::HashMismatch { .. } => Refusal::Inconsistent,
        Tough::MaxSizeExceeded { .. } | Tough::MaxUpdatesExceeded { .. } => Refusal::TooLong,
        // A length or a hash that is not the signed one arrives wrapped as the transport's.
        Tough::Transport { source, .. } => match std::error::Error::source(source).and_then(|e| e.downcast_ref()) {
            Some(Tough::MaxSizeExceeded { .. }) => Refusal::TooLong,
            _ => Refusal::Inconsistent,
        },
        Tough::DatastoreCreate { source, .. } | Tough::DatastoreOpen { source, .. } => {
            return Outcome::Device(DeviceTrouble::from(std::io::Error::from(source.kind())));
        }
        other => Refusal::Unreadable(http::chain(other)),
    };
    Outcome::Refused(refusal)
}

/// Runs `work` on a thread that may block.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime is going down, and nobody waits for this any more.
            Err(_) => std::future::pending().await,
        },
    }
}
