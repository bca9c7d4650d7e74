//! An editor with keys, and the folder that they publish to.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use doorstep_publish::host::{self, Host, Progress, Released, Resigned, Wanted, keys};
use jiff::Timestamp;
use tempfile::TempDir;

/// Publishes to a folder.
pub struct Publisher {
    keys: PathBuf,
    root: Vec<u8>,
    // Holds the keys, and goes with them.
    _folder: TempDir,
}

/// A release, and how long its parts took.
pub struct Timed {
    pub released: Released,
    /// To compress the whole edition.
    pub whole: Duration,
    /// To make the delta from the edition before; `None` for the first.
    pub delta: Option<Duration>,
}

impl Publisher {
    /// With fresh keys.
    pub async fn new(now: Timestamp) -> Result<Self> {
        let folder = TempDir::new()?;
        let keys = folder.path().join("keys");
        let new = keys::new(&keys, 1, 1, now).await?;
        Ok(Self {
            keys,
            root: std::fs::read(&new.root)?,
            _folder: folder,
        })
    }

    /// The root that devices trust first.
    pub fn root(&self) -> Vec<u8> {
        self.root.clone()
    }

    /// Publishes the source in `data` to the folder `site`.
    pub async fn release(&self, data: &Path, site: &Path, now: Timestamp) -> Result<Timed> {
        let (host, keys) = self.open(site)?;
        let plan = host::plan(data, &host, &keys, &Wanted::default(), now).await?;
        if plan.is_published {
            bail!("there was nothing to publish");
        }
        let watch = Stopwatch::default();
        let released = plan.publish(&host, &keys, &watch, now).await?;
        if let Some(warning) = released.warnings.first() {
            bail!("the release went otherwise than it should: {warning}");
        }
        let laps = watch.compressing.into_inner().unwrap_or_default();
        let lap = |at: usize| Some(laps.get(at + 1)?.duration_since(*laps.get(at)?));
        Ok(Timed {
            released,
            whole: lap(0).context("a release compresses something")?,
            delta: lap(1),
        })
    }

    /// What the daily job does.
    pub async fn resign(&self, site: &Path, now: Timestamp) -> Result<Resigned> {
        let (host, keys) = self.open(site)?;
        Ok(host::resign(&host, &keys, now).await?)
    }

    fn open(&self, site: &Path) -> Result<(Host, keys::Keyring)> {
        let host = Host::open(site.to_str().context("a path in UTF-8")?)?;
        Ok((host, keys::Keyring::open(std::slice::from_ref(&self.keys))?))
    }
}

/// Notes when each step of compressing was done.
#[derive(Default)]
struct Stopwatch {
    compressing: Mutex<Vec<Instant>>,
    ended: Mutex<bool>,
}

impl Stopwatch {
    fn note(&self) {
        if let (Ok(mut laps), Ok(false)) = (self.compressing.lock(), self.ended.lock().map(|ended| *ended)) {
            laps.push(Instant::now());
        }
    }
}

impl Progress for Stopwatch {
    fn begin(&self, _what: &str, _steps: u64) {
        self.note();
    }

    fn step(&self) {
        self.note();
    }

    fn end(&self) {
        // Compressing comes first; what follows is uploading.
        if let Ok(mut ended) = self.ended.lock() {
            *ended = true;
        }
    }
}
