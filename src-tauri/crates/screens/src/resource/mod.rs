//! A resource, and the addresses it opens.

pub mod view;

use catalogue::validate::is_https;
use catalogue::{Kind, Publisher, Resource};

pub use view::ResourceView;

use crate::{Moment, NotFound, cards, documents, terms, words};

/// A resource by id.
///
/// # Errors
/// When there is none of that id.
pub fn answer(m: &Moment, id: &str) -> Result<ResourceView, NotFound> {
    let resource = find(m, id)?;
    let texts = [
        Some(resource.title.as_str()),
        resource.summary.as_deref(),
        resource.note.as_deref(),
    ];
    let texts: Vec<&str> = texts.into_iter().flatten().collect();
    let to_come = m.library.link_to_come(id);
    let to_come = to_come.map(|(day, url)| (day, format!("a link to {}", words::host(url))));
    let begins = cards::beginning(m, to_come.iter().map(|(day, link)| (*day, link.as_str())));
    Ok(ResourceView {
        changing: begins.or_else(|| cards::of_span(m, resource.link.as_ref()?.span)),
        card: cards::resource(m, resource),
        summary: resource.summary.clone(),
        link: cards::web(resource.link.as_ref()).map(|link| cards::link_view(m, link, &resource.source)),
        front_page: front_page(m, resource).map(words::host),
        document: documents::of_resource(m, resource),
        terms: terms::mentioned(m, &texts),
        packs: cards::links(m.library, Kind::Theme, m.library.packs_of(id)),
        provenance: cards::taken_from(m, &resource.source),
        report: cards::report(m, Kind::Resource, id),
    })
}

/// The address a resource opens.
///
/// # Errors
/// When there is no such resource, or none is known.
pub fn link_address(m: &Moment, id: &str) -> Result<String, NotFound> {
    let link = cards::web(find(m, id)?.link.as_ref());
    link.map(|link| link.url.clone()).ok_or(NotFound("link"))
}

/// The front page of a resource's publisher.
///
/// # Errors
/// When there is no such resource, or none is known.
pub fn front_page_address(m: &Moment, id: &str) -> Result<String, NotFound> {
    let page = front_page(m, find(m, id)?);
    page.map(str::to_owned).ok_or(NotFound("website"))
}

fn find<'a>(m: &Moment<'a>, id: &str) -> Result<&'a Resource, NotFound> {
    m.library.get(id).ok_or(NotFound("resource"))
}

fn front_page<'a>(m: &Moment<'a>, resource: &Resource) -> Option<&'a str> {
    let website = m.library.get::<Publisher>(&resource.publisher)?.website.as_deref();
    website.filter(|address| is_https(address))
}
