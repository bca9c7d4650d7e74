//! What the screens are given about documents.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::RecordLink;

/// A document: the file of a resource that can be downloaded.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct DocumentView {
    /// The resource's id: a document has no other.
    pub resource: String,
    /// The resource's title.
    pub title: String,
    /// How the app shows it.
    pub format: DocumentShape,
    /// Its MIME type: "application/pdf".
    pub media_type: String,
    /// "1.2 MB".
    pub size: String,
    /// How far it is, in one word.
    pub state: DocumentState,
    /// The same as a sentence: "On this device. It opens offline."
    pub sentence: String,
    /// How much of it has come, in per cent, while it is coming.
    pub percent: Option<u32>,
    /// Whether the person asked for it by itself.
    pub kept: bool,
    /// The packs that it is in and whose documents the person wants on this device.
    pub kept_with: Vec<RecordLink>,
    /// Whether it is wanted because its resource is bookmarked and the documents of bookmarks are.
    pub kept_with_bookmarks: bool,
}

/// How the app shows a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentShape {
    /// Page by page.
    Pdf,
    /// As a picture.
    Image,
    /// Not in the app: only another program of the device opens it.
    Other,
}

/// How far a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentState {
    /// The person has not asked for it.
    NotKept,
    /// It is to be downloaded, and its turn or the network has not come.
    Waiting,
    /// It is coming.
    Downloading,
    /// It is to be downloaded, and the person has paused that.
    Paused,
    /// It can be read without a signal.
    OnDevice,
    /// It does not fit into the room that the person allows.
    OverBudget,
    /// It could not be downloaded or stored; it is tried again later.
    Failed,
}

/// A document as it is marked wherever its resource is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DocumentMark {
    /// "1.2 MB".
    pub size: String,
    /// How far it is, in one word.
    pub state: DocumentState,
    /// The same in a few words: "On this device".
    pub sentence: String,
}

/// Documents that are downloaded together: a pack's, or those of the bookmarks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KeepView {
    /// Whether the person wants them on this device.
    pub on: bool,
    /// How many there are.
    pub count: u32,
    /// How many of them are on the device.
    pub here: u32,
    /// All of them together: "14 MB".
    pub size: String,
    /// "3 documents, 14 MB: 1 is on this device."
    pub sentence: String,
}

/// What a person can want on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KeepKind {
    /// A resource's document.
    Resource,
    /// The documents of a theme's pack.
    Theme,
    /// The documents of all bookmarked resources, also of those bookmarked later.
    Bookmarks,
}

/// All documents that are wanted on this device.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Documents {
    /// In the order in which they are downloaded.
    pub items: Vec<DocumentView>,
    /// Bytes that are taken up now.
    #[ts(type = "number")]
    pub used: u64,
    /// Bytes that may be.
    #[ts(type = "number")]
    pub budget: u64,
    /// What the person may choose for that.
    pub budgets: Vec<Budget>,
    /// Whether the person has paused downloads.
    pub paused: bool,
    /// How it goes: "2 of 3 documents are on this device: 14 MB of 250 MB."
    pub sentence: String,
    /// The documents of bookmarked resources; absent when they have none and were not asked for.
    pub bookmarks: Option<KeepView>,
}

/// How much room documents may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Budget {
    /// In bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// "250 MB".
    pub title: String,
}

impl KeepKind {
    /// The kind's stable name, as stored.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Theme => "theme",
            Self::Bookmarks => "bookmarks",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Resource, Self::Theme, Self::Bookmarks]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}
