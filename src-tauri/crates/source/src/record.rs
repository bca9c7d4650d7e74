//! From located JSON to the catalogue's types.

use catalogue::catalogue::Reading;
use catalogue::validate::near;
use catalogue::{Confirmation, Kind, Standing, Typed};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::loaded::{Loaded, Origin};
use crate::located::join;

impl Loaded {
    /// Reads a file of many records.
    pub(crate) fn records_of(&mut self, file: usize, kind: Kind) {
        let collection = kind.collection();
        let located = &self.files[file];
        let mut faults = Vec::new();
        for (key, _) in located.value.as_object().into_iter().flatten() {
            if key != collection {
                let fix = format!("this file contains only [[{collection}]]: move it into one of them");
                let span = located.key_span(key);
                faults.push(self.at(
                    &located.file,
                    located,
                    span,
                    format!("the key `{key}` is not used here"),
                    fix,
                ));
            }
        }
        let count = match located.get(collection) {
            None => 0,
            Some(Value::Array(records)) => records.len(),
            Some(_) => {
                let span = located.key_span(collection);
                let what = format!("`{collection}` is not a list");
                let fix = format!("write [[{collection}]], with double brackets, before each record");
                faults.push(self.at(&located.file, located, span, what, fix));
                self.rules.unread.collections.insert(collection.into());
                0
            }
        };
        self.faults.append(&mut faults);
        for i in 0..count {
            self.record(file, &format!("{collection}/{i}"), kind, None);
        }
    }

    /// Reads one record. `stem`: the file's name, when the file must be named after the record.
    pub(crate) fn record(&mut self, file: usize, path: &str, kind: Kind, stem: Option<&str>) {
        let located = &self.files[file];
        let id = located
            .get(&join(path, "id"))
            .and_then(Value::as_str)
            .map(str::to_owned);
        if let (Some(id), Some(stem)) = (&id, stem)
            && id != stem
        {
            let span = located.span(path, "id", None);
            let extension = located.file.rsplit('.').next().unwrap_or_default();
            let fault = self.at(
                &located.file,
                located,
                span,
                format!("the id is \"{id}\" and the file is named \"{stem}\""),
                format!("name the file {id}.{extension}, or write id = \"{stem}\" if that was published before"),
            );
            self.faults.push(fault);
        }
        let mut catalogue = std::mem::take(&mut self.catalogue);
        let mut place = Place {
            loaded: self,
            file,
            path,
        };
        let read = catalogue.push_with(kind, &mut place);
        self.catalogue = catalogue;
        if read {
            let origins = self.origins.entry(kind.collection()).or_default();
            origins.push(Origin {
                file,
                path: path.to_owned(),
            });
        } else if let Some(id) = id.as_deref().or(stem) {
            self.unread_record(kind, id);
        }
    }

    /// The value at `path` as a `T`. Keys that nothing reads are faults, and so is whatever does not fit.
    pub(crate) fn typed<T: DeserializeOwned + JsonSchema>(&mut self, file: usize, path: &str) -> Option<T> {
        let located = &self.files[file];
        let value = located.get(path)?;
        let schema = schemars::schema_for!(T).to_value();
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(value, &mut track);
        let read: Result<T, serde_json::Error> = T::deserialize(tracked);
        let mut faults = Vec::new();
        for unread in unread_keys(value, &schema) {
            let whole = join(path, &unread);
            let key = whole.rsplit('/').next().unwrap_or(&whole);
            let fix = match near(key, keys(&schema).iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "remove it; the schema lists what a record can contain".to_owned(),
            };
            if located.elsewhere(&whole).is_some() {
                // Reported already, where the shared step is.
                continue;
            }
            let span = located.key_span(&whole);
            faults.push(self.at(
                &located.file,
                located,
                span,
                format!("the key `{key}` is not used here"),
                fix,
            ));
        }
        let read = match read {
            Ok(read) => Some(read),
            Err(error) => {
                let at = place_of(track);
                // What is wrong in a flattened part has no place of its own: it is asked for alone.
                let at = if at.is_empty() { flattened_place(value) } else { at };
                let at = at.as_str();
                let (what, fix) = in_plain_words(at, &error.to_string());
                let (file, span) = self.place(file, path, at, None);
                faults.push(self.at_span(file, span, what, fix));
                None
            }
        };
        self.faults.append(&mut faults);
        read
    }
}

/// A place in a file, to read a record from.
struct Place<'a> {
    loaded: &'a mut Loaded,
    file: usize,
    path: &'a str,
}

impl Reading for Place<'_> {
    fn read<T: Typed + JsonSchema>(&mut self) -> Option<T> {
        self.loaded.typed(self.file, self.path)
    }
}

