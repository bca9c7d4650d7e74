//! Full-text search over the catalogue.
//!
//! `documents` says what can be found, `glossary` lends each document the other ways of saying its words, `query` turns
//! any text into what FTS5 understands, `index` keeps the table, `find` answers.

pub(crate) mod documents;
mod find;
mod glossary;
pub(crate) mod index;
mod query;

pub(crate) use find::Searcher;

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
    /// An article.
    Article,
    /// A glossary entry.
    Term,
}

impl SearchKind {
    const ALL: [Self; 8] = [
        Self::Contact,
        Self::Pathway,
        Self::Step,
        Self::Theme,
        Self::Resource,
        Self::Week,
        Self::Article,
        Self::Term,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Pathway => "pathway",
            Self::Step => "step",
            Self::Theme => "theme",
            Self::Resource => "resource",
            Self::Week => "week",
            Self::Article => "article",
            Self::Term => "term",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One thing found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// What sort of thing.
    pub kind: SearchKind,
    /// Its id; a step's is "pathway/step".
    pub id: String,
    /// Its title, in pieces.
    pub title: Vec<Piece>,
    /// A few words around what was found, in pieces; empty where there is nothing but the title.
    pub snippet: Vec<Piece>,
    /// How well it fits: smaller is better. Comparable within one answer only.
    pub rank: f64,
}

/// A run of text that was, or was not, searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text; never empty.
    pub text: String,
    /// Whether it is what was searched for.
    pub marked: bool,
}
