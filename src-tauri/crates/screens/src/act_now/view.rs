//! What the screen is given.

use serde::Serialize;
use ts_rs::TS;

use crate::cards::{ContactCard, PathwayCard};

/// Act now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ActNow {
    /// 999, 101, Silent Solution.
    pub emergency: Vec<ContactCard>,
    /// What people say at the door.
    pub situations: Vec<Situation>,
    /// Children's services of the chosen areas.
    pub local: Vec<ContactCard>,
}

/// What the person at the door would say, with the pathways for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Situation {
    /// "I'm worried about a child".
    pub title: String,
    /// Pathways for it in the chosen areas; one when the area is known.
    pub pathways: Vec<PathwayCard>,
    /// Pathways for it in other areas.
    pub elsewhere: Vec<PathwayCard>,
}
