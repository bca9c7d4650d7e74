//! Telephone numbers in a text, in whatever spelling.

use std::ops::Range;

use super::reading::Reading;

/// A run of digits that may be one number, and where in the reading each one is.
#[derive(Debug, Default)]
struct Run {
    digits: String,
    places: Vec<usize>,
}

impl Run {
    fn push(&mut self, digit: char, place: usize) {
        self.digits.push(digit);
        self.places.push(place);
    }

    fn place(&self, from: usize, length: usize) -> Range<usize> {
        self.places[from]..self.places[from + length - 1] + 1
    }
}

/// The numbers of a reading.
pub(super) struct Numbers {
    /// With nothing but blanks, hyphens, brackets, dots and a plus between their digits, as people write them.
    tight: Vec<Run>,
    /// With anything between them that is neither a letter nor a digit, and letters that look like digits.
    loose: Vec<Run>,
}

/// A number that is looked for.
pub(super) struct Sought {
    /// Its digits, as dialled inside the United Kingdom.
    pub(super) digits: String,
    /// How it may be written, where it is long enough to be recognised inside other digits.
    spellings: Vec<String>,
    /// Without its area code, as people of the place dial it.
    local: Option<String>,
}

impl Sought {
    pub(super) fn new(digits: String) -> Self {
        let mut spellings = Vec::new();
        if digits.len() >= 6 {
            // The longest first, to be quoted whole. From abroad: 0044 is 44 with something before it.
            let short = digits.strip_prefix('0').into_iter();
            spellings.extend(short.flat_map(|rest| [format!("440{rest}"), format!("44{rest}")]));
            spellings.push(digits.clone());
        }
        let local = (digits.len() == 11 && digits.starts_with("01")).then(|| digits[5..].to_owned());
        Self {
            digits,
            spellings,
            local,
        }
    }
}

impl Numbers {
    pub(super) fn of(reading: &Reading) -> Self {
        let mut numbers = Self {
            tight: vec![Run::default()],
            loose: vec![Run::default()],
        };
        let text = &reading.text;
        // Most texts name none.
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return numbers;
        }
        for (start, word) in words(text) {
            let alike = word.bytes().any(|b| b.is_ascii_digit()) && word.chars().all(|c| alike(c).is_some());
            for (at, sign) in word.char_indices() {
                let place = start + at;
                match (sign.is_ascii_digit(), alike.then(|| self::alike(sign)).flatten()) {
                    (true, _) => {
                        numbers
                            .tight
                            .last_mut()
                            .into_iter()
                            .for_each(|run| run.push(sign, place));
                        numbers
                            .loose
                            .last_mut()
                            .into_iter()
                            .for_each(|run| run.push(sign, place));
                    }
                    (false, Some(digit)) => {
                        part(&mut numbers.tight);
                        numbers
                            .loose
                            .last_mut()
                            .into_iter()
                            .for_each(|run| run.push(digit, place));
                    }
                    (false, None) => {
                        let between = matches!(sign, ' ' | '-' | '(' | ')' | '.' | '+');
                        if !between {
                            part(&mut numbers.tight);
                        }
                        if sign.is_alphanumeric() {
                            part(&mut numbers.loose);
                        }
                    }
                }
            }
        }
        numbers
    }

    /// Where `sought` is in the reading.
    pub(super) fn find(&self, sought: &Sought) -> Option<Range<usize>> {
        let inside = self.loose.iter().find_map(|run| {
            sought.spellings.iter().find_map(|digits| {
                let found = run.digits.find(digits.as_str())?;
                Some(run.place(found, digits.len()))
            })
        });
        // A short number is only itself: 101 is not found in 0101 496.
        let whole = || {
            let short = sought.spellings.is_empty().then_some(&sought.digits);
            let alone = short.or(sought.local.as_ref())?;
            let run = self.tight.iter().find(|run| run.digits == *alone)?;
            Some(run.place(0, alone.len()))
        };
        inside.or_else(whole)
    }
}

/// Letters and digits next to each other, and single signs of any other kind, each with its place.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut here = 0;
    std::iter::from_fn(move || {
        let rest = &text[here..];
        let first = rest.chars().next()?;
        let length = if first.is_alphanumeric() {
            rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        here += length;
        Some((here - length, &rest[..length]))
    })
}

/// The digit that a sign is taken for at a glance.
fn alike(sign: char) -> Option<char> {
    match sign {
        'o' => Some('0'),
        'l' | 'i' => Some('1'),
        _ => Some(sign).filter(char::is_ascii_digit),
    }
}

fn part(runs: &mut Vec<Run>) {
    if runs.last().is_some_and(|run| !run.digits.is_empty()) {
        runs.push(Run::default());
    }
}
