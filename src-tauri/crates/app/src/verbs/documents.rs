//! Documents on the device: what is wanted, what is fetched next, how fetching goes, and reading one.
//!
//! Nothing is asked of a host here. The shell fetches what [`Doorstep::next_document`] names, one at a time, and hands
//! over how that went.

use std::path::PathBuf;

use catalogue::refresh::Trouble;
use catalogue::{Keepable, Resource};
use chrono::{DateTime, TimeDelta, Utc};
use screens::documents::{self, Documents, KeepKind};
use screens::{ErrorCode, Failure, Part, Written};
use store::StoreError;

pub use screens::documents::Next;

use super::set;
use crate::Doorstep;

/// A file to hand to another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its MIME type.
    pub media_type: &'static str,
}

impl Doorstep {
    /// Keeps documents on the device, or stops keeping them: then those that nothing else keeps are removed. `id` is
    /// the resource's or the theme's, and is ignored for bookmarks.
    ///
    /// # Errors
    /// When there is nothing of that name, or a resource without a document.
    pub fn keep_offline(
        &self,
        kind: KeepKind,
        id: &str,
        on: bool,
        now: DateTime<Utc>,
    ) -> Result<Written<Documents>, Failure> {
        self.change(now, |m| Ok((Some(documents::keep(m, kind, id, on)?), ())))?;
        Ok(self.after_a_choice(now))
    }

    /// Pauses downloads, or goes on with them.
    ///
    /// # Errors
    /// When the choice cannot be kept.
    pub fn pause_documents(&self, paused: bool, now: DateTime<Utc>) -> Result<Written<Documents>, Failure> {
        self.change(now, |_| Ok((Some(set(documents::PAUSED, &paused)?), ())))?;
        Ok(self.after_a_choice(now))
    }

    /// Sets how much room documents may take, in bytes; one of those offered. What no longer fits is removed.
    ///
    /// # Errors
    /// `BadRequest` for a size that is not offered.
    pub fn set_document_budget(&self, bytes: u64, now: DateTime<Utc>) -> Result<Written<Documents>, Failure> {
        if !documents::BUDGETS.contains(&bytes) {
            return Err(Failure::bad_request("Choose one of the sizes in the list."));
        }
        self.change(now, |_| Ok((Some(set(documents::BUDGET, &bytes)?), ())))?;
        Ok(self.after_a_choice(now))
    }

    /// The bytes of a resource's document, hashed again. A damaged one is removed, and is fetched again if it is kept.
    ///
    /// # Errors
    /// When it is not on the device, or was damaged.
    pub fn document_bytes(&self, resource: &str, now: DateTime<Utc>) -> Result<Vec<u8>, Failure> {
        Ok(self.read_document(resource, now)?.2)
    }

    /// A copy of a resource's document for another program, under a name that says what it is. Hashed again as above.
    ///
    /// # Errors
    /// As above, and when the document is not what it is said to be.
    pub fn document_file(&self, resource: &str, now: DateTime<Utc>) -> Result<DocumentFile, Failure> {
        let (resource, document, bytes) = self.read_document(resource, now)?;
        if !document.format.begins(&bytes) {
            return Err(Failure::bad_request(
                "This file is not the kind of document it should be, so Doorstep does not open it in another app. \
                 Tell the publisher of the catalogue.",
            ));
        }
        let name = documents::file_name(&resource.title, document.format.extension());
        let path = self.documents.copy_out(&document, &bytes, &name, now);
        Ok(DocumentFile {
            path: path.map_err(|error| crate::trouble::not_kept(&error))?,
            media_type: document.format.media_type(),
        })
    }

    /// Removes what is no longer wanted, and answers what to fetch.
    pub fn next_document(&self, now: DateTime<Utc>) -> Next {
        self.tidy(now);
        self.ask(now, documents::next)
    }

    /// Whether `document`, which is coming, is still to come.
    pub fn may_fetch(&self, document: &Keepable, now: DateTime<Utc>) -> bool {
        self.ask(now, |m| documents::may_fetch(m, document))
    }

    /// Notes that `done` bytes of `document` are here.
    pub fn document_progress(&self, document: &Keepable, done: u64) {
        self.change_device(|device| device.downloads.progress(document.digest, done));
    }

    /// Notes how fetching `document` ended. `wait` says how long to wait after so many failures in a row.
    pub fn document_ended(
        &self,
        document: &Keepable,
        ended: &Result<(), Trouble>,
        wait: impl Fn(u32) -> TimeDelta,
        now: DateTime<Utc>,
    ) {
        self.look_at_documents();
        self.change_device(|device| device.downloads.end(document.digest, ended, now, &wait));
    }

    /// Tries again what failed: the network is back.
    pub fn try_documents_again(&self) {
        self.change_device(|device| device.downloads.again());
    }

    /// What a choice of the person changes at once.
    fn after_a_choice(&self, now: DateTime<Utc>) -> Written<Documents> {
        self.try_documents_again();
        self.tidy(now);
        Written::of([Part::Documents], self.ask(now, documents::answer))
    }

    /// Removes documents that are no longer wanted, where that is known. What cannot be removed now does no harm, and
    /// is tried again.
    fn tidy(&self, now: DateTime<Utc>) {
        if !self.knows_what_is_wanted() {
            return;
        }
        let kept = self.ask(now, documents::kept);
        if let Err(error) = self.documents.keep_only(&kept) {
            tracing::warn!(%error, "a document that is no longer wanted is still there");
        }
        self.look_at_documents();
    }

    fn read_document(&self, id: &str, now: DateTime<Utc>) -> Result<(Resource, Keepable, Vec<u8>), Failure> {
        let (resource, document) = self.ask(now, |m| {
            documents::document_of(m, id).map(|(resource, document)| (resource.clone(), document))
        })?;
        match self.documents.read(&document) {
            Ok(Some(bytes)) => Ok((resource, document, bytes)),
            Ok(None) => Err(Failure {
                code: ErrorCode::NotFound,
                message: "This document is not on this device. Download it when you are online.".into(),
            }),
            Err(StoreError::Damaged { .. }) => {
                self.look_at_documents();
                self.change_device(|device| device.downloads.damaged(document.digest));
                Err(Failure::storage(
                    "The copy of this document on this device was damaged, so it was removed. If you chose to \
                     download it, Doorstep downloads it again when you are online.",
                ))
            }
            Err(error) => Err(crate::trouble::not_kept(&error)),
        }
    }
}
