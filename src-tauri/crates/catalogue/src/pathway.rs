//! Referral pathways and their steps.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::provenance::{Status, Withdrawal};

/// A referral pathway: what to do, in order, in one area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Pathway {
    /// Stable slug, never reused.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What the person at the door would say: "I'm worried about a child". Pathways of the same
    /// situation in different areas share these words.
    pub situation: String,
    /// The situation's place on Act now, from 1.
    pub order: u32,
    /// The id of the area it holds in.
    pub area: String,
    /// When to use it, in one or two sentences.
    pub summary: String,
    /// What the source leaves open, said plainly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub limits: Option<String>,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Ids of articles that help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<String>,
    /// Ids of the themes it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Words of people who need it, as they type them: "hitting her kids".
    /// Only search reads them; they are never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub everyday: Vec<String>,
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

/// One step of a pathway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Step {
    /// Slug, unique in its pathway, never reused there.
    pub id: String,
    /// What to do, as a short order: "Ring 999".
    pub title: String,
    /// How soon.
    pub urgency: Urgency,
    /// What to do, in plain sentences: paragraphs parted by an empty line.
    pub text: String,
    /// Ids of contacts to use, the first to try first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
    /// Ids of resources to use: forms, tools, documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
    /// Where each answer leads. None: on to the next step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// A question that the answers answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub question: Option<String>,
    /// A reason to be careful with this step now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub warning: Option<String>,
    /// The id of the source, where it is not the pathway's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<String>,
    /// The day the partnership confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub confirmed_on: Option<NaiveDate>,
    /// Who did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub confirmed_by: Option<String>,
    /// The day by which it is to be confirmed again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub review_by: Option<NaiveDate>,
}

/// An answer to a step's question and where it leads: a step of this pathway, another pathway, or the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Answer {
    /// What the person says: "Yes, now".
    pub label: String,
    /// The id of the step of this pathway to go to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub step: Option<String>,
    /// The id of the pathway to go to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pathway: Option<String>,
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
