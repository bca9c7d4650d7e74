//! Bookmarks: what the person keeps. They outlive what they point at.

use catalogue::{Contact, Resource, Status};
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;

use crate::card::RecordKind;
use crate::context::{Context, collection};
use crate::documents::view::DocumentMark;
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::views::{Bookmark, BookmarkState, BookmarksChanged, RemovedBookmark};
use crate::words;

impl RecordKind {
    /// The kind's stable name, as stored with a bookmark.
    pub fn name(self) -> &'static str {
        match self {
            RecordKind::Contact => "contact",
            RecordKind::Pathway => "pathway",
            RecordKind::Step => "step",
            RecordKind::Theme => "theme",
            RecordKind::Resource => "resource",
            RecordKind::Week => "week",
            RecordKind::Session => "session",
            RecordKind::Article => "article",
            RecordKind::Term => "term",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
    }

    /// What one such record is called.
    pub fn title(self) -> &'static str {
        match self {
            RecordKind::Contact => "Contact",
            RecordKind::Pathway => "Pathway",
            RecordKind::Step => "Step",
            RecordKind::Theme => "STOP pack",
            RecordKind::Resource => "Resource",
            RecordKind::Week => "Practice week",
            RecordKind::Session => "Session",
            RecordKind::Article => "Article",
            RecordKind::Term => "Glossary",
        }
    }
}

impl Doorstep {
    /// All bookmarks, in the person's order.
    pub fn bookmarks(&self, now: DateTime<Utc>) -> Result<Vec<Bookmark>, ApiError> {
        self.ask(now, list)
    }

    /// Keeps a record, or lets go of it.
    pub fn set_bookmark(
        &self,
        kind: RecordKind,
        id: &str,
        on: bool,
        now: DateTime<Utc>,
    ) -> Result<BookmarksChanged, ApiError> {
        let removed = if on {
            let link = self.ask(now, |c| c.link(kind, id)?.ok_or(Failure::NotFound("record")))?;
            self.personal.add_bookmark(kind.name(), id, &link.title, now)?;
            None
        } else {
            self.personal
                .remove_bookmark(kind.name(), id)?
                .map(|(row, position)| RemovedBookmark {
                    kind,
                    id: row.id,
                    title: row.title,
                    position,
                    kept_at: row.kept_at,
                })
        };
        Ok(BookmarksChanged {
            bookmarks: self.bookmarks(now)?,
            removed,
        })
    }

    /// Puts a bookmark back where it was.
    pub fn restore_bookmark(
        &self,
        removed: &RemovedBookmark,
        now: DateTime<Utc>,
    ) -> Result<BookmarksChanged, ApiError> {
        let RemovedBookmark {
            kind,
            id,
            title,
            position,
            kept_at,
        } = removed;
        self.personal
            .put_bookmark_at(kind.name(), id, title, *position, *kept_at)?;
        Ok(BookmarksChanged {
            bookmarks: self.bookmarks(now)?,
            removed: None,
        })
    }

    /// Moves a bookmark to `position`, counted from 0.
    pub fn move_bookmark(
        &self,
        kind: RecordKind,
        id: &str,
        position: u32,
        now: DateTime<Utc>,
    ) -> Result<BookmarksChanged, ApiError> {
        self.personal.move_bookmark(kind.name(), id, position)?;
        Ok(BookmarksChanged {
            bookmarks: self.bookmarks(now)?,
            removed: None,
        })
    }
}

pub(crate) fn list(c: &Context) -> Result<Vec<Bookmark>, Failure> {
    let mut bookmarks = Vec::new();
    for row in c.app.personal.bookmarks()? {
        // A kind that only a newer version knows stays stored, and is shown by that version again.
        let Some(kind) = RecordKind::from_name(&row.kind) else {
            continue;
        };
        let link = c.link(kind, &row.id)?;
        let (state, detail) = match &link {
            None => (BookmarkState::Gone, String::new()),
            Some(_) => (state(c, kind, &row.id)?, detail(c, kind, &row.id)?),
        };
        bookmarks.push(Bookmark {
            kind,
            title: link.map_or(row.title, |l| l.title),
            document: match kind {
                RecordKind::Resource => document(c, &row.id)?,
                _ => None,
            },
            id: row.id,
            detail,
            state,
        });
    }
    Ok(bookmarks)
}

/// Where a resource's document stands.
pub(crate) fn document(c: &Context, resource: &str) -> Result<Option<DocumentMark>, Failure> {
    match get::<Resource>(c, collection::RESOURCES, resource)? {
        Some(resource) => c.document(&resource),
        None => Ok(None),
    }
}

fn state(c: &Context, kind: RecordKind, id: &str) -> Result<BookmarkState, Failure> {
    let (collection, id) = match kind {
        RecordKind::Contact => (collection::CONTACTS, id),
        RecordKind::Pathway => (collection::PATHWAYS, id),
        RecordKind::Step => (
            collection::PATHWAYS,
            id.split_once('/').map_or(id, |(pathway, _)| pathway),
        ),
        RecordKind::Theme => (collection::THEMES, id),
        RecordKind::Resource => (collection::RESOURCES, id),
        RecordKind::Week => (collection::WEEKS, id),
        RecordKind::Session => (collection::WEEKS, id.split_once('/').map_or(id, |(week, _)| week)),
        RecordKind::Article => (collection::ARTICLES, id),
        RecordKind::Term => (collection::TERMS, id),
    };
    /// The one field every record has.
    #[derive(serde::Deserialize)]
    struct Standing {
        #[serde(default)]
        status: Status,
    }
    Ok(match get::<Standing>(c, collection, id)? {
        Some(Standing {
            status: Status::Withdrawn,
        }) => BookmarkState::Withdrawn,
        _ => BookmarkState::Active,
    })
}

/// "Webinar · For professionals", "Contact · Hampshire".
pub(crate) fn detail(c: &Context, kind: RecordKind, id: &str) -> Result<String, Failure> {
    Ok(match kind {
        RecordKind::Resource => match get::<Resource>(c, collection::RESOURCES, id)? {
            Some(resource) => resource_detail(c, &resource),
            None => kind.title().to_owned(),
        },
        RecordKind::Contact => match get::<Contact>(c, collection::CONTACTS, id)? {
            Some(contact) => c.area(&contact.area).title,
            None => kind.title().to_owned(),
        },
        _ => match c.link(kind, id)?.and_then(|l| l.area) {
            Some(area) => format!("{} · {area}", kind.title()),
            None => kind.title().to_owned(),
        },
    })
}

/// "Webinar · For professionals · Hampshire".
pub(crate) fn resource_detail(c: &Context, resource: &Resource) -> String {
    let (kind, audience) = (words::kind(resource.kind), words::audience(resource.audience));
    format!("{kind} · {audience} · {}", c.area(&resource.area).title)
}

fn get<T: DeserializeOwned>(c: &Context, collection: &str, id: &str) -> Result<Option<T>, Failure> {
    Ok(c.db.get(collection, id)?)
}
