//! Act now: emergency first, then what people say at the door, then the local numbers.

use catalogue::{Contact, ContactGroup, Pathway};
use chrono::{DateTime, Utc};

use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::views::{ActNow, Situation};

impl Doorstep {
    /// Everything Act now shows.
    pub fn act_now(&self, now: DateTime<Utc>) -> Result<ActNow, ApiError> {
        self.ask(now, |c| {
            let mut contacts: Vec<Contact> = c.db.all(collection::CONTACTS)?;
            contacts.retain(|contact| contact.status.is_active() && c.concerns(&contact.area));
            contacts.sort_by_key(|contact| contact.order);
            let of = |group: ContactGroup| {
                let list: Vec<_> = contacts.iter().filter(|x| x.group == group).cloned().collect();
                c.cards(&list)
            };
            Ok(ActNow {
                emergency: of(ContactGroup::Emergency).and_then(non_empty)?,
                situations: situations(c)?,
                local: of(ContactGroup::ChildrensServices)?,
            })
        })
    }
}

/// Act now without 999 would be worse than no screen at all: an edition that lacks it is not shown as whole.
fn non_empty<T>(emergency: Vec<T>) -> Result<Vec<T>, Failure> {
    if emergency.is_empty() {
        Err(Failure::NotFound("emergency number"))
    } else {
        Ok(emergency)
    }
}

/// Pathways by what people say at the door.
pub(crate) fn situations(c: &Context) -> Result<Vec<Situation>, Failure> {
    let mut pathways: Vec<Pathway> = c.db.all(collection::PATHWAYS)?;
    pathways.retain(|p| p.status.is_active());
    pathways.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
    let mut situations: Vec<Situation> = Vec::new();
    for pathway in &pathways {
        let at = situations
            .iter()
            .position(|s| s.title == pathway.situation)
            .unwrap_or_else(|| {
                let title = pathway.situation.clone();
                situations.push(Situation {
                    title,
                    pathways: Vec::new(),
                    elsewhere: Vec::new(),
                });
                situations.len() - 1
            });
        let situation = &mut situations[at];
        let list = if c.concerns(&pathway.area) {
            &mut situation.pathways
        } else {
            &mut situation.elsewhere
        };
        list.push(c.pathway(pathway));
    }
    Ok(situations)
}
