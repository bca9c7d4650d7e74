//! Whether a record stands: withdrawn with its reason, confirmed with a name.

use serde_json::{Map, Value};

use super::{At, Check};

pub(super) fn check(check: &mut Check<'_>) {
    check.each_record(|check, at, record| {
        withdrawal(check, at, record);
        super::walk(record, &mut |path, value| {
            if let Value::Object(part) = value {
                confirmation(check, at, path, part);
            }
        });
    });
    steps(check);
}

fn withdrawal(check: &mut Check<'_>, at: At<'_>, record: &Value) {
    let withdrawn = record.get("status").is_some_and(|s| s == "withdrawn");
    let reason = record.get("withdrawal").is_some();
    if withdrawn && !reason {
        check.refuse(
            at,
            "status",
            "it is withdrawn and nothing says why",
            "add withdrawal = { on = \"2026-11-22\", reason = \"…\" }, with `replacement` where there is one",
        );
    }
    if reason && !withdrawn {
        check.refuse(
            at,
            "withdrawal",
            "it has a withdrawal and is not withdrawn",
            "add status = \"withdrawn\", or leave the withdrawal out",
        );
    }
}

/// Contacts, links and steps alike. Days are ISO texts here, so they compare as they read.
fn confirmation(check: &mut Check<'_>, at: At<'_>, path: &str, part: &Map<String, Value>) {
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}/{key}")
        }
    };
    let text = |key: &str| part.get(key).and_then(Value::as_str);
    let (on, by) = (text("confirmed_on"), text("confirmed_by"));
    if on.is_some() && by.is_none() {
        check.refuse(
            at,
            below("confirmed_on"),
            "it is confirmed and nobody is named",
            "add `confirmed_by`, who rang or asked; leave both out when nobody did",
        );
    }
    if by.is_some() && on.is_none() {
        check.refuse(
            at,
            below("confirmed_by"),
            "somebody confirmed it and no day is named",
            "add `confirmed_on`, the day they rang or asked; leave both out when nobody did",
        );
    }
    if let (Some(on), Some(review)) = (on, text("review_by"))
        && review < on
    {
        check.refuse(
            at,
            below("review_by"),
            format!("it is to be reviewed by {review}, before it was confirmed on {on}"),
            "let the review come after the confirmation",
        );
    }
}

/// A pack may list what is withdrawn, and the app says so there. A step must not send anybody to it.
fn steps(check: &mut Check<'_>) {
    let c = check.catalogue;
    let gone = |collection: &str, id: &str| match collection {
        "contacts" => c.contacts.iter().any(|r| r.id == id && !r.status.is_active()),
        "resources" => c.resources.iter().any(|r| r.id == id && !r.status.is_active()),
        _ => c.pathways.iter().any(|r| r.id == id && !r.status.is_active()),
    };
    for (index, pathway) in c.pathways.iter().enumerate() {
        if !pathway.status.is_active() {
            continue;
        }
        let at = At {
            collection: "pathways",
            index,
            id: &pathway.id,
        };
        for (s, step) in pathway.steps.iter().enumerate() {
            let contacts = step.contacts.iter().enumerate();
            let resources = step.resources.iter().enumerate();
            let answers = step.answers.iter().enumerate();
            let targets = contacts
                .map(|(i, id)| (format!("contacts/{i}"), "contacts", id))
                .chain(resources.map(|(i, id)| (format!("resources/{i}"), "resources", id)))
                .chain(answers.filter_map(|(i, a)| {
                    let id = a.pathway.as_ref()?;
                    Some((format!("answers/{i}/pathway"), "pathways", id))
                }));
            for (path, collection, id) in targets {
                if gone(collection, id) {
                    check.refuse(
                        at,
                        format!("steps/{s}/{path}"),
                        format!(
                            "this step leads to the {} \"{id}\", which is withdrawn",
                            super::noun(collection)
                        ),
                        "name what to use instead, or leave it out",
                    );
                }
            }
        }
    }
}
