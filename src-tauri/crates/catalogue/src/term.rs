//! The glossary.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Id, Source, Standing, Theme};

/// A glossary entry.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Term {
    /// Stable slug, never reused.
    pub id: Id<Term>,
    /// The term or abbreviation: "MARAC".
    pub title: String,
    /// Its spoken-out form: "multi-agency risk assessment conference". Absent for a plain word.
    pub expansion: Option<String>,
    /// What it means, in one or two plain sentences.
    pub meaning: String,
    /// Other ways of saying it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Words of people who do not know the term and look for it, as they type them: "runaway". One way: whoever types
    /// one finds the term and what says it; whoever types the term does not find the word. Only search reads them; they
    /// are never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub everyday: Vec<String>,
    /// The id of the theme it leads to, where there is one.
    pub theme: Option<Id<Theme>>,
    /// The situation of pathways that says what to do about it: "I'm worried about a child". Absent where it names no
    /// harm. Only search reads it.
    pub what_to_do: Option<String>,
    /// The id of the source.
    pub source: Id<Source>,
    /// Whether it is still in use.
    #[serde(flatten)]
    pub standing: Standing,
}
