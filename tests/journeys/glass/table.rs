//! What was measured, as a page of tables, and what misses its aim.

use std::fmt::Write as _;

/// A page that grows, and the aims that are missed.
#[derive(Default)]
pub(super) struct Page {
    text: String,
    /// One line for each aim that is missed.
    pub(super) red: Vec<String>,
}

impl Page {
    pub(super) fn heading(&mut self, words: &str) {
        let _ = writeln!(self.text, "\n## {words}\n");
    }

    pub(super) fn line(&mut self, words: impl AsRef<str>) {
        let _ = writeln!(self.text, "{}", words.as_ref());
    }

    /// A table's first line.
    pub(super) fn columns<const N: usize>(&mut self, names: [&str; N]) {
        self.row(names.map(str::to_owned));
        self.row([(); N].map(|()| "---".to_owned()));
    }

    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        let cells = cells.map(|cell| cell.replace('|', "/"));
        let _ = writeln!(self.text, "| {} |", cells.join(" | "));
    }

    /// Holds an aim against what was found. What misses it is marked, and reported as `place: found`.
    pub(super) fn aim(&mut self, reached: bool, place: &str, found: impl AsRef<str>) -> String {
        let found = found.as_ref();
        if reached {
            return found.to_owned();
        }
        self.red.push(format!("{place}: {found}"));
        format!("**{found}** ✗")
    }

    /// The page as Markdown.
    pub(super) fn text(&self) -> String {
        format!("# The glass, measured\n{}", self.text)
    }
}
