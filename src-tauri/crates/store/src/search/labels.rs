//! What a document is labelled with: what an answer can be narrowed to.

use catalogue::{Audience, UsedBy};

use super::{AREA, AUDIENCE, SearchDocument, THEME};

impl SearchDocument {
    pub(super) fn label_area(&mut self, area: &str) {
        self.labels.push((AREA, area.to_owned()));
    }

    pub(super) fn label_audience(&mut self, audience: &str) {
        self.labels.push((AUDIENCE, audience.to_owned()));
    }

    pub(super) fn label_themes(&mut self, themes: impl IntoIterator<Item = impl AsRef<str>>) {
        for theme in themes {
            let label = (THEME, theme.as_ref().to_owned());
            if !self.labels.contains(&label) {
                self.labels.push(label);
            }
        }
    }
}

/// As editions spell it. One that this version does not know is for professionals only.
pub(super) fn audience(of: Audience) -> &'static str {
    match of {
        Audience::Professionals | Audience::Other => "professionals",
        Audience::ParentsAndCarers => "parents-and-carers",
        Audience::ChildrenAndYoungPeople => "children-and-young-people",
        Audience::Everyone => "everyone",
    }
}

/// Who may ring is who it is for.
pub(super) fn used_by(of: UsedBy) -> &'static str {
    match of {
        UsedBy::Everyone => audience(Audience::Everyone),
        UsedBy::Professionals => audience(Audience::Professionals),
    }
}
