//! What the search screen asks for and is given.

use catalogue::{Audience, Kind};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::cards::{AreaName, ContactCard, NumberView, RecordLink, Trust};
use crate::documents::view::DocumentMark;

/// What an answer is narrowed to. Within one list, any of its values will do; the lists and marks must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SearchFilters {
    /// What it is; empty means anything.
    pub kinds: Vec<Kind>,
    /// Who it is for; empty means anybody.
    pub audiences: Vec<Audience>,
    /// Ids of areas, as recorded: "national" is an area of its own here. Empty means all.
    pub areas: Vec<String>,
    /// Ids of themes; empty means all.
    pub themes: Vec<String>,
    /// Only what has its document on this device.
    pub on_device: bool,
    /// Only what the person keeps.
    pub bookmarked: bool,
    /// Only what changed lately.
    pub changed: bool,
}

/// What a search found. Read from the top: `best`, `groups`, `elsewhere`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Found {
    /// The query this answers: the screen drops an answer to an older one.
    pub query: String,
    /// What to do, above all hits, where the query touches harm.
    pub to_do: Option<WhatToDo>,
    /// The best hit of all. It is in no group. Never a number that the person is not to call.
    pub best: Option<Hit>,
    /// What concerns the chosen areas, by kind, the kind of the best hit first.
    pub groups: Vec<HitGroup>,
    /// What belongs to other areas, by area, the area of the best hit first.
    pub elsewhere: Vec<Elsewhere>,
    /// What the answer can be narrowed to, by facet.
    pub chips: Vec<Chip>,
    /// How many were found, those that are not listed and the best one included.
    pub total: u32,
    /// Words that were read as others, for "did you mean"; empty when everything was found as it was typed.
    pub corrections: Vec<Correction>,
}

/// What to do about what the query touches, and whom to call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct WhatToDo {
    /// First of all, where the words describe an emergency: 999, or 999 for who cannot speak.
    pub emergency: Vec<ContactCard>,
    /// The pathway with the number to call now, for each area that the person chose.
    pub ways: Vec<WayOn>,
    /// The areas to choose from, where none is chosen: a number of another area would be the wrong one.
    pub choose: Vec<AreaName>,
    /// Pathways for what else the words may mean.
    pub also: Vec<RecordLink>,
}

/// A pathway, and the number that its first step with a number names for now.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct WayOn {
    /// The pathway.
    pub pathway: RecordLink,
    /// Whom to call now; absent where no area is chosen.
    pub call: Option<ContactCard>,
}

/// Hits of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HitGroup {
    /// Which kind.
    pub kind: Kind,
    /// Its heading.
    pub title: String,
    /// The first of them, the best first.
    pub hits: Vec<Hit>,
    /// How many there are, those that are not listed included.
    pub total: u32,
}

/// Hits of an area that is not among the chosen ones: "Also in Isle of Wight".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Elsewhere {
    /// Which area.
    pub area: AreaName,
    /// The first of them, the best first, of any kind.
    pub hits: Vec<Hit>,
    /// How many there are, those that are not listed included.
    pub total: u32,
}

/// Something to narrow the answer to, or to stop narrowing it to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Chip {
    /// Which list or mark of [`SearchFilters`] it belongs to.
    pub facet: Facet,
    /// The value to put into that list; empty for a mark, which is on or off.
    pub value: String,
    /// What it says: "Contacts", "For professionals", "Recently changed".
    pub label: String,
    /// How many would be found with it, the choices in other facets kept.
    pub count: u32,
    /// Whether it is chosen.
    pub on: bool,
}

/// What a chip narrows by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Facet {
    Kind,
    Audience,
    Area,
    Theme,
    OnDevice,
    Bookmarked,
    Changed,
}

/// A word that is in no text, and the one it was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Correction {
    /// As typed: "brusing".
    pub typed: String,
    /// As read: "bruising".
    pub used: String,
}

/// Recent searches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Recent {
    /// Whether searches that led somewhere are kept, and with them what was opened.
    pub on: bool,
    /// As typed, newest first; empty when they are not kept.
    pub queries: Vec<String>,
}

/// One hit.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its id (a step's is `pathway/step`).
    pub id: String,
    /// Its title, matches marked.
    pub title: Vec<Fragment>,
    /// Where the words are, with the matches marked; may be empty.
    pub snippet: Vec<Fragment>,
    /// "Hampshire · Webinar · For professionals".
    pub detail: String,
    /// The first number to call or text, on contacts and steps.
    pub number: Option<HitNumber>,
    /// A resource's document, where it has one.
    pub document: Option<DocumentMark>,
    /// Set when it is withdrawn.
    pub withdrawn: bool,
    /// Whether the person keeps it.
    pub bookmarked: bool,
    /// Whether it concerns the chosen areas.
    pub here: bool,
}

/// A number in a search row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HitNumber {
    /// The contact it belongs to.
    pub contact: String,
    /// Who answers.
    pub title: String,
    /// Whom it serves: "Hampshire".
    pub area: String,
    /// The first that something can dial, with what to do once connected, without which 999 is not Silent Solution.
    pub number: NumberView,
    /// Set when only professionals may use it.
    pub professionals_only: bool,
    /// Whether it has been confirmed.
    pub trust: Trust,
}

/// A piece of text, marked where it matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Fragment {
    pub text: String,
    pub marked: bool,
}
