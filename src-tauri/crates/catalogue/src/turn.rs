//! The days on which the number to call changes.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{Catalogue, Contact, PhoneNumber};

/// A day on which the number to call changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn<'a> {
    /// The first day of what is new.
    pub day: NaiveDate,
    /// Numbers that held until the day before.
    pub gone: Vec<&'a PhoneNumber>,
    /// Numbers that hold from the day on.
    pub new: Vec<&'a PhoneNumber>,
    /// The contact whose place this one takes, where this is its first day.
    pub before: Option<&'a Contact>,
    /// The contact that takes its place, where the day before is its last.
    pub next: Option<&'a Contact>,
}

/// The days on which the numbers of `contact` change, in order, its first and the day after its last among them.
pub(crate) fn turns<'a>(catalogue: &'a Catalogue, contact: &'a Contact) -> Vec<Turn<'a>> {
    let spans = contact.numbers.iter().map(|number| number.span).chain([contact.span]);
    let days: BTreeSet<NaiveDate> = spans.flat_map(|span| [span.from, span.ends()]).flatten().collect();
    let turn = |day: NaiveDate| {
        let before = day.pred_opt()?;
        let on = |number: &PhoneNumber, day| contact.span.holds_on(day) && number.span.holds_on(day);
        let changed = |from, to| -> Vec<_> {
            let of = contact.numbers.iter();
            of.filter(|number| on(number, to) && !on(number, from)).collect()
        };
        let begins = contact.span.from == Some(day);
        let ends = contact.span.ends() == Some(day);
        let turn = Turn {
            day,
            gone: changed(day, before),
            new: changed(before, day),
            before: if begins { catalogue.predecessor(contact) } else { None },
            next: if ends { catalogue.successor(contact) } else { None },
        };
        let is_one = begins || ends || !turn.gone.is_empty() || !turn.new.is_empty();
        is_one.then_some(turn)
    };
    days.into_iter().filter_map(turn).collect()
}
