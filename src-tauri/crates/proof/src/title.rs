//! Titles that say too little in a list.

use catalogue::Catalogue;
use catalogue::validate::Fault;

use crate::{At, remark};

/// What is called so on a page of its own, and in a list could be anybody's.
const EMPTY: [&str; 36] = [
    "about",
    "about us",
    "article",
    "booklet",
    "case study",
    "click here",
    "contact",
    "contact us",
    "contacts",
    "document",
    "download",
    "elearning",
    "faq",
    "faqs",
    "find out more",
    "form",
    "guidance",
    "guide",
    "help",
    "home",
    "home page",
    "homepage",
    "information",
    "introduction",
    "leaflet",
    "links",
    "more information",
    "news",
    "overview",
    "page",
    "read more",
    "resources",
    "tool",
    "useful links",
    "video",
    "website",
];

pub(crate) fn advice(catalogue: &Catalogue) -> Vec<Fault> {
    let titles = catalogue.glances();
    let mut places = std::collections::BTreeMap::<&str, usize>::new();
    let mut advice = Vec::new();
    for record in titles {
        let collection = record.kind.collection();
        let index = places.entry(collection).or_default();
        let at = At {
            collection,
            index: *index,
            id: record.id,
        };
        *index += 1;
        let words = record
            .title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        let folded = words.collect::<Vec<_>>().join(" ").to_lowercase();
        // A term's own word is what it explains.
        if collection != "terms" && EMPTY.contains(&folded.as_str()) {
            let what = format!("\"{}\" says nothing in a list", record.title);
            advice.push(remark(at, "title", None, what, "say of whom or of what it is"));
        }
    }
    advice
}
