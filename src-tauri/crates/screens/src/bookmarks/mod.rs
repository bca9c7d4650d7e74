//! Bookmarks, in the person's order. They outlive what they point at.

pub mod view;

use catalogue::{Contact, Kind, Resource, Standing};
use personal::Change;

pub use view::{Bookmark, BookmarkRemoved, BookmarkState, RemovedBookmark};

use crate::{Moment, NotFound, cards, documents};

/// All bookmarks, in the person's order.
pub fn answer(m: &Moment) -> Vec<Bookmark> {
    all(m).collect()
}

/// The same, one by one. A kind that only a newer version knows stays bookmarked, and is shown by that version again.
pub(crate) fn all<'m>(m: &'m Moment) -> impl Iterator<Item = Bookmark> + 'm {
    let known = |row: &personal::Bookmark| Kind::named(&row.kind).filter(|kind| kind.has_page());
    let rows = m.personal.bookmarks.iter();
    rows.filter_map(move |row| Some(bookmark(m, known(row)?, row)))
}

/// Bookmarks a record.
///
/// # Errors
/// When there is no such record.
pub fn add(m: &Moment, kind: Kind, id: &str) -> Result<Change, NotFound> {
    let (title, _) = m.library.title(kind, id).ok_or(NotFound(kind.noun()))?;
    Ok(Change::AddBookmark(personal::Bookmark {
        kind: kind.name().to_owned(),
        id: id.to_owned(),
        title: title.to_owned(),
        kept_at: m.now,
    }))
}

fn bookmark(m: &Moment, kind: Kind, row: &personal::Bookmark) -> Bookmark {
    let title = m.library.title(kind, &row.id);
    let standing = m.library.standing(kind, &row.id);
    let contact = (kind == Kind::Contact)
        .then(|| m.library.get::<Contact>(&row.id))
        .flatten();
    let resource = (kind == Kind::Resource)
        .then(|| m.library.get::<Resource>(&row.id))
        .flatten();
    Bookmark {
        kind,
        id: row.id.clone(),
        title: title.map_or(&*row.title, |(title, _)| title).to_owned(),
        detail: title.map_or(String::new(), |_| detail(m, kind, &row.id)),
        state: match standing.map(Standing::is_active) {
            Some(true) => BookmarkState::Active,
            Some(false) => BookmarkState::Withdrawn,
            None => BookmarkState::Gone,
        },
        instead: standing
            .and_then(|standing| cards::withdrawn(m.library, kind.record(&row.id).0, standing))
            .and_then(|withdrawn| withdrawn.replacement),
        contact: contact
            .filter(|contact| contact.standing.is_active())
            .map(|contact| cards::contact(m, contact)),
        document: resource.and_then(|resource| documents::mark(m, resource)),
    }
}

/// "Webinar · For professionals · Hampshire", "Pathway · Hampshire"; a contact's area alone.
fn detail(m: &Moment, kind: Kind, id: &str) -> String {
    if let Some(resource) = m.library.get::<Resource>(id).filter(|_| kind == Kind::Resource) {
        return cards::resource_detail(m.library, resource);
    }
    if let Some(contact) = m.library.get::<Contact>(id).filter(|_| kind == Kind::Contact) {
        return cards::area_name(m.library, &contact.area).title;
    }
    match cards::link(m.library, kind, id).and_then(|link| link.area) {
        Some(area) => format!("{} · {area}", kind.title()),
        None => kind.title().to_owned(),
    }
}
