//! Ids.

use super::*;

#[test]
fn ids() {
    each_refused! {
        |c| { let copy = c.areas[1].clone(); c.areas.push(copy) } => "areas/hampshire#id: there are two areas";
        |c| { let mut t = c.terms[0].clone(); t.id = "Not a slug".into(); c.terms.push(t) } => "terms/Not a slug#id: \"Not a slug\" cannot be";
        |c| { let mut t = c.terms[0].clone(); t.id = "a--b".into(); c.terms.push(t) } => "terms/a--b#id: \"a--b\" cannot be";
        |c| c.pathways[1].steps[0].id = "É".into() => "pathways/other#steps/0/id: \"É\" cannot be";
        |c| c.pathways[0].steps[2].id = "tell".into() => "pathways/worried#steps/2/id: there are two steps";
        |c| c.pathways[1].steps[0].id = "end".into() => "pathways/other#steps/0/id: a step cannot be called";
        |c| { let mut s = c.practice_weeks[0].days[0].clone(); s.weekday = Weekday::Thursday; s.date = Some(day("2024-11-28"));
              s.sessions[0].starts = "2024-11-28T13:30:00".parse().unwrap(); s.sessions[0].ends = "2024-11-28T15:00:00".parse().unwrap();
              c.practice_weeks[0].days.push(s) } => "practice_weeks/week#days/1/sessions/0/id: there are two sessions";
        |c| c.terms.clear() => "terms/mash#: the term \"mash\" was published and is missing";
        |c| c.terms[0].id = "mash1".into() => "terms/mash#: the term \"mash\" was published and is missing";
    }
    // What is there but unread is neither gone nor dangling.
    let mut rules = rules();
    rules.unread.collections.insert("terms".into());
    rules.unread.records.insert(Key {
        collection: "resources".into(),
        id: "form".into(),
    });
    let mut catalogue = tiny();
    catalogue.terms.clear();
    catalogue.resources.truncate(1);
    assert_eq!(validate(&catalogue, &rules), []);
}

#[test]
fn a_slip_of_the_pen_gets_its_word() {
    let mut catalogue = tiny();
    catalogue.terms[0].theme = Some("abuze".into());
    let faults = validate(&catalogue, &rules());
    assert!(faults[0].fix.ends_with("Did you mean \"abuse\"?"), "{faults:#?}");
    catalogue.terms[0].theme = None;
    catalogue.terms[0].id = "mash1".into();
    let faults = validate(&catalogue, &rules());
    assert!(faults[0].fix.contains("renamed it to \"mash1\""), "{faults:#?}");
}
