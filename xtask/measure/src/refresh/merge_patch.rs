//! JSON merge patches (RFC 7396), as a host might send them in place of deltas.
//!
//! A merge patch replaces arrays whole, so an edition's arrays of records become objects by id first: anything else would
//! send the whole catalogue for one letter.

use catalogue::canonical;
use serde_json::{Map, Value};

/// The patch that turns `older` into `newer`, both editions' JSON; compact.
pub fn make(older: &[u8], newer: &[u8]) -> serde_json::Result<Vec<u8>> {
    let (older, newer) = (
        by_id(serde_json::from_slice(older)?),
        by_id(serde_json::from_slice(newer)?),
    );
    serde_json::to_vec(&difference(&older, &newer))
}

/// The newer edition's canonical JSON.
pub fn apply(older: &[u8], patch: &[u8]) -> serde_json::Result<Vec<u8>> {
    let mut edition = by_id(serde_json::from_slice(older)?);
    merge(&mut edition, serde_json::from_slice(patch)?);
    Ok(canonical::to_string(&in_arrays(edition)).into_bytes())
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
        if let Value::Array(records) = collection {
            let records = std::mem::take(records).into_iter();
            let named = records.map(|record| (record["id"].as_str().unwrap_or_default().to_owned(), record));
            *collection = Value::Object(named.collect());
        }
    }
    edition
}

/// And back: records stand in the order of their ids.
fn in_arrays(mut edition: Value) -> Value {
    for collection in edition.as_object_mut().into_iter().flat_map(Map::values_mut) {
        if let Value::Object(records) = collection {
            let mut records: Vec<(String, Value)> = std::mem::take(records).into_iter().collect();
            records.sort_by(|(one, _), (other, _)| one.cmp(other));
            *collection = records.into_iter().map(|(_, record)| record).collect();
        }
    }
    edition
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_as_the_rfc_does() {
        for (target, patch, merged) in [
            (r#"{"a":"b"}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
            (r#"{"a":"b"}"#, r#"{"b":"c"}"#, r#"{"a":"b","b":"c"}"#),
            (r#"{"a":"b"}"#, r#"{"a":null}"#, "{}"),
            (r#"{"a":["b"]}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
            (
                r#"{"a":{"b":"c"}}"#,
                r#"{"a":{"b":"d","c":null}}"#,
                r#"{"a":{"b":"d"}}"#,
            ),
            (r#"["a","b"]"#, r#"["c","d"]"#, r#"["c","d"]"#),
            ("{}", r#"{"a":{"bb":{"ccc":null}}}"#, r#"{"a":{"bb":{}}}"#),
        ] {
            let mut value = serde_json::from_str(target).unwrap();
            merge(&mut value, serde_json::from_str(patch).unwrap());
            assert_eq!(value.to_string(), merged, "{target} {patch}");
        }
    }

    #[test]
    fn a_patch_gives_the_newer_edition() {
        let older = br#"{"edition":1,"gadgets":[{"id":"a","x":1},{"id":"b","y":[1,2]},{"id":"c","z":1}]}"#;
        let newer = br#"{"edition":2,"gadgets":[{"id":"a","x":1},{"id":"aa"},{"id":"b","y":[2]},{"id":"c"}]}"#;
        let patch = make(older, newer).unwrap();
        assert_eq!(
            String::from_utf8_lossy(&patch),
            r#"{"edition":2,"gadgets":{"aa":{"id":"aa"},"b":{"y":[2]},"c":{"z":null}}}"#
        );
        assert_eq!(apply(older, &patch).unwrap(), newer);
    }
}
