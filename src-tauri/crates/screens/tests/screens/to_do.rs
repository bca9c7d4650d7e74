//! What to do, above all hits: the pathway and the number, by area, hour and person.

use std::sync::LazyLock;

use ::search::Finder;
use screens::search::view::{Found, WhatToDo};
use screens::search::{self, SearchFilters};

use crate::kit::{App, MONDAY};

/// Of the real catalogue.
static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::of(App::new().library().catalogue()));

const NIGHT: &str = "2026-11-23T23:00:00Z";
const AREAS: [&str; 2] = ["hampshire", "isle-of-wight"];

fn found(app: &App, query: &str, now: &str) -> Found {
    search::answer(&app.at(now), &FINDER, query, &SearchFilters::default(), &|| false).unwrap()
}

/// The pathways and the numbers, by id.
fn ways(to_do: &WhatToDo) -> Vec<(&str, Option<&str>)> {
    to_do
        .ways
        .iter()
        .map(|way| (way.pathway.id.as_str(), way.call.as_ref().map(|call| call.id.as_str())))
        .collect()
}

/// The children's line of an area for this person, at day and at night.
fn childrens(area: &str, professional: bool, night: bool) -> String {
    let line = match (area, professional, night) {
        ("hampshire", true, false) | ("isle-of-wight", true, false) => "-professionals",
        ("hampshire", _, true) | ("isle-of-wight", true, true) => "-out-of-hours",
        _ => "",
    };
    format!("{area}-childrens-services{line}")
}

/// Which pathway is expected, by area.
type Expected = fn(&str) -> String;

#[test]
fn the_pathway_and_the_number_stand_above_all_hits() {
    let at_risk = |area: &str| match area {
        "hampshire" => "hampshire-adult-services".to_owned(),
        // The day's team has no number that two pages agree on.
        _ => "isle-of-wight-adults-out-of-hours".to_owned(),
    };
    let cases: [(Expected, &[&str]); 7] = [
        (
            |area| format!("worried-about-a-child-{area}"),
            &[
                "abuse",
                "neglect",
                "negelct",
                "fgm",
                "child hit",
                "mum hits her kids",
                "black eye",
                "dirty house",
                "no food",
                "home alone",
                "drunk mum",
                "scared child",
                "bullying",
                "forced marriage",
                "sexual abuse",
                "self harm",
                "shaking a baby",
                "social services",
                "who do i ring about a child",
                "hoarding",
                "overdose",
                "knife",
                "fire",
                "child is being hurt now",
                "not breathing",
            ],
        ),
        (
            |area| format!("{area}-domestic-abuse"),
            &[
                "domestic",
                "domestic abuse",
                "controlling husband",
                "coercive control",
                "he controls her money",
                "he hits her",
                "mother frightened of husband",
                "husband hits wife",
                "boyfriend hits her",
                "stalking",
                "dv",
            ],
        ),
        (
            |area| format!("bruise-on-a-baby-{area}"),
            &["bruise", "brusing", "bruise on a baby"],
        ),
        (
            |area| format!("a-child-tells-me-{area}"),
            &["child told me", "disclosure"],
        ),
        (
            |area| format!("exploitation-or-missing-{area}"),
            &["county lines", "grooming", "gang", "missing", "runaway", "cse"],
        ),
        (
            |area| format!("somebody-who-works-with-children-{area}"),
            &[
                "teacher",
                "teacher hit a child",
                "coach touched a boy",
                "allegation",
                "lado",
            ],
        ),
        (
            |area| format!("adult-at-risk-{area}"),
            &[
                "adult neglect",
                "neglected elderly man",
                "elderly",
                "dementia",
                "old lady",
                "self-neglect",
                "adult social care",
                "care home",
            ],
        ),
    ];
    assert!(cases.iter().map(|(_, queries)| queries.len()).sum::<usize>() >= 60);
    for area in AREAS {
        for professional in [false, true] {
            let app = App::new().in_areas(&[area]).works_with_children(professional);
            for night in [false, true] {
                for (pathway, queries) in cases {
                    let pathway = pathway(area);
                    let number = if pathway.starts_with("adult") {
                        at_risk(area)
                    } else if pathway.starts_with("somebody") {
                        format!("{area}-lado")
                    } else {
                        childrens(area, professional, night)
                    };
                    for query in queries {
                        let found = found(&app, query, if night { NIGHT } else { MONDAY });
                        let to_do = found.to_do.unwrap_or_else(|| panic!("{query} in {area}"));
                        let about = format!("{query} in {area}, night {night}, professional {professional}");
                        assert_eq!(ways(&to_do), [(pathway.as_str(), Some(number.as_str()))], "{about}");
                        assert!(to_do.choose.is_empty());
                    }
                }
            }
        }
    }
}

