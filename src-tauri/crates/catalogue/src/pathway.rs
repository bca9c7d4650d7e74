//! Referral pathways and their steps.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::{Area, Article, Confirmation, Contact, Conversation, Id, Resource, Source, Span, Standing, Theme};

/// A referral pathway: what to do, in order, in one area.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pathway {
    /// Stable slug, never reused.
    pub id: Id<Pathway>,
    /// Its name.
    pub title: String,
    /// What the person at the door would say: "I'm worried about a child". Pathways of the same
    /// situation in different areas share these words.
    pub situation: String,
    /// The situation's place among those on Now, from 1.
    pub order: u32,
    /// The id of the area it holds in.
    pub area: Id<Area>,
    /// When to use it, in one or two sentences.
    pub summary: String,
    /// What the source leaves open, said plainly.
    pub limits: Option<String>,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Ids of articles that help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<Id<Article>>,
    /// Ids of the themes it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id<Theme>>,
    /// Words of people who need it, as they type them: "hitting her kids".
    /// Only search reads them; they are never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub everyday: Vec<String>,
    /// The id of the source.
    pub source: Id<Source>,
    /// Whether it is still in use.
    #[serde(flatten)]
    pub standing: Standing,
}

/// One step of a pathway.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// Slug, unique in its pathway, never reused there.
    pub id: Id<Step>,
    /// What to do, as a short order: "Ring 999".
    pub title: String,
    /// How soon.
    pub urgency: Urgency,
    /// What to do, in plain sentences: paragraphs parted by an empty line.
    pub text: String,
    /// Ids of contacts to use, the first to try first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Id<Contact>>,
    /// Ids of resources to use: forms, tools, documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Id<Resource>>,
    /// Where each answer leads. None: on to the next step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// A question that the answers answer.
    pub question: Option<String>,
    /// What to have ready, ask, write down and expect.
    #[serde(flatten)]
    pub conversation: Conversation,
    /// The days on which it holds.
    #[serde(flatten)]
    pub span: Span,
    /// A reason to be careful with this step now.
    pub warning: Option<String>,
    /// The id of the source, where it is not the pathway's.
    pub source: Option<Id<Source>>,
    /// Who last checked it, and when.
    #[serde(flatten)]
    pub confirmation: Confirmation,
}

/// An answer to a step's question and where it leads: a step of this pathway, another pathway, or the end.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// What the person says: "Yes, now".
    pub label: String,
    /// The id of the step of this pathway to go to.
    pub step: Option<Id<Step>>,
    /// The id of the pathway to go to.
    pub pathway: Option<Id<Pathway>>,
}

/// How soon a step is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// At once: somebody is in danger.
    Emergency,
    /// Today, before leaving it.
    Urgent,
    /// In the ordinary course of work.
    Routine,
}
