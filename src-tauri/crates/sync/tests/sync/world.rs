//! A host, a publisher, and what a refresh needs of a device: its database and a folder.

use std::path::Path;
use std::sync::Arc;

use catalogue::Origin;
use catalogue::refresh::{Outcome, Refreshed};
use chrono::{DateTime, TimeDelta, Utc};
use store::{CatalogueDb, Commit};
use sync::{Config, Held, Limits, Refresher};
use tempfile::TempDir;

pub use crate::editions::{edition, edition_of, limits, now};
use crate::host::{Host, Request};
use crate::press::Press;

pub struct World {
    pub host: Host,
    pub press: Press,
    pub db: Arc<CatalogueDb>,
    pub refresher: Refresher,
    pub dir: TempDir,
    pub now: DateTime<Utc>,
}

impl World {
    /// Edition 1 is published and on the device, and the host has been asked once.
    pub async fn new() -> Self {
        let world = Self::unasked().await;
        let nothing_new = Refreshed::UpToDate {
            edition: 1,
            checked: true,
        };
        assert_eq!(world.refresh().await, Ok(nothing_new));
        world.host.take_log();
        world
    }

    /// Edition 1 is published and on the device.
    pub async fn unasked() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let host = Host::new().await;
        host.set_date(Some(now()));
        let mut press = Press::new(host.files.clone(), now() + TimeDelta::days(30));
        press.publish(&edition(1));
        let (db, refresher) = open(dir.path(), &host, &press, limits());
        let came = edition(1);
        let commit = Commit {
            edition: Some((&came, Origin::Bundled)),
            ..Commit::default()
        };
        db.commit(&commit, now()).unwrap();
        Self {
            host,
            press,
            db,
            refresher,
            dir,
            now: now(),
        }
    }

    /// The app is started again.
    pub fn restart(&mut self, limits: Limits) {
        (self.db, self.refresher) = open(self.dir.path(), &self.host, &self.press, limits);
    }

    /// What is on the device, read when a refresh begins.
    pub fn held(&self) -> impl FnOnce() -> Held + Send + 'static {
        let db = Arc::clone(&self.db);
        move || Held {
            edition: db.edition().unwrap().map(Arc::new),
            whole: true,
        }
    }

    pub async fn refresh(&self) -> Outcome {
        let never = std::future::pending();
        self.refresher.refresh(self.held(), self.now, &|_| {}, never).await
    }

    /// The stored edition's number; it is what was published.
    pub fn stored(&self) -> u32 {
        let stored = self.db.edition().unwrap().unwrap();
        let number = stored.header.edition;
        let published = [edition(number), edition_of(number, 100)];
        assert!(
            published.contains(&stored),
            "edition {number} is not what was published"
        );
        number
    }

    /// The paths and ranges that were asked for, and the bytes on the wire.
    pub fn asked(&self) -> (Vec<String>, usize) {
        let (log, bytes) = self.host.take_log();
        let line = |request: Request| {
            let name = request.name();
            (request.range.as_ref()).map_or(name.to_owned(), |range| format!("{name} {range}"))
        };
        (log.into_iter().map(line).collect(), bytes)
    }
}

fn open(folder: &Path, host: &Host, press: &Press, limits: Limits) -> (Arc<CatalogueDb>, Refresher) {
    let db = Arc::new(CatalogueDb::open(folder).unwrap().0);
    let config = Config {
        host: host.address.parse().unwrap(),
        root: press.file("metadata/1.root.json"),
        scratch: folder.join("refresh"),
        limits,
    };
    let refresher = Refresher::new(Arc::clone(&db), config).unwrap();
    (db, refresher)
}
