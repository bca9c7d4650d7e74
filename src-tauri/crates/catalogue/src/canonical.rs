//! Canonical JSON: one value, one spelling, so that equal content has an equal hash.
//!
//! Keys sorted by code point, no white space, arrays in their own order. The catalogue has no fractions, so numbers are
//! integers.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// SHA-256 of a canonical text.
pub type Digest = [u8; 32];

/// Writes `value` canonically.
pub fn to_string(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// SHA-256 of `bytes`.
pub fn digest(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            // Sorted here and not left to the map: another crate may switch serde_json's `preserve_order` on.
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_unstable();
            out.push('{');
            for (i, key) in keys.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                scalar(&Value::String(key.clone()), out);
                out.push(':');
                write(&map[key], out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        other => scalar(other, out),
    }
}

fn scalar(value: &Value, out: &mut String) {
    out.push_str(&value.to_string());
}

#[cfg(test)]
mod tests {
    use super::to_string;
    use serde_json::json;

    #[test]
    fn sorts_keys_and_keeps_arrays() {
        let value = json!({"b": [3, 1, {"z": null, "a": "ü\"\n"}], "a": true});
        assert_eq!(
            to_string(&value),
            "{\"a\":true,\"b\":[3,1,{\"a\":\"ü\\\"\\n\",\"z\":null}]}"
        );
    }
}
