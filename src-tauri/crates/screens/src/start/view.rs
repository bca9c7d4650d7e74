//! What the screen is given.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::Dialling;
use crate::cards::AreaName;
use crate::freshness::Freshness;
use crate::settings::{ManagedView, Settings};

/// What the app needs before it draws anything.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Start {
    /// What the person has chosen.
    pub settings: Settings,
    /// What the person's organisation has set.
    pub managed: ManagedView,
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
    /// The place the person was at when the app last closed.
    pub place: Option<Place>,
}

/// A place in the window.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(from = "Kept")]
#[ts(optional_fields)]
pub struct Place {
    /// Its address: "#/themes/neglect".
    pub route: String,
    /// How it was left, in the window's own words: what was open in it, and how far it was scrolled.
    pub left: Option<String>,
}

impl Place {
    /// The place at an address, as nobody has left it yet.
    pub fn at(route: impl Into<String>) -> Self {
        Self {
            route: route.into(),
            left: None,
        }
    }
}

/// A place as it is written down.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    /// By versions that kept its address alone.
    Route(String),
    Place {
        route: String,
        left: Option<String>,
    },
}

impl From<Kept> for Place {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Route(route) => Self::at(route),
            Kept::Place { route, left } => Self { route, left },
        }
    }
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
