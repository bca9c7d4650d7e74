//! A theme's STOP pack, and the pages one prints of it.

mod poster;
pub mod view;

use catalogue::{Article, Kind, Pathway, Resource, Section, SectionKind, Theme};

pub use poster::answer as poster;
pub use view::{EntryGroup, Pack, PackSection, Poster, PosterSection};

use crate::cards::{self, RecordLink, ResourceCard};
use crate::documents::{self, KeepKind};
use crate::{Moment, NotFound, terms, words};

/// A theme's pack.
///
/// # Errors
/// When there is no theme of that id.
pub fn answer(m: &Moment, id: &str) -> Result<Pack, NotFound> {
    let theme = theme(m, id)?;
    let mut pathways = pathways_of(m, theme);
    pathways.sort_by_key(|pathway| pathway.order);
    let (here, elsewhere): (Vec<_>, Vec<_>) = pathways.into_iter().partition(|pathway| m.concerns(&pathway.area));
    let elsewhere: Vec<_> = elsewhere.into_iter().map(|pathway| &pathway.id).collect();
    let mut groups: Vec<(&str, Vec<EntryGroup>)> = sections(m, theme)
        .map(|(kind, groups)| (kind.title(), groups))
        .collect();
    let mut beside = Vec::new();
    for card in cards::resources(m, &theme.resources) {
        push(&mut beside, None, card);
    }
    if !beside.is_empty() {
        groups.push(("The pack and related resources", beside));
    }
    let entries = || groups.iter().flat_map(|(_, groups)| cards_of(groups));
    let texts: Vec<&str> = [theme.summary.as_str(), &theme.one_thing]
        .into_iter()
        .chain(entries().map(|entry| entry.title.as_str()))
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
        terms: terms::mentioned(m, &texts),
        to_open: to_open(entries().count(), entries().filter(|entry| is_to_open(entry)).count()),
        sections: groups
            .into_iter()
            .map(|(title, groups)| section(title, groups))
            .collect(),
        related: cards::links(m.library, Kind::Theme, &theme.related),
        pathways: here.into_iter().map(|pathway| cards::pathway(m, pathway)).collect(),
        elsewhere: cards::links(m.library, Kind::Pathway, &elsewhere),
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

/// The sections that have something in them, by kind.
fn sections<'a>(m: &'a Moment, theme: &'a Theme) -> impl Iterator<Item = (SectionKind, Vec<EntryGroup>)> + 'a {
    let sections = theme.sections.iter().map(|section| (section.kind, groups(m, section)));
    sections.filter(|(_, groups)| !groups.is_empty())
}

fn groups(m: &Moment, section: &Section) -> Vec<EntryGroup> {
    let mut groups = Vec::new();
    for entry in &section.entries {
        // A resource the edition lacks was refused when it was built; a damaged copy must not hide the rest.
        let Some(resource) = m.library.get::<Resource>(&entry.resource) else {
            continue;
        };
        let mut card = cards::resource(m, resource);
        if let Some(title) = &entry.title {
            card.title.clone_from(title);
        }
        push(&mut groups, entry.group.as_ref(), card);
    }
    groups
}

fn push(groups: &mut Vec<EntryGroup>, title: Option<&String>, card: ResourceCard) {
    match groups.last_mut().filter(|group| group.title.as_ref() == title) {
        Some(group) => group.entries.push(card),
        None => groups.push(EntryGroup {
            title: title.cloned(),
            entries: vec![card],
        }),
    }
}

fn cards_of(groups: &[EntryGroup]) -> impl Iterator<Item = &ResourceCard> {
    groups.iter().flat_map(|group| &group.entries)
}

fn is_to_open(card: &ResourceCard) -> bool {
    card.withdrawn.is_none() && card.opens()
}

/// A section's entries, parted into those that can be opened and those that have no link yet.
fn section(title: &str, groups: Vec<EntryGroup>) -> PackSection {
    let all = cards_of(&groups).count();
    let many = cards_of(&groups).filter(|card| is_to_open(card)).count();
    let (mut open, mut no_link) = (Vec::new(), Vec::new());
    for group in groups {
        for card in group.entries {
            let part = if card.opens() || card.withdrawn.is_some() {
                &mut open
            } else {
                &mut no_link
            };
            push(part, group.title.as_ref(), card);
        }
    }
    let entries = if all == 1 { "entry" } else { "entries" };
    let now = match many {
        0 => "none you can open yet".to_owned(),
        many => format!("{many} you can open now"),
    };
    PackSection {
        title: title.to_owned(),
        holds: format!("{all} {entries}, {now}"),
        without: cards_of(&no_link).count() as u32,
        open,
        no_link,
    }
}

fn to_open(all: usize, many: usize) -> String {
    match (all, many) {
        (all, 0) => format!("None of its {all} entries has a link yet."),
        (all, many) if all == many => "You can open all of it now.".into(),
        _ => format!("You can open {many} of its {all} entries now. The others have no link yet."),
    }
}
