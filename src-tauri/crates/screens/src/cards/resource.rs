//! A resource as an entry, a form of a step or a search result.

use catalogue::{Audience, Id, Kind, Library, Publisher, Resource, ResourceKind};
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use super::{AreaName, Withdrawn, area_name, warning, web, withdrawn};
use crate::documents::view::{DocumentMark, DocumentState};
use crate::{Moment, documents, words};

/// A resource as an entry, a step's form or a search result.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct ResourceCard {
    /// Its id.
    pub id: String,
    /// The title people read here.
    pub title: String,
    /// What sort of thing it is.
    pub kind: ResourceKind,
    /// The same in words: "Practitioner guide".
    pub kind_title: String,
    /// Who it is for.
    pub audience: Audience,
    /// The same in words: "For professionals".
    pub audience_title: String,
    /// The area it serves.
    pub area: AreaName,
    /// Who publishes it.
    pub publisher: String,
    /// Whether it can be opened, and that takes a connection.
    pub needs_signal: bool,
    /// Whether an address is known.
    pub has_link: bool,
    /// Its document, where it has one.
    pub document: Option<DocumentMark>,
    /// Something to know before using it.
    pub note: Option<String>,
    /// Set when it is withdrawn.
    pub withdrawn: Option<Withdrawn>,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}

impl ResourceCard {
    /// Whether there is anything to open, on the web or on the device.
    pub fn opens(&self) -> bool {
        self.has_link || self.document.is_some()
    }
}

/// A resource's card.
pub fn resource(m: &Moment, resource: &Resource) -> ResourceCard {
    let document = documents::mark(m, resource);
    let has_link = web(resource.link.as_ref()).is_some();
    ResourceCard {
        id: resource.id.to_string(),
        title: resource.title.clone(),
        kind: resource.kind,
        kind_title: words::kind(resource.kind).to_owned(),
        audience: resource.audience,
        audience_title: words::audience(resource.audience).to_owned(),
        area: area_name(m.library, &resource.area),
        publisher: m
            .library
            .get::<Publisher>(&resource.publisher)
            .map_or(&*resource.publisher, |p| &p.title)
            .to_owned(),
        needs_signal: document
            .as_ref()
            .map_or(has_link, |document| document.state != DocumentState::OnDevice),
        has_link,
        note: warning(m, Kind::Resource, &resource.id, resource.note.as_deref()),
        document,
        withdrawn: withdrawn(m.library, Kind::Resource, &resource.standing),
        bookmarked: m.is_bookmarked(Kind::Resource, &resource.id),
    }
}

/// The cards of these, in the order given.
pub fn resources(m: &Moment, ids: &[Id<Resource>]) -> Vec<ResourceCard> {
    m.library.many(ids).map(|r| resource(m, r)).collect()
}

/// "Webinar · For professionals · Hampshire".
pub(crate) fn resource_detail(library: &Library, resource: &Resource) -> String {
    format!(
        "{} · {} · {}",
        words::kind(resource.kind),
        words::audience(resource.audience),
        area_name(library, &resource.area).title
    )
}
