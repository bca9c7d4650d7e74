//! Words of closed choices.

use super::*;

#[test]
fn unknown_words() {
    each_refused! {
        |c| c.articles[0].audience = crate::Audience::Other => "articles/principles#audience: this is not a value";
        |c| c.contacts[0].group = crate::ContactGroup::Other => "contacts/public#group: this is not a value";
        |c| c.resources[0].audience = crate::Audience::Other => "resources/toolkit#audience: this is not a value";
        |c| c.resources[0].kind = crate::ResourceKind::Other => "resources/toolkit#kind: this is not a value";
        |c| c.themes[0].sections[0].kind = crate::SectionKind::Other => "themes/abuse#sections/0/kind: this is not a value";
    }
    let mut catalogue = tiny();
    catalogue.resources[0].kind = crate::ResourceKind::Other;
    let fix = &validate(&catalogue, &rules())[0].fix;
    assert_eq!(
        fix,
        "write one of: toolkit, guidance, procedure, practitioner-guide, tool, case-study, webinar, elearning, video, publication, website, form, booking"
    );
}
