//! Ids: slugs, each once, and none that was published may go.

use std::collections::BTreeSet;

use super::{At, Check, Fault, Key, is_slug, near, noun};

const SLUG_FIX: &str = "write it with lower-case letters, digits and single hyphens only, such as \"domestic-abuse\"";

pub(super) fn check(check: &mut Check<'_>) {
    let mut seen = BTreeSet::new();
    check.each_record(|check, at, _| {
        slug(check, at, "id", at.id);
        if !seen.insert(Key {
            collection: at.collection.into(),
            id: at.id.into(),
        }) {
            check.refuse(
                at,
                "id",
                format!("there are two {}s with the id \"{}\"", noun(at.collection), at.id),
                "give the newer one an id of its own, or delete the copy",
            );
        }
    });
    steps(check);
    sessions(check);
    published(check, &seen);
}

fn slug(check: &mut Check<'_>, at: At<'_>, path: &str, id: &str) {
    if !is_slug(id) {
        check.refuse(at, path, format!("\"{id}\" cannot be an id"), SLUG_FIX);
    }
}

/// Words that the screens put in a step's place in an address: for the whole pathway, and for its end.
const RESERVED_STEPS: [&str; 2] = ["all", "end"];

fn steps(check: &mut Check<'_>) {
    for (index, pathway) in check.catalogue.pathways.iter().enumerate() {
        let at = At {
            collection: "pathways",
            index,
            id: &pathway.id,
        };
        for (i, step) in pathway.steps.iter().enumerate() {
            if RESERVED_STEPS.contains(&step.id.as_str()) {
                check.refuse(
                    at,
                    format!("steps/{i}/id"),
                    format!(
                        "a step cannot be called \"{}\": the app's addresses use that word",
                        step.id
                    ),
                    "give the step an id that says what it is about",
                );
            }
        }
        let ids = pathway.steps.iter().enumerate();
        inner(
            check,
            at,
            "step",
            ids.map(|(i, s)| (format!("steps/{i}/id"), s.id.as_str())),
        );
    }
}

fn sessions(check: &mut Check<'_>) {
    for (index, week) in check.catalogue.practice_weeks.iter().enumerate() {
        let at = At {
            collection: "practice_weeks",
            index,
            id: &week.id,
        };
        let ids = week.days.iter().enumerate().flat_map(|(d, day)| {
            let sessions = day.sessions.iter().enumerate();
            sessions.map(move |(s, session)| (format!("days/{d}/sessions/{s}/id"), session.id.as_str()))
        });
        inner(check, at, "session", ids);
    }
}

/// Ids that need to be unique in their record only.
fn inner<'a>(check: &mut Check<'_>, at: At<'_>, noun: &str, ids: impl Iterator<Item = (String, &'a str)>) {
    let mut seen = BTreeSet::new();
    for (path, id) in ids {
        slug(check, at, &path, id);
        if !seen.insert(id) {
            check.refuse(
                at,
                path,
                format!("there are two {noun}s with the id \"{id}\" here"),
                "give the newer one an id of its own",
            );
        }
    }
}

fn published(check: &mut Check<'_>, present: &BTreeSet<Key>) {
    let before: BTreeSet<&Key> = check.rules.published.iter().collect();
    for key in &before {
        if check.exists(&key.collection, &key.id) {
            continue;
        }
        // An id that is new and nearly the same is most likely the old one, renamed.
        let new = present
            .iter()
            .filter(|k| k.collection == key.collection && !before.contains(k))
            .map(|k| k.id.as_str());
        let renamed = near(&key.id, new)
            .map(|new| format!(" If you renamed it to \"{new}\": an id never changes, so give it its old id back."))
            .unwrap_or_default();
        let fix = match key.collection.as_str() {
            "areas" | "publishers" | "sources" => "restore it".to_owned(),
            _ => "restore it or mark it withdrawn: status = \"withdrawn\", and a withdrawal with the day and the \
                reason"
                .to_owned(),
        };
        check.faults.push(Fault {
            collection: key.collection.clone(),
            index: None,
            id: key.id.clone(),
            path: String::new(),
            quote: None,
            what: format!(
                "the {} \"{}\" was published and is missing",
                noun(&key.collection),
                key.id
            ),
            fix: format!("{fix}.{renamed}"),
        });
    }
}
