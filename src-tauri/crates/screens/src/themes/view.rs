//! What the screen is given.

use serde::Serialize;
use ts_rs::TS;

/// A theme in the list of themes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ThemeCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The first paragraph of the summary.
    pub lead: String,
    /// How many entries its pack has.
    pub entries: u32,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}
