//! What a new edition changes, as an editor reads it before it goes out.

use std::collections::BTreeMap;
use std::fmt;

use catalogue::diff::{RemovedShare, removed_share};
use catalogue::{Contact, Edition, PhoneNumber, Record, Way, Withdrawal};
use serde::Serialize;
use serde_json::{Map, Value};

/// What one edition changes in another. As JSON: added, changed, withdrawn, removed, each a list of records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Records that are new.
    pub added: Vec<Change>,
    /// Records that say something else.
    pub changed: Vec<Change>,
    /// Records that are no longer to be used, and stay to say so.
    pub withdrawn: Vec<Change>,
    /// Records that are gone altogether.
    pub removed: Vec<Change>,
    /// How many of all records are gone or withdrawn.
    #[serde(skip)]
    share: RemovedShare,
}

/// One record and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its collection: "contacts".
    pub collection: String,
    /// Its id.
    pub id: String,
    /// Its title, as people know it.
    pub title: String,
    /// What is different: a number's change, the names of fields, a withdrawal's reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
}

impl Changes {
    /// What `new` changes in `old`. With no older edition everything is added.
    pub fn between(old: Option<&Edition>, new: &Edition) -> Self {
        let by_name = |edition: &Edition| -> BTreeMap<(String, String), Record> {
            let records = edition.records.iter();
            records
                .map(|r| ((r.collection.clone(), r.id.clone()), r.clone()))
                .collect()
        };
        let mut before = old.map(by_name).unwrap_or_default();
        let mut changes = Self {
            share: old.map(|old| removed_share(old, new)).unwrap_or_default(),
            ..Self::default()
        };
        for record in &new.records {
            let Some(older) = before.remove(&(record.collection.clone(), record.id.clone())) else {
                changes.added.push(change(record, Vec::new()));
                continue;
            };
            if older.body == record.body {
                continue;
            }
            let (was, is) = (fields(&older), fields(record));
            match withdrawal(&is) {
                Some(withdrawal) if self::withdrawal(&was).is_none() => {
                    changes.withdrawn.push(change(record, reasons(&withdrawal)));
                }
                _ => changes.changed.push(change(record, details(&older, record, &was, &is))),
            }
        }
        changes.removed = before.values().map(|record| change(record, Vec::new())).collect();
        changes
    }

    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many records are different.
    pub fn count(&self) -> usize {
        self.added.len() + self.changed.len() + self.withdrawn.len() + self.removed.len()
    }

    /// Whether so much is removed or withdrawn that it may be a mistake: a device would refuse it.
    pub fn is_mass_removal(&self) -> bool {
        self.share.is_too_much()
    }

    /// How much that is: "212 of 700 records".
    pub fn lost(&self) -> String {
        format!("{} of {} records", self.share.removed, self.share.of)
    }
}

/// A line a record, under a heading each, and a closing count. A first edition's records are not listed.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = [
            ("withdrawn", &self.withdrawn),
            ("removed", &self.removed),
            ("changed", &self.changed),
            ("added", &self.added),
        ];
        let shown = groups.iter().filter(|(_, list)| !list.is_empty() && self.share.of > 0);
        for (heading, list) in shown {
            writeln!(f, "{heading}:")?;
            for change in *list {
                write!(f, "  {} \"{}\" ({})", change.collection, change.title, change.id)?;
                if !change.details.is_empty() {
                    write!(f, ": {}", change.details.join("; "))?;
                }
                writeln!(f)?;
            }
        }
        write!(
            f,
            "{} added, {} changed, {} withdrawn, {} removed",
            self.added.len(),
            self.changed.len(),
            self.withdrawn.len(),
            self.removed.len()
        )
    }
}

fn change(record: &Record, details: Vec<String>) -> Change {
    let title = fields(record).get("title").and_then(Value::as_str).map(str::to_owned);
    Change {
        collection: record.collection.clone(),
        id: record.id.clone(),
        title: title.unwrap_or_else(|| record.id.clone()),
        details,
    }
}

fn fields(record: &Record) -> Map<String, Value> {
    record.parse().unwrap_or_default()
}

/// Only of a record that is withdrawn now.
fn withdrawal(fields: &Map<String, Value>) -> Option<Withdrawal> {
    if fields.get("status").and_then(Value::as_str) != Some("withdrawn") {
        return None;
    }
    serde_json::from_value(fields.get("withdrawal")?.clone()).ok()
}

fn reasons(withdrawal: &Withdrawal) -> Vec<String> {
    let instead = withdrawal.replacement.iter().map(|id| format!("use {id} instead"));
    std::iter::once(withdrawal.reason.clone()).chain(instead).collect()
}

