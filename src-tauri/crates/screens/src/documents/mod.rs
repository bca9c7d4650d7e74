//! Documents on the device: what the person wants here, what of it is here, and what is downloaded next.
//!
//! Nothing is asked of the update server here: the app downloads what [`next`] names, one at a time, and notes in
//! [`Downloads`] how that went.

mod downloads;
mod file_name;
mod plan;
mod shelf;
mod status;
pub mod view;

use std::collections::HashSet;

use catalogue::canonical::Digest;
use catalogue::{Keepable, Resource, Theme};
use personal::{Change, KeptOffline};

pub use downloads::Downloads;
pub use file_name::of as file_name;
pub use view::{Budget, DocumentMark, DocumentShape, DocumentState, DocumentView, Documents, KeepKind, KeepView};

pub(crate) use shelf::Shelf;
pub use shelf::{BUDGET, BUDGETS, Next, PAUSED};

use crate::{Moment, NotFound, words};
use shelf::keepable;

/// The one collection of bookmarks has no id.
const BOOKMARKS: &str = "";

/// All documents that are wanted on this device.
pub fn answer(m: &Moment) -> Documents {
    let shelf = m.shelf();
    let budget = |bytes| Budget {
        bytes,
        title: words::size(bytes),
    };
    Documents {
        items: shelf.items(),
        used: shelf.used(),
        budget: shelf.budget,
        budgets: BUDGETS.map(budget).into(),
        paused: shelf.paused,
        sentence: shelf.sentence(),
        bookmarks: together(m, KeepKind::Bookmarks, BOOKMARKS),
    }
}

/// A resource's document where the resource is only mentioned; `None` where it has none that this version can download.
pub fn mark(m: &Moment, resource: &Resource) -> Option<DocumentMark> {
    keepable(resource).map(|document| m.shelf().mark(&document))
}

/// A resource's document, wanted or not; `None` where it has none that this version can download.
pub fn of_resource(m: &Moment, resource: &Resource) -> Option<DocumentView> {
    keepable(resource).map(|document| m.shelf().describe(resource, &document))
}

/// Documents that are downloaded together: a pack's, or those of the bookmarks. `None` when there are none and nobody
/// wants them.
pub fn together(m: &Moment, kind: KeepKind, id: &str) -> Option<KeepView> {
    m.shelf()
        .together(kind, id, shelf::resources_of(m.library, m.personal, kind, id))
}

/// Wants documents on this device, or no longer. `id` is the resource's or the theme's, and is ignored for bookmarks.
///
/// # Errors
/// When there is nothing of that name, or a resource without a document, to want.
pub fn keep(m: &Moment, kind: KeepKind, id: &str, on: bool) -> Result<Change, NotFound> {
    let id = if kind == KeepKind::Bookmarks { BOOKMARKS } else { id };
    let (name, id) = (kind.name().to_owned(), id.to_owned());
    if !on {
        return Ok(Change::LetGoOffline { kind: name, id });
    }
    match kind {
        KeepKind::Resource => document_of(m, &id).map(drop)?,
        KeepKind::Theme => m.library.get::<Theme>(&id).map(drop).ok_or(NotFound("theme"))?,
        KeepKind::Bookmarks => {}
    }
    Ok(Change::KeepOffline(KeptOffline {
        kind: name,
        id,
        kept_at: m.now,
    }))
}

/// A resource and its document.
///
/// # Errors
/// When there is no such resource, or it has no document that this version can download.
pub fn document_of<'a>(m: &Moment<'a>, resource: &str) -> Result<(&'a Resource, Keepable), NotFound> {
    let resource: &Resource = m.library.get(resource).ok_or(NotFound("resource"))?;
    Ok((resource, keepable(resource).ok_or(NotFound("document"))?))
}

/// What is on the device or is to be: anything else may be removed.
pub fn kept(m: &Moment) -> HashSet<Digest> {
    m.shelf().kept()
}

/// What to download; nothing while the person has paused, or where there is no update server.
pub fn next(m: &Moment) -> Next {
    m.shelf().next(m.now)
}

/// Whether `document`, which is coming, is still to come.
pub fn may_fetch(m: &Moment, document: &Keepable) -> bool {
    m.shelf().may_fetch(document)
}
