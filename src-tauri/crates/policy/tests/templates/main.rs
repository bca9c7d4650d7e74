//! What an administrator imports is made from the table of settings, is kept in `deploy/`, and is what the app reads.
#![allow(clippy::unwrap_used)]

mod make;
mod xml;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use policy::{KEYS, Takes};

use xml::elements;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The table of settings in the guide is between this line and the next empty one.
const TABLE: &str = "| setting | in a policy file | takes | what it does |\n";

#[test]
fn the_files_that_are_kept_are_those_of_the_table() {
    for (path, text) in make::all() {
        let path = root().join(path);
        if env::var_os("DOORSTEP_WRITE_TEMPLATES").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == text, "{} is stale: run `cargo xtask templates`", path.display());
    }
    let path = root().join("docs/deploying.md");
    let guide = fs::read_to_string(&path).unwrap();
    let (before, rest) = guide.split_once(TABLE).expect("the table of settings");
    let (_, after) = rest.split_once("\n\n").expect("its end");
    let fresh = format!("{before}{TABLE}{}\n{after}", make::table());
    if env::var_os("DOORSTEP_WRITE_TEMPLATES").is_some() {
        fs::write(&path, &fresh).unwrap();
    } else {
        assert!(
            guide == fresh,
            "docs/deploying.md is stale: run `cargo xtask templates`"
        );
    }
}

#[test]
fn the_examples_are_read_as_they_are_meant() {
    let profile = plist::Value::from_reader(std::io::Cursor::new(make::profile())).unwrap();
    let profile = profile.as_dictionary().unwrap();
    assert_eq!(profile["PayloadScope"].as_string(), Some("System"));
    let payload = &profile["PayloadContent"].as_array().unwrap()[0];
    assert_eq!(
        payload.as_dictionary().unwrap()["PayloadType"].as_string(),
        Some("org.doorstep.doorstep")
    );
    let mut list = Vec::new();
    payload.to_writer_xml(&mut list).unwrap();
    let file = policy::of_file(make::file().replace("\"1.root.json\"", KEYS[1].example).as_bytes());
    for read in [policy::of_preferences(&list), file] {
        assert_eq!(read.source.unwrap().unwrap().host.as_str(), KEYS[0].example);
        assert_eq!(read.managed.mistakes, [""; 0]);
        assert_eq!(read.managed.areas.unwrap(), ["north", "south"]);
        assert_eq!(
            (read.managed.background, read.managed.reminders),
            (Some(true), Some(true))
        );
        assert_eq!(read.managed.reporting_address.unwrap(), KEYS[5].example);
    }
}

#[test]
fn group_policys_template_names_only_what_is_there() {
    let (admx, adml) = (elements(&make::admx()), elements(&make::adml()));
    let named = |tag: &str, attribute: &str| -> Vec<String> {
        let of = adml.iter().filter(|element| element.tag == tag);
        of.map(|element| element.attributes[attribute].clone()).collect()
    };
    let (strings, presentations) = (named("string", "id"), named("presentation", "id"));
    let mut references = 0;
    for text in admx.iter().flat_map(|element| element.attributes.values()) {
        if let Some(id) = text.strip_prefix("$(string.").and_then(|rest| rest.strip_suffix(')')) {
            assert!(strings.iter().any(|string| string == id), "no string {id}");
            references += 1;
        }
        if let Some(id) = text
            .strip_prefix("$(presentation.")
            .and_then(|rest| rest.strip_suffix(')'))
        {
            assert!(
                presentations.iter().any(|presentation| presentation == id),
                "no presentation {id}"
            );
            references += 1;
        }
    }
    assert_eq!(references, strings.len() + presentations.len(), "each is used once");
    // Each field has its box, and each setting is where the app looks for it.
    let fields: Vec<_> = admx.iter().filter(|element| element.tag == "text").collect();
    let boxes = named("textBox", "refId");
    assert_eq!(
        fields.iter().map(|field| &field.attributes["id"]).collect::<Vec<_>>(),
        boxes.iter().collect::<Vec<_>>()
    );
    let values: Vec<_> = admx
        .iter()
        .filter_map(|element| element.attributes.get("valueName"))
        .collect();
    assert_eq!(values.len(), KEYS.len());
    for key in KEYS {
        assert!(values.iter().any(|value| **value == key.name), "{}", key.name);
    }
    for policy in admx.iter().filter(|element| element.tag == "policy") {
        assert_eq!(policy.attributes["key"], r"Software\Policies\Doorstep");
        assert_eq!(policy.attributes["class"], "Machine");
    }
    let decimals: Vec<_> = admx.iter().filter(|element| element.tag == "decimal").collect();
    assert_eq!(
        decimals.len(),
        2 * KEYS.iter().filter(|key| key.takes == Takes::Switch).count()
    );
}

/// The example for OMA-URI is that of the policy's own boxes, and what it sets is a host with its root.
#[test]
fn the_guides_example_for_windows_management_sets_a_host_with_its_root() {
    let guide = fs::read_to_string(root().join("docs/deploying.md")).unwrap();
    let example = guide.split("```xml\n").nth(1).unwrap().split("```").next().unwrap();
    let example = elements(&format!("<policy>{example}</policy>"));
    assert_eq!(example[1].tag, "enabled");
    let set: BTreeMap<_, _> = example[2..]
        .iter()
        .map(|data| (&data.attributes["id"], &data.attributes["value"]))
        .collect();
    let first = KEYS[..2].iter().map(|key| key.name);
    assert!(set.keys().copied().eq(first), "{set:?}");
    let read = policy::of_managed(&serde_json::json!(set).to_string(), None);
    let source = read.source.unwrap().unwrap();
    assert_eq!(
        (source.host.as_str(), source.root),
        (KEYS[0].example, KEYS[1].example.into())
    );
}

/// What a phone's console sends for a switch is read as that.
#[test]
fn phones_templates_have_every_setting_once() {
    let (android, ios) = (elements(&make::android()), elements(&make::ios()));
    let keys: Vec<_> = KEYS.iter().map(|key| key.name.to_owned()).collect();
    let restrictions = android.iter().filter(|element| element.tag == "restriction");
    assert_eq!(
        restrictions
            .map(|element| element.attributes["android:key"].clone())
            .collect::<Vec<_>>(),
        keys
    );
    for tag in ["string", "field"] {
        let named = ios.iter().filter(|element| element.tag == tag);
        assert_eq!(
            named
                .map(|element| element.attributes["keyName"].clone())
                .collect::<Vec<_>>(),
            keys,
            "{tag}"
        );
    }
    let offered: Vec<_> = ios.iter().filter(|element| element.tag == "option").collect();
    assert_eq!(offered.len(), 4);
    for option in offered {
        let json = serde_json::json!({"Reminders": option.attributes["value"]}).to_string();
        assert!(policy::of_managed(&json, None).managed.reminders.is_some());
    }
}

#[test]
fn what_is_not_well_formed_is_refused() {
    for wrong in ["<a><b></a>", "<a>", "<a b=c/>", "<a>&nothing;</a>", "", "<a/><b/>"] {
        assert!(std::panic::catch_unwind(|| elements(wrong)).is_err(), "{wrong}");
    }
}
