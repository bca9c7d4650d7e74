//! From text to words: letters without case or accents, words without apostrophes.

use std::borrow::Cow;
use std::ops::Range;

use catalogue::telephone::is_invisible;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer than any word.
pub(super) const LONGEST_WORD: usize = 48;

/// The longest query, in bytes: of a pasted page only the beginning is used.
const MOST_TYPED: usize = 1_000;

/// As much of what was typed as is understood.
pub fn begun(typed: &str) -> &str {
    &typed[..typed.floor_char_boundary(MOST_TYPED)]
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// The word, folded.
    pub word: Cow<'a, str>,
    /// Where it is in the text: its first byte and the one after its last.
    pub start: usize,
    pub end: usize,
    /// What is between it and the word before.
    pub link: Link,
}

/// What is between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// Nothing but blanks.
    Blank,
    /// One hyphen: the two may be written as one.
    Hyphen,
    /// Some other sign, or the beginning of the text.
    Stop,
}

/// The words of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(text.len() / 4);
    let mut letters = 0;
    let mut word: Option<Token<'_>> = None;
    let mut link = Link::Stop;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let mut end = at + c.len_utf8();
        if !c.is_ascii() && (is_combining_mark(c) || is_invisible(c)) {
            if let Some(word) = &mut word {
                word.end = end;
            }
        } else if c.is_alphanumeric() {
            let word = word.get_or_insert_with(|| {
                letters = 0;
                Token {
                    word: Cow::default(),
                    start: at,
                    end,
                    link,
                }
            });
            if c.is_ascii() {
                // Nearly every letter is one of a run of these.
                let run = text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_alphanumeric());
                end = at + run.count();
                let run = &text[at..at + (end - at).min(LONGEST_WORD - letters)];
                if run.bytes().any(|b| b.is_ascii_uppercase()) {
                    word.word.to_mut().push_str(&run.to_ascii_lowercase());
                } else {
                    word.word += run;
                }
                letters += run.len();
            } else {
                for folded in folded(c).take(LONGEST_WORD - letters) {
                    word.word.to_mut().push(folded);
                    letters += 1;
                }
            }
            word.end = end;
        } else if is_apostrophe(c) && word.is_some() && text[end..].chars().next().is_some_and(char::is_alphanumeric) {
            // child's is childs.
        } else {
            if let Some(word) = word.take() {
                tokens.push(word);
                link = Link::Blank;
            }
            if c == '&' {
                tokens.push(Token {
                    word: "and".into(),
                    start: at,
                    end,
                    link,
                });
                link = Link::Blank;
            } else if !c.is_whitespace() {
                link = if is_hyphen(c) && link == Link::Blank && tokens.last().is_some_and(|t| t.end == at) {
                    Link::Hyphen
                } else {
                    Link::Stop
                };
            } else if link == Link::Hyphen {
                link = Link::Stop;
            }
        }
        at = end;
    }
    tokens.extend(word);
    tokens.retain(|t| !t.word.is_empty());
    tokens
}

/// Runs of words that may be one: with a hyphen between, or numbers next to each other.
pub(super) fn chains(tokens: &[Token<'_>]) -> impl Iterator<Item = Range<usize>> {
    let number = |token: &Token<'_>| token.word.bytes().all(|b| b.is_ascii_digit());
    let linked = move |at: usize| match tokens[at].link {
        Link::Hyphen => true,
        Link::Blank => number(&tokens[at]) && number(&tokens[at - 1]),
        Link::Stop => false,
    };
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < tokens.len() {
            let mut end = start + 1;
            while end < tokens.len() && linked(end) {
                end += 1;
            }
            let chain = start..end;
            start = end;
            if chain.len() > 1 {
                return Some(chain);
            }
        }
        None
    })
}

/// How many bytes of a word's text its first letters take, folded.
pub(super) fn length_of(text: &str, letters: usize) -> usize {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= letters && !is_combining_mark(c) {
            return at;
        }
        seen += folded(c).count();
    }
    text.len()
}

/// A letter without its case or accents: none, one or several.
fn folded(c: char) -> impl Iterator<Item = char> {
    let letters = std::iter::once(c)
        .nfkd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase);
    letters.filter(|c| !is_combining_mark(*c))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}
