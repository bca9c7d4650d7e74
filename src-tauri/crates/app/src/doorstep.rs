//! What is open: one edition, one state of what the person keeps, one of the device, each swapped whole.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use arc_swap::ArcSwap;
use catalogue::managed::Managed;
use catalogue::refresh::{Notice, Outcome, Refreshed};
use chrono::{DateTime, Utc};
use personal::Personal;

use screens::{Device, Dialling, Failure, Hosting, Moment};
use store::{CatalogueDb, DocumentFolder, StoreError};

use crate::edition::{self, Edition};
use crate::keeping::Keeping;
use crate::starts::Starts;
use crate::{Bundled, trouble};

/// The app without its window. Shared by all commands; every method may be called from any thread, and reading never
/// waits for writing.
pub struct Doorstep {
    folder: PathBuf,
    bundled: Bundled,
    starts: Starts,
    /// Open if the device allowed it; tried again when it is next needed.
    catalogue: Mutex<Option<Arc<CatalogueDb>>>,
    edition: ArcSwap<Edition>,
    pub(crate) keeping: Keeping,
    device: ArcSwap<Device>,
    pub(crate) documents: DocumentFolder,
    /// The number of the newest search.
    searches: AtomicU64,
}

impl Doorstep {
    /// Opens what is stored in `folder`. Always answers: where nothing can be read or written, with the edition inside
    /// the program and nothing kept, and with notices that say so.
    pub fn open(folder: &Path, bundled: Bundled, now: DateTime<Utc>) -> Self {
        if let Err(error) = store::private::folder(folder) {
            tracing::warn!(%error, "the data folder could not be created");
        }
        let starts = Starts::in_folder(folder);
        let suspicious = starts.begin();
        let mut notices = Vec::new();
        let catalogue = CatalogueDb::open(folder);
        let shown = edition::choose(catalogue.as_ref().map(|(db, _)| db), &bundled, suspicious, now);
        notices.extend(shown.notices);
        let catalogue = match catalogue {
            Ok((db, opened)) => {
                if opened.rebuilt {
                    notices.push(
                        "The catalogue on this device was damaged. It has been rebuilt from the one that came with the app."
                            .into(),
                    );
                }
                if opened.newer {
                    notices.push(
                        "The catalogue on this device is from a newer version of Doorstep, so this version cannot \
                         read it. You are reading the one that came with this app. Update the app."
                            .into(),
                    );
                }
                Some(Arc::new(db))
            }
            Err(_) => None,
        };
        if let Err(error) = store::go_on_erasing(folder) {
            notices.push(trouble::not_erased(&error).message);
        }
        let keeping = Keeping::open(folder, now);
        notices.extend_from_slice(keeping.noticed());
        let documents = DocumentFolder::new(folder);
        documents.forget_copies();
        let app = Self {
            folder: folder.to_owned(),
            bundled,
            starts,
            catalogue: Mutex::new(catalogue),
            edition: ArcSwap::new(shown.edition),
            keeping,
            device: ArcSwap::from_pointee(Device {
                notices,
                data_folder: folder.display().to_string(),
                ..Device::default()
            }),
            documents,
            searches: AtomicU64::new(0),
        };
        app.look_at_documents();
        app.look_at_attempts();
        app
    }

    /// Answers a question from one state of everything.
    pub fn ask<T>(&self, now: DateTime<Utc>, question: impl FnOnce(&Moment) -> T) -> T {
        self.ask_with(&self.keeping.now(), now, question)
    }

    /// The same, of a state of what the person keeps.
    pub(crate) fn ask_with<T>(
        &self,
        personal: &Personal,
        now: DateTime<Utc>,
        question: impl FnOnce(&Moment) -> T,
    ) -> T {
        let (edition, device) = (self.edition.load(), self.device.load());
        question(&Moment::new(&edition.timeline, personal, &device, now))
    }

    /// Answers a search. A newer one makes an older one needless.
    ///
    /// # Errors
    /// [`screens::ErrorCode::Superseded`] when a newer search began meanwhile.
    pub fn search(
        &self,
        query: &str,
        filters: &screens::search::SearchFilters,
        now: DateTime<Utc>,
    ) -> Result<screens::search::Found, Failure> {
        let ticket = self.searches.fetch_add(1, Ordering::SeqCst) + 1;
        let overtaken = || self.searches.load(Ordering::SeqCst) != ticket;
        let edition = self.edition.load();
        let personal = self.keeping.now();
        let device = self.device.load();
        let moment = Moment::new(&edition.timeline, &personal, &device, now);
        screens::search::answer(&moment, edition.finder(now), query, filters, &overtaken)
            .ok_or_else(Failure::superseded)
    }

    /// Builds the search index, so that the first search need not wait for it.
    pub fn prepare_search(&self, now: DateTime<Utc>) {
        self.edition.load().finder(now);
    }

    /// The first screen is there.
    pub fn painted(&self) {
        self.starts.painted();
    }

