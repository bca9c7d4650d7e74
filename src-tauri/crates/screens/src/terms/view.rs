//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{Provenance, RecordLink, Report};

/// A glossary entry.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct TermView {
    /// Its id.
    pub id: String,
    /// The term or abbreviation.
    pub title: String,
    /// Its spoken-out form.
    pub expansion: Option<String>,
    /// What it means.
    pub meaning: String,
    /// Other ways of saying it.
    pub also: Vec<String>,
    /// The theme it leads to.
    pub theme: Option<RecordLink>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Whether the person keeps it.
    pub bookmarked: bool,
    /// The email that reports a mistake in it.
    pub report: Option<Report>,
}
