//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{AreaName, ContactCard};

/// What was found for what was typed, which is not in it.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct CouncilFound {
    /// The councils of the place: several where it is in several.
    pub councils: Vec<Council>,
    /// What to do where they are several.
    pub note: Option<String>,
    /// Places of other councils that may be meant, or of any where none is certain.
    pub perhaps: Vec<Perhaps>,
}

/// A council, and whom to call there now.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Council {
    /// Its area.
    pub area: AreaName,
    /// "Southsea: Portsmouth".
    pub title: String,
    /// Its children's services that may be open now; all of them where none is.
    pub contacts: Vec<ContactCard>,
    /// What to do where there is no number.
    pub missing: Option<String>,
    /// Whether it can be made the person's own area, and is not that already.
    pub can_be_chosen: bool,
}

/// A place that may be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Perhaps {
    /// Its name.
    pub name: String,
    /// The council's area: "Portsmouth".
    pub area: String,
}