    /// The catalogue's file, for a refresh: opened again where it could not be at the start.
    ///
    /// # Errors
    /// What the device says against it.
    pub fn catalogue(&self) -> Result<Arc<CatalogueDb>, StoreError> {
        let mut catalogue = self.catalogue.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(db) = &*catalogue {
            return Ok(Arc::clone(db));
        }
        let (db, _) = CatalogueDb::open(&self.folder)?;
        Ok(Arc::clone(catalogue.insert(Arc::new(db))))
    }

    /// What a newer edition is compared with and made from, and whether it is all that was published.
    pub fn held(&self) -> (Option<Arc<catalogue::Edition>>, bool) {
        let stored = self.catalogue().and_then(|db| db.edition());
        match stored {
            Ok(edition) => (edition.map(Arc::new), self.edition.load().whole),
            Err(error) => {
                tracing::warn!(%error, "the stored edition cannot be read");
                (None, false)
            }
        }
    }

    /// Whether the edition in use is damaged here, so that it is to be fetched again at once.
    pub fn is_damaged(&self) -> bool {
        !self.edition.load().whole
    }

    /// Whether it is known what the person wants on the device: neither the edition nor what they keep is a stand-in.
    pub(crate) fn knows_what_is_wanted(&self) -> bool {
        self.keeping.is_known() && !self.edition.load().stand_in
    }

    /// Takes what a refresh has left behind into memory. Whether there is another edition.
    pub fn refreshed(&self, outcome: &Outcome, now: DateTime<Utc>) -> bool {
        let updated = matches!(outcome, Ok(Refreshed::Updated(_)));
        if updated {
            match self.catalogue() {
                Ok(db) => {
                    let shown = edition::choose(Ok(&db), &self.bundled, false, now);
                    let_go(self.edition.swap(shown.edition));
                    self.change_device(|device| device.notices.clone_from(&shown.notices));
                }
                Err(error) => tracing::warn!(%error, "the newer edition cannot be read"),
            }
        }
        let before = self.device.load().attempts.clone();
        self.look_at_attempts();
        if self.device.load().attempts != before {
            // The update server was asked: a file says nothing about it.
            let trouble = outcome.as_ref().err();
            self.change_device(|device| device.trouble = trouble.cloned());
        }
        updated
    }

    /// Says whether there is an update server.
    pub fn set_hosting(&self, hosting: Hosting) {
        self.change_device(|device| device.hosting.clone_from(&hosting));
    }

    /// Says what the person's organisation has set.
    pub fn set_managed(&self, managed: Managed) {
        self.change_device(|device| device.managed.clone_from(&managed));
    }

    /// What it has set.
    pub(crate) fn managed(&self) -> Managed {
        self.device.load().managed.clone()
    }

    /// Says what the device does with a number.
    pub fn set_dialling(&self, dialling: Dialling) {
        self.change_device(|device| device.dialling = dialling);
    }

    /// The documents that are on the device now.
    pub fn look_at_documents(&self) {
        match self.documents.held() {
            Ok(held) => self.change_device(|device| device.documents.clone_from(&held)),
            Err(error) => tracing::warn!(%error, "the documents folder could not be read"),
        }
    }

    fn look_at_attempts(&self) {
        let stored = self.catalogue().and_then(|db| Ok((db.attempts()?, db.notice()?)));
        match stored {
            Ok((attempts, notice)) => self.change_device(|device| {
                device.attempts.clone_from(&attempts);
                device.notice = notice.clone().filter(Notice::holds);
            }),
            Err(error) => tracing::warn!(%error, "the times of earlier update attempts could not be read"),
        }
    }

    pub(crate) fn change_device(&self, change: impl Fn(&mut Device)) {
        self.device.rcu(|device| {
            let mut device = Device::clone(device);
            change(&mut device);
            device
        });
    }

    /// What the person keeps, as it is now.
    pub fn personal(&self) -> Arc<Personal> {
        self.keeping.now()
    }

    /// The day's copy of what the person keeps, if it is due.
    ///
    /// # Errors
    /// A sentence that says why there is none.
    pub fn backup(&self, now: DateTime<Utc>) -> Result<(), Failure> {
        self.keeping.backup(now).map_err(|error| trouble::not_kept(&error))
    }

    /// Where the app keeps its data.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where documents are kept.
    pub fn document_folder(&self) -> DocumentFolder {
        self.documents.clone()
    }

    /// Removes copies of documents that other programs were given long ago.
    pub fn forget_old_copies(&self, now: DateTime<Utc>) {
        self.documents.forget_old_copies(now);
    }

    /// Removes the copies that other programs were given, and folds what was written into the files themselves, before
    /// the program ends.
    pub fn close(&self) {
        self.documents.forget_copies();
        self.keeping.close();
        if let Some(db) = &*self.catalogue.lock().unwrap_or_else(PoisonError::into_inner) {
            db.close();
        }
    }
}

/// Frees the edition that was replaced, once no answer is using it: dropping all its records takes time, and must not
/// happen inside a screen's answer.
fn let_go(edition: Arc<Edition>) {
    for _ in 0..100 {
        if Arc::strong_count(&edition) == 1 {
            return;
        }
        thread::sleep(Duration::from_millis(1));
    }
}
