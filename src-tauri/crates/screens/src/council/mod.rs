//! Which council to call: the one where the child lives or is found, by a postcode or the name of a place.
//!
//! What was typed is in the question and nowhere else: it is about a family.

pub mod view;

use catalogue::{Area, Contact, ContactGroup, Id, area};

pub use view::{Council, CouncilFound, Perhaps};

use crate::{Moment, cards};

/// How many places are offered where no one is certain.
const OFFERED: usize = 8;

/// The councils of the place that was typed; none where the edition does not have it.
pub fn answer(m: &Moment, typed: &str) -> CouncilFound {
    let areas = m.library.all::<Area>();
    let is_around = |outer: &Area| areas.iter().any(|inner| inner.within.as_ref() == Some(&outer.id));
    let councils = areas.iter().filter(|area| !is_around(area));
    let places = councils.flat_map(|area| {
        let names = std::iter::once(&area.title).chain(&area.places);
        names.map(move |name| (name.as_str(), area))
    });
    let found = search::place(typed, places);
    let mut councils: Vec<Council> = Vec::new();
    for (name, area) in &found.meant {
        if councils.iter().all(|council| council.area.id != area.id) {
            councils.push(council(m, name, area));
        }
    }
    let note = (councils.len() > 1).then(|| {
        let name = found.meant.first().map_or("This", |(name, _)| *name);
        format!("{name} is in more than one council's area. If you do not know which, call either one and say so.")
    });
    let mut perhaps: Vec<Perhaps> = Vec::new();
    for (name, area) in found.perhaps {
        if councils.iter().any(|council| council.area.id == area.id) {
            continue;
        }
        if let Some(other) = perhaps.iter_mut().find(|other| other.name == name) {
            other.area = format!("{} or {}", other.area, area.title);
        } else if perhaps.len() < OFFERED {
            perhaps.push(Perhaps {
                name: name.to_owned(),
                area: area.title.clone(),
            });
        }
    }
    CouncilFound {
        councils,
        note,
        perhaps,
    }
}

fn council(m: &Moment, name: &str, area: &Area) -> Council {
    let mut contacts = cards::contacts(m, childrens_services(m, &area.id));
    if contacts.iter().any(|card| card.open_now != Some(false)) {
        contacts.retain(|card| card.open_now != Some(false));
    }
    let Area { id, title, .. } = area;
    Council {
        title: if name == title {
            title.clone()
        } else {
            format!("{name}: {title}")
        },
        missing: contacts.is_empty().then(|| {
            format!(
                "Doorstep has no number for {title}. In immediate danger, call 999. Otherwise call that council's \
                 children's services."
            )
        }),
        contacts,
        can_be_chosen: m.selectable_areas().iter().any(|each| each.id == *id) && m.settings.areas != [id.as_ref()],
        area: cards::area_name(m.library, id),
    }
}

/// Children's services for who is in that area, in the order in which they are recorded.
fn childrens_services<'a>(m: &Moment<'a>, of: &Id<Area>) -> Vec<&'a Contact> {
    let areas = m.library.all::<Area>();
    let concerns = |contact: &&Contact| {
        contact.group == ContactGroup::ChildrensServices
            && area::concerns(areas, &contact.area, std::slice::from_ref(of))
    };
    let mut contacts: Vec<&Contact> = m.library.active().filter(concerns).collect();
    contacts.sort_by_key(|contact| contact.order);
    contacts
}
