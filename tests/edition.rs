//! What the app was built with, to compare its screens with: tests name no record that an editor may rename.

use serde_json::Value;

/// The catalogue as it is built into the app.
pub fn edition() -> Value {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    let edition = source::build(data.as_ref()).expect("data/ has no fault");
    serde_json::from_str(&edition.to_json().expect("JSON")).expect("JSON")
}

/// A collection's records.
pub fn records<'a>(edition: &'a Value, collection: &str) -> impl Iterator<Item = &'a Value> {
    edition[collection].as_array().expect("a list of records").iter()
}

/// A field that is text; empty where it is absent.
pub fn text(record: &Value, field: &str) -> String {
    record[field].as_str().unwrap_or_default().to_owned()
}
