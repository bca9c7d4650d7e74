//! Documents offline: what the person wants on the device, what of it is here, and what is fetched next.
//!
//! Nothing is asked of a host here. The shell fetches what [`Doorstep::next_document`] names, one at a time, and hands
//! over how that went; the file itself stands in [`store::DocumentFolder`] then.

mod downloads;
mod file_name;
mod plan;
mod shelf;
mod standing;
pub mod view;

use std::path::PathBuf;
use std::sync::{MutexGuard, PoisonError};

use catalogue::{Keepable, Resource, Theme};
use chrono::{DateTime, TimeDelta, Utc};
use store::{DocumentFolder, StoreError};

pub(crate) use downloads::Downloads;
pub use downloads::Fetched;
pub(crate) use shelf::{Shelf, keepable, of_pack};

use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::{ApiError, ErrorCode};
use crate::words;
use view::{Budget, Documents, KeepKind};

const PAUSED: &str = "documents.paused";
const BUDGET: &str = "documents.budget";
/// How much room a person may let documents take, in bytes.
const BUDGETS: [u64; 5] = [50_000_000, 250_000_000, 1_000_000_000, 2_000_000_000, 5_000_000_000];
/// What they may take until the person says otherwise.
const USUAL_BUDGET: u64 = BUDGETS[1];

/// What to fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// This document, now.
    Fetch(Keepable),
    /// Nothing before then.
    At(DateTime<Utc>),
    /// Nothing until something changes.
    Nothing,
}

/// A file to hand to another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its MIME type.
    pub media_type: &'static str,
}

impl Doorstep {
    /// All documents that are wanted on this device.
    pub fn documents(&self, now: DateTime<Utc>) -> Result<Documents, ApiError> {
        self.ask(now, |c| {
            let shelf = c.shelf()?;
            Ok(Documents {
                items: shelf.items(),
                used: shelf.used(),
                budget: shelf.budget,
                budgets: BUDGETS
                    .map(|bytes| Budget {
                        bytes,
                        title: words::size(bytes),
                    })
                    .into(),
                paused: shelf.paused,
                sentence: shelf.sentence(),
                bookmarks: shelf.keep(KeepKind::Bookmarks, BOOKMARKS, &shelf::of_bookmarks(c)?),
            })
        })
    }

    /// Keeps documents offline, or lets them go: then those that nothing else keeps are removed. `id` is the resource's
    /// or the theme's, and is passed over for bookmarks.
    ///
    /// # Errors
    /// When there is nothing of that name, or a resource without a document, to keep.
    pub fn keep_offline(&self, kind: KeepKind, id: &str, on: bool, now: DateTime<Utc>) -> Result<Documents, ApiError> {
        let id = if kind == KeepKind::Bookmarks { BOOKMARKS } else { id };
        if on {
            self.ask(now, |c| match kind {
                KeepKind::Resource => document_of(c, id).map(drop),
                KeepKind::Theme => {
                    let theme: Option<Theme> = c.db.get(collection::THEMES, id)?;
                    theme.map(drop).ok_or(Failure::NotFound("theme"))
                }
                KeepKind::Bookmarks => Ok(()),
            })?;
            self.personal.keep_offline(kind.name(), id, now)?;
        } else {
            self.personal.let_go_offline(kind.name(), id)?;
        }
        self.after_a_choice(now)
    }

    /// Pauses downloads, or goes on with them.
    pub fn pause_documents(&self, paused: bool, now: DateTime<Utc>) -> Result<Documents, ApiError> {
        self.personal.set_setting(PAUSED, &paused)?;
        self.after_a_choice(now)
    }

    /// Sets how much room documents may take, in bytes; one of those offered. What no longer fits is removed.
    pub fn set_document_budget(&self, bytes: u64, now: DateTime<Utc>) -> Result<Documents, ApiError> {
        if !BUDGETS.contains(&bytes) {
            return Err(ApiError::bad_request("Choose one of the sizes in the list."));
        }
        self.personal.set_setting(BUDGET, &bytes)?;
        self.after_a_choice(now)
    }

    /// The bytes of a resource's document, hashed again. A damaged one is removed, and is fetched again if it is kept.
    ///
    /// # Errors
    /// When it is not on the device, or was damaged.
    pub fn document_bytes(&self, resource: &str, now: DateTime<Utc>) -> Result<Vec<u8>, ApiError> {
        Ok(self.read_document(resource, now)?.2)
    }

    /// A copy of a resource's document for another program, under a name that says what it is. Hashed again as above.
    ///
    /// On a telephone, whether another program may read it there has not been tried.
    pub fn document_file(&self, resource: &str, now: DateTime<Utc>) -> Result<DocumentFile, ApiError> {
        let (resource, document, bytes) = self.read_document(resource, now)?;
        if !document.format.begins(&bytes) {
            return Err(ApiError::bad_request(
                "This document is not what its publisher says it is, so Doorstep does not hand it to another program. Tell \
                 whoever publishes the catalogue.",
            ));
        }
        let name = file_name::of(&resource.title, document.format.extension());
        Ok(DocumentFile {
            path: self.documents.copy_out(&document, &bytes, &name)?,
            media_type: document.format.media_type(),
        })
    }

