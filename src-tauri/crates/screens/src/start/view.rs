//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::AreaName;
use crate::freshness::Freshness;
use crate::settings::Settings;

/// What the app needs before it draws anything.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Start {
    /// What the person has chosen.
    pub settings: Settings,
    /// The areas one can choose.
    pub areas: Vec<AreaName>,
    /// How fresh the catalogue is.
    pub freshness: Freshness,
    /// The place the person was at when the app last closed: "#/themes/neglect".
    pub route: Option<String>,
}
