//! What a write changed, so that the window asks again for that and no more.

use serde::Serialize;
use ts_rs::TS;

/// A part of what screens are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The edition.
    Catalogue,
    /// When the catalogue was checked, and what is to be said of it.
    Freshness,
    /// Bookmarks.
    Bookmarks,
    /// What the person does with practice weeks.
    Weeks,
    /// The person's areas and how Doorstep looks.
    Settings,
    /// When the person is reminded.
    Reminders,
    /// Documents on the device.
    Documents,
    /// Recent searches.
    Searches,
    /// Which changes the person has looked at.
    ChangesRead,
}

/// The answer of a command that writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Written<T> {
    /// What it changed.
    pub changed: Vec<Part>,
    /// What was asked for.
    pub answer: T,
}

impl<T> Written<T> {
    /// The answer of a write that changed these parts.
    pub fn of(changed: impl Into<Vec<Part>>, answer: T) -> Self {
        Self {
            changed: changed.into(),
            answer,
        }
    }
}
