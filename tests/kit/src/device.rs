//! A device: the app without its window, on a folder of its own, and its refresh.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use app::{Bundled, Doorstep};
use catalogue::refresh::Outcome;
use catalogue::{Edition, Kind, canonical};
use chrono::{DateTime, Utc};
use store::{CatalogueDb, StoreError};
use sync::{Config, Held, Limits, Refresher};

use crate::editions::edition;

/// What the person keeps, newest first: the last is changed by every edition, and the first is gone after a mass
/// removal.
pub const KEPT: [&str; 3] = ["g150", "g50", "g0"];

/// Edition 1, as it comes with the app.
static BUNDLED: LazyLock<Bundled> = LazyLock::new(|| bundle(&edition(1)));

/// An edition as it comes with the app. Stays in memory for good.
pub fn bundle(edition: &Edition) -> Bundled {
    let header = serde_json::to_string(&edition.header).unwrap();
    Bundled {
        zst: zstd::encode_all(edition.to_json().unwrap().as_bytes(), 1)
            .unwrap()
            .leak(),
        header: header.leak(),
        digest: edition.digest(),
    }
}

/// Whom a device asks, and whom it believes.
#[derive(Clone)]
pub struct Source {
    pub host: String,
    pub root: Vec<u8>,
    pub limits: Limits,
}

/// What is on the device when a refresh begins.
pub fn held(app: &Doorstep) -> impl FnOnce() -> Held + Send + 'static {
    let (db, whole) = (app.catalogue().unwrap(), !app.is_damaged());
    // Another process may store a newer one before this refresh has its turn.
    move || Held {
        edition: db.edition().unwrap().map(Arc::new),
        whole,
    }
}

pub struct Device {
    pub app: Doorstep,
    pub db: Arc<CatalogueDb>,
    pub refresher: Refresher,
}

impl Device {
    /// Starts the app on `folder`, with edition 1 inside it.
    pub fn open(folder: &Path, source: &Source, now: DateTime<Utc>) -> Result<Self, StoreError> {
        Self::open_with(*BUNDLED, folder, source, now)
    }

    pub fn open_with(bundled: Bundled, folder: &Path, source: &Source, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let app = Doorstep::open(folder, bundled, now);
        app.painted();
        let db = app.catalogue()?;
        let config = Config {
            host: source.host.parse().unwrap(),
            root: source.root.clone(),
            scratch: folder.join("refresh"),
            limits: source.limits.clone(),
        };
        let refresher = Refresher::new(db.clone(), config).unwrap();
        Ok(Self { app, db, refresher })
    }

    /// Keeps what [`KEPT`] says.
    pub fn keep(&self, now: DateTime<Utc>) {
        for id in KEPT.into_iter().rev() {
            self.app.set_bookmark(Kind::Term, id, true, now).unwrap();
        }
    }

    /// What the person keeps.
    pub fn kept(&self) -> Vec<String> {
        let personal = self.app.personal();
        personal.bookmarks.iter().map(|bookmark| bookmark.id.clone()).collect()
    }

    pub async fn refresh(&self, now: DateTime<Utc>) -> Outcome {
        let never = std::future::pending();
        let outcome = self.refresher.refresh(held(&self.app), now, &|_| {}, never).await;
        self.app.refreshed(&outcome, now);
        outcome
    }

    /// The number of the stored edition, which is what `published` says it is, byte for byte.
    ///
    /// # Panics
    /// When it is not; or something kept is missing, or the app had to put anything right.
    pub fn whole(&self, published: impl Fn(u32) -> String, now: DateTime<Utc>) -> u32 {
        let stored = self.db.read().unwrap().edition.expect("an edition");
        let number = stored.edition.header.edition;
        assert!(stored.whole, "edition {number} is damaged: {:?}", stored.damaged);
        let digest = |text: String| canonical::digest(text.as_bytes());
        assert!(
            digest(stored.edition.to_json().unwrap()) == digest(published(number)),
            "edition {number} is not what was published"
        );
        assert_eq!(self.kept(), KEPT);
        assert_eq!(self.notices(now), [""; 0]);
        number
    }

    /// What the app has had to put right, in words.
    pub fn notices(&self, now: DateTime<Utc>) -> Vec<String> {
        self.app.ask(now, |moment| moment.device.notices.clone())
    }
}
