//! A device that is switched off, to be copied and harmed as often as it takes.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use kit::device::{Device, Source};
use kit::host::Host;
use kit::press::Press;
use kit::world::{World, now, patient};
use tempfile::TempDir;

use crate::endure::sentence;

/// A folder with edition 1 and the app closed, and a host with something newer.
pub struct Scene {
    /// Listens for as long as this is there.
    pub host: Host,
    pub press: Press,
    folder: TempDir,
    pub source: Source,
}

impl Scene {
    pub async fn new(publish: impl FnOnce(&mut Press)) -> Self {
        Self::of(World::new().await, publish)
    }

    /// The same, of a world that has come further.
    pub fn of(mut world: World, publish: impl FnOnce(&mut Press)) -> Self {
        publish(&mut world.press);
        let source = Source {
            limits: patient(),
            ..world.source()
        };
        let (host, press, folder) = world.close();
        Self {
            host,
            press,
            folder,
            source,
        }
    }

    /// A copy of the folder.
    pub fn copy(&self) -> TempDir {
        self.copy_to(tempfile::tempdir().unwrap())
    }

    /// A copy of the folder, in `copy`.
    pub fn copy_to(&self, copy: TempDir) -> TempDir {
        copy_into(self.folder.path(), copy.path());
        copy
    }

    /// What is in the folder after a fault, and what the next refresh says once it has fetched the newest edition.
    pub async fn after(&self, folder: &Path, newest: u32) -> (u32, String) {
        let later = now() + TimeDelta::minutes(1);
        let device = Device::open(folder, &self.source, later).unwrap();
        let published = |number| self.press.json(number);
        let found = device.whole(published, later);
        assert!(found == 1 || found == newest, "edition {found}");
        let outcome = device.refresh(later).await;
        assert!(outcome.is_ok(), "{outcome:?}");
        let reads = sentence(&device, &outcome, later);
        drop(device);
        let device = Device::open(folder, &self.source, later).unwrap();
        assert_eq!(device.whole(published, later), newest);
        (found, reads)
    }
}

pub fn copy_into(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&to).unwrap();
            copy_into(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
