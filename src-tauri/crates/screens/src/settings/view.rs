//! What the screen is given.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use ts_rs::TS;

/// What the person has chosen. Kept on the device, sent nowhere.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Settings {
    /// Ids of the chosen areas; empty means all.
    pub areas: Vec<String>,
    /// Whether the person works with children, where they said: it decides which numbers come first.
    pub works_with_children: Option<bool>,
    /// Light, dark or as the system has it.
    pub appearance: Appearance,
    /// How large text is.
    #[serde(default)]
    pub text_size: TextSize,
    /// Whether a key that is one character does something by itself, where the person said: it does unless it is off.
    pub single_keys: Option<bool>,
}

/// What the person's organisation has set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct ManagedView {
    /// Whether it says which areas can be chosen. Where there is one, there is nothing to choose.
    pub areas: bool,
    /// Whether it says what closing the window does, and whether the app starts at login.
    pub background: bool,
    /// Whether it says that there are reminders of practice weeks, or none.
    pub reminders: bool,
    /// All that it has set, each as a sentence.
    pub words: Vec<String>,
    /// What is wrong with it, each as a sentence for whoever set it.
    pub mistakes: Vec<String>,
}

/// A change of some settings: what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct SettingsPatch {
    pub areas: Option<Vec<String>>,
    pub works_with_children: Option<bool>,
    pub appearance: Option<Appearance>,
    pub text_size: Option<TextSize>,
    pub single_keys: Option<bool>,
}

impl SettingsPatch {
    /// The settings with these changed.
    pub fn apply(self, settings: Settings) -> Settings {
        Settings {
            areas: self.areas.unwrap_or(settings.areas),
            works_with_children: self.works_with_children.or(settings.works_with_children),
            appearance: self.appearance.unwrap_or(settings.appearance),
            single_keys: self.single_keys.or(settings.single_keys),
            text_size: self.text_size.unwrap_or(settings.text_size),
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

/// The size of text, in per cent of the web view's own: 100 to 400, whatever was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(from = "u16")]
#[ts(as = "u16")]
pub struct TextSize(u16);

impl From<u16> for TextSize {
    fn from(percent: u16) -> Self {
        Self(percent.clamp(100, 400))
    }
}

impl Default for TextSize {
    fn default() -> Self {
        Self(100)
    }
}

/// Where a file was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Saved {
    /// The file's whole path, to show to the person.
    pub path: String,
    /// Whether the person is being asked where it is to go: then no path of theirs is known.
    pub asked: bool,
}
