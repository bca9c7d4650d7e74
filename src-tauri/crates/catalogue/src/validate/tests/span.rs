//! From and until.

use super::*;

#[test]
fn what_takes_anothers_place_begins_when_that_has_ended() {
    let numbers = |c: &mut Catalogue, spans: &[(&str, &str)]| {
        let of = spans.iter().enumerate();
        let numbers = of.map(|(n, (from, until))| PhoneNumber {
            span: span(from, until),
            ..number(&format!("0300 555 000{n}"))
        });
        c.contacts[2].numbers = numbers.collect();
    };
    let twice = |c: &mut Catalogue, first: crate::Span, second: crate::Span| {
        let mut next = c.contacts[2].clone();
        (next.id, next.order, next.emails) = ("front-door".into(), 4, Vec::new());
        next.numbers = vec![number("0300 555 0009")];
        next.span = second;
        c.contacts[2].span = first;
        c.contacts.insert(3, next);
        c.pathways[0].steps[0].contacts = vec!["colleagues".into(), "front-door".into()];
    };
    let steps = |c: &mut Catalogue, first: crate::Span, second: crate::Span| {
        let steps = &mut c.pathways[0].steps;
        let mut next = steps[1].clone();
        next.id = "tell-2".into();
        (steps[1].span, next.span) = (first, second);
        steps.insert(2, next);
    };
    for sound in [&[("", "2027-02-23"), ("2027-02-24", "")][..], &[("", ""), ("", "")]] {
        assert_eq!(faults(|c| numbers(c, sound)), Vec::<String>::new(), "{sound:?}");
    }
    assert_eq!(
        faults(|c| twice(c, span("", "2027-02-23"), span("2027-02-24", ""))),
        Vec::<String>::new()
    );
    assert_eq!(
        faults(|c| steps(c, span("", "2027-02-23"), span("2027-02-24", ""))),
        Vec::<String>::new()
    );
    each_refused! {
        |c| numbers(c, &[("", "2027-02-24"), ("2027-02-24", "")])
            => "contacts/colleagues#numbers/1: of \"0300 555 0000\" and \"0300 555 0001\", both are in force on 2027-02-24";
        |c| numbers(c, &[("", ""), ("2027-02-24", "")]) => "contacts/colleagues#numbers/1: of";
        |c| numbers(c, &[("2027-02-24", ""), ("", "2027-02-24")]) => "contacts/colleagues#numbers/0: of";
        |c| numbers(c, &[("", ""), ("", "2027-02-24")]) => "contacts/colleagues#numbers/1: of";
        |c| numbers(c, &[("2027-02-24", "")])
            => "contacts/colleagues#numbers: on 2027-02-23 this contact is in use and none of its numbers is";
        |c| numbers(c, &[("", "2027-02-23")])
            => "contacts/colleagues#numbers: on 2027-02-24 this contact is in use and none of its numbers is";
        |c| c.pathways[0].steps[2].span = span("2027-02-24", "2027-02-23")
            => "pathways/worried#steps/2/until: it ends on 2027-02-23, before it begins on 2027-02-24";
        |c| { c.contacts[2].span = span("2027-02-24", ""); c.pathways[0].steps[0].span = span("2027-02-23", "") }
            => "pathways/worried#steps/0/contacts: on 2027-02-23 this step is in use and none of its contacts is";
        |c| twice(c, span("", "2027-02-23"), span("2027-02-23", ""))
            => "contacts/front-door#: this contact and \"colleagues\" look the same to people, and both are in force on 2027-02-23";
        |c| twice(c, span("", ""), span("2027-02-23", "")) => "contacts/front-door#: this contact";
        |c| steps(c, span("", "2027-02-23"), span("2027-02-23", ""))
            => "pathways/worried#steps/2: of \"tell\" and \"tell-2\", both are in force on 2027-02-23";
        |c| steps(c, span("", "2027-02-23"), span("2027-02-25", ""))
            => "pathways/worried#steps/2: of \"tell\" and \"tell-2\", neither is in force on 2027-02-24";
        |c| c.pathways[1].steps[0].span = span("2027-02-24", "")
            => "pathways/other#steps: on 2027-02-23 this pathway has no step";
        |c| c.resources[0].link.as_mut().unwrap().span = span("2027-02-24", "2027-02-23")
            => "resources/toolkit#link/until: it ends on 2027-02-23, before it begins on 2027-02-24";
        |c| c.resources[0].link.as_mut().unwrap().span = span("2127-02-24", "")
            => "resources/toolkit#link/from: 2127-02-24 is not between";
    }
    // An emergency contact that ends says so twice: nobody is there for everybody on every day.
    let ends = faults(|c| c.contacts[3].span = span("", "2027-02-23"));
    assert!(
        ends.len() == 2 && ends[1].starts_with("contacts/emergency#until: an emergency contact ends"),
        "{ends:#?}"
    );
}