#[test]
fn danger_is_first_and_both_areas_have_a_number_each() {
    let both = App::new().in_areas(&AREAS);
    for query in [
        "overdose",
        "child is being hurt now",
        "not breathing",
        "he has a knife",
        "fire",
    ] {
        let to_do = found(&both, query, NIGHT).to_do.unwrap();
        assert_eq!(to_do.emergency[0].id, "emergency-999", "{query}");
        assert_eq!(
            ways(&to_do),
            [
                (
                    "worried-about-a-child-hampshire",
                    Some("hampshire-childrens-services-out-of-hours")
                ),
                (
                    "worried-about-a-child-isle-of-wight",
                    Some("isle-of-wight-childrens-services")
                ),
            ]
        );
    }
    let to_do = found(&both, "neglect", MONDAY).to_do.unwrap();
    assert!(to_do.emergency.is_empty());
    // Who is not safe has 999 and nothing to weigh.
    let to_do = found(&both, "they threatened me", MONDAY).to_do.unwrap();
    assert_eq!(to_do.emergency[0].id, "emergency-999");
    assert!(to_do.ways.iter().all(|way| way.call.is_none()));
    // A bruise may be on a baby or not.
    let also = found(&App::new().in_areas(&["hampshire"]), "bruise", MONDAY)
        .to_do
        .unwrap()
        .also;
    assert_eq!(also[0].id, "worried-about-a-child-hampshire");
}

#[test]
fn without_an_area_it_offers_the_areas_and_no_number() {
    let app = App::new();
    for query in ["domestic abuse", "child hit", "elderly", "teacher", "gut feeling"] {
        let found = found(&app, query, MONDAY);
        let to_do = found.to_do.unwrap();
        assert!(to_do.ways.is_empty(), "{query}");
        let areas: Vec<&str> = to_do.choose.iter().map(|area| area.id.as_str()).collect();
        assert!(AREAS.iter().all(|area| areas.contains(area)), "{query}: {areas:?}");
        let number = found.best.and_then(|best| best.number);
        assert!(
            number.is_none_or(|number| number.area == "Everywhere"
                || number.area.contains("Kingdom")
                || number.area == "National"),
            "{query}"
        );
    }
}

#[test]
fn what_touches_no_harm_has_none() {
    let app = App::new().in_areas(&["hampshire"]);
    for query in [
        "training",
        "ICON eLearning",
        "icon",
        "LADO form",
        "domestic abuse training",
        "neglect toolkit",
        "webinar",
        "book a course",
        "fgm webinar",
        "newsletter",
        "exploitation form",
        "marac",
        "dash",
        "calendar",
        "practice week",
        "0300 555 1384",
        "101",
        "999",
        "PO30 5TY",
        "hampshire",
        "isle of wight",
        "thresholds chart",
        "glossary",
        "early help",
        "missing school",
        "police",
        "plumber",
        "lighthouse",
        "hello",
        "consent",
        "gdpr",
        "information sharing",
        "childline",
        "",
        "?",
        "zzzz",
    ] {
        assert_eq!(found(&app, query, MONDAY).to_do, None, "{query}");
    }
}

#[test]
fn no_number_stands_out_that_is_not_theirs_to_call() {
    let public = App::new().in_areas(&["hampshire"]);
    for query in [
        "child hit",
        "professionals line",
        "children's services",
        "abuse",
        "social worker",
        "duty team",
        "lado",
        "child",
        "urgent",
        "neglect",
        "hampshire",
        "mash",
        "allegations",
    ] {
        let found = found(&public, query, MONDAY);
        if let Some(number) = found.best.and_then(|best| best.number) {
            assert!(!number.professionals_only, "{query}: {}", number.title);
        }
        for group in &found.groups {
            let theirs = group
                .hits
                .iter()
                .map(|hit| hit.number.as_ref().is_some_and(|n| n.professionals_only));
            assert!(
                theirs.is_sorted(),
                "{query}: a professionals' line stands before one for everybody"
            );
        }
    }
    let professional = App::new().in_areas(&["hampshire"]).works_with_children(true);
    let best = found(&professional, "professionals line", MONDAY).best.unwrap();
    assert!(best.number.unwrap().professionals_only);
    for query in ["child hit", "baby", "hurt", "child protection"] {
        let best = found(&public, query, MONDAY).best;
        let number = best.and_then(|best| best.number);
        assert!(number.is_none_or(|number| !number.title.contains("LADO")), "{query}");
    }
    for query in ["domestic abuse", "abuse", "fgm", "lado"] {
        let kinds: Vec<_> = found(&public, query, MONDAY)
            .groups
            .iter()
            .map(|group| group.kind)
            .collect();
        let terms = kinds.iter().position(|kind| *kind == catalogue::Kind::Term);
        assert!(
            terms.is_none_or(|at| at + 1 == kinds.len()),
            "{query}: the glossary is last"
        );
    }
}