/// The paths of all keys that the schema does not name. serde cannot tell them in a type with flattened parts.
fn unread_keys(value: &Value, schema: &Value) -> Vec<String> {
    fn visit(value: &Value, schema: &Value, root: &Value, path: &str, unread: &mut Vec<String>) {
        let shapes = shapes(schema, root);
        match value {
            Value::Array(items) => {
                for (i, item) in items.iter().enumerate() {
                    for shape in shapes.iter().filter_map(|shape| shape.get("items")).take(1) {
                        visit(item, shape, root, &join(path, &i.to_string()), unread);
                    }
                }
            }
            Value::Object(map) => {
                let named: Vec<&Map<String, Value>> = shapes
                    .iter()
                    .filter_map(|shape| shape.get("properties")?.as_object())
                    .collect();
                for (key, below) in map.iter().filter(|_| !named.is_empty()) {
                    let path = join(path, key);
                    match named.iter().find_map(|properties| properties.get(key)) {
                        Some(schema) => visit(below, schema, root, &path, unread),
                        None => unread.push(path),
                    }
                }
            }
            _ => {}
        }
    }
    let mut unread = Vec::new();
    visit(value, schema, schema, "", &mut unread);
    unread
}

/// A schema and all that it refers to or offers to choose from.
fn shapes<'a>(schema: &'a Value, root: &'a Value) -> Vec<&'a Value> {
    let mut shapes = vec![schema];
    if let Some(named) = schema.get("$ref").and_then(Value::as_str)
        && let Some(named) = root.pointer(named.trim_start_matches('#'))
    {
        shapes.extend(self::shapes(named, root));
    }
    for choice in ["allOf", "anyOf", "oneOf"] {
        let choices = schema.get(choice).and_then(Value::as_array);
        shapes.extend(choices.into_iter().flatten().flat_map(|one| self::shapes(one, root)));
    }
    shapes
}

fn place_of(track: serde_path_to_error::Track) -> String {
    let at = track.path().to_string().replace(['.', '['], "/").replace(']', "");
    at.trim_matches('/').to_owned()
}

/// Where a member that all records, or many, have in common does not fit; empty when it is not one of those.
fn flattened_place(value: &Value) -> String {
    fn of<T: DeserializeOwned>(value: &Value) -> Option<String> {
        let mut track = serde_path_to_error::Track::new();
        let read = T::deserialize(serde_path_to_error::Deserializer::new(value, &mut track));
        read.err().map(|_| place_of(track))
    }
    of::<Confirmation>(value)
        .or_else(|| of::<Standing>(value))
        .unwrap_or_default()
}

/// Every key that the schema names, at any depth.
fn keys(schema: &Value) -> Vec<String> {
    fn collect(schema: &Value, keys: &mut Vec<String>) {
        match schema {
            Value::Object(map) => {
                if let Some(Value::Object(properties)) = map.get("properties") {
                    keys.extend(properties.keys().cloned());
                }
                map.values().for_each(|v| collect(v, keys));
            }
            Value::Array(items) => items.iter().for_each(|v| collect(v, keys)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(schema, &mut found);
    found
}

/// What serde says, as an editor would say it: what is wrong and how to fix it.
fn in_plain_words(path: &str, message: &str) -> (String, String) {
    let key = path
        .rsplit('/')
        .find(|part| part.parse::<usize>().is_err() && !part.is_empty());
    let key = key.map_or_else(|| "this".to_owned(), |key| format!("`{key}`"));
    if let Some(rest) = message.strip_prefix("missing field `") {
        let field = rest.trim_end_matches('`');
        return (format!("`{field}` is missing"), format!("add `{field}`"));
    }
    if let Some((word, words)) = message
        .strip_prefix("unknown variant `")
        .and_then(|rest| rest.split_once("`, expected "))
    {
        return (
            format!("\"{word}\" is not a value that {key} can have"),
            format!("write {}", words.replace('`', "\"")),
        );
    }
    let fits = ["invalid type: ", "invalid value: ", "invalid length "];
    if let Some((is, wanted)) = fits
        .iter()
        .find_map(|start| message.strip_prefix(start))
        .and_then(|rest| rest.split_once(", expected "))
    {
        return (format!("{key} is {is}"), format!("write {wanted} here"));
    }
    // chrono's words for a day or time it cannot read.
    let about_time = [
        "premature end of input",
        "trailing input",
        "input contains invalid characters",
        "input is out of range",
    ];
    if about_time.contains(&message) {
        return (
            format!("{key} is not a day or time"),
            "write a day like \"2026-11-22\", a time on it like \"2026-11-22T13:30:00\", and the header's with a Z \
             after it"
                .to_owned(),
        );
    }
    // Our own types' messages say how to write it after a colon.
    match message.split_once(": write ") {
        Some((what, how)) => (what.to_owned(), format!("write {how}")),
        None => (
            format!("{key} cannot be read: {message}"),
            "write it as the schema says".to_owned(),
        ),
    }
}
