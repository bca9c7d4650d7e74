//! The bill of materials of a program: CycloneDX, in JSON.

use std::fs;
use std::path::Path;

use anyhow::Result;
use chrono::DateTime;
use serde_json::{Value, json};

use super::VERSION;
use super::parts::Part;

/// Writes it beside the packages.
pub fn write(program: &str, parts: &[Part], when: &str, folder: &Path) -> Result<()> {
    let text = serde_json::to_string_pretty(&of(program, parts, when)?)? + "\n";
    Ok(fs::write(folder.join(format!("{}-{VERSION}.cdx.json", program)), text)?)
}

fn of(program: &str, parts: &[Part], when: &str) -> Result<Value> {
    let when = DateTime::from_timestamp(when.parse()?, 0).unwrap_or_default();
    let own = format!("pkg:generic/{}@{VERSION}", program);
    let mut dependencies = vec![json!({ "ref": own, "dependsOn": parts.iter().map(Part::purl).collect::<Vec<_>>() })];
    dependencies.extend(
        parts
            .iter()
            .map(|part| json!({ "ref": part.purl(), "dependsOn": part.needs })),
    );
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": when.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "component": {
                "type": "application", "bom-ref": own, "name": program, "version": VERSION,
                "licenses": [{ "license": { "id": "MIT" } }],
            },
        },
        "components": parts.iter().map(component).collect::<Vec<_>>(),
        "dependencies": dependencies,
    }))
}

fn component(part: &Part) -> Value {
    let mut component = json!({
        "type": "library", "bom-ref": part.purl(), "purl": part.purl(), "name": part.name, "version": part.version,
        "licenses": [{ "expression": part.licence }],
    });
    if let Some(digest) = &part.digest {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": digest }]);
    }
    component
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::package::PROGRAMS;

    #[test]
    fn it_names_each_part_once_with_its_digest_and_depends_on_nothing_that_it_does_not_name() {
        let part = |name: &str, needs: &[&str]| Part {
            name: name.into(),
            version: "1.0.0".into(),
            licence: "MIT OR Apache-2.0".into(),
            folder: "/".into(),
            kind: if name.starts_with('@') { "npm" } else { "cargo" },
            digest: (!name.starts_with('@')).then(|| "ab".repeat(32)),
            needs: needs.iter().map(|need| (*need).to_owned()).collect(),
        };
        let parts = [part("a", &["pkg:cargo/b@1.0.0"]), part("b", &[]), part("@x/y", &[])];
        let bill = of(PROGRAMS[0], &parts, "1700000000").expect("a bill");
        assert_eq!(bill["metadata"]["timestamp"], "2023-11-14T22:13:20Z");
        let word = |value: &Value| value.as_str().map(str::to_owned);
        let list = |value: &Value, of: &str| -> Vec<_> {
            let items = value.as_array().into_iter().flatten();
            items.filter_map(|item| word(&item[of])).collect()
        };
        let refs = list(&bill["components"], "bom-ref");
        assert_eq!(refs, ["pkg:cargo/a@1.0.0", "pkg:cargo/b@1.0.0", "pkg:npm/%40x/y@1.0.0"]);
        assert_eq!(bill["components"][0]["hashes"][0]["content"], "ab".repeat(32));
        assert!(bill["components"][2]["hashes"].is_null());
        let known: BTreeSet<_> = refs.into_iter().collect();
        for dependency in bill["dependencies"].as_array().into_iter().flatten() {
            let on = dependency["dependsOn"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(word);
            assert!(on.into_iter().all(|on| known.contains(&on)), "{dependency}");
        }
    }
}
