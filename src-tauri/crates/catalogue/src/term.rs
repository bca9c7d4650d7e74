//! The glossary.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::provenance::{Status, Withdrawal};

/// A glossary entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Term {
    /// Stable slug, never reused.
    pub id: String,
    /// The term or abbreviation: "MARAC".
    pub title: String,
    /// Its spoken-out form: "multi-agency risk assessment conference". Absent for a plain word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub expansion: Option<String>,
    /// What it means, in one or two plain sentences.
    pub meaning: String,
    /// Other ways of saying it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Words of people who do not know the term and look for it, as they type them: "runaway". One way: whoever types one
    /// finds the term and what says it; whoever types the term does not find the word.
    /// Only search reads them; they are never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub everyday: Vec<String>,
    /// The id of the theme it leads to, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub theme: Option<String>,
    /// The id of the source.
    pub source: String,
    /// Whether it still stands.
    #[serde(default, skip_serializing_if = "Status::is_active")]
    #[ts(as = "Option<Status>", optional)]
    pub status: Status,
    /// Why it does not, when it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub withdrawal: Option<Withdrawal>,
}
