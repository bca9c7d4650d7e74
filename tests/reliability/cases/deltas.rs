//! Chains of deltas, made as the publisher makes them and applied as the app does, against full editions.

use std::path::Path;
use std::sync::LazyLock;

use catalogue::{Edition, Origin, canonical};
use kit::world::now;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};
use store::{CatalogueDb, Commit};
use sync::delta;

use crate::table::{Case, Family, Row};

/// How many sequences each row has.
const SEQUENCES: u32 = 250;

/// Real records: the three shortest of each collection of the real catalogue, because there are many sequences.
static START: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let edition = source::build(&data).unwrap();
    let Value::Object(mut whole) = serde_json::from_str(&edition.to_json().unwrap()).unwrap() else {
        panic!("an edition is an object");
    };
    for value in whole.values_mut() {
        if let Value::Array(items) = value {
            items.sort_by_key(|item| item.to_string().len());
            items.truncate(3);
        }
    }
    whole
});

/// One thing an editor, or a newer version's editor, does. The numbers choose a collection and a record.
#[derive(Clone, Debug)]
enum Edit {
    Retitle(usize, usize, String),
    Withdraw(usize, usize),
    Remove(usize, usize),
    Copy(usize, usize, u8),
    Field(usize, usize, Value),
    Member(u8, Value),
    Empty(usize),
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        Just(Value::Null),
        Just(json!({"a": [1, {"id": 2}], "é": "\u{1f6aa}"})),
        Just(json!([])),
        Just(json!(["en", "cy"])),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let (c, r) = (0..10_usize, 0..6_usize);
    prop_oneof![
        4 => (c.clone(), r.clone(), "\\PC{1,30}").prop_map(|(c, r, title)| Edit::Retitle(c, r, title)),
        2 => (c.clone(), r.clone()).prop_map(|(c, r)| Edit::Withdraw(c, r)),
        2 => (c.clone(), r.clone()).prop_map(|(c, r)| Edit::Remove(c, r)),
        3 => (c.clone(), r.clone(), any::<u8>()).prop_map(|(c, r, as_)| Edit::Copy(c, r, as_)),
        2 => (c.clone(), r, value()).prop_map(|(c, r, value)| Edit::Field(c, r, value)),
        1 => (any::<u8>(), value()).prop_map(|(name, value)| Edit::Member(name, value)),
        1 => c.prop_map(Edit::Empty),
    ]
}

impl Edit {
    fn carry_out(&self, whole: &mut Map<String, Value>) {
        if let Edit::Member(name, value) = self {
            whole.insert(format!("newer_{}", name % 4), value.clone());
            return;
        }
        let collections: Vec<_> = whole
            .iter()
            .filter(|(_, value)| is_collection(value))
            .map(|(name, _)| name.clone())
            .collect();
        let pick = |c: usize| collections.get(c % collections.len().max(1)).cloned();
        match self {
            Edit::Retitle(c, r, title) => on(whole, pick(*c), *r, |record| {
                record.insert("title".into(), title.clone().into());
            }),
            Edit::Withdraw(c, r) => on(whole, pick(*c), *r, |record| {
                record.insert("status".into(), "withdrawn".into());
                record.insert(
                    "withdrawal".into(),
                    json!({"on": "2026-11-22", "reason": "It has ended."}),
                );
            }),
            Edit::Field(c, r, value) => on(whole, pick(*c), *r, |record| {
                record.insert("newer".into(), value.clone());
            }),
            Edit::Remove(c, r) => {
                if let Some(Value::Array(items)) = pick(*c).and_then(|name| whole.get_mut(&name)) {
                    items.remove(r % items.len());
                }
            }
            Edit::Copy(c, r, as_) => {
                if let Some(Value::Array(items)) = pick(*c).and_then(|name| whole.get_mut(&name)) {
                    let mut copy = items[r % items.len()].clone();
                    let id = format!("copy-{as_}");
                    copy["id"] = id.clone().into();
                    items.retain(|item| item["id"] != *id);
                    items.push(copy);
                }
            }
            Edit::Empty(c) => {
                if let Some(name) = pick(*c) {
                    whole.insert(name, json!([]));
                }
            }
            Edit::Member(..) => {}
        }
    }
}

