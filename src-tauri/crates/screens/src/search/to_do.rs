//! What to do, above all hits: the pathway of the situation that a query touches, and the number to call now.

use catalogue::{Area, Contact, ContactGroup, Kind, Pathway, Urgency, UsedBy, area};
use search::Touched;

use super::view::{WayOn, WhatToDo};
use crate::Moment;
use crate::cards::{self, ContactCard, RecordLink};

/// What to do about what a query touches; nothing where it touches no harm, or looks for something to read.
pub(super) fn of(m: &Moment, touched: &Touched) -> Option<WhatToDo> {
    let mut pathways: Vec<&Pathway> = m.library.active().collect();
    pathways.sort_by_key(|pathway| pathway.order);
    let danger: Vec<&Contact> = touched.emergency.iter().filter_map(|id| m.library.get(id)).collect();
    let situations: Vec<&str> = match &*touched.situations {
        _ if touched.material && danger.is_empty() => return None,
        // For an emergency that names no situation, the first situation is the general one.
        [] if !danger.is_empty() => pathways.first().map(|first| &*first.situation).into_iter().collect(),
        said => said.iter().map(String::as_str).collect(),
    };
    let mut all = situations
        .into_iter()
        .filter_map(|situation| one(m, &pathways, situation));
    let mut to_do = match all.next() {
        Some(to_do) => to_do,
        None if danger.is_empty() => return None,
        None => WhatToDo::default(),
    };
    to_do.also = all
        .next()
        .into_iter()
        .flat_map(|other| other.ways)
        .map(|way| way.pathway)
        .collect();
    if !danger.is_empty() {
        to_do.emergency = cards::contacts(m, danger);
    }
    Some(to_do)
}

/// What to do in one situation, where it is one of harm.
fn one(m: &Moment, pathways: &[&Pathway], situation: &str) -> Option<WhatToDo> {
    let all: Vec<&&Pathway> = pathways
        .iter()
        .filter(|pathway| pathway.situation == situation)
        .collect();
    if !all.iter().any(|pathway| is_of_harm(m, pathway)) {
        return None;
    }
    let mut to_do = WhatToDo::default();
    if m.settings.areas.is_empty() {
        let choice = m.selectable_areas().into_iter();
        let has_one = |area: &&Area| all.iter().any(|pathway| is_for(m, &pathway.area, &area.id));
        to_do.choose = choice
            .filter(has_one)
            .map(|area| cards::area_name(m.library, &area.id))
            .collect();
    }
    // Whoever is not safe calls nobody but 999.
    let alone = |pathway: &&&&Pathway| contacts_of(m, pathway).all(|contact| is_emergency(contact.group));
    if let Some(first) = all.iter().filter(alone).find_map(|pathway| pathway.steps.first()) {
        to_do.emergency = cards::contacts(m, m.library.many(&first.contacts));
    }
    for id in &m.settings.areas {
        let Some(pathway) = all.iter().find(|pathway| is_for(m, &pathway.area, id)) else {
            continue;
        };
        to_do.ways.push(WayOn {
            pathway: link(pathway),
            call: to_call(m, pathways, pathway, id).filter(|_| to_do.emergency.is_empty()),
        });
    }
    (!to_do.ways.is_empty() || !to_do.choose.is_empty()).then_some(to_do)
}

/// A pathway that begins with danger or that leads to somebody in its area. How to share information or to disagree is
/// not a harm.
fn is_of_harm(m: &Moment, pathway: &Pathway) -> bool {
    let begins = pathway.steps.first();
    begins.is_some_and(|step| step.urgency == Urgency::Emergency) || contacts_of(m, pathway).any(is_local)
}

/// Whom to call now: of the contacts of the first step that names somebody in this area, the first to call. A line with
/// something to know before calling comes after one without.
fn to_call(m: &Moment, pathways: &[&Pathway], pathway: &Pathway, area: &str) -> Option<ContactCard> {
    let local = |contact: &&Contact| is_local(contact) && is_for(m, &contact.area, area);
    let steps = |pathway: &Pathway| -> Vec<ContactCard> {
        let firsts = pathway.steps.iter().filter_map(|step| {
            let local = m.library.many::<Contact>(&step.contacts).filter(local);
            let theirs = |card: &ContactCard| card.used_by != UsedBy::Professionals || m.is_for_professionals();
            cards::contacts(m, local).into_iter().find(theirs)
        });
        firsts.collect()
    };
    let mut firsts = steps(pathway);
    if firsts.is_empty() {
        // A pathway for every area names no local contact: the first situation's pathway does.
        let first = pathways
            .iter()
            .find(|other| is_for(m, &other.area, area) && is_local_to(other, area));
        firsts = first.map(|first| steps(first)).unwrap_or_default();
    }
    let sure = |card: &ContactCard| card.warning.is_none() && card.open_now != Some(false);
    let at = firsts.iter().position(sure).unwrap_or_default();
    (at < firsts.len()).then(|| firsts.swap_remove(at))
}

fn contacts_of<'a>(m: &'a Moment, pathway: &'a Pathway) -> impl Iterator<Item = &'a Contact> {
    pathway.steps.iter().flat_map(|step| m.library.many(&step.contacts))
}

fn is_emergency(group: ContactGroup) -> bool {
    matches!(group, ContactGroup::Emergency | ContactGroup::WithoutVoice)
}

/// Whether it is local: neither 999 nor a national helpline.
fn is_local(contact: &Contact) -> bool {
    use ContactGroup::{Adults, Allegations, ChildrensServices, DomesticAbuse};
    contact.standing.is_active() && matches!(contact.group, Adults | Allegations | ChildrensServices | DomesticAbuse)
}

fn is_local_to(pathway: &Pathway, area: &str) -> bool {
    pathway.area == area
}

/// Whether what is of one area serves a child who lives in the other.
fn is_for(m: &Moment, of: &str, area: &str) -> bool {
    area::concerns(m.library.all::<Area>(), of, &[area])
}

fn link(pathway: &Pathway) -> RecordLink {
    RecordLink {
        kind: Kind::Pathway,
        id: pathway.id.to_string(),
        title: pathway.title.clone(),
        area: None,
    }
}