    /// Removes what nobody wants any more, and answers what to fetch.
    pub fn next_document(&self, now: DateTime<Utc>) -> Result<Next, ApiError> {
        self.ask(now, |c| {
            let shelf = c.shelf()?;
            tidy(&self.documents, shelf);
            Ok(shelf.next(now))
        })
    }

    /// Whether `document`, which is coming, is still to come.
    pub fn may_fetch(&self, document: &Keepable, now: DateTime<Utc>) -> Result<bool, ApiError> {
        self.ask(now, |c| Ok(c.shelf()?.may_fetch(document)))
    }

    /// Takes down that `done` bytes of `document` are here.
    pub fn document_progress(&self, document: &Keepable, done: u64) {
        self.downloads().coming = Some((document.digest, done));
    }

    /// Takes down how fetching `document` ended. `wait` says how long to wait after so many failures in a row.
    pub fn document_ended(
        &self,
        document: &Keepable,
        fetched: Fetched,
        wait: impl Fn(u32) -> TimeDelta,
        now: DateTime<Utc>,
    ) {
        self.downloads().end(document.digest, fetched, now, wait);
    }

    /// Tries again what failed: the network is back.
    pub fn try_documents_again(&self) {
        self.downloads().again();
    }

    /// Where documents stand on this device.
    pub fn document_folder(&self) -> DocumentFolder {
        self.documents.clone()
    }

    /// What a choice of the person changes at once.
    fn after_a_choice(&self, now: DateTime<Utc>) -> Result<Documents, ApiError> {
        self.downloads().again();
        self.ask(now, |c| {
            tidy(&self.documents, c.shelf()?);
            Ok(())
        })?;
        self.documents(now)
    }

    fn read_document(&self, id: &str, now: DateTime<Utc>) -> Result<(Resource, Keepable, Vec<u8>), ApiError> {
        let (resource, document) = self.ask(now, |c| document_of(c, id))?;
        match self.documents.read(&document) {
            Ok(Some(bytes)) => Ok((resource, document, bytes)),
            Ok(None) => Err(ApiError {
                code: ErrorCode::NotFound,
                message: "This document is not on this device. Keep it offline, and it is downloaded when there is a \
                          signal."
                    .into(),
            }),
            Err(StoreError::Damaged { .. }) => {
                self.downloads().damaged.insert(document.digest);
                Err(ApiError {
                    code: ErrorCode::Storage,
                    message:
                        "The copy of this document on this device was damaged, so it was removed and is not shown. It \
                              is downloaded again when there is a signal, if you keep it offline."
                            .into(),
                })
            }
            Err(error) => Err(error.into()),
        }
    }

    pub(crate) fn downloads(&self) -> MutexGuard<'_, Downloads> {
        self.downloads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the person keeps offline, as they asked for it. Kinds that only another version knows are passed over.
    pub(crate) fn keeps(&self) -> Result<Vec<(KeepKind, String)>, StoreError> {
        let kept = self.personal.kept_offline()?.into_iter();
        Ok(kept
            .filter_map(|row| Some((KeepKind::from_name(&row.kind)?, row.id)))
            .collect())
    }

    pub(crate) fn documents_paused(&self) -> Result<bool, StoreError> {
        Ok(self.personal.setting(PAUSED)?.unwrap_or(false))
    }

    pub(crate) fn document_budget(&self) -> Result<u64, StoreError> {
        let set = self.personal.setting(BUDGET)?;
        Ok(set.filter(|bytes| BUDGETS.contains(bytes)).unwrap_or(USUAL_BUDGET))
    }
}

/// The one collection of bookmarks has no id.
const BOOKMARKS: &str = "";

impl KeepKind {
    /// The kind's stable name, as stored.
    fn name(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Theme => "theme",
            Self::Bookmarks => "bookmarks",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Resource, Self::Theme, Self::Bookmarks]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// Removes what nobody wants. What cannot be removed now is in nobody's way, and is tried again.
fn tidy(folder: &DocumentFolder, shelf: &Shelf) {
    if let Err(error) = folder.keep_only(&shelf.kept()) {
        tracing::warn!(%error, "an unwanted document is still there");
    }
}

fn document_of(c: &Context, resource: &str) -> Result<(Resource, Keepable), Failure> {
    let resource: Resource =
        c.db.get(collection::RESOURCES, resource)?
            .ok_or(Failure::NotFound("resource"))?;
    let document = keepable(&resource).ok_or(Failure::NotFound("document"))?;
    Ok((resource, document))
}
