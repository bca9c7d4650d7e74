//! What is wrong, where, and how to fix it.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

/// One fault or one piece of advice, at its place in a file. As JSON: file, line, column, what, fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The file, as the data directory was named to us.
    pub file: PathBuf,
    /// The line, from 1. Absent when it is about the file as a whole.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// What is wrong, in a sentence.
    pub what: String,
    /// How to fix it, in a sentence.
    pub fix: String,
    /// The bytes it is about, inside `text`.
    #[serde(skip)]
    pub span: Range<usize>,
    /// The whole file, for showing the lines around. Empty when it could not be read.
    #[serde(skip)]
    pub text: Arc<str>,
}

impl Diagnostic {
    /// About a file as a whole.
    pub fn of_file(file: impl Into<PathBuf>, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: None,
            column: None,
            what: what.into(),
            fix: fix.into(),
            span: 0..0,
            text: Arc::from(""),
        }
    }

    /// About the bytes `span` of `text`, no further than to the end of their first line.
    pub fn at(
        file: impl Into<PathBuf>,
        text: &Arc<str>,
        span: Range<usize>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.floor_char_boundary(span.end.clamp(start, text.len()));
        let first_line = text[start..end].lines().next().map_or(0, str::len);
        let (line, column) = place(&text[..start]);
        Self {
            line: Some(line),
            column: Some(column),
            span: start..start + first_line,
            text: Arc::clone(text),
            ..Self::of_file(file, what, fix)
        }
    }
}

/// Line and column, from 1, of the end of `before`.
pub(crate) fn place(before: &str) -> (usize, usize) {
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

/// `file:line:column: what`, then the fix on a line of its own.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}\n  fix: {}", self.what, self.fix)
    }
}

impl std::error::Error for Diagnostic {}
