//! What the screen is given.

use serde::Serialize;
use ts_rs::TS;

use crate::cards::ContactCard;

/// Contacts, by list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Contacts {
    /// For the chosen areas, and national ones.
    pub here: Vec<ContactList>,
    /// For other areas.
    pub elsewhere: Vec<ContactList>,
}

/// A list of contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ContactList {
    pub title: String,
    pub contacts: Vec<ContactCard>,
}
