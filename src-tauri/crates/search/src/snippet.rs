//! Text in pieces, marked where it is what was searched for, and cut to a few words around that.

use std::ops::Range;

/// A run of text that was, or was not, searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text; never empty.
    pub text: String,
    /// Whether it is what was searched for.
    pub marked: bool,
}

/// How many words of a long text are shown.
const WORDS: usize = 24;
/// How many of them come before the first that is marked.
const BEFORE: usize = 6;
const CUT: &str = "…";

/// The text from `range` in pieces. `marks` are ranges of the whole text, in order, apart from each other.
pub(crate) fn pieces(text: &str, range: Range<usize>, marks: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |from: usize, to: usize, marked| {
        if let Some(run) = text.get(from..to).filter(|run| !run.is_empty()) {
            pieces.push(Piece {
                text: run.to_owned(),
                marked,
            });
        }
    };
    let mut at = range.start;
    for mark in marks {
        let (start, end) = (mark.start.max(range.start), mark.end.min(range.end));
        if start < end {
            add(at, start, false);
            add(start, end, true);
            at = end;
        }
    }
    add(at, range.end, false);
    pieces
}

/// A window of about two dozen words around the first mark, in pieces; from the beginning where nothing is marked.
pub(crate) fn around(text: &str, marks: &[Range<usize>]) -> Vec<Piece> {
    let words = words(text);
    let first = marks.first().map_or(0, |mark| mark.start);
    let marked = words.iter().position(|word| word.end > first).unwrap_or_default();
    // Near the end, the window reaches back instead of being cut short.
    let from = match marked.saturating_sub(BEFORE) {
        _ if marked < WORDS - BEFORE => 0,
        from => from.min(words.len().saturating_sub(WORDS)),
    };
    let to = (from + WORDS).min(words.len());
    let (Some(start), Some(end)) = (words.get(from), words[..to].last()) else {
        return Vec::new();
    };
    let mut pieces = pieces(text, start.start..end.end, marks);
    if from > 0 {
        cut(&mut pieces, 0);
    }
    if to < words.len() {
        let end = pieces.len();
        cut(&mut pieces, end);
    }
    pieces
}

fn cut(pieces: &mut Vec<Piece>, at: usize) {
    pieces.insert(
        at,
        Piece {
            text: CUT.to_owned(),
            marked: false,
        },
    );
}

/// Where the words are, with what punctuation clings to them.
fn words(text: &str) -> Vec<Range<usize>> {
    let begin = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| begin(word)..begin(word) + word.len())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces as one text, the marked ones in brackets.
    fn check(text: &str, marked: &str, expected: &str) {
        let marks: Vec<_> = text.match_indices(marked).map(|(at, m)| at..at + m.len()).collect();
        let shown: String = around(text, &marks)
            .iter()
            .map(|p| {
                if p.marked {
                    format!("[{}]", p.text)
                } else {
                    p.text.clone()
                }
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_window_around_the_first_mark() {
        check("", "x", "");
        check("  short and sweet ", "and", "short [and] sweet");
        check("café é", "é", "caf[é] [é]");
        let numbers = |from: u32, to: u32| (from..=to).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        let long = numbers(10, 99);
        check(&long, "nothing", &format!("{}…", numbers(10, 33)));
        check(&long, "w12", &format!("w10 w11 [w12] {}…", numbers(13, 33)));
        check(
            &long,
            "w50",
            &format!("…{} [w50] {}…", numbers(44, 49), numbers(51, 67)),
        );
        check(&long, "w98", &format!("…{} [w98] w99", numbers(76, 97)));
    }
}
