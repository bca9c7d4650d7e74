//! A pack as a page to print.

use std::collections::HashSet;

use catalogue::{Contact, ContactGroup, SectionKind, Theme, UsedBy};

use super::view::{Poster, PosterSection};
use super::{pathways_of, sections, theme};
use crate::cards::{self, ContactCard};
use crate::{Moment, NotFound, freshness, words};

/// A pack as a page to print. With `public_only`, nothing that is for professionals is in the answer at all, so that no
/// screen has to remember to leave it out.
///
/// # Errors
/// When there is no theme of that id.
pub fn answer(m: &Moment, id: &str, public_only: bool) -> Result<Poster, NotFound> {
    let theme = theme(m, id)?;
    let sections = sections(m, theme)
        .filter(|(kind, _)| !public_only || *kind != SectionKind::ProfessionalResources)
        .map(|(kind, mut groups)| {
            for group in &mut groups {
                group
                    .entries
                    .retain(|entry| entry.withdrawn.is_none() && (!public_only || entry.audience.is_public()));
            }
            groups.retain(|group| !group.entries.is_empty());
            PosterSection {
                title: kind.title().to_owned(),
                groups,
            }
        })
        .filter(|section| !section.groups.is_empty())
        .collect();
    let reader = if public_only {
        "For parents and carers"
    } else {
        "For professionals"
    };
    Ok(Poster {
        title: theme.title.clone(),
        reader: reader.into(),
        summary: words::paragraphs(&theme.summary),
        one_thing: (!public_only).then(|| theme.one_thing.clone()),
        sections,
        contacts: contacts(m, theme, public_only),
        edition: freshness::edition_line(&m.library.header),
    })
}

/// Emergency numbers, the children's services of the chosen areas, and those that the theme's own pathways name there.
fn contacts(m: &Moment, theme: &Theme, public_only: bool) -> Vec<ContactCard> {
    let named: HashSet<_> = pathways_of(m, theme)
        .into_iter()
        .filter(|pathway| m.concerns(&pathway.area))
        .flat_map(|pathway| pathway.steps.iter().flat_map(|step| &step.contacts))
        .collect();
    let belongs = |contact: &&Contact| {
        let everywhere = contact.group == ContactGroup::Emergency;
        let local = m.concerns(&contact.area)
            && (contact.group == ContactGroup::ChildrensServices || named.contains(&contact.id));
        (everywhere || local) && (contact.used_by == UsedBy::Everyone || !public_only)
    };
    let mut contacts: Vec<&Contact> = m.library.active().filter(belongs).collect();
    contacts.sort_by_key(|contact| (contact.group, contact.order));
    // What to say has a sheet of its own, for whoever makes the call.
    let card = |contact| ContactCard {
        say: None,
        ..cards::contact(m, contact)
    };
    contacts.into_iter().map(card).collect()
}
