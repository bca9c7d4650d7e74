//! The app without its window: two databases, the edition that came with it, and what it had to put right.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use catalogue::{Edition, Header};
use chrono::{DateTime, Utc};
use store::{CatalogueDb, DocumentFolder, Origin, PersonalDb, StoreError};

use crate::context::Context;
use crate::documents::Downloads;
use crate::error::ApiError;
use crate::refresh::Hosting;

/// The edition that came with the app.
#[derive(Clone, Copy, Debug)]
pub struct Bundled {
    /// The edition's canonical JSON, compressed with zstd.
    pub zst: &'static [u8],
    /// Its header, as JSON, and [`Edition::digest`]: an unchanged edition need not be unpacked at every start.
    pub header: &'static str,
    /// See `header`.
    pub digest: [u8; 32],
}

impl Bundled {
    fn unpack(&self) -> Result<Edition, ApiError> {
        let json = zstd::decode_all(self.zst).map_err(|e| broken_app(&e))?;
        Edition::from_json(&json).map_err(|e| broken_app(&e))
    }
}

fn broken_app(error: &dyn std::fmt::Display) -> ApiError {
    tracing::error!(%error, "the bundled edition cannot be read");
    ApiError::bad_request(
        "This copy of Doorstep is damaged. In an emergency ring 999. Install Doorstep again: what you keep stays on the device.",
    )
}

/// The app without its window. Shared by all commands; every method may be called from any thread.
pub struct Doorstep {
    pub(crate) catalogue: Arc<CatalogueDb>,
    pub(crate) personal: PersonalDb,
    pub(crate) folder: PathBuf,
    bundled: Bundled,
    notices: Mutex<Vec<String>>,
    pub(crate) hosting: Mutex<Hosting>,
    pub(crate) documents: DocumentFolder,
    pub(crate) downloads: Mutex<Downloads>,
}

impl Doorstep {
    /// Opens both databases in `folder` and makes sure that the catalogue holds an edition at least as new as the
    /// bundled one. Takes as long as reading one row when nothing is to be done.
    ///
    /// # Errors
    /// When the folder cannot be written or the bundled edition is damaged.
    pub fn open(folder: &Path, bundled: Bundled, now: DateTime<Utc>) -> Result<Self, ApiError> {
        let (catalogue, rebuilt) = CatalogueDb::open(folder)?;
        let (personal, opened) = PersonalDb::open(folder, now)?;
        let app = Self {
            catalogue: Arc::new(catalogue),
            personal,
            folder: folder.to_owned(),
            bundled,
            notices: Mutex::new(Vec::new()),
            hosting: Mutex::default(),
            documents: DocumentFolder::new(folder),
            downloads: Mutex::default(),
        };
        app.documents.forget_copies();
        app.import_bundled(now)?;
        if rebuilt {
            app.notice(
                "The catalogue on this device was damaged. It has been rebuilt from the edition that came with the app.",
            );
        }
        if let Some(day) = opened.restored_from {
            app.notice(&format!(
                "What you keep was damaged on this device. It has been restored from the copy of {day}."
            ));
        }
        if opened.started_empty_after_damage {
            app.notice(
                "What you kept was damaged on this device and no good copy was found. The damaged file is still in Doorstep's folder.",
            );
        }
        Ok(app)
    }

    /// The catalogue, for the refresh: it is the same one that the screens read.
    pub fn catalogue(&self) -> Arc<CatalogueDb> {
        Arc::clone(&self.catalogue)
    }

    /// Imports the bundled edition unless the catalogue already holds it or a newer one.
    fn import_bundled(&self, now: DateTime<Utc>) -> Result<(), ApiError> {
        let bundled: Header = serde_json::from_str(self.bundled.header).map_err(|e| broken_app(&e))?;
        let stands = self.catalogue.imported()?.is_some_and(|stored| {
            let newer = stored.header.edition > bundled.edition;
            newer || (stored.header == bundled && stored.digest == self.bundled.digest)
        });
        if !stands {
            self.catalogue.apply(&self.bundled.unpack()?, Origin::Bundled, now)?;
        }
        Ok(())
    }

    /// The slow half of opening, for the background: checks every stored record, puts damaged ones right, and makes
    /// the day's backup of what the person keeps. Answers whether a screen should be drawn again.
    pub fn settle(&self, now: DateTime<Utc>) -> Result<bool, ApiError> {
        let mended = self.mend(now)?;
        self.personal.backup(now)?;
        Ok(mended)
    }

    /// Checks the catalogue and restores what is damaged from the bundled edition.
    fn mend(&self, now: DateTime<Utc>) -> Result<bool, ApiError> {
        let health = self.catalogue.check()?;
        if health.is_sound() {
            return Ok(false);
        }
        let restored = self.catalogue.restore(&self.bundled.unpack()?, &health, now)?;
        let (mended, lost) = (restored.records.len(), restored.lost.len());
        if mended > 0 {
            self.notice(&format!(
                "{mended} damaged {} on this device {} been restored from the edition that came with the app.",
                if mended == 1 { "record" } else { "records" },
                if mended == 1 { "has" } else { "have" },
            ));
        }
        if lost > 0 {
            self.notice(&format!(
                "{lost} damaged {} could not be restored and {} been taken out, so that nothing wrong is shown.",
                if lost == 1 { "record" } else { "records" },
                if lost == 1 { "has" } else { "have" },
            ));
        }
        Ok(true)
    }

    /// Answers a question about the catalogue. Should it meet a damaged record, the damage is put right and the
    /// question asked once more, so that a wrong number is never shown and a right one is shown if it can be.
    pub(crate) fn ask<T>(
        &self,
        now: DateTime<Utc>,
        question: impl Fn(&Context) -> Result<T, Failure>,
    ) -> Result<T, ApiError> {
        let answer = || {
            Context::new(self, now)
                .map_err(Failure::from)
                .and_then(|context| question(&context))
        };
        match answer() {
            Err(Failure::Store(StoreError::DamagedRecord { .. } | StoreError::Damaged { .. })) => {
                self.mend(now)?;
                answer().map_err(ApiError::from)
            }
            other => other.map_err(ApiError::from),
        }
    }

    /// What the app has put right since it opened, in plain words.
    pub(crate) fn notices(&self) -> Vec<String> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn notice(&self, text: &str) {
        self.notices
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(text.to_owned());
    }
}

/// Why a question has no answer, before it is put into words.
pub(crate) enum Failure {
    /// The store failed.
    Store(StoreError),
    /// There is no such record.
    NotFound(&'static str),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::Store(error)
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => error.into(),
            Failure::NotFound(what) => ApiError::not_found(what),
        }
    }
}
