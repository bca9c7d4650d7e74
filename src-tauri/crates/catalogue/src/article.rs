//! Longer guidance.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Area, Audience, Id, Resource, Source, Standing, Theme};

/// Longer guidance: the four practice principles, the key-findings briefing, the levels of need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// Stable slug, never reused.
    pub id: Id<Article>,
    /// Its title.
    pub title: String,
    /// What it is about, in one or two sentences.
    pub summary: String,
    /// The id of the area it holds in.
    pub area: Id<Area>,
    /// Who it is for.
    pub audience: Audience,
    /// The text, in Markdown without raw HTML. In the editors' file: all that follows the front matter.
    #[serde(default)]
    pub body: String,
    /// Ids of the themes it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id<Theme>>,
    /// Ids of resources to read on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Id<Resource>>,
    /// The id of the source.
    pub source: Id<Source>,
    /// Ids of further sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Id<Source>>,
    /// Whether it is still in use.
    #[serde(flatten)]
    pub standing: Standing,
}