fn is_collection(value: &Value) -> bool {
    value
        .as_array()
        .is_some_and(|items| items.iter().any(|item| item.get("id").is_some_and(Value::is_string)))
}

fn on(whole: &mut Map<String, Value>, name: Option<String>, r: usize, change: impl FnOnce(&mut Map<String, Value>)) {
    if let Some(Value::Array(items)) = name.and_then(|name| whole.get_mut(&name)) {
        let at = r % items.len();
        if let Some(record) = items[at].as_object_mut() {
            change(record);
        }
    }
}

/// The canonical JSON of an edition: its records in the order of their ids, as every publisher writes them.
fn text(whole: &Map<String, Value>, number: u32) -> String {
    let mut whole = whole.clone();
    whole.insert("edition".into(), number.into());
    for value in whole.values_mut().filter(|value| is_collection(value)) {
        if let Value::Array(items) = value {
            items.sort_by_key(|item| item["id"].as_str().unwrap_or_default().to_owned());
        }
    }
    canonical::to_string(&Value::Object(whole))
}

pub fn family() -> Family {
    let row = |part: u8| {
        Case::new(format!("250 random sequences of edits, part {part} of 4"), move || {
            sequences(part)
        })
    };
    Family {
        title: "A chain of deltas is the full edition",
        about: "Sequences of two or three deltas between editions of real records, drawn by proptest with a fixed seed: titles, fields \
                and members that this version does not know, records added, withdrawn and removed, collections emptied. \
                Each edition reaches one catalogue by the delta from the edition that catalogue *has*, and another whole, \
                at once. At the end of each sequence both are, byte for byte, the last edition, and every record agrees with its \
                digest.",
        cases: (1..=4).map(row).collect(),
    }
}

fn commit(db: &CatalogueDb, edition: &Edition) {
    db.commit(&Commit::of_edition(edition, Origin::Host), now()).unwrap();
}

fn sequences(part: u8) -> Row {
    let config = ProptestConfig {
        cases: SEQUENCES,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[part; 32]));
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [chained, full] = [&folders[0], &folders[1]].map(|folder| CatalogueDb::open(folder.path()).unwrap().0);
    let first = text(&START, 1);
    let first_edition = Edition::from_json(first.as_bytes()).unwrap();
    let editions = prop::collection::vec(prop::collection::vec(edit(), 1..6), 2..4);
    let done = runner.run(&editions, |editions| {
        for db in [&chained, &full] {
            commit(db, &first_edition);
        }
        let (mut whole, mut newest) = (START.clone(), first.clone());
        for (edits, number) in editions.iter().zip(2..) {
            edits.iter().for_each(|edit| edit.carry_out(&mut whole));
            let next = text(&whole, number);
            let delta = delta::make(newest.as_bytes(), next.as_bytes()).unwrap();
            // What the device has is what the delta is applied to.
            let stored = chained.edition().unwrap().unwrap().to_json().unwrap();
            let by_delta = delta::apply(stored.as_bytes(), &delta, next.len() as u64).unwrap();
            prop_assert_eq!(&by_delta, next.as_bytes());
            commit(&chained, &Edition::from_json(&by_delta).unwrap());
            newest = next;
        }
        commit(&full, &Edition::from_json(newest.as_bytes()).unwrap());
        for db in [&chained, &full] {
            prop_assert!(db.read().unwrap().edition.unwrap().whole);
            prop_assert_eq!(&db.edition().unwrap().unwrap().to_json().unwrap(), &newest);
        }
        Ok(())
    });
    done.unwrap();
    Row {
        seen: "Equal each time".into(),
        reads: "Nothing".into(),
    }
}
