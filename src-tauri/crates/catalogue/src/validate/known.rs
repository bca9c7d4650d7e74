//! Choices from a list: an app keeps a word it does not know, an editor never writes one.

use schemars::JsonSchema;
use serde_json::Value;

use super::{At, Check};
use crate::{Audience, ContactGroup, ResourceKind, SectionKind, Way};

pub(super) fn check(check: &mut Check<'_>) {
    let c = check.catalogue;
    for (index, article) in c.articles.iter().enumerate() {
        let known = article.audience != Audience::Other;
        one::<Audience>(check, "articles", index, &article.id, "audience", known);
    }
    for (index, contact) in c.contacts.iter().enumerate() {
        let known = contact.group != ContactGroup::Other;
        one::<ContactGroup>(check, "contacts", index, &contact.id, "group", known);
        for (n, number) in contact.numbers.iter().enumerate() {
            let path = format!("numbers/{n}/way");
            one::<Way>(check, "contacts", index, &contact.id, &path, number.way != Way::Other);
        }
    }
    for (index, resource) in c.resources.iter().enumerate() {
        let known = resource.audience != Audience::Other;
        one::<Audience>(check, "resources", index, &resource.id, "audience", known);
        let known = resource.kind != ResourceKind::Other;
        one::<ResourceKind>(check, "resources", index, &resource.id, "kind", known);
    }
    for (index, theme) in c.themes.iter().enumerate() {
        for (s, section) in theme.sections.iter().enumerate() {
            let path = format!("sections/{s}/kind");
            let known = section.kind != SectionKind::Other;
            one::<SectionKind>(check, "themes", index, &theme.id, &path, known);
        }
    }
}

fn one<T: JsonSchema>(
    check: &mut Check<'_>,
    collection: &'static str,
    index: usize,
    id: &str,
    path: &str,
    known: bool,
) {
    if !known {
        let at = At { collection, index, id };
        let key = path.rsplit('/').next().unwrap_or(path);
        check.refuse(
            at,
            path,
            format!("this is not a value that `{key}` can have"),
            format!("write one of: {}", words::<T>().join(", ")),
        );
    }
}

/// The words of an enum as the edition spells them, from its own schema, so that this list cannot grow stale.
fn words<T: JsonSchema>() -> Vec<String> {
    let mut words = Vec::new();
    super::walk(schemars::schema_for!(T).as_value(), &mut |path, value| {
        let is_word = path.ends_with("/const") || path.rsplit('/').nth(1) == Some("enum");
        if let (true, Value::String(word)) = (is_word, value) {
            words.push(word.clone());
        }
    });
    words
}
