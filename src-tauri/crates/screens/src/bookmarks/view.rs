//! What the screen is given.

use catalogue::Kind;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{ContactCard, RecordLink};
use crate::documents::view::DocumentMark;

/// A bookmark. What it points at may have changed; the bookmark stays.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Bookmark {
    /// What it points at.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The title today, or as it was when it was bookmarked.
    pub title: String,
    /// "Webinar · For professionals"; empty when it is gone.
    pub detail: String,
    /// Its standing today.
    pub state: BookmarkState,
    /// What to use instead of what was withdrawn, where something is named.
    pub instead: Option<RecordLink>,
    /// A contact in use, to be called from the list.
    pub contact: Option<ContactCard>,
    /// A resource's document, where it has one.
    pub document: Option<DocumentMark>,
}

/// The standing of a bookmarked record today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BookmarkState {
    /// In the catalogue.
    Active,
    /// Withdrawn: its page says why.
    Withdrawn,
    /// No longer in the catalogue.
    Gone,
}

/// What removing a bookmark answers.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct BookmarkRemoved {
    /// What puts it back where it was; absent when there was none.
    pub removed: Option<RemovedBookmark>,
}

/// A bookmark that was taken away, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct RemovedBookmark {
    pub kind: Kind,
    pub id: String,
    pub title: String,
    /// Its place in the list, from 0.
    pub position: u32,
    /// When it was first bookmarked.
    #[ts(type = "string")]
    pub kept_at: DateTime<Utc>,
}
