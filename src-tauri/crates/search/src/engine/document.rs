//! What can be found.

use super::request::Label;

/// One thing that can be found. Its place among the documents is its ordinal, and decides between equals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Other ways of saying what it says. A stop (`·`, `;`, `,`, `.`) separates one from the next.
    pub terms: &'a str,
    /// Where it is found and what sort of thing it is.
    pub section: &'a str,
    /// What it is about.
    pub summary: &'a str,
    /// Everything else.
    pub body: &'a str,
    /// Whether it is withdrawn: still found, but last.
    pub withdrawn: bool,
    /// Its labels, in any order.
    pub labels: Vec<Label<'a>>,
}

impl<'a> Document<'a> {
    /// Its texts, in the order of their weights.
    pub(super) fn texts(&self) -> [&'a str; 5] {
        [self.title, self.terms, self.section, self.summary, self.body]
    }
}
