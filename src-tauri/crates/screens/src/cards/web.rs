//! An address on the web, as the record that has it shows it.

use catalogue::validate::is_https;
use catalogue::{Id, Link, Source};
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use super::{Provenance, provenance};
use crate::{Moment, words};

/// An address on the web.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct LinkView {
    /// The host alone: "gov.uk".
    pub host: String,
    /// The whole address, to read.
    pub address: String,
    /// What it leads to, where that is not the record itself.
    pub note: Option<String>,
    /// Where the address comes from.
    pub provenance: Provenance,
}

/// A link, where a browser may be given its address: checked again here, whatever the edition's checks let pass.
pub(crate) fn web(link: Option<&Link>) -> Option<&Link> {
    link.filter(|link| is_https(&link.url))
}

/// A link of a record with that source.
pub(crate) fn link_view(m: &Moment, link: &Link, source: &Id<Source>) -> LinkView {
    LinkView {
        host: words::host(&link.url),
        address: link.url.clone(),
        note: link.note.clone(),
        provenance: provenance(m, link.source.as_ref().unwrap_or(source), &link.confirmation),
    }
}
