//! What `doorstep-publish init` left for somebody to fill in: words that say so, numbers that nobody has, mailboxes at
//! domains that nobody has. A draft may hold them, since people try it out; what is published may not.

use catalogue::validate::{Fault, walk};
use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::loaded::Loaded;

/// Marks a text that is still to be written.
pub const FILL_IN: &str = "FILL IN";

/// Ofcom, "Telephone numbers for use in TV and radio drama programmes": how they begin, without the first 0, and how
/// many digits follow.
const DRAMA: [(&str, usize); 19] = [
    ("1632960", 3),
    ("1134960", 3),
    ("1144960", 3),
    ("1154960", 3),
    ("1164960", 3),
    ("1174960", 3),
    ("1184960", 3),
    ("1214960", 3),
    ("1314960", 3),
    ("1414960", 3),
    ("1514960", 3),
    ("1614960", 3),
    ("1914980", 3),
    ("2079460", 3),
    ("2896496", 3),
    ("2920180", 3),
    ("7700900", 3),
    ("8081570", 3),
    ("3069990", 3),
];

impl Loaded {
    /// Every place that is still to be filled in, in the order of the files.
    pub(crate) fn unfilled(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if let Some(header) = &self.header {
            let json = serde_json::to_value(header).unwrap_or_default();
            walk(&json, &mut |path, value| {
                if let Some((what, quote)) = unfilled(path, value) {
                    found.push(self.in_header(path, Some(quote), what, FIX));
                }
            });
        }
        let json = serde_json::to_value(&self.catalogue).unwrap_or_default();
        for (collection, records) in json.as_object().into_iter().flatten() {
            for (index, record) in records.as_array().into_iter().flatten().enumerate() {
                walk(record, &mut |path, value| {
                    if let Some((what, quote)) = unfilled(path, value) {
                        found.push(self.locate(&Fault {
                            collection: collection.clone(),
                            index: Some(index),
                            id: record["id"].as_str().unwrap_or_default().to_owned(),
                            path: path.to_owned(),
                            quote: Some(quote.to_owned()),
                            what,
                            fix: FIX.to_owned(),
                        }));
                    }
                });
            }
        }
        found
    }

    /// Where nobody takes reports of a wrong number.
    pub(crate) fn missing_feedback(&self) -> Option<Diagnostic> {
        let header = self.header.as_ref()?;
        header.feedback.is_none().then(|| {
            let what = "`feedback` is missing: nobody would hear about a wrong number";
            let fix = "write the email address for such reports: feedback = \"…\"";
            self.in_header("", None, what, fix)
        })
    }
}

const FIX: &str = "write your own; until then this is a draft and cannot be published as confirmed";

/// What is still to be filled in there, in a sentence, and the words of it.
fn unfilled<'a>(path: &str, value: &'a Value) -> Option<(String, &'a str)> {
    let text = value.as_str()?;
    if text.contains(FILL_IN) {
        return Some(("this is still to be filled in".to_owned(), FILL_IN));
    }
    if path.rsplit('/').next() == Some("number") && is_drama(text) {
        return Some((
            format!("{text} is a number reserved for films: nobody answers it. The real one is still to be filled in"),
            text,
        ));
    }
    let domain = text.rsplit_once('@').map(|(_, domain)| domain)?;
    let is_example = domain == "example" || domain.ends_with(".example") || domain.starts_with("example.");
    is_example.then(|| {
        let what = format!("{text} is an email address that does not exist. The real one is still to be filled in");
        (what, text)
    })
}

fn is_drama(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let Some(digits) = digits.strip_prefix('0') else {
        return false;
    };
    DRAMA.iter().any(|(start, rest)| {
        let tail = digits.strip_prefix(start);
        tail.is_some_and(|tail| tail.len() == *rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_films_are_known_and_no_others() {
        for number in [
            "01632 960001",
            "020 7946 0123",
            "0117 496 0999",
            "07700 900461",
            "0808 157 0012",
            "0306 999 0001",
            "029 2018 0555",
        ] {
            assert!(is_drama(number), "{number}");
        }
        for number in [
            "999",
            "101",
            "0300 555 1384",
            "01632 961001",
            "020 7946 1000",
            "0808 157 1012",
            "01983 823435",
            "01632 96000",
        ] {
            assert!(!is_drama(number), "{number}");
        }
    }
}
