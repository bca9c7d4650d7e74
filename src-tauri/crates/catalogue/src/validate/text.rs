//! Rules for every text of every record: not blank, nothing on the deny-list, no professionals' number for the public.

use std::ops::Range;

use serde_json::Value;

use super::{At, Check, Denied};
use crate::{Audience, UsedBy};

pub(super) fn check(check: &mut Check<'_>) {
    let denied: Vec<Needle> = check.rules.deny.denied.iter().map(Needle::new).collect();
    let private = professionals_numbers(check);
    check.each_record(|check, at, record| {
        let public = is_public(at, record);
        super::walk(record, &mut |path, value| {
            let Value::String(text) = value else { return };
            if text.trim().is_empty() {
                blank(check, at, path);
            }
            for needle in &denied {
                if let Some(found) = needle.find(text) {
                    let value = &needle.denied.value;
                    let reason = needle.denied.reason.trim_end_matches('.');
                    let what = format!("\"{value}\" must never appear: {reason}");
                    check.refuse(at, path, what, "take it out").quote = Some(text[found].to_owned());
                }
            }
            if public {
                for (digits, owner) in &private {
                    if let Some(found) = find_number(text, digits) {
                        let quote = &text[found];
                        let what = format!(
                            "\"{quote}\" is for professionals only (contact \"{owner}\") and this is read by the public"
                        );
                        let mend = "take it out, or write the public number; a pathway's step names it in `contacts`";
                        check.refuse(at, path, what, mend).quote = Some(quote.to_owned());
                    }
                }
            }
        });
    });
}

fn blank(check: &mut Check<'_>, at: At<'_>, path: &str) {
    // In a list the key stands before the place in it.
    let key = path.rsplit('/').find(|part| part.parse::<usize>().is_err());
    let key = key.unwrap_or(path);
    check.refuse(
        at,
        path,
        format!("`{key}` is empty"),
        "write it, or leave the key out where nothing is to be said",
    );
}

/// Whether the record's text may be read by, or printed for, the public. A pathway counts: its contacts carry the
/// professionals' numbers and are shown to whom they concern, its free text is shown to everybody.
fn is_public(at: At<'_>, record: &Value) -> bool {
    let word = |key: &str| record.get(key).cloned().unwrap_or_default();
    match at.collection {
        "articles" | "resources" => {
            serde_json::from_value(word("audience")).is_ok_and(|audience: Audience| audience.is_public())
        }
        "contacts" => word("used_by") == "everyone",
        "pathways" | "practice_weeks" | "terms" | "themes" => true,
        _ => false,
    }
}

/// The digits of every number for professionals only, with the id of its contact. Three digits are everybody's.
fn professionals_numbers(check: &Check<'_>) -> Vec<(String, String)> {
    let contacts = check.catalogue.contacts.iter();
    contacts
        .filter(|c| c.used_by == UsedBy::Professionals)
        .flat_map(|c| c.numbers.iter().map(|n| (n, c.id.to_string())))
        .filter(|(number, _)| number.public_as.is_none())
        .map(|(number, owner)| (number.digits(), owner))
        .filter(|(digits, _)| digits.len() > 3)
        .collect()
}

/// A value of the deny-list, made ready.
struct Needle<'a> {
    denied: &'a Denied,
    /// Its digits, when it is a number.
    digits: Option<String>,
    /// Its text in small letters.
    lower: String,
}

impl<'a> Needle<'a> {
    fn new(denied: &'a Denied) -> Self {
        let value = denied.value.trim();
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        let is_number = digits.len() >= 3 && value.chars().all(|c| c.is_ascii_digit() || is_between_digits(c));
        Self {
            denied,
            digits: is_number.then_some(digits),
            lower: value.to_lowercase(),
        }
    }

    fn find(&self, text: &str) -> Option<Range<usize>> {
        match &self.digits {
            Some(digits) => find_number(text, digits),
            None => find_text(text, &self.lower),
        }
    }
}

/// Where `lower` (in small letters) stands in `text`, whatever the case there. Never found when blank.
fn find_text(text: &str, lower: &str) -> Option<Range<usize>> {
    if lower.is_empty() {
        return None;
    }
    // Small letters may be longer than capitals, so every small byte remembers where its capital stood.
    let mut folded = String::with_capacity(text.len());
    let mut origin = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        for small in c.to_lowercase() {
            folded.push(small);
            origin.resize(folded.len(), at..at + c.len_utf8());
        }
    }
    let start = folded.find(lower)?;
    Some(origin[start].start..origin[start + lower.len() - 1].end)
}

/// Where the number of these digits stands in `text`, however it is spaced, from +44 or from 0.
pub(super) fn find_number(text: &str, digits: &str) -> Option<Range<usize>> {
    let abroad = digits.strip_prefix('0').map(|rest| format!("44{rest}"));
    let abroad_with_zero = digits.strip_prefix('0').map(|rest| format!("440{rest}"));
    let spellings = [Some(digits.to_owned()), abroad, abroad_with_zero];
    runs(text).into_iter().find_map(|run| {
        let written: String = run.iter().map(|(_, c)| *c).collect();
        spellings.iter().flatten().find_map(|digits| {
            // A short number is only itself: 101 is not found in 0101 496.
            let found = if digits.len() < 6 {
                written.eq(digits).then_some(0)
            } else {
                written.find(digits.as_str())
            }?;
            Some(run[found].0..run[found + digits.len() - 1].0 + 1)
        })
    })
}

/// Digits that stand together, with nothing but blanks and the like between them, and where each stands.
fn runs(text: &str) -> Vec<Vec<(usize, char)>> {
    let mut runs = vec![Vec::new()];
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            if let Some(run) = runs.last_mut() {
                run.push((at, c));
            }
        } else if !is_between_digits(c) {
            runs.push(Vec::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// What people put between the digits of one number: blanks of all widths, hyphens of all kinds, brackets, dots.
fn is_between_digits(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}'..='\u{2013}' | '(' | ')' | '.' | '+' | '\u{200b}' | '\u{2060}'
        )
}
