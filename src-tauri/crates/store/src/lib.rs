//! What Doorstep keeps on the device: two SQLite databases, a folder of documents, and files that a person asks for.
//!
//! `catalogue.db` holds the newest edition, and is read whole into memory. It is disposable: damaged means fetched
//! again. `personal.db` holds what the person keeps. It is precious: damaged means put aside and restored from a
//! backup. Beside them, `documents/` holds the documents on the device, each named by its hash: disposable, too.
//!
//! **Invariants:** only this crate names rusqlite. Nothing here reads the clock: time is an argument. Every method
//! takes `&self` and may block for as long as a disk does: call it away from an async executor. What a person searches
//! for is never logged.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod catalogue_db;
mod db;
mod document_folder;
mod erase;
mod error;
mod file;
mod journal;
mod moving;
mod new_file;
mod personal_db;
pub mod private;
mod rows;

pub use catalogue_db::{CatalogueDb, Commit, DamagedRow, Opened as CatalogueOpened, Stored, StoredEdition, Trust};
pub use document_folder::DocumentFolder;
pub use erase::{erase, go_on_erasing};
pub use error::StoreError;
pub use moving::move_all;
pub use new_file::new_file;
pub use personal_db::{Opened as PersonalOpened, PersonalDb};
