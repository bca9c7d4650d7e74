//! What points at what.

use super::*;

#[test]
fn dangling_references() {
    each_refused! {
        |c| c.areas[1].within = Some("x".into()) => "areas/hampshire#within: there is no area";
        |c| c.areas[0].source = "x".into() => "areas/national#source: there is no source";
        |c| c.publishers[0].source = "".into() => "publishers/hscp#source: `source` is empty";
        |c| c.resources[0].area = "x".into() => "resources/toolkit#area: there is no area";
        |c| c.resources[0].publisher = "x".into() => "resources/toolkit#publisher: there is no publisher";
        |c| c.resources[0].link.as_mut().unwrap().source = Some("x".into()) => "resources/toolkit#link/source: there is no source";
        |c| c.contacts[0].area = "x".into() => "contacts/public#area: there is no area";
        |c| c.contacts[1].hours = Some(Hours::OutsideHoursOf("x".into())) => "contacts/night#hours/outside-hours-of: there is no contact";
        |c| c.themes[0].sections[0].entries[0].resource = "x".into() => "themes/abuse#sections/0/entries/0/resource: there is no resource";
        |c| c.themes[0].one_thing_resources.push("x".into()) => "themes/abuse#one_thing_resources/0: there is no resource";
        |c| c.themes[0].resources.push("x".into()) => "themes/abuse#resources/0: there is no resource";
        |c| c.themes[0].related[0] = "x".into() => "themes/abuse#related/0: there is no theme";
        |c| c.articles[0].area = "x".into() => "articles/principles#area: there is no area";
        |c| c.articles[0].themes[0] = "x".into() => "articles/principles#themes/0: there is no theme";
        |c| c.articles[0].resources[0] = "x".into() => "articles/principles#resources/0: there is no resource";
        |c| c.articles[0].sources.push("x".into()) => "articles/principles#sources/0: there is no source";
        |c| c.terms[0].theme = Some("x".into()) => "terms/mash#theme: there is no theme";
        |c| c.pathways[0].area = "x".into() => "pathways/worried#area: there is no area";
        |c| c.pathways[0].articles[0] = "x".into() => "pathways/worried#articles/0: there is no article";
        |c| c.pathways[0].themes[0] = "x".into() => "pathways/worried#themes/0: there is no theme";
        |c| c.pathways[0].steps[0].contacts[0] = "x".into() => "pathways/worried#steps/0/contacts/0: there is no contact";
        |c| c.pathways[0].steps[0].resources[0] = "x".into() => "pathways/worried#steps/0/resources/0: there is no resource";
        |c| c.pathways[0].steps[0].source = Some("x".into()) => "pathways/worried#steps/0/source: there is no source";
        |c| c.pathways[0].steps[0].answers[0].step = Some("x".into()) => "pathways/worried#steps/0/answers/0/step: there is no step";
        |c| c.pathways[0].steps[0].answers[1].pathway = Some("x".into()) => "pathways/worried#steps/0/answers/1/pathway: there is no pathway";
        |c| c.practice_weeks[0].area = "x".into() => "practice_weeks/week#area: there is no area";
        |c| c.practice_weeks[0].themes[0] = "x".into() => "practice_weeks/week#themes/0: there is no theme";
        |c| c.practice_weeks[0].figures[0].source = "x".into() => "practice_weeks/week#figures/0/source: there is no source";
        |c| c.practice_weeks[0].resources.push("x".into()) => "practice_weeks/week#resources/0: there is no resource";
        |c| c.practice_weeks[0].days[0].resources[0] = "x".into() => "practice_weeks/week#days/0/resources/0: there is no resource";
        |c| c.practice_weeks[0].days[0].pathways[0] = "x".into() => "practice_weeks/week#days/0/pathways/0: there is no pathway";
        |c| c.practice_weeks[0].days[0].articles[0] = "x".into() => "practice_weeks/week#days/0/articles/0: there is no article";
        |c| c.practice_weeks[0].days[0].themes[0] = "x".into() => "practice_weeks/week#days/0/themes/0: there is no theme";
        |c| c.practice_weeks[0].days[0].sessions[0].resource = Some("x".into()) => "practice_weeks/week#days/0/sessions/0/resource: there is no resource";
        |c| { c.resources[0].standing = withdrawal(Some("x")) }
            => "resources/toolkit#withdrawal/replacement: there is no resource";
        |c| { c.resources[0].standing = withdrawal(Some("toolkit")) }
            => "resources/toolkit#withdrawal/replacement: its replacement is itself";
        |c| c.themes[0].related.push("neglect".into()) => "themes/abuse#related/1: \"neglect\" is in this list twice";
    }
}

#[test]
fn areas_in_a_circle() {
    let found = faults(|c| c.areas[0].within = Some("hampshire".into()));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|f| f.contains("is inside itself")));
    each_refused! { |c| c.areas[0].within = Some("national".into()) => "areas/national#within: the area \"national\" is inside itself"; }
}
