//! Act now: emergency first, then what people say at the door, then the local numbers.
//!
//! It always answers. Emergency contacts are shown whatever area the person chose; where the library has none, the window
//! shows the 999 and the Silent Solution that it knows by itself.

pub mod view;

use std::collections::HashSet;

use catalogue::{Contact, ContactGroup, Pathway};

pub use view::{ActNow, Situation};

use crate::{Moment, cards};

/// Everything Act now shows.
pub fn answer(m: &Moment) -> ActNow {
    let mut contacts: Vec<&Contact> = m.library.active().collect();
    contacts.sort_by_key(|contact| contact.order);
    let of = |group: ContactGroup| contacts.iter().copied().filter(move |contact| contact.group == group);
    ActNow {
        emergency: cards::contacts(m, of(ContactGroup::Emergency)),
        situations: situations(m),
        local: cards::contacts(m, of(ContactGroup::ChildrensServices).filter(|c| m.concerns(&c.area))),
    }
}

/// Pathways by what people say at the door.
pub(crate) fn situations(m: &Moment) -> Vec<Situation> {
    let mut pathways: Vec<&Pathway> = m.library.active().collect();
    pathways.sort_by_key(|pathway| pathway.order);
    let mut seen = HashSet::new();
    let titles = pathways.iter().map(|pathway| &pathway.situation);
    let situation = |title: &String| {
        let same = pathways.iter().filter(|pathway| pathway.situation == *title);
        let (here, elsewhere): (Vec<&Pathway>, Vec<&Pathway>) = same.partition(|pathway| m.concerns(&pathway.area));
        let cards = |pathways: Vec<&Pathway>| pathways.into_iter().map(|pathway| cards::pathway(m, pathway)).collect();
        Situation {
            title: title.clone(),
            pathways: cards(here),
            elsewhere: cards(elsewhere),
        }
    };
    titles.filter(|title| seen.insert(*title)).map(situation).collect()
}
