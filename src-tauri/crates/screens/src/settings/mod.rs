//! What the person has chosen, as far as this edition has it.

pub mod view;

use catalogue::Library;
use personal::Personal;

pub use view::{Appearance, Saved, Settings, SettingsPatch};

/// The setting's key.
pub const SETTINGS: &str = "settings";

/// What the person chose. An area that this edition does not know, or that nobody can choose, is no choice: where none is
/// left, the question has not been answered, and everything concerns the person.
pub fn read(library: &Library, personal: &Personal) -> Settings {
    let mut settings: Settings = personal.settings.get(SETTINGS).unwrap_or_default();
    let chosen = settings.areas.len();
    settings
        .areas
        .retain(|id| library.selectable_areas().any(|area| area.id == *id));
    if settings.areas.is_empty() && chosen > 0 {
        settings.asked = false;
    }
    settings
}
