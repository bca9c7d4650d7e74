//! What the app needs before it draws anything.

pub mod view;

pub use view::{LookView, PartnershipView, Place, ShadesView, Start};

use catalogue::calendar::WeekState;
use catalogue::{Header, Look, Shades};

use crate::{Moment, calendar, cards, freshness, settings};

/// The setting's key: the [`Place`] the person was at.
pub const PLACE: &str = "route";

/// What the app needs before it draws anything.
pub fn answer(m: &Moment) -> Start {
    Start {
        settings: m.settings.clone(),
        managed: settings::managed::answer(m.library, &m.device.managed),
        areas: m
            .selectable_areas()
            .iter()
            .map(|area| cards::area_name(m.library, &area.id))
            .collect(),
        freshness: freshness::answer(m),
        week_on: !calendar::in_state(m, &calendar::weeks(m), WeekState::Running).is_empty(),
        partnership: partnership(&m.library.header),
        dialling: m.device.dialling,
        place: m.personal.settings.get(PLACE),
    }
}

fn partnership(header: &Header) -> PartnershipView {
    let of = &header.partnership;
    PartnershipView {
        name: of.name.clone(),
        welcome: of.welcome.clone(),
        // Colours that somebody could not read are not shown, whoever signed them.
        look: of.look.as_ref().and_then(Look::shades).map(|(light, dark)| LookView {
            light: shades(&light),
            dark: shades(&dark),
        }),
    }
}

fn shades(shades: &Shades) -> ShadesView {
    ShadesView {
        primary: shades.primary.to_string(),
        primary_hover: shades.primary_hover.to_string(),
        on_primary: shades.on_primary.to_string(),
        link: shades.link.to_string(),
        link_hover: shades.link_hover.to_string(),
    }
}
