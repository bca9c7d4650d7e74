//! Items that are in a list twice.

use super::*;

#[test]
fn nothing_stands_twice_in_a_list() {
    fn doubled<T: Clone>(list: &mut Vec<T>) {
        list.extend(list.last().cloned());
    }
    each_refused! {
        |c| c.contacts[0].limits = vec!["From mobiles only.".into(), "x".into(), "From mobiles only. ".into()] => "contacts/public#limits/2: \"From mobiles only. \" is in this list twice";
        |c| doubled(&mut c.contacts[2].emails) => "contacts/colleagues#emails/1: \"a.b@hants.gov.uk\" is in this list twice";
        |c| c.contacts[0].numbers.push(number("0300 5551384")) => "contacts/public#numbers/1: \"0300 5551384\" is in this list twice";
        |c| c.pathways[0].steps[0].answers[1].label = "Yes".into() => "pathways/worried#steps/0/answers/1: \"Yes\" is in this list twice";
        |c| doubled(&mut c.pathways[0].steps[0].contacts) => "pathways/worried#steps/0/contacts/1: \"colleagues\" is in this list twice";
        |c| doubled(&mut c.themes[0].sections[0].entries) => "themes/abuse#sections/0/entries/1: \"toolkit\" is in this list twice";
        |c| doubled(&mut c.practice_weeks[0].figures) => "practice_weeks/week#figures/1: this is in the list twice";
        |c| c.terms[0].also = vec!["hub".into(), "hub".into()] => "terms/mash#also/1: \"hub\" is in this list twice";
    }
    let apart = |c: &mut Catalogue| {
        // One number and two keys; one resource for two groups of readers.
        let mut pressed = c.contacts[1].numbers[0].clone();
        pressed.then_press = None;
        c.contacts[1].numbers.push(pressed);
        let entries = &mut c.themes[0].sections[0].entries;
        doubled(entries);
        entries[1].group = Some("Parents".into());
    };
    assert_eq!(faults(apart), Vec::<String>::new());
}
