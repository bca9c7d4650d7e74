//! What a person looks for in the catalogue, and what is found.

use catalogue::Kind;
use catalogue::canonical::Digest;

use crate::engine::{Correction, Label, LabelCount, Limits};
use crate::snippet::Piece;
use crate::touch::Touched;

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
    /// Kind and id of what the person has bookmarked.
    pub bookmarked: Vec<(Kind, &'a str)>,
    /// Kind and id of what the person opened from searches, and how often.
    pub opened: Vec<(Kind, &'a str, u32)>,
    /// The hashes of the documents that are on this device.
    pub on_device: Vec<Digest>,
    /// Kind and id of the records that changed lately: their steps and sessions count as changed, too.
    pub changed: Vec<(Kind, &'a str)>,
    /// How many hits of a kind are wanted.
    pub limits: Limits,
}

/// What is true of a document on one device, and at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchMark {
    /// The person has bookmarked it.
    Bookmarked,
    /// Its document is on this device.
    OnDevice,
    /// It changed lately.
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
    /// What the query touches.
    pub touched: Touched,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// What sort of thing.
    pub kind: Kind,
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
