//! What is different between two texts of a record, in words.

use std::collections::BTreeSet;

use catalogue::Span;
use serde_json::{Map, Value};

use crate::words;

/// "The number: from 0300 … to 0300 …. Also: the hours."
pub(super) fn describe(before: &Map<String, Value>, after: &Map<String, Value>) -> String {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut differ: Vec<&str> = keys
        .into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(String::as_str)
        .collect();
    let mut sentences = Vec::new();
    if differ.contains(&"numbers") {
        let (old, new) = (numbers(before), numbers(after));
        if old != new {
            sentences.push(match (old.is_empty(), new.is_empty()) {
                (true, _) => format!("The number is {}.", new.join(" and ")),
                (_, true) => format!("{} is no longer used.", old.join(" and ")),
                _ => format!("The number was {} and is {}.", old.join(" and "), new.join(" and ")),
            });
            differ.retain(|key| *key != "numbers");
        }
    }
    if before.get("status").is_some_and(|status| status == "withdrawn") && after.get("status") != before.get("status") {
        sentences.push("It is in use again.".into());
        differ.retain(|key| !["status", "withdrawal"].contains(key));
    }
    let mut names: Vec<&str> = differ.into_iter().map(name).collect();
    names.dedup();
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    if !names.is_empty() {
        sentences.push(format!("Changed: {}.", names.join(", ")));
    }
    sentences.join(" ")
}

/// A contact's numbers, each with the days on which it holds.
pub(super) fn numbers(contact: &Map<String, Value>) -> Vec<String> {
    let numbers = contact.get("numbers").and_then(Value::as_array);
    numbers.into_iter().flatten().filter_map(printed).collect()
}

/// "0300 555 1384", "01983 823435 from 24 February 2027".
fn printed(number: &Value) -> Option<String> {
    let mut text = number.get("number")?.as_str()?.to_owned();
    let span: Span = serde_json::from_value(number.clone()).unwrap_or_default();
    for (day, word) in [(span.from, "from"), (span.until, "until")] {
        text.extend(day.map(|day| format!(" {word} {}", words::date(day))));
    }
    Some(text)
}

/// A field as people name it.
fn name(key: &str) -> &'static str {
    match key {
        "title" => "the title",
        "purpose" | "summary" | "meaning" | "expansion" | "also" => "the description",
        "numbers" => "the number",
        "emails" => "the email address",
        "hours" => "the hours",
        "limits" | "warning" | "note" => "the warnings",
        "from" | "until" => "the dates it applies to",
        "link" => "the link",
        "document" => "the document",
        "confirmed_on" | "confirmed_by" | "review_by" | "source" => "its source, or the date it was confirmed",
        "steps" => "the steps",
        "sections" => "the pack's contents",
        "one_thing" => "if you do one thing",
        "days" | "starts" | "ends" | "year" => "the days",
        "body" | "text" => "the text",
        "area" | "audience" | "used_by" => "who it is for",
        "withdrawal" => "why it was withdrawn",
        _ => "details",
    }
}
