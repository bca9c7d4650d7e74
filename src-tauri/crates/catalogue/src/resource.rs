//! Resources: anything an entry points at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::document::Document;
use crate::{Area, Confirmation, Id, Publisher, Source, Span, Standing};

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
    /// Whether it may appear in a print-out for parents and carers.
    pub fn is_public(self) -> bool {
        matches!(
            self,
            Audience::ParentsAndCarers | Audience::ChildrenAndYoungPeople | Audience::Everyone
        )
    }
}

/// A resource. In ten packs it is one record referenced ten times.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Resource {
    /// Stable slug, never reused.
    pub id: Id<Resource>,
    /// The title its publisher gives it.
    pub title: String,
    /// What sort of thing it is.
    pub kind: ResourceKind,
    /// Who it is for.
    pub audience: Audience,
    /// The id of the area it serves.
    pub area: Id<Area>,
    /// The id of its publisher.
    pub publisher: Id<Publisher>,
    /// One or two sentences of our own on what it is for.
    pub summary: Option<String>,
    /// Something to know before using it: "not a referral".
    pub note: Option<String>,
    /// Where it is on the web. Absent means "link not confirmed".
    pub link: Option<Link>,
    /// A file of it that can be kept on the device.
    pub document: Option<Document>,
    /// Words of people who look for it, as they type them: "plumber".
    /// Only search reads them; they are never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub everyday: Vec<String>,
    /// The id of the source that names it.
    pub source: Id<Source>,
    /// Whether it is still in use.
    #[serde(flatten)]
    pub standing: Standing,
}

/// An address on the web, as recorded from a source.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// https address.
    pub url: String,
    /// The id of the source the address was taken from, where that is not the resource's own.
    pub source: Option<Id<Source>>,
    /// What the address leads to, where that is not the resource itself (a page around it).
    pub note: Option<String>,
    /// The days on which it holds.
    #[serde(flatten)]
    pub span: Span,
    /// Who last checked it, and when.
    #[serde(flatten)]
    pub confirmation: Confirmation,
}
