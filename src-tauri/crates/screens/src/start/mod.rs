//! What the app needs before it draws anything.

pub mod view;

pub use view::Start;

use crate::{Moment, cards, freshness};

/// The setting's key: the place the person was at.
pub const ROUTE: &str = "route";

/// What the app needs before it draws anything.
pub fn answer(m: &Moment) -> Start {
    Start {
        settings: m.settings.clone(),
        areas: m
            .library
            .selectable_areas()
            .map(|area| cards::area_name(m.library, &area.id))
            .collect(),
        freshness: freshness::answer(m),
        route: m.personal.settings.get(ROUTE),
    }
}
