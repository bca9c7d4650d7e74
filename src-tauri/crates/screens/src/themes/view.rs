//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

/// Themes under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ThemeList {
    pub title: String,
    pub themes: Vec<ThemeCard>,
}

/// A theme in the list of themes.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct ThemeCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is about in one line; absent in editions that have none.
    pub line: Option<String>,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}
