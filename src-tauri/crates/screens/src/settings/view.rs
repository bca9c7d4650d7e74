//! What the screen is given.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the person has chosen. Kept on the device, sent nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// Whether the first question has been answered or skipped.
    pub asked: bool,
    /// Ids of the chosen areas; empty means all.
    pub areas: Vec<String>,
    /// Light, dark or as the system has it.
    pub appearance: Appearance,
}

/// A change of some settings: what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct SettingsPatch {
    pub asked: Option<bool>,
    pub areas: Option<Vec<String>>,
    pub appearance: Option<Appearance>,
}

impl SettingsPatch {
    /// The settings with these changed.
    pub fn apply(self, settings: Settings) -> Settings {
        Settings {
            asked: self.asked.unwrap_or(settings.asked),
            areas: self.areas.unwrap_or(settings.areas),
            appearance: self.appearance.unwrap_or(settings.appearance),
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Appearance {
    #[default]
    System,
    Light,
    Dark,
}

/// Where a file was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Saved {
    /// The file's whole path, to show to the person.
    pub path: String,
}
