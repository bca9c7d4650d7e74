//! What sorts of things there are, each spelt out in one place.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What sort of thing a record is, or a part of one that has a page of its own. The order is that of equal search hits:
/// what is needed at a door comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "RecordKind")]
pub enum Kind {
    /// Who to call or write to.
    Contact,
    /// A referral pathway.
    Pathway,
    /// A step of a pathway: its id is "pathway/step".
    Step,
    /// A theme with its STOP pack.
    Theme,
    /// Anything that a pack's entry points at.
    Resource,
    /// A practice week.
    Week,
    /// A session of a practice week: its id is "week/session".
    Session,
    /// Longer guidance.
    Article,
    /// A glossary entry.
    Term,
    /// A place. It has no page.
    #[ts(skip)]
    Area,
    /// A body that publishes resources. It has no page.
    #[ts(skip)]
    Publisher,
    /// Where records were taken from. It has no page.
    #[ts(skip)]
    Source,
    /// A day on which offices may be closed. It has no page.
    #[ts(skip)]
    BankHoliday,
}

/// Everything that is said of a kind.
struct Spelling {
    /// Its stable name, stored with bookmarks.
    name: &'static str,
    /// One of it, in running text.
    noun: &'static str,
    /// One of it, on a screen.
    title: &'static str,
    /// Several, as a heading.
    heading: &'static str,
    /// Its array in an edition, or the kind of the record that it is a part of.
    place: Place,
}

enum Place {
    Collection(&'static str),
    PartOf(Kind),
}

impl Kind {
    /// All kinds, in their order.
    pub const ALL: [Self; 13] = [
        Self::Contact,
        Self::Pathway,
        Self::Step,
        Self::Theme,
        Self::Resource,
        Self::Week,
        Self::Session,
        Self::Article,
        Self::Term,
        Self::Area,
        Self::Publisher,
        Self::Source,
        Self::BankHoliday,
    ];

    const fn spelling(self) -> Spelling {
        use Place::{Collection, PartOf};
        let (name, noun, title, heading, place) = match self {
            Self::Contact => ("contact", "contact", "Contact", "Contacts", Collection("contacts")),
            Self::Pathway => ("pathway", "pathway", "Pathway", "Pathways", Collection("pathways")),
            Self::Step => ("step", "step", "Step", "Steps to take", PartOf(Self::Pathway)),
            Self::Theme => ("theme", "theme", "STOP pack", "STOP packs", Collection("themes")),
            Self::Resource => ("resource", "resource", "Resource", "Resources", Collection("resources")),
            Self::Week => (
                "week",
                "practice week",
                "Practice week",
                "Practice weeks",
                Collection("practice_weeks"),
            ),
            Self::Session => ("session", "session", "Session", "Sessions", PartOf(Self::Week)),
            Self::Article => ("article", "article", "Article", "Articles", Collection("articles")),
            Self::Term => ("term", "term", "Glossary", "Glossary", Collection("terms")),
            Self::Area => ("area", "area", "Area", "Areas", Collection("areas")),
            Self::Publisher => (
                "publisher",
                "publisher",
                "Publisher",
                "Publishers",
                Collection("publishers"),
            ),
            Self::Source => ("source", "source", "Source", "Sources", Collection("sources")),
            Self::BankHoliday => (
                "bank-holiday",
                "bank holiday",
                "Bank holiday",
                "Bank holidays",
                Collection("bank_holidays"),
            ),
        };
        Spelling {
            name,
            noun,
            title,
            heading,
            place,
        }
    }

    /// Its stable name, as stored with a bookmark: "week".
    pub fn name(self) -> &'static str {
        self.spelling().name
    }

    /// The kind of that name; `None` for one that only another version knows.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// One of it, in running text: "practice week".
    pub fn noun(self) -> &'static str {
        self.spelling().noun
    }

    /// One of it, on a screen: "STOP pack".
    pub fn title(self) -> &'static str {
        self.spelling().title
    }

    /// Several of it, as a heading: "STOP packs".
    pub fn heading(self) -> &'static str {
        self.spelling().heading
    }

    /// The name of its array in an edition: "practice_weeks". A part's is that of its record.
    pub fn collection(self) -> &'static str {
        match self.spelling().place {
            Place::Collection(name) => name,
            Place::PartOf(whole) => whole.collection(),
        }
    }

    /// The kind whose records are in an array of that name; `None` for one that only another version knows.
    pub fn of_collection(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| matches!(kind.spelling().place, Place::Collection(of) if of == name))
    }

    /// The record that a thing of this kind and id is, or is a part of.
    pub fn record(self, id: &str) -> (Self, &str) {
        match self.spelling().place {
            Place::Collection(_) => (self, id),
            Place::PartOf(whole) => (whole, id.split_once('/').map_or(id, |(record, _)| record)),
        }
    }

    /// Whether it has a page of its own, and so can be linked to, bookmarked and found.
    pub fn has_page(self) -> bool {
        self < Self::Area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_kinds() {
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            let (record, id) = kind.record("a/b");
            assert_eq!(Kind::of_collection(kind.collection()), Some(record));
            assert_eq!(id == "a", record != kind);
        }
        assert_eq!(Kind::named("gadget"), None);
        assert_eq!(Kind::of_collection("gadgets"), None);
    }
}
