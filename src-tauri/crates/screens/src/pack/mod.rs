//! A theme's STOP pack, and the pages one prints of it.

mod poster;
pub mod view;

use catalogue::{Article, Kind, Pathway, Resource, Section, Theme};

pub use poster::answer as poster;
pub use view::{EntryGroup, Pack, PackSection, Poster};

use crate::cards::{self, RecordLink};
use crate::documents::{self, KeepKind};
use crate::{Moment, NotFound, terms, words};

/// A theme's pack.
///
/// # Errors
/// When there is no theme of that id.
pub fn answer(m: &Moment, id: &str) -> Result<Pack, NotFound> {
    let theme = theme(m, id)?;
    let mut pathways = pathways_of(m, theme);
    pathways.sort_by_key(|p| (!m.concerns(&p.area), p.order));
    let sections = sections(m, theme);
    let titles = sections
        .iter()
        .flat_map(|section| &section.groups)
        .flat_map(|group| &group.entries)
        .map(|entry| entry.title.as_str());
    let texts: Vec<&str> = [theme.summary.as_str(), &theme.one_thing]
        .into_iter()
        .chain(titles)
        .collect();
    let article = |article: &Article| RecordLink {
        kind: Kind::Article,
        id: article.id.to_string(),
        title: article.title.clone(),
        area: None,
    };
    let articles = m.library.active::<Article>().filter(|a| a.themes.contains(&theme.id));
    Ok(Pack {
        id: theme.id.to_string(),
        title: theme.title.clone(),
        summary: words::paragraphs(&theme.summary),
        one_thing: theme.one_thing.clone(),
        one_thing_links: cards::links(m.library, Kind::Resource, &theme.one_thing_resources),
        resources: cards::resources(m, &theme.resources),
        terms: terms::mentioned(m, &texts),
        sections,
        related: cards::links(m.library, Kind::Theme, &theme.related),
        pathways: pathways.iter().map(|p| cards::pathway(m, p)).collect(),
        articles: articles.map(article).collect(),
        keep: documents::together(m, KeepKind::Theme, &theme.id),
        provenance: cards::taken_from(m, &theme.source),
        withdrawn: cards::withdrawn(m.library, Kind::Theme, &theme.standing),
        report: cards::report(m, Kind::Theme, &theme.id),
        bookmarked: m.is_bookmarked(Kind::Theme, &theme.id),
    })
}

fn theme<'a>(m: &Moment<'a>, id: &str) -> Result<&'a Theme, NotFound> {
    m.library.get(id).ok_or(NotFound("theme"))
}

fn pathways_of<'a>(m: &Moment<'a>, theme: &Theme) -> Vec<&'a Pathway> {
    let pathways = m.library.active::<Pathway>();
    pathways.filter(|pathway| pathway.themes.contains(&theme.id)).collect()
}

/// The sections that have something in them.
fn sections(m: &Moment, theme: &Theme) -> Vec<PackSection> {
    let sections = theme.sections.iter().map(|section| section_view(m, section));
    sections.filter(|section| !section.groups.is_empty()).collect()
}

fn section_view(m: &Moment, section: &Section) -> PackSection {
    let mut groups: Vec<EntryGroup> = Vec::new();
    for entry in &section.entries {
        // A resource the edition lacks was refused when it was built; a damaged copy must not hide the rest.
        let Some(resource) = m.library.get::<Resource>(&entry.resource) else {
            continue;
        };
        let mut card = cards::resource(m, resource);
        if let Some(title) = &entry.title {
            card.title.clone_from(title);
        }
        match groups.last_mut().filter(|group| group.title == entry.group) {
            Some(group) => group.entries.push(card),
            None => groups.push(EntryGroup {
                title: entry.group.clone(),
                entries: vec![card],
            }),
        }
    }
    PackSection {
        kind: section.kind,
        title: section.kind.title().to_owned(),
        groups,
    }
}
