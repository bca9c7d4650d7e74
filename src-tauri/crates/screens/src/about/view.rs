//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::freshness::Freshness;

/// About this app.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct About {
    /// The app's version.
    pub version: String,
    /// That the publisher recommends a newer one, in a sentence.
    pub newer: Option<String>,
    /// Where to write about the catalogue and the app, if its publisher says.
    pub feedback: Option<String>,
    /// How fresh the catalogue is.
    pub freshness: Freshness,
    /// What the catalogue holds: ("Themes", 21) …
    pub counts: Vec<Count>,
    /// All sources, by title.
    pub sources: Vec<SourceView>,
    /// Where what the person keeps is stored on this device.
    pub data_folder: String,
}

/// How many of something there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Count {
    pub title: String,
    pub count: u32,
}

/// A source in the list of sources.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct SourceView {
    pub title: String,
    pub address: Option<String>,
    pub recorded_on: String,
}
