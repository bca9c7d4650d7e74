//! What time alone changes on the screens.

use catalogue::Contact;
use chrono::NaiveDate;

use crate::Moment;

/// What time alone changes on the screens: while it is the same, so are they.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    /// The day in London.
    today: NaiveDate,
    /// Who answers, of all contacts in their order.
    open: Vec<Option<bool>>,
}

/// What there is of it now.
pub fn answer(m: &Moment) -> Passing {
    let contacts = m.library.all::<Contact>().iter();
    Passing {
        today: m.today,
        open: contacts.map(|contact| m.library.is_open(contact, m.now)).collect(),
    }
}
