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
