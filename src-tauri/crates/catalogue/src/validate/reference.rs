//! References: whatever names another record names one that is there.

use std::collections::HashSet;

use super::{At, Check, Rules, noun};
use crate::Catalogue;

/// Every record that another names, by collection and id.
pub fn references(catalogue: &Catalogue) -> HashSet<(String, String)> {
    let rules = Rules::default();
    let mut run = Check::new(catalogue, &rules);
    check(&mut run);
    run.referred
}

pub(super) fn check(check: &mut Check<'_>) {
    sources(check);
    replacements(check);
    let c = check.catalogue;
    for (index, article) in c.articles.iter().enumerate() {
        let to = from(check, "articles", index, &article.id);
        to.one("area", "areas", &article.area)
            .all("themes", "themes", &article.themes)
            .all("resources", "resources", &article.resources)
            .all("sources", "sources", &article.sources);
    }
    for (index, contact) in c.contacts.iter().enumerate() {
        from(check, "contacts", index, &contact.id).one("area", "areas", &contact.area);
    }
    for (index, resource) in c.resources.iter().enumerate() {
        let to = from(check, "resources", index, &resource.id);
        to.one("area", "areas", &resource.area)
            .one("publisher", "publishers", &resource.publisher);
    }
    for (index, term) in c.terms.iter().enumerate() {
        from(check, "terms", index, &term.id).maybe("theme", "themes", term.theme.as_ref());
    }
    for (index, theme) in c.themes.iter().enumerate() {
        let mut to = from(check, "themes", index, &theme.id)
            .all("related", "themes", &theme.related)
            .all("one_thing_resources", "resources", &theme.one_thing_resources)
            .all("resources", "resources", &theme.resources);
        for (s, section) in theme.sections.iter().enumerate() {
            for (e, entry) in section.entries.iter().enumerate() {
                to = to.one(
                    &format!("sections/{s}/entries/{e}/resource"),
                    "resources",
                    &entry.resource,
                );
            }
        }
    }
    for (index, pathway) in c.pathways.iter().enumerate() {
        let mut to = from(check, "pathways", index, &pathway.id)
            .one("area", "areas", &pathway.area)
            .all("articles", "articles", &pathway.articles)
            .all("themes", "themes", &pathway.themes);
        for (s, step) in pathway.steps.iter().enumerate() {
            to = to.all(&format!("steps/{s}/contacts"), "contacts", &step.contacts).all(
                &format!("steps/{s}/resources"),
                "resources",
                &step.resources,
            );
            for (a, answer) in step.answers.iter().enumerate() {
                to = to.maybe(
                    &format!("steps/{s}/answers/{a}/pathway"),
                    "pathways",
                    answer.pathway.as_ref(),
                );
            }
        }
    }
    for (index, week) in c.practice_weeks.iter().enumerate() {
        let mut to = from(check, "practice_weeks", index, &week.id)
            .one("area", "areas", &week.area)
            .all("resources", "resources", &week.resources)
            .all("themes", "themes", &week.themes);
        for (d, day) in week.days.iter().enumerate() {
            to = to
                .all(&format!("days/{d}/resources"), "resources", &day.resources)
                .all(&format!("days/{d}/pathways"), "pathways", &day.pathways)
                .all(&format!("days/{d}/articles"), "articles", &day.articles)
                .all(&format!("days/{d}/themes"), "themes", &day.themes);
            for (s, session) in day.sessions.iter().enumerate() {
                to = to.maybe(
                    &format!("days/{d}/sessions/{s}/resource"),
                    "resources",
                    session.resource.as_ref(),
                );
            }
        }
    }
}

/// `source`, wherever it is: the record's own, a link's, a step's, a figure's.
fn sources(check: &mut Check<'_>) {
    check.each_record(|check, at, record| {
        super::walk(record, &mut |path, value| {
            let Some(id) = value.as_str() else { return };
            if path == "source" || path.ends_with("/source") {
                refer(check, at, path, "sources", id);
            }
        });
    });
}

/// A replacement is of the withdrawn record's own kind, and another record.
fn replacements(check: &mut Check<'_>) {
    check.each_record(|check, at, record| {
        let path = "withdrawal/replacement";
        let Some(id) = record.pointer(&format!("/{path}")).and_then(|v| v.as_str()) else {
            return;
        };
        refer(check, at, path, at.collection, id);
        if id == at.id {
            check.refuse(
                at,
                path,
                "its replacement is itself",
                "name the record to use instead, or leave the replacement out",
            );
        }
    });
}

/// The references out of one record.
struct Out<'c, 'a, 'r> {
    check: &'c mut Check<'a>,
    at: At<'r>,
}

fn from<'c, 'a, 'r>(check: &'c mut Check<'a>, collection: &'static str, index: usize, id: &'r str) -> Out<'c, 'a, 'r> {
    let at = At { collection, index, id };
    Out { check, at }
}

impl Out<'_, '_, '_> {
    fn one(self, path: &str, collection: &'static str, id: &str) -> Self {
        refer(self.check, self.at, path, collection, id);
        self
    }

    fn maybe(self, path: &str, collection: &'static str, id: Option<impl AsRef<str>>) -> Self {
        match id {
            Some(id) => self.one(path, collection, id.as_ref()),
            None => self,
        }
    }

    fn all(mut self, path: &str, collection: &'static str, ids: &[impl AsRef<str>]) -> Self {
        for (i, id) in ids.iter().enumerate() {
            let id = id.as_ref();
            self = self.one(&format!("{path}/{i}"), collection, id);
        }
        self
    }
}

/// Refuses `id` unless `collection` has a record of that id.
pub(super) fn refer(check: &mut Check<'_>, at: At<'_>, path: &str, collection: &'static str, id: &str) {
    check.referred.insert((collection.to_owned(), id.to_owned()));
    // That an id is blank, the rules of text say.
    if id.trim().is_empty() || check.exists(collection, id) {
        return;
    }
    let noun = noun(collection);
    let guess = near(id, check.ids(collection))
        .map(|near| format!(". Did you mean \"{near}\"?"))
        .unwrap_or_default();
    let a = if noun.starts_with('a') { "an" } else { "a" };
    check.refuse(
        at,
        path,
        format!("there is no {noun} with the id \"{id}\""),
        format!("write the id of {a} {noun} that exists, or add the {noun}{guess}"),
    );
}

/// The candidate most like `word`, if one is like it enough to be a slip of the pen.
pub fn near<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    candidates
        .map(|c| (strsim::jaro_winkler(word, c), c))
        .filter(|(likeness, c)| *likeness > 0.85 || (!word.is_empty() && strsim::levenshtein(word, c) <= 1))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, c)| c)
}
