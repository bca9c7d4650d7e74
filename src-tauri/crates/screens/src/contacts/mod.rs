//! Contacts, and the numbers and addresses they open.

use catalogue::{Contact, ContactGroup};
use chrono::{DateTime, Utc};

use crate::card::ContactCard;
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::views::{ContactList, Contacts};

impl Doorstep {
    /// All contacts, those for the chosen areas apart from the rest.
    pub fn contacts(&self, now: DateTime<Utc>) -> Result<Contacts, ApiError> {
        self.ask(now, |c| {
            let mut contacts: Vec<Contact> = c.db.all(collection::CONTACTS)?;
            contacts.retain(|contact| contact.status.is_active());
            contacts.sort_by(|a, b| (a.group, a.order, &a.id).cmp(&(b.group, b.order, &b.id)));
            let (here, elsewhere): (Vec<_>, Vec<_>) = contacts.into_iter().partition(|x| c.concerns(&x.area));
            Ok(Contacts {
                here: lists(c, &here)?,
                elsewhere: lists(c, &elsewhere)?,
            })
        })
    }

    /// A contact by id.
    pub fn contact(&self, id: &str, now: DateTime<Utc>) -> Result<ContactCard, ApiError> {
        self.ask(now, |c| c.contact(&find(c, id)?))
    }

    /// What to give the telephone: `tel:` and the digits of the contact's number at `index`.
    pub fn telephone_address(&self, id: &str, index: usize, now: DateTime<Utc>) -> Result<String, ApiError> {
        self.ask(now, |c| {
            let contact = find_active(c, id)?;
            // The keys to press once through are the caller's to press: no telephone dials them at the right moment.
            contact
                .numbers
                .get(index)
                .map(|n| format!("tel:{}", n.digits()))
                .ok_or(Failure::NotFound("number"))
        })
    }

    /// What to give the mail program: `mailto:` and the contact's address at `index`.
    pub fn mail_address(&self, id: &str, index: usize, now: DateTime<Utc>) -> Result<String, ApiError> {
        self.ask(now, |c| {
            let contact = find_active(c, id)?;
            contact
                .emails
                .get(index)
                .map(|e| format!("mailto:{e}"))
                .ok_or(Failure::NotFound("email address"))
        })
    }
}

fn lists(c: &Context, contacts: &[Contact]) -> Result<Vec<ContactList>, Failure> {
    let mut lists: Vec<(ContactGroup, ContactList)> = Vec::new();
    for contact in contacts {
        let card = c.contact(contact)?;
        match lists.last_mut().filter(|(group, _)| *group == contact.group) {
            Some((_, list)) => list.contacts.push(card),
            None => {
                let list = ContactList {
                    title: contact.group.title().to_owned(),
                    contacts: vec![card],
                };
                lists.push((contact.group, list));
            }
        }
    }
    Ok(lists.into_iter().map(|(_, list)| list).collect())
}

fn find(c: &Context, id: &str) -> Result<Contact, Failure> {
    c.db.get(collection::CONTACTS, id)?.ok_or(Failure::NotFound("contact"))
}

/// A withdrawn contact is shown with its reason, and never rung.
fn find_active(c: &Context, id: &str) -> Result<Contact, Failure> {
    Some(find(c, id)?)
        .filter(|contact| contact.status.is_active())
        .ok_or(Failure::NotFound("contact in use"))
}
