//! Search over the catalogue.
//!
//! `documents` says what can be found and under which labels, `glossary` lends each document the other ways of saying
//! its words, `everyday` the words of people who look for it, `index` keeps what the engine (the crate `search`) made of them beside the records, `searcher` answers.

pub(crate) mod documents;
mod everyday;
mod glossary;
pub(crate) mod index;
mod labels;
mod names;
mod searcher;
mod snippet;

use catalogue::canonical::Digest;
use chrono::{DateTime, Utc};

pub use documents::SearchDocument;
pub use search::{Correction, KIND, Label, LabelCount, Limits};
pub(crate) use searcher::Searcher;

/// The group of labels that say which area a document is for.
pub const AREA: &str = "area";
/// The group of labels that say who a document is for.
pub const AUDIENCE: &str = "audience";
/// The group of labels that say to which themes a document belongs.
pub const THEME: &str = "theme";

/// What sort of thing a hit is. The order is that of equal hits: what is needed at a door comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchKind {
    /// Who to ring or write to.
    Contact,
    /// A referral pathway.
    Pathway,
    /// A step of a pathway.
    Step,
    /// A theme with its pack.
    Theme,
    /// A resource.
    Resource,
    /// A practice week.
    Week,
    /// A session of a practice week.
    Session,
    /// An article.
    Article,
    /// A glossary entry.
    Term,
}

impl SearchKind {
    const ALL: [Self; 9] = [
        Self::Contact,
        Self::Pathway,
        Self::Step,
        Self::Theme,
        Self::Resource,
        Self::Week,
        Self::Session,
        Self::Article,
        Self::Term,
    ];

    /// Its name, which is its label in the group [`KIND`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Pathway => "pathway",
            Self::Step => "step",
            Self::Theme => "theme",
            Self::Resource => "resource",
            Self::Week => "week",
            Self::Session => "session",
            Self::Article => "article",
            Self::Term => "term",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a person looks for, and what is known of them. Everything but the text may be left at its default.
#[derive(Clone, Debug, Default)]
pub struct Search<'a> {
    /// As typed. Any text is legal.
    pub text: &'a str,
    /// A hit must have one of these labels in every group that is named here.
    pub filters: Vec<Label<'a>>,
    /// A hit must have each of these marks.
    pub required: Vec<SearchMark>,
    /// Ids of the areas that concern the person; empty means all. What has no area concerns everybody.
    pub areas: Vec<&'a str>,
    /// Kind and id of what the person keeps.
    pub bookmarked: Vec<(&'a str, &'a str)>,
    /// Kind and id of what the person opened from searches, and how often.
    pub opened: Vec<(&'a str, &'a str, u32)>,
    /// The hashes of the documents that are on this device.
    pub on_device: Vec<Digest>,
    /// What counts as changed lately; nothing when absent.
    pub news: Option<News>,
    /// How many hits of a kind are wanted.
    pub limits: Limits,
}

/// What counts as changed lately: what an edition changed that is newer than `read` or arrived at or after `since`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct News {
    /// The number of the newest edition whose changes the person has looked at.
    pub read: u32,
    /// A moment.
    pub since: DateTime<Utc>,
}

/// What may be said of a document by who asks and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchMark {
    /// The person keeps it.
    Bookmarked,
    /// Its document is on this device.
    OnDevice,
    /// It changed lately: [`News`].
    Changed,
}

impl SearchMark {
    /// All of them, as they are counted.
    pub const ALL: [Self; 3] = [Self::Bookmarked, Self::OnDevice, Self::Changed];
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchAnswer {
    /// The hits, best first: what concerns the person, then the rest, then what is withdrawn.
    pub hits: Vec<SearchHit>,
    /// How many there are, those beyond the limits included.
    pub total: usize,
    /// For every label: how many there would be with it, the filters of its own group left out of account.
    pub labels: Vec<LabelCount>,
    /// For every mark, as in [`SearchMark::ALL`]: how many there are that have it.
    pub marks: [usize; 3],
    /// Words that were read as others, in the order typed.
    pub corrections: Vec<Correction>,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// What sort of thing.
    pub kind: SearchKind,
    /// Its id; a step's is "pathway/step", a session's "week/session".
    pub id: String,
    /// Its title, in pieces.
    pub title: Vec<Piece>,
    /// A few words around what was found, in pieces; empty where there is nothing but the title.
    pub snippet: Vec<Piece>,
    /// How well it fits: more is better. Comparable within one answer only.
    pub score: u32,
    /// Whether it concerns the person.
    pub here: bool,
    /// Whether it is withdrawn.
    pub withdrawn: bool,
}

/// A run of text that was, or was not, searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text; never empty.
    pub text: String,
    /// Whether it is what was searched for.
    pub marked: bool,
}

/// The documents that can be found in an edition of these records, as the app indexes them: for benchmarks, so that
/// they measure the real thing.
pub fn search_documents(records: &[catalogue::Record]) -> Vec<SearchDocument> {
    documents::of(records)
}
