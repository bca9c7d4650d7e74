//! Contacts, and the numbers and addresses they open.

pub mod view;

use ::search::Narrowing;
use catalogue::{Contact, ContactGroup, Library, PhoneNumber};

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

/// The same, narrowed to what somebody types above the list.
pub fn narrowed(m: &Moment, typed: &str) -> Contacts {
    let wanted = Narrowing::of(typed);
    let mut all = answer(m);
    for lists in [&mut all.here, &mut all.elsewhere] {
        for list in &mut *lists {
            let title = list.title.clone();
            list.contacts
                .retain(|card| wanted.fits(&texts(m.library, &title, card)));
        }
        lists.retain(|list| !list.contacts.is_empty());
    }
    all
}

/// What a contact is looked for by.
fn texts<'a>(library: &'a Library, list: &'a str, card: &'a ContactCard) -> Vec<&'a str> {
    let mut texts = vec![list, &card.title, &card.purpose, &card.area.title];
    texts.extend(card.numbers.iter().map(|number| number.whole.as_str()));
    texts.extend(card.emails.iter().map(String::as_str));
    let everyday = library.get::<Contact>(&card.id).map(|contact| &contact.everyday);
    texts.extend(everyday.into_iter().flatten().map(String::as_str));
    texts
}

/// A contact by id.
///
/// # Errors
/// When there is none of that id.
pub fn contact(m: &Moment, id: &str) -> Result<ContactCard, NotFound> {
    let contact = m.library.get(id).ok_or(NotFound("contact"))?;
    Ok(cards::contact(m, contact))
}

/// What to give the telephone or the messages app: the address of the contact's number at `index`.
///
/// # Errors
/// When there is no such number, or none that this version knows how to use.
pub fn number_address(m: &Moment, id: &str, index: usize) -> Result<String, NotFound> {
    let number = in_use(m, id)?.numbers.get(index);
    number.and_then(PhoneNumber::address).ok_or(NotFound("number"))
}

/// The address on the web that the contact opens.
///
/// # Errors
/// When there is no such contact in use, or it has none.
pub fn link_address(m: &Moment, id: &str) -> Result<String, NotFound> {
    let link = cards::web(in_use(m, id)?.link.as_ref());
    link.map(|link| link.url.clone()).ok_or(NotFound("link"))
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
        .ok_or(NotFound("contact"))
}

/// Contacts in their order, by list.
fn lists(m: &Moment, contacts: &[&Contact]) -> Vec<ContactList> {
    let same = |a: &&Contact, b: &&Contact| a.group == b.group;
    let lists = contacts.chunk_by(same).filter_map(|list| {
        Some(ContactList {
            title: list.first()?.group.title().to_owned(),
            contacts: cards::contacts(m, list.iter().copied()),
        })
    });
    lists.collect()
}
