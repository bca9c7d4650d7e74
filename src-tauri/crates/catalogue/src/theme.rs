//! Themes and their STOP packs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::provenance::{Status, Withdrawal};

/// One of the subjects of the brochure, with its Safeguarding Theme Overview Pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Theme {
    /// Stable slug, never reused.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its place in the brochure, from 1.
    pub order: u32,
    /// What it is about, in our own words: paragraphs parted by an empty line.
    pub summary: String,
    /// *If you do one thing*.
    pub one_thing: String,
    /// The pack's sections, in the brochure's order.
    pub sections: Vec<Section>,
    /// Ids of themes whose subject touches this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// Words of people who look for this subject, as they type them: "dirty clothes".
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

/// A pack's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Section {
    /// Which part.
    pub kind: SectionKind,
    /// What stands in it, in the brochure's order.
    pub entries: Vec<Entry>,
}

/// The parts a pack can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// Supporting toolkits.
    Toolkits,
    /// Strategy, guidance and procedures.
    Strategy,
    /// Day in the life.
    DayInTheLife,
    /// Case studies.
    CaseStudies,
    /// Training.
    Training,
    /// Additional resources.
    AdditionalResources,
    /// Professional resources.
    ProfessionalResources,
    /// A part this version does not know.
    #[serde(other)]
    #[schemars(skip)]
    Other,
}

impl SectionKind {
    /// The heading people read.
    pub fn title(self) -> &'static str {
        match self {
            SectionKind::Toolkits => "Supporting toolkits",
            SectionKind::Strategy => "Strategy, guidance and procedures",
            SectionKind::DayInTheLife => "Day in the life",
            SectionKind::CaseStudies => "Case studies",
            SectionKind::Training => "Training",
            SectionKind::AdditionalResources => "Additional resources",
            SectionKind::ProfessionalResources => "Professional resources",
            SectionKind::Other => "More",
        }
    }
}

/// A resource's place in a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Entry {
    /// The heading it stands under, where it stands under one: Professionals, Webinars …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub group: Option<String>,
    /// The id of the resource.
    pub resource: String,
    /// The title this pack gives it, where that differs from the resource's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub title: Option<String>,
}
