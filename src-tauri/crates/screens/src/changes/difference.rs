//! What is different between two texts of a record, in words.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// "The number: from 0300 … to 0300 …. Also: the hours."
pub(super) fn words(before: &Map<String, Value>, after: &Map<String, Value>) -> String {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut differ: Vec<&str> = keys
        .into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(String::as_str)
        .collect();
    let mut sentences = Vec::new();
    if differ.contains(&"numbers") {
        let list = |record: &Map<String, Value>| -> Vec<String> {
            let numbers = record
                .get("numbers")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default();
            let printed = |number: Value| number.get("number").and_then(Value::as_str).map(str::to_owned);
            numbers.into_iter().filter_map(printed).collect()
        };
        let (old, new) = (list(before), list(after));
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

/// A field as people name it.
fn name(key: &str) -> &'static str {
    match key {
        "title" => "the title",
        "purpose" | "summary" | "meaning" | "expansion" | "also" => "the description",
        "numbers" => "the number",
        "emails" => "the email address",
        "hours" => "the hours",
        "limits" | "warning" | "note" => "the cautions",
        "link" => "the link",
        "document" => "the document",
        "confirmed_on" | "confirmed_by" | "review_by" | "source" => "where it comes from and when it was confirmed",
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
