//! What to say: before a call, during it, after it, and what should come of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// What to have ready, ask, write down and expect: lists to read, read out and print. Nothing of it is ever filled in
/// here.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Conversation {
    /// What to have to hand before the call: "The child's name and where they are now".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ready: Vec<String>,
    /// What to ask and note during it: "Is this logged as a referral?".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ask: Vec<String>,
    /// What to write down afterwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub record: Vec<String>,
    /// What happens then.
    pub next: Option<Next>,
}

impl Conversation {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What happens after a call or a form, by when, and what to do if it does not.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Next {
    /// What happens: "A social worker tells you what they have decided.".
    pub text: String,
    /// By when, only where a source says so. The app names the day and the hour.
    pub within: Option<Within>,
    /// What to do when it does not happen: "Call again and ask for the duty manager.".
    pub otherwise: Option<String>,
}

/// By when something should have happened, counted from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// By the end of that many working days after today: 1 is the next working day.
    WorkingDays(u8),
    /// In that many hours.
    Hours(u16),
}
