//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

/// How fresh the catalogue is. *Published*, *downloaded* and *last checked* are three different times.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Freshness {
    /// All of it in a line: "Up to date. Checked today at 9:55am.", "Not checked for 9 days: check when you are
    /// online."
    pub verdict: String,
    /// The edition's number.
    pub edition: u32,
    /// Set while the partnership has not confirmed the edition.
    pub draft: bool,
    /// The catalogue's title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// "22 November 2026".
    pub published: String,
    /// When it came onto this device: "with the app, on 22 November 2026 at 9:12am".
    pub downloaded: String,
    /// When the update server last gave an answer that could be trusted: "22 November 2026 at 9am", "never on this
    /// device".
    pub checked: String,
    /// When an update was tried in vain since, and why it did not work: "22 November 2026 at 10am. The update did not
    /// work. The update server could not be reached."
    pub tried: Option<String>,
    /// Whether there is an update server.
    pub can_check: bool,
    /// Why updates do not come, and what to do about it; usually absent. Reading goes on.
    pub banner: Option<String>,
    /// Set while there are changes that the person has not looked at.
    pub unread: bool,
    /// What the app has put right or cannot do, in plain words; usually empty.
    pub notices: Vec<String>,
}

/// How far a refresh has come.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct RefreshProgress {
    /// "Downloading".
    pub sentence: String,
    /// How much of it has come, in per cent, where that is known.
    pub percent: Option<u32>,
}

/// How a refresh ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RefreshEnd {
    /// In one word.
    pub state: RefreshState,
    /// In words: what happened, what still works, what to do next.
    pub sentence: String,
    /// Whether trying again may help.
    pub retry: bool,
    /// Whether the catalogue is another one now: screens ask again.
    pub changed: bool,
    /// How fresh the catalogue is now.
    pub freshness: Freshness,
}

/// How a refresh ended, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RefreshState {
    /// Nothing newer.
    UpToDate,
    /// A newer edition is here.
    Updated,
    /// It did not go well.
    Failed,
}
