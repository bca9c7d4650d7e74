//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{LinkView, Provenance, RecordLink, Report, ResourceCard};
use crate::documents::view::DocumentView;

/// A resource.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct ResourceView {
    /// The resource.
    pub card: ResourceCard,
    /// What it is for.
    pub summary: Option<String>,
    /// Its address, where one is known.
    pub link: Option<LinkView>,
    /// For two weeks before the link begins or ends: "From Monday 24 February: a link to hants.gov.uk."; "Changed
    /// today."
    pub changing: Option<String>,
    /// The publisher's front page, offered where the link is not confirmed: "hampshirescp.org.uk".
    pub front_page: Option<String>,
    /// Its document, where it has one that this version can keep.
    pub document: Option<DocumentView>,
    /// Abbreviations used in it, to look up.
    pub terms: Vec<RecordLink>,
    /// Packs that it is in.
    pub packs: Vec<RecordLink>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// The email that reports a mistake in it.
    pub report: Option<Report>,
}
