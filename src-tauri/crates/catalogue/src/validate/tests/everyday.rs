//! Everyday words.

use super::*;

#[test]
fn everyday_words() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    each_refused! {
        |c| c.themes[1].everyday = words(&["hungry", "Dirty clothes"]) => "themes/neglect#everyday/1: \"Dirty clothes\" is not written as people type it";
        |c| c.contacts[0].everyday = words(&["social  services"]) => "contacts/public#everyday/0: \"social  services\" is not written";
        |c| c.pathways[0].everyday = words(&["hitting, shouting"]) => "pathways/worried#everyday/0: \"hitting, shouting\" is not written";
        |c| c.resources[0].everyday = words(&[" plumber"]) => "resources/toolkit#everyday/0: \" plumber\" is not written";
        |c| c.terms[0].everyday = words(&["hub", " "]) => "terms/mash#everyday/1: `everyday` is empty";
        |c| c.terms[0].everyday = words(&["run away", "left", "run-away"]) => "terms/mash#everyday/2: \"run-away\" is in this list twice";
        |c| c.terms[0].everyday = words(&["don't know", "dont know"]) => "terms/mash#everyday/1: \"dont know\" is in this list twice";
        |c| c.terms[0].everyday = words(&["mash"]) => "terms/mash#everyday/0: \"mash\" is the name of the term \"mash\"";
        |c| c.themes[1].everyday = words(&["childrens services"]) => "themes/neglect#everyday/0: \"childrens services\" is the name of the contact \"public\"";
        |c| { c.terms[0].expansion = Some("Hub".into()); c.themes[0].everyday = words(&["hub"]) } => "themes/abuse#everyday/0: \"hub\" is the name of the term \"mash\"";
        |c| { c.terms[0].also = vec!["The-hub".into()]; c.themes[0].everyday = words(&["the hub"]) } => "themes/abuse#everyday/0: \"the hub\" is the name of the term \"mash\"";
    }
    each_refused! {
        |c| c.terms[0].what_to_do = Some("Worried".into()) => "terms/mash#what_to_do: no pathway is for \"Worried\"";
        |c| c.themes[0].what_to_do = Some(String::new()) => "themes/abuse#what_to_do: `what_to_do` is empty";
    }
    let sound = |c: &mut Catalogue| {
        c.terms[0].what_to_do = Some(c.pathways[0].situation.clone());
        // The same word may lead to several records, and nobody searches for a source's or an area's name.
        c.themes[0].everyday = words(&["mum's ex", "2 homes", "brochure", "café"]);
        c.themes[1].everyday = words(&["mum's ex", "hampshire"]);
    };
    assert_eq!(faults(sound), Vec::<String>::new());
}
