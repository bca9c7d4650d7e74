//! What the person has chosen, as far as this edition has it.

pub mod managed;
pub mod view;

use catalogue::Library;
use catalogue::managed::Managed;
use personal::Personal;

pub use view::{Appearance, ManagedView, Saved, Settings, SettingsPatch, TextSize};

/// The setting's key.
pub const SETTINGS: &str = "settings";

/// What the person chose, as far as this edition has it.
pub fn read(library: &Library, personal: &Personal, managed: &Managed) -> Settings {
    as_known(library, managed, stored(personal))
}

/// What the person chose, as it is kept: an area that this edition does not know may be in the next.
pub fn stored(personal: &Personal) -> Settings {
    personal.settings.get(SETTINGS).unwrap_or_default()
}

/// An area that this edition does not know, or that nobody can choose, does not count: where none is left, everything
/// concerns the person. The one area that an organisation leaves to choose is chosen.
pub fn as_known(library: &Library, managed: &Managed, mut settings: Settings) -> Settings {
    let can_be = managed::selectable(library, managed);
    settings.areas.retain(|id| can_be.iter().any(|area| area.id == *id));
    if let ([], [one], true) = (&*settings.areas, &*can_be, managed.areas.is_some()) {
        settings.areas.push(one.id.to_string());
    }
    settings
}
