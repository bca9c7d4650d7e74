//! JSON Schemas of the files of `data/`, from the catalogue's own types, for editors' tools to complete and check by.

use std::collections::BTreeMap;

use catalogue::validate::DenyList;
use catalogue::{
    Area, Article, Contact, Header, Pathway, PracticeWeek, Publisher, Resource, Source, Step, Term, Theme, Typed,
};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::include::INCLUDE;

/// One kind of file: its schema's name, the files it is for, and the schema.
struct Kind {
    name: &'static str,
    files: &'static str,
    schema: Value,
}

/// Every file that belongs beside the data, by its path from the data directory: the schemas and the file that tells
/// tools for TOML (taplo, Even Better TOML) which of them is for which file.
pub fn files() -> BTreeMap<String, String> {
    let mut taplo = String::from("# Which schema is for which file. Written by `doorstep-publish schema`.\n");
    let mut files = BTreeMap::new();
    for kind in kinds() {
        let path = format!("schema/{}.schema.json", kind.name);
        if kind.files.ends_with(".toml") {
            taplo.push_str(&format!(
                "\n[[rule]]\ninclude = [\"{}\"]\n[rule.schema]\npath = \"{path}\"\nenabled = true\n",
                kind.files
            ));
        }
        files.insert(path, format!("{:#}\n", sorted(closed(kind.schema))));
    }
    files.insert(".taplo.toml".into(), taplo);
    files
}

fn kinds() -> Vec<Kind> {
    let kind = |name, files, schema| Kind { name, files, schema };
    vec![
        kind("areas", "areas.toml", list::<Area>()),
        kind("article", "articles/*.md", front_matter()),
        kind("contacts", "contacts.toml", list::<Contact>()),
        kind("deny", "deny.toml", one::<DenyList>()),
        kind("edition", "edition.toml", one::<Header>()),
        kind("pathway", "pathways/*.toml", pathway()),
        kind("publishers", "publishers.toml", list::<Publisher>()),
        kind("resources", "resources/*.toml", list::<Resource>()),
        kind("sources", "sources.toml", list::<Source>()),
        kind("steps", "steps.toml", shared_steps()),
        kind("terms", "terms.toml", list::<Term>()),
        kind("theme", "themes/*.toml", one::<Theme>()),
        kind("week", "weeks/*.toml", one::<PracticeWeek>()),
    ]
}

/// Draft 7: the newest that the tools for TOML know.
fn settings() -> SchemaSettings {
    SchemaSettings::draft07()
}

fn one<T: JsonSchema>() -> Value {
    settings().into_generator().into_root_schema_for::<T>().to_value()
}

fn list<T: JsonSchema + Typed>() -> Value {
    let collection = T::KIND.collection();
    let mut generator = settings().into_generator();
    let mut items = generator.subschema_for::<Vec<T>>().to_value();
    items["description"] = json!(format!("Each [[{collection}]] is one record."));
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": collection,
        "type": "object",
        "properties": { collection: items },
        "required": [collection],
        "definitions": generator.take_definitions(true),
    })
}

/// A pathway whose steps may be included, each then with the members it wants to be different and no others.
fn pathway() -> Value {
    let mut schema = one::<Pathway>();
    let definitions = schema.get_mut("definitions").and_then(Value::as_object_mut);
    if let Some(definitions) = definitions
        && let Some(step) = definitions.get_mut("Step")
    {
        let required = step.as_object_mut().and_then(|step| step.remove("required"));
        let include = json!({"type": "string", "description": "The id of the step of steps.toml that this one is. What stands beside it replaces the shared step's own."});
        step["properties"][INCLUDE] = include;
        step["anyOf"] = json!([{ "required": [INCLUDE] }, { "required": required }]);
    }
    schema
}

/// The steps that pathways share.
fn shared_steps() -> Value {
    let mut generator = settings().into_generator();
    let mut items = generator.subschema_for::<Vec<Step>>().to_value();
    items["description"] = json!("Each [[steps]] is a step that pathways take with include = \"its id\".");
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "steps",
        "type": "object",
        "properties": { "steps": items },
        "required": ["steps"],
        "definitions": generator.take_definitions(true),
    })
}

/// An article without its body, which is what follows the front matter.
fn front_matter() -> Value {
    let mut schema = one::<Article>();
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.remove("body");
    }
    schema
}

/// Objects hold the keys they name and no others: a key that is misspelt is to be seen while it is typed.
fn closed(mut value: Value) -> Value {
    match &mut value {
        Value::Object(map) => {
            let is_object = map.get("properties").is_some_and(Value::is_object);
            if is_object && !map.contains_key("additionalProperties") {
                map.insert("additionalProperties".into(), json!(false));
            }
            map.values_mut().for_each(|v| *v = closed(v.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|v| *v = closed(v.take())),
        _ => {}
    }
    value
}

/// Keys in order, whatever features of serde_json another crate has switched on.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let map: BTreeMap<String, Value> = map.into_iter().map(|(k, v)| (k, sorted(v))).collect();
            Value::Object(Map::from_iter(map))
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}
