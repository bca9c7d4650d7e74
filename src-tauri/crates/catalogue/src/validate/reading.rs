//! A text as a person reads it, in small letters: what a rule about words and numbers is applied to.
//!
//! Invisible signs are gone, entities, escapes and emphasis are resolved, digits and dots of other scripts are ours.
//! Each sign knows where in the source it comes from, so that a fault can quote it.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, TagEnd};

use crate::telephone;

/// One way to read a text.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// What is read.
    pub(super) text: String,
    /// For each byte of it, where in the source it comes from.
    origin: Vec<Range<usize>>,
}

impl Reading {
    fn push(&mut self, sign: char, from: &Range<usize>) {
        self.text.push(sign);
        self.origin.resize(self.text.len(), from.clone());
    }

    fn folded(signs: impl Iterator<Item = (char, Range<usize>)>) -> Self {
        let mut reading = Self::default();
        for (sign, from) in signs {
            if is_invisible(sign) {
                continue;
            }
            let sign = plain(sign);
            if sign != ' ' {
                sign.to_lowercase().for_each(|small| reading.push(small, &from));
            } else if !reading.text.ends_with(' ') {
                reading.push(' ', &from);
            }
        }
        reading
    }

    /// Where in the source the bytes `found` of the reading come from.
    pub(super) fn source(&self, found: &Range<usize>) -> Range<usize> {
        let origin = self.origin.get(found.clone()).unwrap_or_default();
        let first = origin.iter().map(|from| from.start).min().unwrap_or_default();
        let last = origin.iter().map(|from| from.end).max().unwrap_or_default();
        first..last
    }

    /// The reading with nothing in the way inside a mailbox or a host: "a (at) b . uk" is "a@b.uk".
    pub(super) fn joined(&self) -> Self {
        const SPELT: [(&str, char); 9] = [
            (" at ", '@'),
            ("(at)", '@'),
            ("[at]", '@'),
            ("{at}", '@'),
            (" dot ", '.'),
            ("(dot)", '.'),
            ("[dot]", '.'),
            ("[.]", '.'),
            ("(.)", '.'),
        ];
        let mut joined = Self::default();
        let mut here = 0;
        while let Some(sign) = self.text[here..].chars().next() {
            let rest = &self.text[here..];
            let spelt = SPELT.iter().find(|(spelt, _)| rest.starts_with(spelt));
            // A stop with a blank before it ends no sentence.
            let parted = rest.starts_with(" .") || rest.starts_with(" @") || sign == '@';
            let (sign, length) = match spelt {
                Some((spelt, sign)) => (*sign, spelt.len()),
                None if parted => (
                    if rest.starts_with(" .") { '.' } else { '@' },
                    rest.find(['.', '@']).unwrap_or(0) + 1,
                ),
                None => (sign, sign.len_utf8()),
            };
            let joins = spelt.is_some() || parted;
            if joins && joined.text.ends_with(' ') {
                joined.text.pop();
                joined.origin.truncate(joined.text.len());
            }
            joined.push(sign, &self.source(&(here..here + length)));
            here += length;
            if joins && self.text[here..].starts_with(' ') {
                here += 1;
            }
        }
        joined
    }
}

/// Every way to read `text`: as it is, as Markdown and as an address, where these differ.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    let as_written = || text.char_indices().map(|(at, sign)| (sign, at..at + sign.len_utf8()));
    let mut readings = vec![Reading::folded(as_written())];
    if text.contains(['*', '_', '&', '\\', '[', '`', '<']) {
        readings.push(Reading::folded(as_markdown(text).into_iter()));
    }
    if text.contains('%') {
        readings.push(Reading::folded(as_address(text).into_iter()));
    }
    readings
}

/// What the app's screens show of Markdown.
fn as_markdown(text: &str) -> Vec<(char, Range<usize>)> {
    let mut signs = Vec::new();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Text(run) | Event::Code(run) => {
                // Where the run is in the source, when every sign has its own place.
                let start = text[range.clone()].find(&*run).map(|at| range.start + at);
                signs.extend(run.char_indices().map(|(at, sign)| match start {
                    Some(start) => (sign, start + at..start + at + sign.len_utf8()),
                    None => (sign, range.clone()),
                }));
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock,
            ) => {
                signs.push((' ', range));
            }
            _ => {}
        }
    }
    signs
}

/// With the escapes of addresses resolved. Signs beyond ASCII, which are several escapes, are in nothing that is looked
/// for.
fn as_address(text: &str) -> Vec<(char, Range<usize>)> {
    let mut signs = Vec::new();
    let mut rest = text.char_indices();
    while let Some((at, sign)) = rest.next() {
        let escaped = (sign == '%').then(|| text.get(at + 1..at + 3)).flatten();
        let byte = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte.filter(u8::is_ascii) {
            Some(byte) => {
                signs.push((char::from(byte), at..at + 3));
                rest.nth(1);
            }
            None => signs.push((sign, at..at + sign.len_utf8())),
        }
    }
    signs
}

/// Whether `sign` is one that nobody sees: it parts a word for search and for rules, and not for the eye.
pub(super) fn is_invisible(sign: char) -> bool {
    telephone::is_invisible(sign) || (sign.is_control() && !sign.is_whitespace())
}

/// The plain sign that `sign` is read as. Marks on a digit or letter do not hide it.
fn plain(sign: char) -> char {
    const DIGITS: [u32; 14] = [
        0x660, 0x6f0, 0x966, 0x2080, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1fbf0, 0x9e6, 0x7c0, 0xe50,
    ];
    if sign.is_ascii() && !sign.is_whitespace() {
        return sign;
    }
    let value = u32::from(sign);
    if let Some(zero) = DIGITS.iter().find(|zero| (**zero..**zero + 10).contains(&value)) {
        return char::from_digit(value - zero, 10).unwrap_or(sign);
    }
    match sign {
        '\u{2070}' => '0',
        '\u{b9}' => '1',
        '\u{b2}' => '2',
        '\u{b3}' => '3',
        '\u{2074}'..='\u{2079}' => char::from_digit(value - 0x2070, 10).unwrap_or(sign),
        '\u{3002}' | '\u{ff61}' | '\u{2024}' => '.',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        // The full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(value - 0xfee0).unwrap_or(sign),
        '\u{2800}' => ' ',
        _ if sign.is_whitespace() => ' ',
        _ => sign,
    }
}
