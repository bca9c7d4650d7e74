//! Who confirmed what, and that no step leads to what is withdrawn.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{At, Check};

pub(super) fn check(check: &mut Check<'_>) {
    check.each_record(|check, at, record| {
        super::walk(record, &mut |path, value| {
            if let Value::Object(part) = value {
                confirmation(check, at, path, part);
            }
        });
    });
    steps(check);
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
            "it has a day of confirmation and no name",
            "add `confirmed_by`, who called or asked; leave both out when nobody did",
        );
    }
    if by.is_some() && on.is_none() {
        check.refuse(
            at,
            below("confirmed_by"),
            "it has the name of who confirmed it and no day",
            "add `confirmed_on`, the day of the call; leave both out when nobody did",
        );
    }
    if let (Some(on), Some(review)) = (on, text("review_by"))
        && review < on
    {
        check.refuse(
            at,
            below("review_by"),
            format!("it is to be reviewed by {review}, before it was confirmed on {on}"),
            "put the review after the confirmation",
        );
    }
}

/// A pack may list what is withdrawn, and the app says so there. A step must not send anybody to it.
fn steps(check: &mut Check<'_>) {
    let c = check.catalogue;
    let withdrawn: HashSet<(&str, &str)> = check
        .catalogue
        .glances()
        .filter(|record| !record.standing.is_active())
        .map(|record| (record.kind.collection(), record.id))
        .collect();
    for (index, pathway) in c.pathways.iter().enumerate() {
        if !pathway.standing.is_active() {
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
                .map(|(i, id)| (format!("contacts/{i}"), "contacts", id.as_str()))
                .chain(resources.map(|(i, id)| (format!("resources/{i}"), "resources", id.as_str())))
                .chain(answers.filter_map(|(i, a)| {
                    let id = a.pathway.as_ref()?;
                    Some((format!("answers/{i}/pathway"), "pathways", id.as_str()))
                }));
            for (path, collection, id) in targets {
                if withdrawn.contains(&(collection, id)) {
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
