//! What to say, as half a sheet of paper for whoever makes the call.

pub mod view;

use catalogue::{Contact, Conversation, Pathway, UsedBy};

pub use view::CallSheet;

use crate::cards::conversation;
use crate::{Moment, NotFound, cards, freshness};

const NOTHING: NotFound = NotFound("page");

/// For a call to a contact.
///
/// # Errors
/// When there is no such contact in use, or nothing to say to it.
pub fn contact(m: &Moment, id: &str) -> Result<CallSheet, NotFound> {
    let contact: &Contact = m.library.get(id).ok_or(NOTHING)?;
    sheet(m, &contact.title, &[contact], &contact.conversation)
}

/// For the calls of a pathway's step.
///
/// # Errors
/// When there is no such step, or nothing to say at it.
pub fn step(m: &Moment, pathway: &str, id: &str) -> Result<CallSheet, NotFound> {
    let pathway: &Pathway = m.library.get(pathway).ok_or(NOTHING)?;
    let step = pathway.steps.iter().find(|step| step.id == *id).ok_or(NOTHING)?;
    let contacts: Vec<&Contact> = m.library.many(&step.contacts).collect();
    let said = conversation::at_step(&step.conversation, &contacts);
    sheet(m, &step.title, &contacts, &said)
}

fn sheet(m: &Moment, title: &str, contacts: &[&Contact], said: &Conversation) -> Result<CallSheet, NotFound> {
    // Nobody calls a withdrawn number from paper.
    let contacts: Vec<&Contact> = contacts.iter().copied().filter(|c| c.standing.is_active()).collect();
    let say = conversation::on_paper(said)
        .filter(|_| !contacts.is_empty())
        .ok_or(NOTHING)?;
    let professionals = contacts.iter().any(|contact| contact.used_by != UsedBy::Everyone);
    let reader = if professionals {
        "For the person who makes the call. It has a number for professionals only: do not give it to a family."
    } else {
        "For the person who makes the call."
    };
    Ok(CallSheet {
        title: title.to_owned(),
        reader: reader.into(),
        contacts: cards::contacts(m, contacts),
        say,
        edition: freshness::edition_line(&m.library.header),
    })
}
