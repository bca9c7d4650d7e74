//! Themes and their STOP packs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::{Id, Resource, Source, Standing};

/// One of the subjects of the brochure, with its Safeguarding Theme Overview Pack.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Theme {
    /// Stable slug, never reused.
    pub id: Id<Theme>,
    /// Its name.
    pub title: String,
    /// Its place in the brochure, from 1.
    pub order: u32,
    /// What it is about in one line, for a list of themes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// Its heading in a list of themes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ThemeGroup>,
    /// What it is about, in our own words: paragraphs parted by an empty line.
    pub summary: String,
    /// *If you do one thing*.
    pub one_thing: String,
    /// Ids of what *if you do one thing* sends the reader to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_thing_resources: Vec<Id<Resource>>,
    /// Ids of what belongs to the pack outside its sections: the pack as a document, what its introduction and headings
    /// lead to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Id<Resource>>,
    /// The pack's sections, in the brochure's order.
    pub sections: Vec<Section>,
    /// Ids of themes whose subject touches this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Id<Theme>>,
    /// Words of people who look for this subject, as they type them: "dirty clothes".
    /// Only search reads them; they are never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub everyday: Vec<String>,
    /// The situation of pathways that says what to do about it: "I'm worried about a child". Absent where it names no
    /// harm. Only search reads it.
    pub what_to_do: Option<String>,
    /// The id of the source.
    pub source: Id<Source>,
    /// Whether it is still in use.
    #[serde(flatten)]
    pub standing: Standing,
}

impl Theme {
    /// Every resource that the pack names, by its place in it: its sections' entries, each with the title that it has
    /// there, then what *if you do one thing* leads to and what is listed beside the sections. One may come more than
    /// once.
    pub fn named(&self) -> impl Iterator<Item = (&Id<Resource>, Option<&str>)> {
        let entries = self.sections.iter().flat_map(|section| &section.entries);
        let beside = self.one_thing_resources.iter().chain(&self.resources);
        entries
            .map(|entry| (&entry.resource, entry.title.as_deref()))
            .chain(beside.map(|id| (id, None)))
    }
}

/// The headings of a list of themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeGroup {
    /// Harm in the home.
    Home,
    /// Harm outside the home and online.
    Outside,
    /// Growing up.
    GrowingUp,
    /// Help for families.
    Families,
    /// How we work together.
    Work,
    /// A group this version does not know.
    #[serde(other)]
    #[schemars(skip)]
    Other,
}

impl ThemeGroup {
    /// The heading people read.
    pub fn title(self) -> &'static str {
        match self {
            ThemeGroup::Home => "Harm in the home",
            ThemeGroup::Outside => "Harm outside the home and online",
            ThemeGroup::GrowingUp => "Growing up",
            ThemeGroup::Families => "Help for families",
            ThemeGroup::Work => "How we work together",
            ThemeGroup::Other => "More themes",
        }
    }
}

/// A pack's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Which part.
    pub kind: SectionKind,
    /// Its entries, in the brochure's order.
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
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// Its heading, where it has one: Professionals, Webinars …
    pub group: Option<String>,
    /// The id of the resource.
    pub resource: Id<Resource>,
    /// The title this pack gives it, where that differs from the resource's own.
    pub title: Option<String>,
}
