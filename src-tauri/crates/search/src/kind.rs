//! Stands in for `catalogue::Kind` until that is there.

#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Contact,
    Pathway,
    Step,
    Theme,
    Resource,
    Week,
    Session,
    Article,
    Term,
}

impl Kind {
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

    pub fn record(self, id: &str) -> (Self, &str) {
        let whole = || id.split_once('/').map_or(id, |(whole, _)| whole);
        match self {
            Self::Step => (Self::Pathway, whole()),
            Self::Session => (Self::Week, whole()),
            kind => (kind, id),
        }
    }
}
