//! Bookmarks, in the person's order.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

/// A bookmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// What sort of thing it is: "resource".
    pub kind: String,
    /// Its stable id.
    pub id: String,
    /// Its title when it was bookmarked, for when the record itself is gone.
    pub title: String,
    /// When it was bookmarked.
    pub kept_at: DateTime<Utc>,
}

/// Bookmarks in their order, found by kind and id. A change copies as many pointers as there are bookmarks.
#[derive(Clone, Debug, Default)]
pub struct Bookmarks {
    rows: Vec<Arc<Bookmark>>,
    kept: HashSet<Key>,
}

/// A bookmark, identified by kind and id alone.
#[derive(Clone, Debug)]
struct Key(Arc<Bookmark>);

trait Named {
    fn name(&self) -> (&str, &str);
}

impl Named for Key {
    fn name(&self) -> (&str, &str) {
        (&self.0.kind, &self.0.id)
    }
}

impl Named for (&str, &str) {
    fn name(&self) -> (&str, &str) {
        *self
    }
}

impl std::hash::Hash for Key {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Key {}

impl std::hash::Hash for dyn Named + '_ {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl PartialEq for dyn Named + '_ {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for dyn Named + '_ {}

impl<'a> std::borrow::Borrow<dyn Named + 'a> for Key {
    fn borrow(&self) -> &(dyn Named + 'a) {
        self
    }
}

impl PartialEq for Bookmarks {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl Eq for Bookmarks {}

impl FromIterator<Bookmark> for Bookmarks {
    fn from_iter<I: IntoIterator<Item = Bookmark>>(bookmarks: I) -> Self {
        let mut all = Self::default();
        for bookmark in bookmarks {
            all.put(usize::MAX, bookmark);
        }
        all
    }
}

impl Bookmarks {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All of them, in the person's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Bookmark> {
        self.rows.iter().map(AsRef::as_ref)
    }

    /// Whether this is bookmarked.
    pub fn contains(&self, kind: &str, id: &str) -> bool {
        self.kept.contains(&(kind, id) as &dyn Named)
    }

    /// The bookmark of this and its place from 0.
    pub fn find(&self, kind: &str, id: &str) -> Option<(usize, &Bookmark)> {
        if !self.contains(kind, id) {
            return None;
        }
        let at = self.iter().position(|b| b.kind == kind && b.id == id)?;
        Some((at, self.rows.get(at)?))
    }

    /// Bookmarks this at `position`; beyond the end means last. What is bookmarked already stays as it is. Whether it
    /// was not there.
    pub(crate) fn put(&mut self, position: usize, bookmark: Bookmark) -> bool {
        let bookmark = Arc::new(bookmark);
        if !self.kept.insert(Key(Arc::clone(&bookmark))) {
            return false;
        }
        self.rows.insert(position.min(self.rows.len()), bookmark);
        true
    }

    /// Takes a bookmark away.
    pub(crate) fn remove(&mut self, kind: &str, id: &str) -> Option<Arc<Bookmark>> {
        let (at, _) = self.find(kind, id)?;
        self.kept.remove(&(kind, id) as &dyn Named);
        Some(self.rows.remove(at))
    }

    /// Moves a bookmark to `position`, counted from 0 among all without it; beyond the end means last.
    pub(crate) fn place(&mut self, kind: &str, id: &str, position: usize) {
        if let Some((at, _)) = self.find(kind, id) {
            let row = self.rows.remove(at);
            self.rows.insert(position.min(self.rows.len()), row);
        }
    }
}
