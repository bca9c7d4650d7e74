//! Resources: anything an entry points at.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::Document;
use crate::provenance::{Status, Withdrawal};

/// What sort of thing a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ResourceKind {
    /// A toolkit: a set of pages and tools on a theme.
    Toolkit,
    /// Guidance or a strategy.
    Guidance,
    /// A procedure or protocol that must be followed.
    Procedure,
    /// A short guide for practitioners.
    PractitionerGuide,
    /// A tool to work with: a chart, a checklist, an assessment.
    Tool,
    /// A case study or a set of them.
    CaseStudy,
    /// Live training online.
    Webinar,
    /// Training at one's own pace.
    Elearning,
    /// A film.
    Video,
    /// A report, briefing, leaflet or Act.
    Publication,
    /// A website or a page of links.
    Website,
    /// A form to fill in.
    Form,
    /// A place to book.
    Booking,
    /// A kind this version does not know. Never in our own data.
    #[serde(other)]
    #[schemars(skip)]
    Other,
}

/// Who a resource, entry or article is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// People at work. Never in anything printed for the public.
    Professionals,
    /// Parents and carers.
    ParentsAndCarers,
    /// Children and young people.
    ChildrenAndYoungPeople,
    /// Anybody.
    Everyone,
    /// An audience this version does not know: treated as professionals only.
    #[serde(other)]
    #[schemars(skip)]
    Other,
}

impl Audience {
    /// Whether it may stand in a print-out for parents and carers.
    pub fn is_public(self) -> bool {
        matches!(
            self,
            Audience::ParentsAndCarers | Audience::ChildrenAndYoungPeople | Audience::Everyone
        )
    }
}

/// A resource. In ten packs it is one record referenced ten times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Resource {
    /// Stable slug, never reused.
    pub id: String,
    /// The title its publisher gives it.
    pub title: String,
    /// What sort of thing it is.
    pub kind: ResourceKind,
    /// Who it is for.
    pub audience: Audience,
    /// The id of the area it serves.
    pub area: String,
    /// The id of its publisher.
    pub publisher: String,
    /// One or two sentences of our own on what it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub summary: Option<String>,
    /// Something to know before using it: "not a referral".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// Where it is on the web. Absent means "link not confirmed".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub link: Option<Link>,
    /// A file of it that can be kept on the device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub document: Option<Document>,
    /// Words of people who look for it, as they type them: "plumber".
    /// Only search reads them; they are never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub everyday: Vec<String>,
    /// The id of the source that names it.
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

/// An address on the web, as recorded from a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Link {
    /// https address.
    pub url: String,
    /// The id of the source the address was taken from, where that is not the resource's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<String>,
    /// What the address leads to, where that is not the resource itself (a page around it).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// The day somebody opened it and found it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub confirmed_on: Option<NaiveDate>,
    /// Who did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub confirmed_by: Option<String>,
    /// The day by which it is to be looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub review_by: Option<NaiveDate>,
}
