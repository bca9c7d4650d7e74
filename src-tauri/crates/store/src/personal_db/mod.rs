//! `personal.db`: what the person keeps. Precious: nothing here is ever thrown away but at their word.

mod backup;
mod bookmark;
mod kept_offline;
mod open;
mod opened;
mod setting;
mod transfer;

use std::path::PathBuf;

pub use bookmark::BookmarkRow;
pub use kept_offline::KeptOffline;
pub use open::Opened;
pub use transfer::ImportReport;

use crate::db::Db;

/// What the person keeps: bookmarks, what is wanted offline, and settings; and traces of their searches, if they let us.
///
/// A change is on the disk when its method returns.
pub struct PersonalDb {
    db: Db,
    dir: PathBuf,
}
