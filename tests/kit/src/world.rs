//! A host, a publisher and a device.

use std::sync::Arc;

use app::Doorstep;
use catalogue::refresh::{Outcome, Refreshed};
use chrono::{DateTime, TimeDelta, Utc};
use store::CatalogueDb;
use sync::{Limits, Refresher};
use tempfile::TempDir;

use crate::device::{Device, Source, held};
pub use crate::editions::{edition, edition_of, limits, now, patient};
use crate::host::Host;
use crate::press::Press;

pub struct World {
    pub host: Host,
    pub press: Press,
    pub app: Doorstep,
    pub db: Arc<CatalogueDb>,
    pub refresher: Refresher,
    pub dir: TempDir,
    pub now: DateTime<Utc>,
}

impl World {
    /// Edition 1 is published, came with the app, and the host has been asked once.
    pub async fn new() -> Self {
        let world = Self::unasked().await;
        let outcome = world.refresh().await;
        let nothing_new = Refreshed::UpToDate {
            edition: 1,
            checked: true,
        };
        assert_eq!(outcome, Ok(nothing_new));
        world.host.take_log();
        world
    }

    /// Edition 1 is published and came with the app.
    pub async fn unasked() -> Self {
        Self::unasked_in(tempfile::tempdir().unwrap()).await
    }

    /// The same in a folder of the caller's choice.
    pub async fn unasked_in(dir: TempDir) -> Self {
        let host = Host::new().await;
        host.set_date(Some(now()));
        let mut press = Press::new(host.files.clone(), now() + TimeDelta::days(30));
        press.publish(&edition(1));
        let source = source(&host, &press, limits());
        let device = Device::open(dir.path(), &source, now()).unwrap();
        device.keep(now());
        let Device { app, db, refresher } = device;
        Self {
            host,
            press,
            app,
            db,
            refresher,
            dir,
            now: now(),
        }
    }

    /// Whom the device asks.
    pub fn source(&self) -> Source {
        source(&self.host, &self.press, limits())
    }

    /// The app is started again.
    pub fn restart(&mut self, limits: Limits) {
        let source = source(&self.host, &self.press, limits);
        self.become_device(Device::open(self.dir.path(), &source, self.now).unwrap());
    }

    /// The app is closed, and its folder is left as it is.
    pub fn close(self) -> (Host, Press, TempDir) {
        self.app.close();
        (self.host, self.press, self.dir)
    }

    fn become_device(&mut self, device: Device) {
        Device {
            app: self.app,
            db: self.db,
            refresher: self.refresher,
        } = device;
    }

    /// While the app is not running, a bit of the stored catalogue flips at `place`, and the app repairs it from the
    /// edition that came with it.
    pub fn damage(&mut self, place: &str) {
        let elsewhere = tempfile::tempdir().unwrap();
        self.become_device(Device::open(elsewhere.path(), &self.source(), self.now).unwrap());
        let path = self.dir.path().join("catalogue.db");
        let mut bytes = std::fs::read(&path).unwrap();
        // A page that is no longer used may hold it too.
        for at in (0..bytes.len() - place.len())
            .filter(|&at| bytes[at..].starts_with(place.as_bytes()))
            .collect::<Vec<_>>()
        {
            bytes[at] ^= 1;
        }
        std::fs::write(&path, bytes).unwrap();
        self.restart(limits());
        let notices = self.app.ask(self.now, |moment| moment.device.notices.clone());
        assert!(!notices.is_empty(), "there was something to repair");
    }

    pub async fn refresh(&self) -> Outcome {
        let never = std::future::pending();
        let outcome = self.refresher.refresh(held(&self.app), self.now, &|_| {}, never).await;
        self.app.refreshed(&outcome, self.now);
        outcome
    }

    /// The stored edition's number; it is that edition, whole and sound.
    pub fn stored(&self) -> u32 {
        let stored = self.db.read().unwrap().edition.unwrap();
        assert!(stored.whole, "{:?}", stored.damaged);
        let number = stored.edition.header.edition;
        let published = [edition(number), edition_of(number, 100)];
        assert!(
            published.contains(&stored.edition),
            "edition {number} is not what was published"
        );
        number
    }

    /// The paths and ranges that were asked for, and the bytes on the wire.
    pub fn asked(&self) -> (Vec<String>, usize) {
        let (log, bytes) = self.host.take_log();
        let line = |request: crate::host::Request| {
            let name = request.name();
            (request.range.as_ref()).map_or(name.to_owned(), |range| format!("{name} {range}"))
        };
        (log.into_iter().map(line).collect(), bytes)
    }
}

fn source(host: &Host, press: &Press, limits: Limits) -> Source {
    Source {
        host: host.address.clone(),
        root: press.file("metadata/1.root.json"),
        limits,
    }
}
