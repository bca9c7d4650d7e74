//! Contacts and their numbers.

use super::*;

/// With 85258 to text in place of the first number, `changed`.
fn texted(change: fn(&mut PhoneNumber)) -> Catalogue {
    let mut catalogue = tiny();
    let number = &mut catalogue.contacts[0].numbers[0];
    *number = serde_json::from_value(json!({"number": "85258", "way": "text", "send": "SHOUT"})).unwrap();
    change(number);
    catalogue
}

fn link(url: &str) -> Link {
    serde_json::from_value(json!({"url": url})).unwrap()
}

#[test]
fn a_number_is_written_and_dialled_as_it_is_used() {
    for (number, address) in [
        (json!({"number": "0300 555 1384"}), Some("tel:03005551384")),
        (json!({"number": "999", "then_press": "55"}), Some("tel:999")),
        (
            json!({"number": "0300 555 1384", "extension": "2134"}),
            Some("tel:03005551384;ext=2134"),
        ),
        (json!({"number": "61016", "way": "text"}), Some("sms:61016")),
        (
            json!({"number": "85258", "way": "text", "send": "SHOUT"}),
            Some("sms:85258?body=SHOUT"),
        ),
        (
            json!({"number": "999", "way": "text", "send": "two words"}),
            Some("sms:999?body=two%20words"),
        ),
        (
            json!({"number": "18001 101", "way": "text-relay"}),
            Some("tel:18001101"),
        ),
        (
            json!({"number": "18001 0300 555 1384", "way": "text-relay"}),
            Some("tel:1800103005551384"),
        ),
        (json!({"number": "18000", "way": "text-relay"}), Some("tel:18000")),
    ] {
        let number: PhoneNumber = serde_json::from_value(number).unwrap();
        assert_eq!(number.address().as_deref(), address);
        assert!(may_be_opened(address.unwrap()), "{address:?}");
        let mut catalogue = tiny();
        catalogue.contacts[0].numbers[0] = number;
        assert_eq!(validate(&catalogue, &rules()), []);
    }
    let unknown: PhoneNumber = serde_json::from_value(json!({"number": "1", "way": "smoke"})).unwrap();
    assert_eq!(unknown.address(), None);
    // The same number twice is right where it is used in two ways.
    let mut catalogue = tiny();
    let text = texted(|n| n.number = "999".into()).contacts.remove(0).numbers.remove(0);
    catalogue.contacts[3].numbers.push(text);
    assert_eq!(validate(&catalogue, &rules()), []);
    let mut catalogue = tiny();
    catalogue.contacts[0].numbers.clear();
    catalogue.contacts[0].link = Some(link("https://999bsl.co.uk/"));
    catalogue.contacts[0].hours = serde_json::from_value(json!(
        {"weekly": [{"days": ["monday"], "from": "09:00", "to": "24:00"}]}
    ))
    .unwrap();
    assert_eq!(validate(&catalogue, &rules()), []);
}

