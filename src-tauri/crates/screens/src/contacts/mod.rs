//! Contacts, and the numbers and addresses they open.

pub mod view;

use catalogue::{Contact, ContactGroup};

pub use view::{ContactList, Contacts};

use crate::cards::{self, ContactCard};
use crate::{Moment, NotFound};

/// All contacts, those for the chosen areas apart from the rest.
pub fn answer(m: &Moment) -> Contacts {
    let mut contacts: Vec<&Contact> = m.library.active().collect();
    contacts.sort_by_key(|contact| (contact.group, contact.order));
    let is_here = |contact: &&Contact| contact.group == ContactGroup::Emergency || m.concerns(&contact.area);
    let (here, elsewhere): (Vec<&Contact>, Vec<&Contact>) = contacts.into_iter().partition(is_here);
    Contacts {
        here: lists(m, &here),
        elsewhere: lists(m, &elsewhere),
    }
}

/// A contact by id.
///
/// # Errors
/// When there is none of that id.
pub fn contact(m: &Moment, id: &str) -> Result<ContactCard, NotFound> {
    let contact = m.library.get(id).ok_or(NotFound("contact"))?;
    Ok(cards::contact(m, contact))
}

/// What to give the telephone: `tel:` and the digits of the contact's number at `index`.
///
/// # Errors
/// When there is no such number to call.
pub fn telephone_address(m: &Moment, id: &str, index: usize) -> Result<String, NotFound> {
    // The keys to press once through are the caller's to press: no telephone dials them at the right moment.
    let number = in_use(m, id)?.numbers.get(index).ok_or(NotFound("number"))?;
    Ok(format!("tel:{}", number.digits()))
}

/// What to give the mail program: `mailto:` and the contact's address at `index`.
///
/// # Errors
/// When there is no such address to write to.
pub fn mail_address(m: &Moment, id: &str, index: usize) -> Result<String, NotFound> {
    let address = cards::emails(in_use(m, id)?)
        .nth(index)
        .ok_or(NotFound("email address"))?;
    Ok(format!("mailto:{address}"))
}

/// A withdrawn contact is shown with its reason, and never called.
fn in_use<'a>(m: &Moment<'a>, id: &str) -> Result<&'a Contact, NotFound> {
    let contact: Option<&Contact> = m.library.get(id);
    contact
        .filter(|contact| contact.standing.is_active())
        .ok_or(NotFound("contact in use"))
}

/// Contacts in their order, by list.
fn lists(m: &Moment, contacts: &[&Contact]) -> Vec<ContactList> {
    let same = |a: &&Contact, b: &&Contact| a.group == b.group;
    let lists = contacts.chunk_by(same).filter_map(|list| {
        Some(ContactList {
            title: list.first()?.group.title().to_owned(),
            contacts: list.iter().map(|contact| cards::contact(m, contact)).collect(),
        })
    });
    lists.collect()
}
