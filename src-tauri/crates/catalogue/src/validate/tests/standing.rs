//! What is withdrawn.

use super::*;

#[test]
fn standing() {
    each_refused! {
        |c| { c.contacts[2].standing = withdrawal(None) } => "pathways/worried#steps/0/contacts/0: this step leads to the contact \"colleagues\", which is withdrawn";
        |c| { c.resources[1].standing = withdrawal(None) } => "pathways/worried#steps/0/resources/0: this step leads to the resource";
        |c| { c.pathways[1].standing = withdrawal(None) } => "pathways/worried#steps/0/answers/1/pathway: this step leads to the pathway";
        |c| c.contacts[0].confirmation.confirmed_on = Some(day("2026-11-01")) => "contacts/public#confirmed_on: it has a day of confirmation and no name";
        |c| c.contacts[0].confirmation.confirmed_by = Some("N".into()) => "contacts/public#confirmed_by: it has the name of who confirmed it and no day";
        |c| c.pathways[0].steps[0].confirmation.confirmed_on = Some(day("2026-11-01")) => "pathways/worried#steps/0/confirmed_on: it has a day of confirmation and no name";
        |c| c.resources[0].link.as_mut().unwrap().confirmation.confirmed_by = None => "resources/toolkit#link/confirmed_on: it has a day of confirmation and no name";
        |c| c.resources[0].link.as_mut().unwrap().confirmation.review_by = Some(day("2026-10-01")) => "resources/toolkit#link/review_by: it is to be reviewed by 2026-10-01";
    }
    // A withdrawn pathway may lead where it always led, and a pack may list what is withdrawn.
    let retired = |c: &mut Catalogue| {
        c.pathways[0].standing = withdrawal(Some("other"));
        c.contacts[2].standing = withdrawal(None);
        c.resources[0].standing = withdrawal(None);
    };
    assert_eq!(faults(retired), Vec::<String>::new());
}
