//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{ContactCard, PathwayCard, Provenance, RecordLink, Report, ResourceCard, Withdrawn};
use crate::documents::view::KeepView;

/// A theme's STOP pack.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Pack {
    /// The theme's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Summary, in paragraphs.
    pub summary: Vec<String>,
    /// *If you do one thing*.
    pub one_thing: String,
    /// What it sends the reader to.
    pub one_thing_links: Vec<RecordLink>,
    /// "You can open 23 of its 65 entries now."
    pub to_open: String,
    /// Sections, in the brochure's order; last the pack as a document, and what its introduction and headings lead to.
    pub sections: Vec<PackSection>,
    /// Abbreviations used in it, to look up.
    pub terms: Vec<RecordLink>,
    /// Themes that touch it.
    pub related: Vec<RecordLink>,
    /// Pathways that belong to it, in the chosen areas.
    pub pathways: Vec<PathwayCard>,
    /// Those of other areas.
    pub elsewhere: Vec<RecordLink>,
    /// Articles that belong to it.
    pub articles: Vec<RecordLink>,
    /// The documents of its resources, to keep offline; absent when they have none.
    pub keep: Option<KeepView>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Set when it is withdrawn.
    pub withdrawn: Option<Withdrawn>,
    /// Whether the person keeps it.
    pub bookmarked: bool,
    /// The email that reports a mistake in it.
    pub report: Option<Report>,
}

/// A section of a pack: what can be opened, and what the pack only names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PackSection {
    /// Its heading.
    pub title: String,
    /// "16 entries, 10 you can open now".
    pub holds: String,
    /// What can be opened, and what was withdrawn, which stays visible.
    pub open: Vec<EntryGroup>,
    /// What has no link yet.
    pub no_link: Vec<EntryGroup>,
    /// How many those are.
    pub without: u32,
}

/// A section on paper: its heading and everything in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct PosterSection {
    pub title: String,
    pub groups: Vec<EntryGroup>,
}

/// Entries under one heading, or under none.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct EntryGroup {
    /// The heading.
    pub title: Option<String>,
    /// In the brochure's order.
    pub entries: Vec<ResourceCard>,
}

/// A pack as a page to print: everything, or only what the public may see.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Poster {
    /// The theme's name.
    pub title: String,
    /// Who the page is for, in words.
    pub reader: String,
    /// Summary, in paragraphs.
    pub summary: Vec<String>,
    /// *If you do one thing*; absent on the page for parents and carers, as it speaks to professionals.
    pub one_thing: Option<String>,
    /// Sections with something left in them.
    pub sections: Vec<PosterSection>,
    /// Numbers that belong on the page.
    pub contacts: Vec<ContactCard>,
    /// "Edition 1, draft, published 22 November 2026 by …"
    pub edition: String,
}
