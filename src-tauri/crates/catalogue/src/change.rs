//! What editions changed, for *What's changed*.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::Kind;

/// An edition that took another one's place on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Its number.
    pub edition: u32,
    /// The number of the edition that was there before it.
    pub came_after: u32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// When it was stored on this device.
    pub arrived_at: DateTime<Utc>,
    /// What it changed, by collection and id.
    pub changes: Vec<Change>,
}

/// One record that an edition changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record's collection; one that this version does not know has no kind.
    pub collection: String,
    /// The record's id.
    pub id: String,
    /// What happened to it.
    pub what: What,
    /// Its title now, or the last one it had; its id when it has none.
    pub title: String,
    /// Its canonical JSON before the change, where there was one.
    pub before: Option<String>,
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Not there before.
    Added,
    /// There before with another text.
    Changed,
    /// Still there, and no longer to be used.
    Withdrawn,
    /// There before, and no more. Withdrawing comes first, so this is for records that were never to be kept.
    Removed,
}

impl Change {
    /// What happened between two texts of one record, not both absent.
    pub fn between(collection: &str, id: &str, before: Option<String>, after: Option<&str>) -> Self {
        let old = before.as_deref().map(Summary::of).unwrap_or_default();
        let new = after.map(Summary::of).unwrap_or_default();
        let what = match (&before, after) {
            (_, None) => What::Removed,
            _ if new.withdrawn() && !old.withdrawn() => What::Withdrawn,
            (None, _) => What::Added,
            _ => What::Changed,
        };
        Self {
            collection: collection.to_owned(),
            id: id.to_owned(),
            what,
            title: new.title.or(old.title).unwrap_or_else(|| id.to_owned()),
            before,
        }
    }

    /// What sort of record it is, where this version knows it.
    pub fn kind(&self) -> Option<Kind> {
        Kind::of_collection(&self.collection)
    }
}

/// What is in a record for search alone: no person reads it, so a change of it is not listed.
const SEARCH_ONLY: [&str; 2] = ["everyday", "what_to_do"];

/// Whether a person could see what changed between two texts of a record.
pub fn is_news(before: Option<&str>, after: &str) -> bool {
    let read = |text: &str| {
        let mut record: Map<String, Value> = serde_json::from_str(text).ok()?;
        SEARCH_ONLY.iter().for_each(|member| drop(record.remove(*member)));
        Some(record)
    };
    let (before, after) = (before.and_then(read), read(after));
    before.is_none() || before != after
}

/// As much of a record as names a change. A record of a shape that is not known has neither.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Summary {
    title: Option<String>,
    status: Option<String>,
}

impl Summary {
    fn of(body: &str) -> Self {
        serde_json::from_str(body).unwrap_or_default()
    }

    fn withdrawn(&self) -> bool {
        self.status.as_deref() == Some("withdrawn")
    }
}
