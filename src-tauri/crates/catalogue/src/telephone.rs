//! Telephone numbers in every spelling: `+44 1329 …`, `0044…`, `(0)`, brackets, dashes, dots, blanks, signs that nobody
//! sees.
//!
//! The one place that reads them. Search and the filters of lists ask it alike.

use std::ops::Range;

/// Fewer digits are a year or an age as likely as a part of a number.
const FEWEST: usize = 5;
/// More than any number has, `0044 (0)` before it included.
const MOST: usize = 20;

/// A telephone number, or a part of one, as somebody wrote it in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it is, from its first digit to the end of its last.
    pub at: Range<usize>,
    digits: String,
    /// Without the country and the nought that is left out after it, where it may have been written from abroad.
    from_abroad: Option<String>,
    /// Whether it can be nothing but a number with its country.
    is_abroad: bool,
}

/// Whatever may be a number in `text`: five digits or more with nothing between them that parts numbers.
pub fn written(text: &str) -> Vec<Written> {
    let mut all = Vec::new();
    let mut plus = false;
    let mut run: Option<(Range<usize>, String, bool)> = None;
    for (at, c) in text.char_indices() {
        if let Some(digit) = digit(c) {
            let (place, digits, _) = run.get_or_insert_with(|| (at..at, String::new(), plus));
            place.end = at + c.len_utf8();
            digits.push(digit);
            plus = false;
        } else if is_plus(c) || !is_gap(c) {
            all.extend(run.take());
            plus = is_plus(c);
        }
    }
    all.extend(run);
    let fits = |(_, digits, _): &(_, String, _)| (FEWEST..=MOST).contains(&digits.len());
    let numbers = all.into_iter().filter(fits);
    numbers
        .map(|(at, digits, plus)| Written::of(at, digits, plus))
        .collect()
}

impl Written {
    fn of(at: Range<usize>, digits: String, plus: bool) -> Self {
        let after_00 = digits.strip_prefix("00").filter(|_| !plus);
        let abroad = after_00.unwrap_or(&digits).strip_prefix("44");
        let from_abroad = abroad.map(|rest| rest.strip_prefix('0').unwrap_or(rest).to_owned());
        Self {
            is_abroad: from_abroad.is_some() && (plus || after_00.is_some()),
            from_abroad: from_abroad.filter(|rest| rest.len() >= 3),
            at,
            digits,
        }
    }

    /// Whether a number, by its digits as dialled inside the United Kingdom, has it: whole or as a part.
    pub fn is_in(&self, number: &str) -> bool {
        let abroad = self.from_abroad.as_deref();
        !self.is_abroad && number.contains(&self.digits)
            || abroad.is_some_and(|rest| number == rest || number.starts_with(&format!("0{rest}")))
    }

    /// Whether it is in one of the numbers that `text` gives.
    pub fn stands_in(&self, text: &str) -> bool {
        written(text).iter().any(|number| match &number.from_abroad {
            Some(rest) if number.is_abroad => self.is_in(&format!("0{rest}")),
            _ => self.is_in(&number.digits),
        })
    }
}

/// A digit, as wide as it may be: keyboards for Chinese and Japanese write wide ones.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10),
        _ => None,
    }
}

fn is_plus(c: char) -> bool {
    matches!(c, '+' | '\u{ff0b}')
}

/// What people put between the digits of one number.
fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '(' | ')' | '[' | ']' | '.' | '\u{b7}' | '/'
                | '\u{ff08}' | '\u{ff09}' | '\u{ff0d}'..='\u{ff0f}'
        )
}

/// Whether `c` is a sign without a width: it parts no word and no number for the eye.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_in_every_spelling() {
        for typed in [
            "01329225379",
            "01329 225379",
            "(01329) 225379",
            "(0)1329 225379",
            "01329-225-379",
            "01329.225.379",
            "01329\u{2013}225379",
            "01329/225379",
            "01329\u{a0}225\u{202f}379",
            "\u{202a}01329\u{200b}225379\u{202c}",
            "013292\u{ad}25379",
            "0 1 3 2 9 2 2 5 3 7 9",
            "\u{ff10}\u{ff11}\u{ff13}\u{ff12}\u{ff19}\u{3000}\u{ff12}\u{ff12}\u{ff15}\u{ff0d}\u{ff13}\u{ff17}\u{ff19}",
            "\u{ff0b}44\u{ff08}0\u{ff09}1329 225379",
            "01329\u{2012}225\u{2012}379",
            "\u{2067}01329\t225379\u{2069}\n",
            "+441329225379",
            "+44 1329 225379",
            "+44 (0)1329 225379",
            "+44 (0) 1329 225379",
            "+44-1329-225379",
            "+440 1329 225379",
            "0044 1329 225379",
            "00441329225379",
            "0044 (0)1329 225379",
            "44 1329 225379",
            // As it is typed.
            "01329",
            "01329 22",
            "+44 1329",
            "+44132",
            "0044 132",
            // The last seven digits, and others in the middle.
            "9225379",
            "922 5379",
            "25379",
            "29 225",
            "call 01329 225379 now",
        ] {
            let found = written(typed);
            assert_eq!(found.len(), 1, "{typed}: {found:?}");
            assert!(found[0].is_in("01329225379"), "{typed}: {found:?}");
            assert!(!found[0].is_in("01962876364"), "{typed}: {found:?}");
            assert!(found[0].stands_in("Call 01329 225379 or 999"), "{typed}");
            assert!(found[0].stands_in("+44 (0)1329 225379"), "{typed}");
        }
    }

    #[test]
    fn short_numbers_have_a_country_too() {
        for (typed, number) in [
            ("116 123", "116123"),
            ("+44 116 123", "116123"),
            ("85258", "85258"),
            ("18001 101", "18001101"),
            ("44430", "03004443000"),
        ] {
            assert!(written(typed)[0].is_in(number), "{typed}");
        }
    }

    #[test]
    fn what_is_another_number_or_none_is_not_taken_for_it() {
        for typed in [
            "0300 555 1385",
            "+44 300 555 1385",
            "+33 300 555 1384",
            "+44 555 1384",
            "5551383",
        ] {
            assert!(!written(typed)[0].is_in("03005551384"), "{typed}");
        }
        for typed in [
            "",
            "1384",
            "999",
            "2024, 2025",
            "12 and 34567",
            "0300 a 555",
            &"1".repeat(21),
        ] {
            let found = written(typed);
            assert!(found.iter().all(|number| !number.is_in("03005551384")), "{typed}");
        }
        let two = written("0300 555 1384, +44 1329 225379");
        assert_eq!(two.iter().map(|n| n.at.clone()).collect::<Vec<_>>(), [0..13, 16..30]);
    }
}
