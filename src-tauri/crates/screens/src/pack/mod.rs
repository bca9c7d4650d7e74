//! Themes, their packs, and the pages one prints of them.

use std::collections::HashSet;

use catalogue::{Article, Contact, ContactGroup, Pathway, Resource, Section, SectionKind, Theme, UsedBy};
use chrono::{DateTime, Utc};

use crate::card::{RecordKind, RecordLink};
use crate::context::{Context, collection};
use crate::documents::{self, view::KeepKind};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::freshness;
use crate::glossary;
use crate::views::{EntryGroup, Pack, PackSection, Poster, ThemeCard};
use crate::words;

impl Doorstep {
    /// All themes, in the brochure's order.
    pub fn themes(&self, now: DateTime<Utc>) -> Result<Vec<ThemeCard>, ApiError> {
        self.ask(now, |c| {
            let mut themes: Vec<Theme> = c.db.all(collection::THEMES)?;
            themes.retain(|t| t.status.is_active());
            themes.sort_by_key(|t| t.order);
            Ok(themes
                .into_iter()
                .map(|theme| ThemeCard {
                    lead: words::paragraphs(&theme.summary).into_iter().next().unwrap_or_default(),
                    entries: theme.sections.iter().map(|s| s.entries.len() as u32).sum(),
                    bookmarked: c.is_bookmarked(RecordKind::Theme, &theme.id),
                    title: theme.title,
                    id: theme.id,
                })
                .collect())
        })
    }

    /// A theme's pack.
    pub fn pack(&self, id: &str, now: DateTime<Utc>) -> Result<Pack, ApiError> {
        self.ask(now, |c| {
            let theme = theme(c, id)?;
            let mut pathways = pathways_of(c, id)?;
            pathways.sort_by_key(|p| (!c.concerns(&p.area), p.order));
            let articles: Vec<Article> = c.db.all(collection::ARTICLES)?;
            let sections = sections(c, &theme)?;
            let titles = sections
                .iter()
                .flat_map(|s| &s.groups)
                .flat_map(|g| &g.entries)
                .map(|e| e.title.as_str());
            let texts: Vec<&str> = [theme.summary.as_str(), &theme.one_thing]
                .into_iter()
                .chain(titles)
                .collect();
            Ok(Pack {
                terms: glossary::mentioned(c, &texts)?,
                summary: words::paragraphs(&theme.summary),
                one_thing: theme.one_thing.clone(),
                sections,
                related: c.links(RecordKind::Theme, &theme.related)?,
                pathways: pathways.iter().map(|p| c.pathway(p)).collect(),
                articles: articles
                    .into_iter()
                    .filter(|a| a.status.is_active() && a.themes.contains(&theme.id))
                    .map(|a| RecordLink {
                        kind: RecordKind::Article,
                        id: a.id,
                        title: a.title,
                        area: None,
                    })
                    .collect(),
                keep: c
                    .shelf()?
                    .keep(KeepKind::Theme, &theme.id, &documents::of_pack(c, &theme)?),
                provenance: c.taken_from(&theme.source),
                withdrawn: c.withdrawn(RecordKind::Theme, theme.status, theme.withdrawal.as_ref())?,
                bookmarked: c.is_bookmarked(RecordKind::Theme, &theme.id),
                title: theme.title,
                id: theme.id,
            })
        })
    }

    /// A pack as a page to print. With `public_only`, nothing that is for professionals is in the answer at all, so
    /// that no screen has to remember to leave it out.
    pub fn poster(&self, id: &str, public_only: bool, now: DateTime<Utc>) -> Result<Poster, ApiError> {
        self.ask(now, |c| {
            let theme = theme(c, id)?;
            let mut sections = sections(c, &theme)?;
            if public_only {
                sections.retain(|s| s.kind != SectionKind::ProfessionalResources);
            }
            for group in sections.iter_mut().flat_map(|s| &mut s.groups) {
                group
                    .entries
                    .retain(|e| e.withdrawn.is_none() && (!public_only || e.audience.is_public()));
            }
            for section in &mut sections {
                section.groups.retain(|g| !g.entries.is_empty());
            }
            sections.retain(|s| !s.groups.is_empty());
            Ok(Poster {
                title: theme.title.clone(),
                reader: if public_only {
                    "For parents and carers"
                } else {
                    "For professionals"
                }
                .into(),
                summary: words::paragraphs(&theme.summary),
                one_thing: (!public_only).then(|| theme.one_thing.clone()),
                sections,
                contacts: poster_contacts(c, &theme, public_only)?,
                edition: freshness::edition_line(&c.header()?),
            })
        })
    }
}

fn theme(c: &Context, id: &str) -> Result<Theme, Failure> {
    c.db.get(collection::THEMES, id)?.ok_or(Failure::NotFound("theme"))
}

fn pathways_of(c: &Context, theme: &str) -> Result<Vec<Pathway>, Failure> {
    let mut pathways: Vec<Pathway> = c.db.all(collection::PATHWAYS)?;
    pathways.retain(|p| p.status.is_active() && p.themes.iter().any(|t| t == theme));
    Ok(pathways)
}

fn sections(c: &Context, theme: &Theme) -> Result<Vec<PackSection>, Failure> {
    theme.sections.iter().map(|section| section_view(c, section)).collect()
}

fn section_view(c: &Context, section: &Section) -> Result<PackSection, Failure> {
    let mut groups: Vec<EntryGroup> = Vec::new();
    for entry in &section.entries {
        // A resource the edition lacks was refused when it was built; a damaged store must not hide the rest.
        let Some(resource) = c.db.get::<Resource>(collection::RESOURCES, &entry.resource)? else {
            continue;
        };
        let mut card = c.resource(&resource)?;
        if let Some(title) = &entry.title {
            card.title.clone_from(title);
        }
        match groups.last_mut().filter(|g| g.title == entry.group) {
            Some(group) => group.entries.push(card),
            None => groups.push(EntryGroup {
                title: entry.group.clone(),
                entries: vec![card],
            }),
        }
    }
    Ok(PackSection {
        kind: section.kind,
        title: section.kind.title().to_owned(),
        groups,
    })
}

/// Emergency numbers, the children's services of the chosen areas, and whom the theme's own pathways name there.
fn poster_contacts(c: &Context, theme: &Theme, public_only: bool) -> Result<Vec<crate::card::ContactCard>, Failure> {
    let named: HashSet<String> = pathways_of(c, &theme.id)?
        .into_iter()
        .filter(|p| c.concerns(&p.area))
        .flat_map(|p| p.steps.into_iter().flat_map(|s| s.contacts))
        .collect();
    let mut contacts: Vec<Contact> = c.db.all(collection::CONTACTS)?;
    contacts.retain(|contact| {
        contact.status.is_active()
            && c.concerns(&contact.area)
            && (contact.used_by == UsedBy::Everyone || !public_only)
            && (matches!(contact.group, ContactGroup::Emergency | ContactGroup::ChildrensServices)
                || named.contains(&contact.id))
    });
    contacts.sort_by_key(|contact| (contact.group, contact.order));
    contacts.iter().map(|contact| c.contact(contact)).collect()
}
