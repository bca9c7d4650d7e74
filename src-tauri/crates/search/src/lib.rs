//! Finds what is in the catalogue from three letters, a wrong spelling or an abbreviation, within a keystroke.
//!
//! [`Finder::of`] makes everything of a catalogue that can be found, in memory: [`documents()`] with the other ways of
//! saying their words, and the engine's [`Index`] of them. [`Finder::search`] answers a [`Search`]. There is no input
//! or output here, no clock, and no unsafe code.
//!
//! ```
//! use search::{Document, Index, Request};
//!
//! let documents = [Document { title: "Neglect", ..Document::default() }];
//! let index = Index::of(&documents);
//! let request = Request { text: "neglcet", ..Request::default() };
//! let answer = index.search(&request, &|| false).unwrap_or_default();
//! assert_eq!(answer.hits[0].document, 0);
//! assert_eq!(answer.corrections[0].used, "neglect");
//! assert_eq!(answer.highlight("Neglect"), [0..7]);
//! ```
//!
//! # Understanding
//!
//! `fold` makes words of a text: no case, no accents, no apostrophes, `&` is "and". `query` makes a *slot* of each word
//! of the query, at most twelve, and puts into it every word of the index that it may mean: the word itself, its other
//! forms (`words`: endings, British and American spelling), with the neighbouring word as one ("e learning"), and, for
//! the last word while it is being typed, all that begin so. Question words and the like (stop words) are not required.
//! Digits, five or more, are read as a telephone number or a part of one, in every spelling, and match every number of
//! the index that contains them. In "who do I ring about", neither is "ring": it asks for a contact.
//!
//! The strictest reading that fits a document holds:
//!
//! 1. Every required word. One that is nowhere in the index is corrected, in this order: the beginning of a longer
//!    word; one slip away; two or three words written as one; two slips away.
//! 2. Every required word or one near to it: one slip in words of four to seven letters, two in longer ones, none in
//!    numbers.
//! 3. As many words as any document has, read as in 1.
//!
//! Where a reading fits fewer than five documents, those that lack one word, then two, and so on, come behind. Every
//! correction that the best hit owes is in [`Answer::corrections`].
//!
//! # Ranking
//!
//! The order is: not withdrawn before withdrawn; what concerns the person before the rest; then by score, and between
//! equals by ordinal. The score is the sum of
//!
//! * **for each slot, how strongly the document says it** (`rank`): how often, in which text (title before summary and
//!   section before terms before body), against how long that text is, levelling off as in BM25F, and kept as one byte
//!   for each word and document. Another word than the one typed counts less: a beginning or a form a little, a slip
//!   nearly half. Then times how much the slot tells: rare words more than common ones. Where words are missing, the
//!   sum shrinks to the share that is there.
//! * **how close the title is to the query** (`close`): how much of each the other covers, words in order, the same
//!   beginning. Another way of saying it, a phrase of `terms`, counts a little more than half of that. This is worth
//!   about as much as two words of the query.
//! * **what sort of thing it is**: a theme whose title is the query leads to all the rest and is first; a term whose
//!   title it is follows; pathways, contacts and themes a little before others; contacts, pathways and steps far before
//!   them when somebody is asked for.
//! * **what the caller prefers**: labels it leans to and documents it nudges, gently.
//!
//! Closeness is looked at only for the best by the other parts: the limit and two dozen more of each kind. The numbers
//! were found on `tests/relevance.tsv` by changing one at a time, and rounded. No rule names a word of the catalogue.
//!
//! # What it touches
//!
//! With the hits comes which situations a query touches, and whether it is about an emergency ([`Touched`]), so that
//! what to do can be shown above all of them. It is decided by the words of the catalogue alone.
//!
//! # How it is fast
//!
//! Words are sorted, and found with their beginnings by binary search; their forms by their root. Slips are counted in
//! a band, for the words whose letters allow it. The documents of all words that begin alike are one run in memory, and
//! their scores are added up in one array over all documents. Labels, filters and marks are sets of bits, so that
//! counts are populations.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod documents;
mod engine;
mod everyday;
mod finder;
mod glossary;
mod labels;
mod place;
mod request;
mod snippet;
mod text;
mod touch;

pub use documents::{SearchDocument, documents};
pub use engine::{
    Answer, Correction, Document, Hit, Index, KIND, Label, LabelCount, Limits, Mark, Narrowing, Preferences, Request,
    begun,
};
pub use finder::Finder;
pub use labels::{AREA, AUDIENCE, THEME};
pub use place::{Places, place};
pub use request::{Search, SearchAnswer, SearchHit, SearchMark};
pub use snippet::Piece;
pub use touch::Touched;