#[test]
fn contacts() {
    const NOBODY_CALLED: &str =
        "contacts/#: there is no active emergency contact that gives 999 to everyone everywhere";
    fn weekly(days: &[Weekday], from: &str, to: &str) -> Option<Hours> {
        Some(Hours::Weekly(vec![Opening {
            days: days.into(),
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        }]))
    }
    each_refused! {
        |c| c.contacts[0].numbers.clear() => "contacts/public#: this contact has no number, no email";
        |c| c.contacts[0].numbers[0].number = "0300 555 138".into() => "contacts/public#numbers/0/number: \"0300 555 138\" is not a telephone";
        |c| c.contacts[1].numbers[0].then_press = Some("five".into()) => "contacts/night#numbers/0/then_press: these are not keys";
        |c| c.contacts[0].numbers[0].number = "85258".into() => "contacts/public#numbers/0/number: \"85258\" is not a telephone number";
        |c| c.contacts[0].numbers[0].way = Way::Text => "contacts/public#numbers/0/number: \"0300 555 1384\" is not a number people here can text";
        |c| c.contacts[0].numbers[0].way = Way::TextRelay => "contacts/public#numbers/0/number: \"0300 555 1384\" is not a number of Relay UK";
        |c| c.contacts[0].numbers[0].way = Way::Other => "contacts/public#numbers/0/way: this is not a value";
        |c| c.contacts[0].numbers[0].send = Some("SHOUT".into()) => "contacts/public#numbers/0/send: `send` does not go";
        |c| c.contacts[0].numbers[0].extension = Some("x".into()) => "contacts/public#numbers/0/extension: this is not an extension";
        |c| *c = texted(|n| n.send = Some("a&b".into())) => "contacts/public#numbers/0/send: this is not a word to send";
        |c| *c = texted(|n| n.extension = Some("21".into())) => "contacts/public#numbers/0/extension: `extension` does not go";
        |c| *c = texted(|n| n.then_press = Some("5".into())) => "contacts/public#numbers/0/then_press: `then_press` does not go";
        |c| c.contacts[0].link = Some(link("http://a.uk")) => "contacts/public#link/url: \"http://a.uk\" is not";
        |c| c.contacts[0].link = Some(Link { source: Some("x".into()), ..link("https://a.uk") }) => "contacts/public#link/source: there is no source";
        |c| c.contacts[0].hours = weekly(&[Weekday::Monday], "17:00:00", "17:00:00") => "contacts/public#hours/weekly/0/to: these hours end at 17:00 and start at 17:00";
        |c| c.contacts[3].numbers[0] = texted(|_| {}).contacts.remove(0).numbers.remove(0) => NOBODY_CALLED;
        |c| c.contacts[2].emails[0] = "a b@hants.gov.uk".into() => "contacts/colleagues#emails/0: \"a b@hants.gov.uk\" is not an email";
        |c| c.contacts[0].hours = weekly(&[Weekday::Monday], "17:00:00", "08:30:00") => "contacts/public#hours/weekly/0/to: these hours end at 08:30 and start at 17:00";
        |c| c.contacts[0].hours = weekly(&[], "08:30:00", "17:00:00") => "contacts/public#hours/weekly/0/days: these hours have no day";
        |c| c.contacts[0].hours = Some(Hours::Weekly(vec![])) => "contacts/public#hours/weekly: the weekly hours are empty";
        |c| c.contacts[0].hours = None => "contacts/night#hours/outside-hours-of: this contact answers outside the hours of \"public\", which does not say";
        |c| c.contacts[0].hours = Some(Hours::Always) => "contacts/night#hours/outside-hours-of: this contact answers outside the hours of \"public\", which always";
        |c| c.contacts[2].hours = Some(Hours::OutsideHoursOf("night".into())) => "contacts/colleagues#hours/outside-hours-of: this contact answers outside the hours of \"night\", which itself";
        |c| c.contacts[0].on_bank_holidays = Some(OnBankHolidays::Open) => "contacts/public#on_bank_holidays: these hours do not fit";
        |c| c.contacts[1].on_bank_holidays = Some(OnBankHolidays::AsUsual) => "contacts/night#on_bank_holidays: these hours do not fit";
        |c| c.contacts[2].on_bank_holidays = Some(OnBankHolidays::Closed) => "contacts/colleagues#on_bank_holidays: these hours do not fit";
        |c| c.bank_holidays[1].date = c.bank_holidays[0].date => "bank_holidays/2026-12-28#date: 2026-12-25 is in the list twice";
        |c| c.bank_holidays[1].date = day("2026-12-26") => "bank_holidays/2026-12-28#date: 2026-12-26 is a Saturday";
    }
    for (contact, on) in [
        (0, OnBankHolidays::AsUsual),
        (0, OnBankHolidays::Closed),
        (1, OnBankHolidays::Open),
        (1, OnBankHolidays::Closed),
    ] {
        assert_eq!(
            faults(|c| c.contacts[contact].on_bank_holidays = Some(on)),
            Vec::<String>::new()
        );
    }
    // A withdrawn one may have lost its number.
    assert!(
        faults(|c| {
            c.contacts[1].numbers.clear();
            c.contacts[1].standing = withdrawal(Some("public"));
        })
        .is_empty()
    );
}

