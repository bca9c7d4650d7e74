//! 999.

use super::*;

#[test]
fn somebody_answers_everybody_in_an_emergency() {
    const NOBODY: &str = "contacts/#: there is no active emergency contact that gives 999 to everyone everywhere";
    each_refused! {
        |c| { c.contacts.pop(); } => NOBODY;
        |c| c.contacts[3].group = ContactGroup::Helplines => NOBODY;
        |c| c.contacts[3].area = "hampshire".into() => NOBODY;
        |c| c.contacts[3].used_by = UsedBy::Professionals => NOBODY;
        |c| { c.contacts[3].numbers.clear(); c.contacts[3].emails = vec!["a@b.uk".into()] } => NOBODY;
        |c| c.contacts[3].standing = withdrawal(None) => NOBODY;
        |c| c.contacts[3].numbers[0].number = "101".into() => NOBODY;
        |c| { c.contacts[3].numbers[0].then_press = Some("55".into()) } => NOBODY;
        |c| { let numbers = &mut c.contacts[3].numbers; numbers[0].span.until = Some(day("2027-01-31"));
              numbers.push(PhoneNumber { span: span("2027-02-01", ""), ..number("112") }) } => NOBODY;
        |c| c.contacts[3].span.from = Some(day("2027-01-31")) => NOBODY;
        // An area beside the widest one: nobody answers there.
        |c| c.areas[1].within = None => NOBODY;
    }
    // What is there and not read may be the very one.
    let mut rules = rules();
    rules.unread.collections.insert("contacts".into());
    let mut catalogue = tiny();
    catalogue.contacts.clear();
    assert_eq!(validate(&catalogue, &rules), []);
}