/// Numbers first and in full: a wrong one does harm. Of other fields, their names.
fn details(older: &Record, newer: &Record, was: &Map<String, Value>, is: &Map<String, Value>) -> Vec<String> {
    let mut details = Vec::new();
    let mut names: Vec<&String> = was
        .keys()
        .chain(is.keys())
        .filter(|key| was.get(*key) != is.get(*key))
        .collect();
    names.sort_unstable();
    names.dedup();
    if older.collection == "contacts"
        && let (Ok(old), Ok(new)) = (older.parse::<Contact>(), newer.parse::<Contact>())
        && old.numbers != new.numbers
    {
        details.push(format!("number {} → {}", numbers(&old.numbers), numbers(&new.numbers)));
        names.retain(|name| *name != "numbers");
    }
    if withdrawal(was).is_some() && withdrawal(is).is_none() {
        details.push("in use again".into());
        names.retain(|name| !matches!(name.as_str(), "status" | "withdrawal"));
    }
    details.extend(names.into_iter().cloned());
    details
}

fn numbers(numbers: &[PhoneNumber]) -> String {
    let spoken = numbers.iter().map(|number| {
        let how = match number.way {
            Way::Call => None,
            Way::Text => Some("by text".to_owned()),
            Way::TextRelay => Some("by text relay".to_owned()),
            Way::Other => Some("in an unknown way".to_owned()),
        };
        let send = number.send.as_ref().map(|word| format!("with {word}"));
        let extension = number.extension.as_ref().map(|digits| format!("extension {digits}"));
        let keys = number.then_press.as_ref().map(|keys| format!("then {keys}"));
        let from = number.span.from.map(|day| format!("from {day}"));
        let until = number.span.until.map(|day| format!("until {day}"));
        let all = [Some(number.number.clone()), how, send, extension, keys, from, until];
        all.into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let spoken: Vec<_> = spoken.collect();
    if spoken.is_empty() {
        "none".into()
    } else {
        spoken.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use catalogue::Header;

    use super::*;

    fn edition(records: &[(&str, &str, &str)]) -> Edition {
        let header: Header = serde_json::from_str(
            r#"{"format":1,"min_reader":1,"edition":1,"status":"draft","title":"T",
                "published_at":"2026-11-22T09:00:00Z","publisher":"P"}"#,
        )
        .unwrap();
        let record = |(collection, id, rest): &(&str, &str, &str)| Record {
            collection: (*collection).into(),
            id: (*id).into(),
            body: format!("{{\"id\":\"{id}\",{rest}}}"),
        };
        Edition::new(header, records.iter().map(record).collect())
    }

    const OFFICE: &str = r#""title":"Office","purpose":"p","group":"childrens-services","order":1,"area":"a",
        "used_by":"everyone","source":"s""#;

    #[test]
    fn an_editor_reads_what_changes() {
        let old = edition(&[
            (
                "contacts",
                "office",
                &format!(r#"{OFFICE},"numbers":[{{"number":"0300 555 1384"}}]"#),
            ),
            ("resources", "chart", r#""title":"Chart""#),
            ("resources", "gone", r#""title":"Gone""#),
            (
                "terms",
                "dash",
                r#""title":"DASH","status":"withdrawn","withdrawal":{"on":"2026-01-01","reason":"r"}"#,
            ),
            ("terms", "mash", r#""title":"MASH""#),
        ]);
        let new = edition(&[
            (
                "contacts",
                "office",
                &format!(r#"{OFFICE},"warning":"w","numbers":[{{"number":"0300 555 1385","then_press":"2"}}]"#),
            ),
            (
                "resources",
                "chart",
                r#""title":"Chart","status":"withdrawn","withdrawal":{"on":"2026-11-22","reason":"Closed.","replacement":"map"}"#,
            ),
            ("resources", "map", r#""title":"Map""#),
            ("terms", "dash", r#""title":"DASH""#),
            ("terms", "mash", r#""title":"MASH""#),
        ]);
        let changes = Changes::between(Some(&old), &new);
        assert_eq!(
            changes.to_string(),
            "withdrawn:\n  resources \"Chart\" (chart): Closed.; use map instead\n\
             removed:\n  resources \"Gone\" (gone)\n\
             changed:\n  contacts \"Office\" (office): number 0300 555 1384 → 0300 555 1385 then 2; warning\n  \
             terms \"DASH\" (dash): in use again\n\
             added:\n  resources \"Map\" (map)\n\
             1 added, 2 changed, 1 withdrawn, 1 removed"
        );
        assert!(changes.is_mass_removal(), "2 of 5 are more than 30 %");
        assert!(Changes::between(Some(&new), &new).is_empty());
    }

    #[test]
    fn a_first_edition_removes_nothing() {
        let changes = Changes::between(None, &edition(&[("terms", "mash", r#""title":"MASH""#)]));
        assert!(!changes.is_mass_removal());
        assert_eq!(changes.to_string(), "1 added, 0 changed, 0 withdrawn, 0 removed");
    }
}
