//! From located JSON to the catalogue's types.

use catalogue::validate::near;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::located::join;
use super::{Loaded, Origin};

impl Loaded {
    /// Reads a file of many records.
    pub(super) fn records_of(&mut self, file: usize, collection: &'static str) {
        let located = &self.files[file];
        let mut faults = Vec::new();
        for (key, _) in located.value.as_object().into_iter().flatten() {
            if key != collection {
                let mend = format!("this file holds [[{collection}]] and nothing else: put it into one of them");
                let span = located.key_span(key);
                faults.push(self.at(
                    &located.file,
                    located,
                    span,
                    format!("nothing reads `{key}` here"),
                    mend,
                ));
            }
        }
        let count = match located.get(collection) {
            None => 0,
            Some(Value::Array(records)) => records.len(),
            Some(_) => {
                let span = located.key_span(collection);
                let what = format!("`{collection}` is not a list");
                let mend = format!("write [[{collection}]], with two brackets, before each record");
                faults.push(self.at(&located.file, located, span, what, mend));
                self.rules.unread.collections.insert(collection.into());
                0
            }
        };
        self.faults.append(&mut faults);
        for i in 0..count {
            self.record(file, &format!("{collection}/{i}"), collection, None);
        }
    }

    /// Reads one record. `stem`: the file's name, when the file must be named after the record.
    pub(super) fn record(&mut self, file: usize, path: &str, collection: &'static str, stem: Option<&str>) {
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
        let read = match collection {
            "areas" => self.typed(file, path).map(|r| self.catalogue.areas.push(r)),
            "articles" => self.typed(file, path).map(|r| self.catalogue.articles.push(r)),
            "contacts" => self.typed(file, path).map(|r| self.catalogue.contacts.push(r)),
            "pathways" => self.typed(file, path).map(|r| self.catalogue.pathways.push(r)),
            "practice_weeks" => self.typed(file, path).map(|r| self.catalogue.practice_weeks.push(r)),
            "publishers" => self.typed(file, path).map(|r| self.catalogue.publishers.push(r)),
            "resources" => self.typed(file, path).map(|r| self.catalogue.resources.push(r)),
            "sources" => self.typed(file, path).map(|r| self.catalogue.sources.push(r)),
            "terms" => self.typed(file, path).map(|r| self.catalogue.terms.push(r)),
            "themes" => self.typed(file, path).map(|r| self.catalogue.themes.push(r)),
            _ => None,
        };
        if read.is_some() {
            let origins = self.origins.entry(collection).or_default();
            origins.push(Origin {
                file,
                path: path.to_owned(),
            });
        } else if let Some(id) = id.as_deref().or(stem) {
            self.unread_record(collection, id);
        }
    }

    /// The value at `path` as a `T`. Keys that nothing reads are faults, and so is whatever does not fit.
    pub(super) fn typed<T: DeserializeOwned + JsonSchema>(&mut self, file: usize, path: &str) -> Option<T> {
        let located = &self.files[file];
        let value = located.get(path)?;
        let mut unknown = Vec::new();
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(value, &mut track);
        let read: Result<T, serde_json::Error> =
            serde_ignored::deserialize(tracked, |ignored| unknown.push(below(value, &ignored)));
        let mut faults = Vec::new();
        for ignored in unknown {
            let whole = join(path, &ignored);
            let key = whole.rsplit('/').next().unwrap_or(&whole);
            let mend = match near(key, keys::<T>().iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take it out; what a record can hold stands in the schema beside".to_owned(),
            };
            let span = located.key_span(&whole);
            faults.push(self.at(
                &located.file,
                located,
                span,
                format!("nothing reads the key `{key}`"),
                mend,
            ));
        }
        let read = match read {
            Ok(read) => Some(read),
            Err(error) => {
                let at = track.path().to_string().replace(['.', '['], "/").replace(']', "");
                let at = if at == "/" { "" } else { at.trim_matches('/') };
                let (what, mend) = in_plain_words(at, &error.to_string());
                let span = located.span(path, at, None);
                faults.push(self.at(&located.file, located, span, what, mend));
                None
            }
        };
        self.faults.append(&mut faults);
        read
    }
}

/// The path of a key that nothing reads.
fn below(value: &Value, path: &serde_ignored::Path<'_>) -> String {
    use serde_ignored::Path;
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => join(&below(value, parent), &index.to_string()),
        Path::Map { parent, key } => join(&below(value, parent), key),
        Path::Some { parent } | Path::NewtypeStruct { parent } => below(value, parent),
        // The variant's name is not told; it is the only key of its object.
        Path::NewtypeVariant { parent } => {
            let parent = below(value, parent);
            let object = value.pointer(&join("/", &parent).replacen("//", "/", 1));
            let name = object.and_then(Value::as_object).and_then(|o| o.keys().next());
            join(&parent, name.map_or("", String::as_str))
        }
    }
}

/// Every key that a `T`, or anything in it, can have.
fn keys<T: JsonSchema>() -> Vec<String> {
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
    collect(schemars::schema_for!(T).as_value(), &mut found);
    found
}

/// What serde says, as an editor would say it: what is wrong and how to mend it.
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
            format!("\"{word}\" is not one of the words that {key} can be"),
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
            "write a day as in \"2026-11-22\", a time on it as in \"2026-11-22T13:30:00\", and the header's with a Z after it".to_owned(),
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
