//! What the screen is given.

use catalogue::Kind;
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

/// What editions changed, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Changes {
    /// The editions that took another one's place on this device.
    pub editions: Vec<EditionChanges>,
}

/// What one edition changed.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct EditionChanges {
    /// Its number.
    pub edition: u32,
    /// "22 November 2026".
    pub published: String,
    /// When it came onto this device: "22 November 2026 at 9:12am".
    pub arrived: String,
    /// Set when the person has not looked at it yet.
    pub unread: bool,
    /// "A number that you saved has changed: Childline."; absent where no number is saved.
    pub numbers: Option<String>,
    /// "3 things changed, 1 is new and 1 was withdrawn."
    pub summary: String,
    /// What the person keeps and this edition touched.
    pub kept: Vec<ChangeRow>,
    /// The rest, by theme and by kind.
    pub groups: Vec<ChangeGroup>,
}

/// Changes under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ChangeGroup {
    pub title: String,
    pub rows: Vec<ChangeRow>,
}

/// One record that an edition changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ChangeRow {
    /// What happened.
    pub what: ChangeKind,
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// More about it, in plain words; may be empty.
    pub detail: String,
    /// Whether it can still be opened.
    pub opens: bool,
    /// Whether it is a contact whose number has changed, or that is not to be called any more.
    pub number: bool,
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Not there before.
    New,
    /// There before with another text.
    Changed,
    /// Still there to be looked up, and no longer to be used.
    Withdrawn,
    /// No longer there.
    Removed,
}
