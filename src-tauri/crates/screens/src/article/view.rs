//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{AreaName, Provenance, RecordLink, Report, ResourceCard, SourceName, Withdrawn};

/// An article.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct ArticleView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The text as HTML that this app made from Markdown: headings from h2, lists, paragraphs, emphasis. No links, no
    /// raw HTML.
    pub html: String,
    /// Abbreviations used in it, to look up.
    pub terms: Vec<RecordLink>,
    /// The area it holds in.
    pub area: AreaName,
    /// Who it is for, in words.
    pub audience_title: String,
    /// Resources to read on.
    pub resources: Vec<ResourceCard>,
    /// Themes it belongs to.
    pub themes: Vec<RecordLink>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Where more of it comes from.
    pub sources: Vec<SourceName>,
    /// Set when it is withdrawn.
    pub withdrawn: Option<Withdrawn>,
    /// Whether the person keeps it.
    pub bookmarked: bool,
    /// The email that reports a mistake in it.
    pub report: Option<Report>,
}
