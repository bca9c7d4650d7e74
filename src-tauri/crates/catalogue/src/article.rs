//! Longer guidance.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::provenance::{Status, Withdrawal};
use crate::resource::Audience;

/// Longer guidance: the four practice principles, the key-findings briefing, the levels of need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Article {
    /// Stable slug, never reused.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about, in one or two sentences.
    pub summary: String,
    /// The id of the area it holds in.
    pub area: String,
    /// Who it is for.
    pub audience: Audience,
    /// The text, in Markdown without raw HTML. In the editors' file: all that follows the front matter.
    #[serde(default)]
    pub body: String,
    /// Ids of the themes it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Ids of resources to read on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
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
