//! A resource, and the addresses it opens.

use catalogue::Resource;
use chrono::{DateTime, Utc};

use crate::card::RecordKind;
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::glossary;
use crate::views::{LinkView, ResourceView};
use crate::words;

impl Doorstep {
    /// A resource by id.
    pub fn resource(&self, id: &str, now: DateTime<Utc>) -> Result<ResourceView, ApiError> {
        self.ask(now, |c| {
            let resource = find(c, id)?;
            let packs = c.db.packs_of(id)?;
            let texts = [
                Some(resource.title.as_str()),
                resource.summary.as_deref(),
                resource.note.as_deref(),
            ];
            let texts: Vec<&str> = texts.into_iter().flatten().collect();
            Ok(ResourceView {
                card: c.resource(&resource)?,
                summary: resource.summary.clone(),
                link: resource.link.as_ref().map(|link| LinkView {
                    host: words::host(&link.url),
                    address: link.url.clone(),
                    note: link.note.clone(),
                    provenance: c.provenance(
                        link.source.as_deref().unwrap_or(&resource.source),
                        link.confirmed_on,
                        link.confirmed_by.as_deref(),
                        link.review_by,
                    ),
                }),
                front_page: front_page(c, &resource).map(|url| words::host(&url)),
                document: c.shelf()?.view(&resource),
                terms: glossary::mentioned(c, &texts)?,
                packs: c.links(RecordKind::Theme, &packs)?,
                provenance: c.taken_from(&resource.source),
            })
        })
    }

    /// The address a resource opens.
    pub fn link_address(&self, id: &str, now: DateTime<Utc>) -> Result<String, ApiError> {
        self.ask(now, |c| {
            find(c, id)?
                .link
                .map(|l| l.url)
                .ok_or(Failure::NotFound("confirmed link"))
        })
    }

    /// The front page of a resource's publisher.
    pub fn front_page_address(&self, id: &str, now: DateTime<Utc>) -> Result<String, ApiError> {
        self.ask(now, |c| {
            front_page(c, &find(c, id)?).ok_or(Failure::NotFound("front page"))
        })
    }
}

fn find(c: &Context, id: &str) -> Result<Resource, Failure> {
    c.db.get(collection::RESOURCES, id)?
        .ok_or(Failure::NotFound("resource"))
}

fn front_page(c: &Context, resource: &Resource) -> Option<String> {
    c.publisher(&resource.publisher)?.website.clone()
}
