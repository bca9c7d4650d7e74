//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::Dialling;
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
    /// Whether a practice week is on in the chosen areas.
    pub week_on: bool,
    /// Whose guidance it is.
    pub partnership: PartnershipView,
    /// What this device does with a number.
    pub dialling: Dialling,
    /// The place the person was at when the app last closed: "#/themes/neglect".
    pub route: Option<String>,
}

/// How the partnership presents itself.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct PartnershipView {
    /// Where it is: "Hampshire and the Isle of Wight".
    pub name: Option<String>,
    /// A sentence or two for who opens the app for the first time.
    pub welcome: Option<String>,
    /// Its colours. Absent: the app's own.
    pub look: Option<LookView>,
}

/// A partnership's colours, each "#0b5c5e".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct LookView {
    pub light: ShadesView,
    pub dark: ShadesView,
}

/// Its colours on one kind of ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ShadesView {
    pub primary: String,
    pub primary_hover: String,
    pub on_primary: String,
    pub link: String,
    pub link_hover: String,
}
