//! What is looked for, by whom, and what is found.

use std::ops::Range;

use super::highlight::Highlighter;

/// A label: its group and its value, such as `("kind", "contact")` or `("area", "hampshire")`.
pub type Label<'a> = (&'a str, &'a str);

/// The group whose values are what sorts of thing there are: [`Limits`] hold for each of them.
pub const KIND: &str = "kind";

/// What a person looks for. Everything but the text may be left at its default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// As it is typed. Any text will do. Without a word in it, nothing is found.
    pub text: &'a str,
    /// A document must have one of these labels in every group that is named here. A label the index does not know
    /// is one that no document has.
    pub filters: &'a [Label<'a>],
    /// Sets of documents that the caller brings, to be counted and perhaps required.
    pub marks: &'a [Mark<'a>],
    /// What concerns the person.
    pub preferences: Preferences<'a>,
    /// How many hits are wanted.
    pub limits: Limits,
}

/// A set of documents that the index does not know of: bookmarked, on this device, changed since.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark<'a> {
    /// The documents' ordinals, in any order. What is beyond the index's last document is ignored.
    pub documents: &'a [u32],
    /// Whether only these may be found.
    pub required: bool,
}

/// What concerns the person who asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Preferences<'a> {
    /// A document concerns the person unless it has labels in one of these groups and none of those named here. The
    /// rest is found in other areas: listed after these, and marked as such.
    pub concern: &'a [Label<'a>],
    /// Labels that raise a document a little, each with its strength.
    pub lean: &'a [(Label<'a>, u8)],
    /// Documents that are raised a little, by ordinal, each with its strength: 255 is worth as much as a word of the
    /// query in the title.
    pub nudges: &'a [(u32, u8)],
}

/// How many hits are wanted of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of those that concern the person.
    pub here: usize,
    /// Of the others.
    pub elsewhere: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { here: 20, elsewhere: 5 }
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The hits, best first: what concerns the person, then the rest, then what is withdrawn.
    pub hits: Vec<Hit>,
    /// How many documents fit, those beyond the limits included.
    pub total: usize,
    /// For every label of the index, in the order of its groups' and values' names: how many documents fit that have
    /// it, when the filters of its own group are left out of account.
    pub labels: Vec<LabelCount>,
    /// For every mark of the request, in its order: how many documents fit that are in it.
    pub marks: Vec<usize>,
    /// Every word that was read as another, in the order typed. Empty when the text was taken as typed.
    pub corrections: Vec<Correction>,
    pub(super) highlighter: Highlighter,
}

impl Answer {
    /// Where in `text` the words searched for are: ranges of bytes, in order, apart from each other, each a whole word
    /// or the part of one that was typed.
    pub fn highlight(&self, text: &str) -> Vec<Range<usize>> {
        self.highlighter.ranges(text)
    }
}

/// One document found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its ordinal: its place among the documents of which the index was built, from 0.
    pub document: u32,
    /// How well it fits: more is better. Comparable within one answer only.
    pub score: u32,
    /// Whether it concerns the person.
    pub here: bool,
}

/// How many documents have a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelCount {
    /// Its group.
    pub group: String,
    /// Its value.
    pub value: String,
    /// How many fit.
    pub count: usize,
    /// How many of them concern the person.
    pub here: usize,
}

/// A word that was read as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As it was typed, folded.
    pub typed: String,
    /// The word, or the words, it was taken for.
    pub used: String,
}
