//! One refresh, in the order in which it happens: [`begin`], [`load`], [`choose`], [`fetch`], [`commit`].

mod begin;
mod choose;
mod commit;
mod fetch;
mod load;

use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;

use catalogue::refresh::{Outcome, Trouble};
use catalogue::{Edition, Origin};
use chrono::{DateTime, Utc};
use futures_util::future::{Either, select};
use store::CatalogueDb;
use tokio::sync::Mutex;
use url::Url;

use crate::bundle::Bundle;
use crate::flight::Flight;
use crate::http::{self, Http, Limits};
use crate::layout;
use crate::source::Source;
use crate::trusted::{self, Trusted};
use begin::{Begun, Unwritten};
use choose::{Chosen, Floor, Known};
use load::Asked;

/// Where to refresh from, and whom to believe. Built in, or set by an administrator; never from inside the app.
#[derive(Clone, Debug)]
pub struct Config {
    /// The host's address: `https`, or `http` on this very device.
    pub host: Url,
    /// The first root, as the publisher wrote it.
    pub root: Vec<u8>,
    /// A folder of our own for unfinished downloads. What is in it may be removed whenever no refresh is under way.
    pub scratch: PathBuf,
    /// Caps and time-outs.
    pub limits: Limits,
}

/// What this device shows when a refresh begins: newer editions are compared with it and made from it.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The edition; `None` when there is none.
    pub edition: Option<Arc<Edition>>,
    /// It is all that was published. One of which something is damaged or missing is fetched again, whole.
    pub whole: bool,
}

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

type Report<'a> = &'a (dyn Fn(Progress) + Send + Sync);

/// Refreshes one catalogue from one host, one refresh at a time, also where several processes use one scratch folder.
///
/// Wants a tokio runtime with time and IO.
pub struct Refresher {
    db: Arc<CatalogueDb>,
    config: Config,
    client: reqwest::Client,
    flight: Arc<Mutex<()>>,
    unwritten: Arc<Unwritten>,
}

/// What asking came to, and what there is to store of it.
struct Found {
    outcome: Outcome,
    edition: Option<Edition>,
    /// What is to be trusted from now on, when that has changed.
    trusted: Option<Trusted>,
}

impl Refresher {
    /// Asks nobody yet.
    ///
    /// # Errors [`Trouble::BadHost`] when the host's address is not one that may be asked, or the operating system's
    /// certificates cannot be read.
    pub fn new(db: Arc<CatalogueDb>, mut config: Config) -> Result<Self, Trouble> {
        config.host = layout::base(config.host);
        let client = http::client(&config.host, &config.limits)?;
        Ok(Self {
            db,
            config,
            client,
            flight: Arc::default(),
            unwritten: Arc::default(),
        })
    }

    /// Asks the host for a newer edition than `held` and applies it. Whatever happens is noted in [`Self::attempts`].
    /// When the host wants to be left alone, it is.
    ///
    /// `held` is called once no other refresh is under way, where it may block. When `cancelled` is ready before
    /// anything is stored, that it was stopped is noted, and all else is as it was, save for the part of a download
    /// that a later refresh goes on with. Nothing is noted when this future is dropped.
    ///
    /// # Errors
    /// Whatever kept it from the host's newest edition.
    pub async fn refresh(
        &self,
        held: impl FnOnce() -> Held + Send + 'static,
        now: DateTime<Utc>,
        progress: Report<'_>,
        cancelled: impl Future<Output = ()> + Send,
    ) -> Outcome {
        let flight = Flight::begin(&self.flight, &self.config.scratch).await?;
        let begun = self.begin(held).await?;
        if let Some(until) = begun.attempts.wait(now) {
            return Err(Trouble::Wait { until });
        }
        progress(Progress::Asking);
        tracing::debug!("the host is asked");
        let http = Http::new(self.client.clone(), self.config.limits.clone(), now);
        let source = Source::Host(http);
        let found = match select(pin!(cancelled), pin!(self.find(&begun, &source, now, progress))).await {
            Either::Left(_) => Found::trouble(Trouble::Stopped),
            Either::Right((found, _)) => found,
        };
        if found.edition.is_some() {
            progress(Progress::Applying);
        }
        let outcome = self.commit(found, Origin::Host, now, flight).await;
        tracing::info!(?outcome, "refreshed");
        outcome
    }

    /// Takes a newer edition than `held` from a bundle, verified as if it came from the host. The host is not asked,
    /// and what is known of it stays as it was.
    ///
    /// # Errors
    /// As for [`Self::refresh`]; what the bundle should hold and does not is [`Trouble::Missing`].
    pub async fn take(
        &self,
        bundle: Bundle,
        held: impl FnOnce() -> Held + Send + 'static,
        now: DateTime<Utc>,
        progress: Report<'_>,
    ) -> Outcome {
        let flight = Flight::begin(&self.flight, &self.config.scratch).await?;
        let begun = self.begin(held).await?;
        progress(Progress::Applying);
        let source = Source::Bundle(Arc::new(bundle));
        let found = self.find(&begun, &source, now, progress).await;
        let outcome = self.commit(found, Origin::File, now, flight).await;
        tracing::info!(?outcome, "taken from a bundle");
        outcome
    }

    /// Asks, verifies and fetches. Stores nothing.
    async fn find(&self, begun: &Begun, source: &Source, now: DateTime<Utc>, progress: Report<'_>) -> Found {
        let scratch = self.config.scratch.join("trust");
        let found = match self.load(begun, source, &scratch).await {
            Ok(asked) => match self.newest(begun, &asked, source, now, progress).await {
                Ok(found) => found,
                Err(outcome) => Found {
                    outcome,
                    edition: None,
                    trusted: asked.after_failure(&scratch).await,
                },
            },
            Err(trouble) => Found::trouble(trouble),
        };
        if let Err(error) = trusted::clear(&scratch).await {
            tracing::warn!(%error, "the scratch copy is still there");
        }
        found
    }

    /// What there is to store from the host's offer; else how the refresh ends, with nothing new to trust.
    async fn newest(
        &self,
        begun: &Begun,
        asked: &Asked,
        source: &Source,
        now: DateTime<Utc>,
        progress: Report<'_>,
    ) -> Result<Found, Outcome> {
        let verified = match &asked.answer {
            Ok(Some(verified)) => verified,
            Ok(None) => return Err(begun.lagging(now)),
            Err(trouble) => return Err(Err(trouble.clone())),
        };
        let floor = match &begun.known {
            Some(known) if asked.is_disowned(verified, known) => Floor::Lifted(known),
            Some(known) => Floor::At(known),
            None => Floor::None,
        };
        let offers = verified.offers(floor, source.date(), now).map_err(Err)?;
        let (refreshed, edition) = match choose::choose(&offers, floor).map_err(Err)? {
            Chosen::Nothing(refreshed) => (refreshed, None),
            Chosen::Edition(choice) => {
                let fetched = self.fetch(&choice, &begun.held, source, progress).await.map_err(Err)?;
                (choice.updated(fetched.by_delta, source.bytes()), Some(fetched.edition))
            }
        };
        let is_held = |known: &Known| offers.iter().any(|offer| known.is(offer));
        let named = edition.is_some() || begun.known.as_ref().is_some_and(is_held);
        Ok(Found {
            outcome: Ok(refreshed),
            edition,
            trusted: Some(asked.trusted(verified, named)),
        })
    }
}

impl Found {
    fn trouble(trouble: Trouble) -> Self {
        Self {
            outcome: Err(trouble),
            edition: None,
            trusted: None,
        }
    }
}
