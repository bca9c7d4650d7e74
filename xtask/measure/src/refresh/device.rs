//! A device: the app's own store and refresher.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use catalogue::Edition;
use chrono::{DateTime, Utc};
use store::{CatalogueDb, Origin};
use sync::{Config, Limits, Outcome, Progress, Refresher};
use url::Url;

use super::reader::{self, Keystrokes, Latency, Reader};
use crate::wire::Wire;

/// Where devices refresh from, and whom they believe.
pub struct Host {
    address: Url,
    root: Vec<u8>,
}

impl Host {
    /// At the near end of `wire`.
    pub fn new(wire: &Wire, root: Vec<u8>) -> Result<Self> {
        let address = format!("http://{}/", wire.address()).parse()?;
        Ok(Self { address, root })
    }
}

/// One device.
pub struct Device {
    db: Arc<CatalogueDb>,
    refresher: Refresher,
}

/// A refresh, in parts.
#[derive(Clone, Debug)]
pub struct Refreshed {
    pub outcome: Outcome,
    /// Bytes of heads and bodies, in both directions.
    pub wire: u64,
    /// Until all had come; the whole refresh, when nothing was new.
    pub asked: Duration,
    /// Until it was decoded, compared with its hash and read.
    pub checked: Duration,
    /// Until it was stored.
    pub applied: Duration,
}

impl Device {
    /// One that keeps its catalogue in `folder`, which is made, and has `edition`.
    pub fn new(folder: &Path, host: &Host, edition: &Edition, now: DateTime<Utc>) -> Result<Self> {
        let device = Self::open(folder, host)?;
        device.db.apply(edition, Origin::Bundled, now)?;
        Ok(device)
    }

    /// The one whose catalogue is in `folder`.
    pub fn open(folder: &Path, host: &Host) -> Result<Self> {
        let (db, _) = CatalogueDb::open(folder)?;
        let db = Arc::new(db);
        let config = Config {
            host: host.address.clone(),
            root: host.root.clone(),
            scratch: folder.join("refresh"),
            limits: Limits::default(),
        };
        let refresher = Refresher::new(Arc::clone(&db), config)?;
        Ok(Self { db, refresher })
    }

    /// Refreshes.
    pub async fn refresh(&self, wire: &Wire, now: DateTime<Utc>) -> Refreshed {
        self.timed(wire, now).await.0
    }

    /// Refreshes while somebody types into the search, and answers what that felt like while the edition was applied.
    pub async fn refresh_searched(
        &self,
        wire: &Wire,
        keystrokes: &Keystrokes,
        now: DateTime<Utc>,
    ) -> (Refreshed, Latency) {
        let reader = Reader::start(Arc::clone(&self.db), keystrokes.clone());
        let (refreshed, applying) = self.timed(wire, now).await;
        let ended = Instant::now();
        (refreshed, reader.stop().between(applying.unwrap_or(ended), ended))
    }

    /// What the search feels like when nothing else happens.
    pub fn search_idle(&self, keystrokes: &Keystrokes) -> Latency {
        reader::search_all(&self.db, keystrokes)
    }

    /// A refresh, and when it began to apply.
    async fn timed(&self, wire: &Wire, now: DateTime<Utc>) -> (Refreshed, Option<Instant>) {
        let (came, applying) = (Mutex::new(None), Mutex::new(None));
        let note =
            |at: &Mutex<Option<Instant>>| *at.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        let progress = |progress| match progress {
            Progress::Asking => {}
            Progress::Downloading { .. } => note(&came),
            Progress::Applying => note(&applying),
        };
        wire.take();
        let begun = Instant::now();
        let outcome = self.refresher.refresh(now, &progress, std::future::pending()).await;
        let ended = Instant::now();
        let applying = applying.into_inner().unwrap_or_else(PoisonError::into_inner);
        let came = came
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .unwrap_or(ended);
        let refreshed = Refreshed {
            outcome,
            wire: wire.take(),
            asked: came - begun,
            checked: applying.unwrap_or(ended) - came,
            applied: ended - applying.unwrap_or(ended),
        };
        (refreshed, applying)
    }
}
