//! Lists: no item is in one twice. A screen would show it twice, or could not tell the two apart.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Check;
use crate::canonical;

pub(super) fn check(check: &mut Check<'_>) {
    check.each_record(|check, at, record| {
        super::walk(record, &mut |path, value| {
            let list = path.rsplit('/').next().unwrap_or_default();
            // Everyday words have a stricter rule of their own.
            let items = value.as_array().filter(|_| list != "everyday");
            let mut seen = BTreeSet::new();
            for (i, item) in items.into_iter().flatten().enumerate() {
                if seen.insert(identity(list, item)) {
                    continue;
                }
                let what = match name(item) {
                    Some(name) => format!("\"{name}\" is in this list twice"),
                    None => "this is in the list twice".to_owned(),
                };
                check.refuse(at, format!("{path}/{i}"), what, "remove one of the two");
            }
        });
    });
}

/// What two items of a list must not share: what people can tell them apart by.
fn identity(list: &str, item: &Value) -> String {
    let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default().trim();
    match (list, item) {
        (_, Value::String(text)) => text.trim().to_owned(),
        ("answers", _) => text("label").to_owned(),
        ("entries", _) => format!("{} {}", text("resource"), text("group")),
        ("numbers", _) => {
            let number = text("number").replace(' ', "");
            let how = ["way", "send", "extension", "then_press"].map(text);
            format!("{number} {}", how.join(" "))
        }
        _ => canonical::to_string(item),
    }
}

fn name(item: &Value) -> Option<&str> {
    let named = |key: &&str| item.get(*key);
    let of = ["label", "resource", "number"].iter().find_map(named);
    of.unwrap_or(item).as_str()
}
