//! What nothing leads to: a record found by search alone, and a source or publisher that no record names.

use catalogue::Catalogue;
use catalogue::validate::{Fault, references};

use crate::{At, remark};

pub(crate) fn advice(catalogue: &Catalogue) -> Vec<Fault> {
    let referred = references(catalogue);
    let is_led_to = |collection: &str, id: &str| referred.contains(&(collection.to_owned(), id.to_owned()));
    let mut advice = Vec::new();
    let mut one = |collection: &'static str, index: usize, id: &str, what: &str, fix: &str| {
        if !is_led_to(collection, id) {
            let at = At { collection, index, id };
            advice.push(remark(at, "", None, format!("{what} \"{id}\""), fix));
        }
    };
    for (index, resource) in catalogue.resources.iter().enumerate() {
        if resource.standing.is_active() {
            let what = "only search finds the resource";
            one(
                "resources",
                index,
                &resource.id,
                what,
                "name it in a pack, a step, a day or an article",
            );
        }
    }
    for (index, article) in catalogue.articles.iter().enumerate() {
        if article.standing.is_active() && article.themes.is_empty() {
            let what = "only search finds the article";
            one(
                "articles",
                index,
                &article.id,
                what,
                "give it a theme, or name it in a pathway or a day",
            );
        }
    }
    for (index, source) in catalogue.sources.iter().enumerate() {
        let fix = "name it where something was taken from it, or remove it if it was never published";
        one("sources", index, &source.id, "nothing is taken from the source", fix);
    }
    for (index, publisher) in catalogue.publishers.iter().enumerate() {
        let fix = "name it where it publishes a resource, or remove it if it was never published";
        one(
            "publishers",
            index,
            &publisher.id,
            "no resource names the publisher",
            fix,
        );
    }
    advice
}
