//! Where a record comes from, and whether it still stands.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether a record still stands. Nothing withdrawn simply vanishes: it stays, with its reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// In use.
    #[default]
    Active,
    /// No longer to be used; `withdrawal` says why.
    Withdrawn,
}

impl Status {
    /// For `skip_serializing_if`: the usual case is left unsaid.
    pub fn is_active(&self) -> bool {
        *self == Status::Active
    }
}

/// What is said of something that nobody confirms by ringing (a pack, a week): the title of the source it is from.
pub fn taken_from(title: &str) -> String {
    format!("Taken from {title}, in our own words.")
}

/// Why and when a record was withdrawn, and what to use instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Withdrawal {
    /// The day it was withdrawn.
    pub on: NaiveDate,
    /// Why, in a sentence a visitor understands.
    pub reason: String,
    /// The id of the record of the same kind to use instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub replacement: Option<String>,
}

/// A body that publishes resources, with its front page for when a link is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Publisher {
    /// Stable slug.
    pub id: String,
    /// The body's name.
    pub title: String,
    /// Its front page (https), when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub website: Option<String>,
    /// The id of the source that names it.
    pub source: String,
}

/// A document or page that records were taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Source {
    /// Stable slug.
    pub id: String,
    /// The document's or page's title, with its edition.
    pub title: String,
    /// How the app names it in one line: "the 2026–27 brochure", "hants.gov.uk".
    pub short: String,
    /// Its address, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
    /// The day it was read for the catalogue. Reading a page confirms nothing by itself.
    pub recorded_on: NaiveDate,
}
