//! What the screen is given.

use catalogue::Urgency;
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{ContactCard, PathwayCard, Provenance, RecordLink, Report, ResourceCard, WhatToSay, Withdrawn};

/// A pathway with its steps.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct PathwayView {
    /// The pathway.
    pub card: PathwayCard,
    /// Its name without its area's, which is shown below it.
    pub heading: String,
    /// 999, which is on every step; absent where the library has none, and the window says it by itself.
    pub emergency: Option<ContactCard>,
    /// What the source leaves open.
    pub limits: Option<String>,
    /// For two weeks before a step begins: "From Monday 24 February: Call the front door."
    pub changing: Option<String>,
    /// Steps, in order.
    pub steps: Vec<StepView>,
    /// The same situation in other areas.
    pub elsewhere: Vec<PathwayCard>,
    /// Articles that help.
    pub articles: Vec<RecordLink>,
    /// Themes it belongs to.
    pub themes: Vec<RecordLink>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Set when it is withdrawn.
    pub withdrawn: Option<Withdrawn>,
    /// The email that reports a mistake in it.
    pub report: Option<Report>,
}

/// One step.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct StepView {
    /// Its id within the pathway.
    pub id: String,
    /// What to do, as a short order.
    pub title: String,
    /// How soon.
    pub urgency: Urgency,
    /// "Changed today."; for two weeks before it ends: "Until Sunday 23 February."
    pub changing: Option<String>,
    /// A line to read before anything is answered or called, where its text begins with one.
    pub lead: Option<String>,
    /// The other paragraphs.
    pub text: Vec<String>,
    /// Who to call, in the order to try; 999 is above.
    pub contacts: Vec<ContactCard>,
    /// Whether it is a call: what is asked is asked after it.
    pub call_first: bool,
    /// What to say to them.
    pub say: Option<WhatToSay>,
    /// Forms and tools.
    pub resources: Vec<ResourceCard>,
    /// A question, where the way parts.
    pub question: Option<String>,
    /// Where each answer leads.
    pub answers: Vec<AnswerView>,
    /// Abbreviations used in it, to look up.
    pub terms: Vec<RecordLink>,
    /// A reason to be careful with it now.
    pub warning: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// The email that reports a mistake in it.
    pub report: Option<Report>,
}

/// An answer: leads to a step of this pathway, to another pathway, or ends here.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct AnswerView {
    /// What the person says.
    pub label: String,
    /// The step to go to.
    pub step: Option<String>,
    /// The pathway to go to.
    pub pathway: Option<RecordLink>,
}
