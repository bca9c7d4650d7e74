//! A contact's numbers, each said the way it is used.

use catalogue::{Contact, PhoneNumber, Way};
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::words;

/// A telephone number to tap, copy or read aloud.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct NumberView {
    /// Its place among all numbers of its contact, from 0: by this it is called.
    pub index: usize,
    /// As printed: "0300 555 1384".
    pub number: String,
    /// How it is used. Where that is `other`, it is shown and nothing dials it.
    pub way: Way,
    /// What comes before it: "Call", "Text SHOUT to", "Textphone or the Relay UK app:"; empty where the way is not
    /// known.
    pub lead: String,
    /// Digit by digit in its groups, for reading aloud: "0 3 0 0, 5 5 5, 1 3 8 4".
    pub aloud: String,
    /// What to do once through.
    pub then: Vec<Then>,
    /// The whole of it on paper: "Text SHOUT to 85258", "0300 555 1384, then ask for extension 2134".
    pub whole: String,
}

/// What to do once through: "then ask for extension" and "2134".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Then {
    /// What to do with the digits.
    pub act: String,
    /// The digits.
    pub digits: String,
    /// One by one: "2 1 3 4".
    pub aloud: String,
}

/// A contact's numbers, the first to try first.
pub(super) fn numbers(contact: &Contact) -> Vec<NumberView> {
    let numbers = contact.numbers.iter().enumerate();
    numbers.map(|(index, it)| number(index, it)).collect()
}

/// The first number that something can dial.
pub(crate) fn first_to_dial(contact: &Contact) -> Option<NumberView> {
    numbers(contact).into_iter().find(|number| number.way != Way::Other)
}

/// The whole of a number on paper.
pub(super) fn whole(it: &PhoneNumber) -> String {
    number(0, it).whole
}

fn number(index: usize, number: &PhoneNumber) -> NumberView {
    let then = |act: &str, digits: &Option<String>| {
        digits.as_ref().map(|digits| Then {
            act: act.to_owned(),
            digits: digits.clone(),
            aloud: words::aloud(digits),
        })
    };
    let then = [
        then("then ask for extension", &number.extension),
        then("then press", &number.then_press),
    ];
    let lead = lead(number);
    let mut whole = match number.way {
        // A number alone is one to call.
        Way::Call | Way::Other => number.number.clone(),
        Way::Text | Way::TextRelay => format!("{lead} {}", number.number),
    };
    for Then { act, digits, .. } in then.iter().flatten() {
        whole += &format!(", {act} {digits}");
    }
    NumberView {
        index,
        number: number.number.clone(),
        way: number.way,
        lead,
        aloud: words::aloud(&number.number),
        then: then.into_iter().flatten().collect(),
        whole,
    }
}

fn lead(number: &PhoneNumber) -> String {
    match (number.way, &number.send) {
        (Way::Call, _) => "Call".into(),
        (Way::Text, None) => "Text".into(),
        (Way::Text, Some(word)) => format!("Text {word} to"),
        (Way::TextRelay, _) => "Textphone or the Relay UK app:".into(),
        (Way::Other, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_said_the_way_it_is_used() {
        for (json, lead, aloud, whole) in [
            (
                r#"{"number":"0300 555 1384"}"#,
                "Call",
                "0 3 0 0, 5 5 5, 1 3 8 4",
                "0300 555 1384",
            ),
            (
                r#"{"number":"999","then_press":"55"}"#,
                "Call",
                "9 9 9",
                "999, then press 55",
            ),
            (
                r#"{"number":"0300 555 1384","extension":"2134"}"#,
                "Call",
                "0 3 0 0, 5 5 5, 1 3 8 4",
                "0300 555 1384, then ask for extension 2134",
            ),
            (r#"{"number":"61016","way":"text"}"#, "Text", "6 1 0 1 6", "Text 61016"),
            (
                r#"{"number":"85258","way":"text","send":"SHOUT"}"#,
                "Text SHOUT to",
                "8 5 2 5 8",
                "Text SHOUT to 85258",
            ),
            (
                r#"{"number":"18001 101","way":"text-relay"}"#,
                "Textphone or the Relay UK app:",
                "1 8 0 0 1, 1 0 1",
                "Textphone or the Relay UK app: 18001 101",
            ),
            (r#"{"number":"12 34","way":"smoke"}"#, "", "1 2, 3 4", "12 34"),
        ] {
            let view = number(3, &serde_json::from_str(json).expect("a number"));
            assert_eq!(
                (view.index, view.lead.as_str(), view.aloud.as_str(), view.whole.as_str()),
                (3, lead, aloud, whole)
            );
        }
    }
}
