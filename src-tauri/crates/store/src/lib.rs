//! What Doorstep keeps on the device: two SQLite databases and a folder of documents.
//!
//! `catalogue.db` holds the newest edition and its search index. It is disposable: damaged means rebuilt.
//! `personal.db` holds what the person keeps. It is precious: damaged means put aside and restored from a backup.
//! Beside them, `documents/` holds the documents kept offline, each named by its hash: disposable, too.
//!
//! **Invariants:** only this crate names rusqlite. Nothing here reads the clock: time is an argument. Every method
//! takes `&self` and may block for as long as a disk does: call it away from an async executor. What a person searches
//! for is never logged.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod catalogue_db;
mod db;
mod document_folder;
mod error;
mod file;
mod personal_db;
mod search;

pub use catalogue_db::{
    Arrival, CatalogueDb, Change, DamagedRecord, Health, Imported, Origin, Restored, Settled, Stored, Trust, What,
};
pub use document_folder::DocumentFolder;
pub use error::StoreError;
pub use personal_db::{
    BookmarkRow, DayDone, ImportReport, KeptOffline, Opened, PersonalDb, ReminderRow, RemindersSaid, WeekMuted,
};
pub use search::{
    AREA, AUDIENCE, Correction, KIND, Label, LabelCount, Limits, News, Piece, Search, SearchAnswer, SearchDocument,
    SearchHit, SearchKind, SearchMark, THEME, search_documents,
};