#[test]
fn professionals_numbers_stay_with_professionals() {
    let number = || "Ring 01329 225 379.".to_owned();
    each_refused! {
        |c| c.resources[0].summary = Some(number()) => "resources/toolkit#summary: \"01329 225 379\" is for professionals only (contact \"colleagues\")";
        |c| c.articles[0].body = number() => "articles/principles#body: \"01329 225 379\" is for";
        |c| c.themes[0].summary = number() => "themes/abuse#summary: \"01329 225 379\" is for";
        |c| c.themes[0].one_thing = number() => "themes/abuse#one_thing: \"01329 225 379\" is for";
        |c| c.contacts[0].purpose = number() => "contacts/public#purpose: \"01329 225 379\" is for";
        |c| c.contacts[0].numbers[0].number = "01329 225379".into() => "contacts/public#numbers/0/number: \"01329 225379\" is for";
        |c| c.terms[0].meaning = "+44 1329 225379".into() => "terms/mash#meaning: \"44 1329 225379\" is for";
        |c| c.practice_weeks[0].days[0].summary = Some(number()) => "practice_weeks/week#days/0/summary: \"01329 225 379\" is for";
        |c| c.pathways[0].steps[0].text = number() => "pathways/worried#steps/0/text: \"01329 225 379\" is for";
        |c| c.sources[0].title = number() => "sources/brochure#title: \"01329 225 379\" is for";
        |c| c.areas[1].places = vec![number()] => "areas/hampshire#places/0: \"01329 225 379\" is for";
    }
    // As a person reads it, whatever the editor typed.
    for disguised in [
        "01329&nbsp;225&nbsp;379",
        "01329 **225** 379",
        "0044 (0)1329 225379",
        "\u{ff10}1329 225379",
        "01329\u{2060}225379",
        "225379",
        "tel:+44%201329%20225379",
    ] {
        let found = faults(|c| c.articles[0].body = format!("Call {disguised} now."));
        assert!(
            found.iter().any(|f| f.contains("is for professionals only")),
            "{disguised}: {found:?}"
        );
    }
    let own = |c: &mut Catalogue| {
        c.resources[1].summary = Some("Ring 01329 225379.".into());
        c.articles[0].audience = crate::Audience::Professionals;
        c.articles[0].body = "Ring 01329 225379.".into();
        // 999 is public, whoever lists it.
        c.contacts[1].used_by = UsedBy::Professionals;
        c.themes[0].summary = "Ring 999.".into();
    };
    assert_eq!(faults(own), Vec::<String>::new());
}

#[test]
fn one_line_may_answer_the_public_and_professionals() {
    let shared = |c: &mut Catalogue, public: &str| {
        c.contacts[2].numbers[0].number = "0300 555 1384".into();
        c.contacts[2].numbers[0].public_as = Some(public.into());
    };
    assert_eq!(faults(|c| shared(c, "public")), Vec::<String>::new());
    each_refused! {
        |c| c.contacts[2].numbers[0].number = "0300 555 1384".into() => "contacts/public#numbers/0/number: \"0300 555 1384\" is for professionals only";
        |c| shared(c, "night") => "contacts/colleagues#numbers/0/public_as: \"night\" does not give 0300 555 1384 to everyone";
        |c| shared(c, "colleagues") => "contacts/colleagues#numbers/0/public_as: \"colleagues\" does not give";
        |c| shared(c, "nobody") => "contacts/colleagues#numbers/0/public_as:";
    }
}
