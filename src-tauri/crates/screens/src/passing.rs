//! What time alone changes on the screens.

use catalogue::{Contact, calendar};
use chrono::{NaiveDate, Timelike};

use crate::Moment;

/// What time alone changes on the screens: while it is the same, so are they.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    /// The day in London.
    today: NaiveDate,
    /// The hour there, which Now says.
    hour: u32,
    /// Who answers, of all contacts in their order.
    open: Vec<Option<bool>>,
}

/// What there is of it now.
pub fn answer(m: &Moment) -> Passing {
    let contacts = m.library.all::<Contact>().iter();
    Passing {
        today: m.today,
        hour: calendar::local(m.now).hour(),
        open: contacts.map(|contact| m.library.is_open(contact, m.now)).collect(),
    }
}
