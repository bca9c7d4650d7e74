//! What the screen is given.

use serde::Serialize;
use ts_rs::TS;

use crate::cards::{ContactCard, WhatToSay};

/// Half a sheet of paper for whoever makes a call: the numbers, what to say, and room to write by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CallSheet {
    /// Who is called, or what is done.
    pub title: String,
    /// Who the paper is for.
    pub reader: String,
    /// Whom to call, the first to try first.
    pub contacts: Vec<ContactCard>,
    /// What to say.
    pub say: WhatToSay,
    /// Which version of the catalogue it was made from.
    pub edition: String,
}
