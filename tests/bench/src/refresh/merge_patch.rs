//! JSON merge patches (RFC 7396), as a host might send them in place of deltas.
//!
//! A merge patch replaces arrays whole, so an edition's arrays of records become objects by id first: anything else
//! would send the whole catalogue for one letter.

use serde_json::{Map, Value};

use crate::ours;

/// The patch that turns `older` into `newer`, both editions' JSON; compact.
pub fn make(older: &[u8], newer: &[u8]) -> serde_json::Result<Vec<u8>> {
    let (older, newer) = (
        by_id(serde_json::from_slice(older)?),
        by_id(serde_json::from_slice(newer)?),
    );
    serde_json::to_vec(&difference(&older, &newer))
}

/// The newer edition's JSON.
pub fn apply(older: &[u8], patch: &[u8]) -> serde_json::Result<Vec<u8>> {
    let mut edition = by_id(serde_json::from_slice(older)?);
    merge(&mut edition, serde_json::from_slice(patch)?);
    Ok(ours::canonical(&in_arrays(edition)).into_bytes())
}

/// What differs, of two objects. No field of an edition is `null`, which a merge patch could not say.
fn difference(older: &Value, newer: &Value) -> Value {
    let (Value::Object(older), Value::Object(newer)) = (older, newer) else {
        return newer.clone();
    };
    let mut patch = Map::new();
    for name in older.keys().filter(|name| !newer.contains_key(*name)) {
        patch.insert(name.clone(), Value::Null);
    }
    for (name, value) in newer {
        match older.get(name) {
            Some(old) if old == value => {}
            Some(old) if old.is_object() => {
                patch.insert(name.clone(), difference(old, value));
            }
            _ => {
                patch.insert(name.clone(), value.clone());
            }
        }
    }
    Value::Object(patch)
}

/// The RFC's `MergePatch`.
fn merge(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(fields) = target else { return };
    for (name, value) in patch {
        if value.is_null() {
            fields.remove(&name);
        } else {
            merge(fields.entry(name).or_insert(Value::Null), value);
        }
    }
}

/// Every array of records as an object by id.
fn by_id(mut edition: Value) -> Value {
    for collection in edition.as_object_mut().into_iter().flat_map(Map::values_mut) {
        let Value::Array(records) = &*collection else { continue };
        let named = records
            .iter()
            .map(|record| Some((record["id"].as_str()?.to_owned(), record.clone())));
        if let Some(named) = named.collect::<Option<Map<_, _>>>() {
            *collection = Value::Object(named);
        }
    }
    edition
}

/// And back: records are in the order of their ids.
fn in_arrays(mut edition: Value) -> Value {
    for collection in edition.as_object_mut().into_iter().flat_map(Map::values_mut) {
        let Value::Object(records) = &*collection else { continue };
        if records.iter().all(|(id, record)| record["id"] == *id) {
            let mut records: Vec<(&String, &Value)> = records.iter().collect();
            records.sort_by_key(|(id, _)| *id);
            *collection = records.into_iter().map(|(_, record)| record.clone()).collect();
        }
    }
    edition
}
