//! What a document is labelled with: what an answer can be narrowed to.

use catalogue::{Audience, UsedBy};

/// The group of labels that say which area a document is for.
pub const AREA: &str = "area";
/// The group of labels that say who a document is for.
pub const AUDIENCE: &str = "audience";
/// The group of labels that say to which themes a document belongs.
pub const THEME: &str = "theme";

/// As editions spell it. One that this version does not know is for professionals only.
pub(crate) fn audience(of: Audience) -> &'static str {
    match of {
        Audience::Professionals | Audience::Other => "professionals",
        Audience::ParentsAndCarers => "parents-and-carers",
        Audience::ChildrenAndYoungPeople => "children-and-young-people",
        Audience::Everyone => "everyone",
    }
}

/// Who may use it is who it is for.
pub(crate) fn used_by(of: UsedBy) -> &'static str {
    match of {
        UsedBy::Everyone => audience(Audience::Everyone),
        UsedBy::Professionals => audience(Audience::Professionals),
    }
}
