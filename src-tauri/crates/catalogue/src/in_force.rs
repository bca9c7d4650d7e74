//! What of a catalogue holds on a day.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;

use crate::{Catalogue, Contact, Id, Span, Standing, Withdrawal};

impl Catalogue {
    /// The days on which something begins to hold, or no longer does.
    pub fn turns(&self) -> BTreeSet<NaiveDate> {
        let ends = |span: Span| [span.from, span.ends()];
        self.spans().flat_map(ends).flatten().collect()
    }

    /// The days between which each thing of it holds, of those that have any.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let contacts = self.contacts.iter().flat_map(|contact| {
            let numbers = contact.numbers.iter().map(|number| number.span);
            let link = contact.link.iter().map(|link| link.span);
            std::iter::once(contact.span).chain(numbers).chain(link)
        });
        let steps = self.pathways.iter().flat_map(|pathway| &pathway.steps);
        let links = self.resources.iter().filter_map(|resource| resource.link.as_ref());
        contacts
            .chain(steps.map(|step| step.span))
            .chain(links.map(|link| link.span))
            .filter(|span| *span != Span::default())
    }

    /// As much of it as holds on `day`. A contact that has not begun is not there; one that has ended is there as
    /// withdrawn, so that whoever kept it learns why.
    pub fn on(&self, day: NaiveDate) -> Self {
        let holding: HashSet<&Id<Contact>> = self
            .contacts
            .iter()
            .filter(|contact| contact.span.holds_on(day))
            .map(|contact| &contact.id)
            .collect();
        let mut on = self.clone();
        on.contacts
            .retain(|contact| contact.span.from.is_none_or(|from| from <= day));
        for contact in &mut on.contacts {
            let holds = contact.span.holds_on(day);
            contact.numbers.retain(|number| holds && number.span.holds_on(day));
            contact.link = contact.link.take().filter(|link| holds && link.span.holds_on(day));
            if let Some(until) = contact.span.until.filter(|_| !holds && contact.standing.is_active()) {
                contact.standing = self.ended(contact, until);
            }
        }
        for pathway in &mut on.pathways {
            pathway.steps.retain(|step| step.span.holds_on(day));
            for step in &mut pathway.steps {
                step.contacts.retain(|contact| holding.contains(contact));
            }
        }
        for resource in &mut on.resources {
            resource.link = resource.link.take().filter(|link| link.span.holds_on(day));
        }
        on
    }

    fn ended(&self, contact: &Contact, until: NaiveDate) -> Standing {
        Standing::Withdrawn(Withdrawal {
            on: until.succ_opt().unwrap_or(until),
            reason: format!("It was used until {}.", until.format("%-d %B %Y")),
            replacement: self.successor(contact).map(|next| next.id.to_string()),
        })
    }

    /// The contact that takes this one's place when it ends, as far as this can be known: the one that begins that day
    /// among those for the same people.
    pub fn successor(&self, contact: &Contact) -> Option<&Contact> {
        let ends = contact.span.ends()?;
        let next = |other: &&Contact| other.span.from == Some(ends) && contact.is_for_those_of(other);
        only(self.contacts.iter().filter(next))
    }

    /// The contact whose place this one takes when it begins.
    pub fn predecessor(&self, contact: &Contact) -> Option<&Contact> {
        let from = contact.span.from?;
        let last = |other: &&Contact| other.span.ends() == Some(from) && contact.is_for_those_of(other);
        only(self.contacts.iter().filter(last))
    }
}

impl Contact {
    /// Whether the two are in use, for the same people, in the same place and list.
    pub(crate) fn is_for_those_of(&self, other: &Contact) -> bool {
        let of = |contact: &Contact| (contact.group, contact.used_by);
        self.id != other.id
            && self.area == other.area
            && of(self) == of(other)
            && self.standing.is_active()
            && other.standing.is_active()
    }
}

fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next();
    first.filter(|_| items.next().is_none())
}
