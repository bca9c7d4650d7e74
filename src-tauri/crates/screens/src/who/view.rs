//! What the screens are given.

use serde::Serialize;
use ts_rs::TS;

use crate::cards::{AreaName, ContactCard};

/// Who to call now: here, on this day, at this hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WhoToCall {
    /// Why these: "Isle of Wight, Saturday after 10pm. Offices are closed."
    pub reason: String,
    /// 999, 999 for who cannot speak, 101.
    pub emergency: Vec<ContactCard>,
    /// Children's services, for each area that the person chose.
    pub areas: Vec<AreaCalls>,
    /// The areas to choose from, where none is chosen.
    pub choose: Vec<AreaName>,
}

/// Whom to call about a child in one area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AreaCalls {
    /// The area.
    pub area: AreaName,
    /// Lines that anybody may call, the one to call now first.
    pub public: Vec<ContactCard>,
    /// Lines for those who work with children, the one to call now first.
    pub professionals: Vec<ContactCard>,
    /// Whether the first of those is the first of all: so for those who work with children, while it is open.
    pub professionals_first: bool,
}
