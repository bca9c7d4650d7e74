//! Who to call now: the emergency numbers, and the line that is open for the child's area, with why it is that one.
//!
//! It always answers. Emergency contacts are shown whatever area the person chose; where the library has none, the
//! window shows its built-in 999 and Silent Solution.

mod reason;
pub mod view;

use catalogue::{Contact, ContactGroup, UsedBy};

pub use view::{AreaCalls, WhoToCall};

use crate::{Moment, cards};

/// Who to call now.
pub fn answer(m: &Moment) -> WhoToCall {
    let mut contacts: Vec<&Contact> = m.library.active().collect();
    contacts.sort_by_key(|contact| contact.order);
    let of = |group: ContactGroup| contacts.iter().copied().filter(move |contact| contact.group == group);
    let services: Vec<&Contact> = of(ContactGroup::ChildrensServices).collect();
    let selectable = m.selectable_areas();
    let areas: Vec<&str> = match &*m.settings.areas {
        // Of an edition in which no area can be chosen, every number is shown: one too many does less harm than one too
        // few.
        [] if selectable.is_empty() => once(services.iter().map(|contact| contact.area.as_str())),
        chosen => chosen.iter().map(String::as_str).collect(),
    };
    WhoToCall {
        reason: reason::sentence(m, &areas, &services),
        emergency: cards::contacts(m, of(ContactGroup::Emergency)),
        choose: match areas.is_empty() {
            true => selectable
                .iter()
                .map(|area| cards::area_name(m.library, &area.id))
                .collect(),
            false => Vec::new(),
        },
        areas: areas.iter().map(|area| calls(m, area, &services)).collect(),
    }
}

/// Whom to call about a child in this area.
fn calls(m: &Moment, area: &str, services: &[&Contact]) -> AreaCalls {
    let here = services.iter().copied().filter(|contact| m.is_for(&contact.area, area));
    let lines = cards::contacts(m, here);
    let is_theirs = |used_by: UsedBy| used_by == UsedBy::Professionals;
    let professionals_first = lines.first().is_some_and(|line| is_theirs(line.used_by));
    let (professionals, public) = lines.into_iter().partition(|line| is_theirs(line.used_by));
    AreaCalls {
        area: cards::area_name(m.library, area),
        public,
        professionals,
        professionals_first,
    }
}

/// Each once, in the order in which they come.
fn once<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for id in ids {
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    seen
}
