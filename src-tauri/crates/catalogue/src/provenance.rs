//! Where a record comes from, and whether it is still in use.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::Id;

/// Whether a record is in use. Nothing withdrawn simply vanishes: it stays, with its reason.
///
/// In JSON it is two members of the record: `status`, left out while it is "active", and `withdrawal`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Members", into = "Members")]
pub enum Standing {
    /// In use.
    #[default]
    Active,
    /// No longer to be used.
    Withdrawn(Withdrawal),
}

impl Standing {
    /// Whether it is in use.
    pub fn is_active(&self) -> bool {
        *self == Standing::Active
    }

    /// Why it is no longer to be used.
    pub fn withdrawal(&self) -> Option<&Withdrawal> {
        match self {
            Standing::Active => None,
            Standing::Withdrawn(withdrawal) => Some(withdrawal),
        }
    }
}

impl JsonSchema for Standing {
    fn schema_name() -> Cow<'static, str> {
        "Standing".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Members::json_schema(generator)
    }
}

/// [`Standing`] as it is written.
#[skip_serializing_none]
#[derive(Serialize, Deserialize, JsonSchema)]
struct Members {
    /// Whether it is still in use.
    #[serde(default, skip_serializing_if = "is_active")]
    status: Status,
    /// Why it is not, when it is not.
    withdrawal: Option<Withdrawal>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Status {
    #[default]
    Active,
    Withdrawn,
}

fn is_active(status: &Status) -> bool {
    *status == Status::Active
}

impl TryFrom<Members> for Standing {
    type Error = &'static str;

    fn try_from(members: Members) -> Result<Self, Self::Error> {
        match (members.status, members.withdrawal) {
            (Status::Active, None) => Ok(Standing::Active),
            (Status::Withdrawn, Some(withdrawal)) => Ok(Standing::Withdrawn(withdrawal)),
            (Status::Withdrawn, None) => Err(
                "it is withdrawn and nothing says why: write withdrawal = { on = \"2026-11-22\", reason = \"…\" } too, with `replacement` where there is one",
            ),
            (Status::Active, Some(_)) => Err(
                "it has a withdrawal and is not withdrawn: write status = \"withdrawn\" too, or leave the withdrawal out",
            ),
        }
    }
}

impl From<Standing> for Members {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Active => Self {
                status: Status::Active,
                withdrawal: None,
            },
            Standing::Withdrawn(withdrawal) => Self {
                status: Status::Withdrawn,
                withdrawal: Some(withdrawal),
            },
        }
    }
}

/// Who last checked a contact, step or link by asking, and when it is due again. A device takes half a confirmation (a
/// day without a name) for none; the editors' check refuses it.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Confirmation {
    /// The day somebody really called or asked, and found it right.
    pub confirmed_on: Option<NaiveDate>,
    /// Who did.
    pub confirmed_by: Option<String>,
    /// The day by which it is to be confirmed again.
    pub review_by: Option<NaiveDate>,
}

impl Confirmation {
    /// The day and the name, where both are known.
    pub fn confirmed(&self) -> Option<(NaiveDate, &str)> {
        self.confirmed_on.zip(self.confirmed_by.as_deref())
    }

    /// The day by which it should have been checked again, where that is before `today`.
    pub fn overdue(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.review_by.filter(|day| *day < today)
    }
}

/// What is said of something that nobody confirms by ringing (a pack, a week): the title of the source it is from.
pub fn taken_from(title: &str) -> String {
    format!("Summarised from {title}.")
}

/// Why and when a record was withdrawn, and what to use instead.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Withdrawal {
    /// The day it was withdrawn.
    pub on: NaiveDate,
    /// Why, in a sentence a visitor understands.
    pub reason: String,
    /// The id of the record of the same kind to use instead.
    pub replacement: Option<String>,
}

/// A body that publishes resources, with its front page for when a link is not confirmed.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Publisher {
    /// Stable slug.
    pub id: Id<Publisher>,
    /// The body's name.
    pub title: String,
    /// Its front page (https), when known.
    pub website: Option<String>,
    /// The id of the source that names it.
    pub source: Id<Source>,
}

/// A document or page that records were taken from.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Stable slug.
    pub id: Id<Source>,
    /// The document's or page's title, with its edition.
    pub title: String,
    /// How the app names it in one line: "the 2026–27 brochure", "hants.gov.uk".
    pub short: String,
    /// Its address, where it has one.
    pub address: Option<String>,
    /// The day it was read for the catalogue. Reading a page confirms nothing by itself.
    pub recorded_on: NaiveDate,
}
