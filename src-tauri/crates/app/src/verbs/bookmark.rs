//! Bookmarks: add, remove, put back, move.

use catalogue::Kind;
use chrono::{DateTime, Utc};
use personal::{Bookmark, Change};
use screens::bookmarks::{self, BookmarkRemoved, RemovedBookmark};
use screens::{Failure, Part, Written};

use crate::Doorstep;

/// Documents are kept with bookmarks, and reminders come for bookmarked sessions.
const CHANGED: [Part; 2] = [Part::Bookmarks, Part::Documents];

impl Doorstep {
    /// Bookmarks a record, or removes its bookmark, with what is needed to undo that.
    ///
    /// # Errors
    /// `NotFound` when there is no such record to bookmark.
    pub fn set_bookmark(
        &self,
        kind: Kind,
        id: &str,
        on: bool,
        now: DateTime<Utc>,
    ) -> Result<Written<BookmarkRemoved>, Failure> {
        let removed = self.change(now, |m| {
            if on {
                return Ok((Some(bookmarks::add(m, kind, id)?), None));
            }
            let found = m.personal.bookmarks.find(kind.name(), id);
            let removed = found.map(|(position, bookmark)| RemovedBookmark {
                kind,
                id: bookmark.id.clone(),
                title: bookmark.title.clone(),
                position: u32::try_from(position).unwrap_or(u32::MAX),
                kept_at: bookmark.kept_at,
            });
            let change = removed.as_ref().map(|removed| Change::RemoveBookmark {
                kind: kind.name().to_owned(),
                id: removed.id.clone(),
            });
            Ok((change, removed))
        })?;
        // The document of one that goes stays for now: the bookmark may come back with the next tap.
        let changed = if on { CHANGED.to_vec() } else { vec![Part::Bookmarks] };
        Ok(Written::of(changed, BookmarkRemoved { removed }))
    }

    /// Puts a bookmark back where it was.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn restore_bookmark(&self, removed: RemovedBookmark, now: DateTime<Utc>) -> Result<Written<()>, Failure> {
        let bookmark = Bookmark {
            kind: removed.kind.name().to_owned(),
            id: removed.id,
            title: removed.title,
            kept_at: removed.kept_at,
        };
        self.change(now, |_| Ok((Some(Change::PutBookmark(removed.position, bookmark)), ())))?;
        Ok(Written::of(CHANGED, ()))
    }

    /// Moves a bookmark to `position`, counted from 0.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn move_bookmark(
        &self,
        kind: Kind,
        id: &str,
        position: u32,
        now: DateTime<Utc>,
    ) -> Result<Written<()>, Failure> {
        let change = Change::MoveBookmark {
            kind: kind.name().to_owned(),
            id: id.to_owned(),
            position,
        };
        self.change(now, |_| Ok((Some(change), ())))?;
        Ok(Written::of(CHANGED, ()))
    }
}
