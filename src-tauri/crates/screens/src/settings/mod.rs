//! What the person has chosen, as far as this edition has it.

pub mod view;

use catalogue::Library;
use personal::Personal;

pub use view::{Appearance, Saved, Settings, SettingsPatch, TextSize};

/// The setting's key.
pub const SETTINGS: &str = "settings";

/// What the person chose, as far as this edition has it.
pub fn read(library: &Library, personal: &Personal) -> Settings {
    as_known(library, stored(personal))
}

/// What the person chose, as it is kept: an area that this edition does not know may be in the next.
pub fn stored(personal: &Personal) -> Settings {
    personal.settings.get(SETTINGS).unwrap_or_default()
}

/// An area that this edition does not know, or that nobody can choose, does not count: where none is left, everything
/// concerns the person.
pub fn as_known(library: &Library, mut settings: Settings) -> Settings {
    settings
        .areas
        .retain(|id| library.selectable_areas().any(|area| area.id == *id));
    settings
}
