//! What must never appear.

use super::*;

#[test]
fn deny_list_and_blanks() {
    each_refused! {
        |c| c.terms[0].meaning = "Ring 03003000117 now".into() => "terms/mash#meaning: \"0300 300 0117\" must never appear: Superseded";
        |c| c.contacts[2].limits.push("was +44 (0)300-300 0117".into()) => "contacts/colleagues#limits/0: \"0300 300 0117\" must never";
        |c| c.contacts[2].numbers.push(number("0300 300 0117")) => "contacts/colleagues#numbers/1/number: \"0300 300 0117\" must never";
        |c| c.articles[0].body = "See https://www.COVENTRYhaven.co.uk/x".into() => "articles/principles#body: \"Coventryhaven.co.uk\" must never";
        |c| c.themes[0].title = " ".into() => "themes/abuse#title: `title` is empty";
        |c| c.themes[0].summary = String::new() => "themes/abuse#summary: `summary` is empty";
        |c| c.themes[0].one_thing = "\n".into() => "themes/abuse#one_thing: `one_thing` is empty";
        |c| c.terms[0].meaning = String::new() => "terms/mash#meaning: `meaning` is empty";
        |c| c.articles[0].body = String::new() => "articles/principles#body: `body` is empty";
        |c| c.pathways[0].steps[0].answers[0].label = String::new() => "pathways/worried#steps/0/answers/0/label: `label` is empty";
    }
    // Found in any case, at its own place, beside letters whose small form is longer.
    let mut catalogue = tiny();
    catalogue.terms[0].meaning = "İİ CoventryHAVEN.co.uk".into();
    assert_eq!(
        validate(&catalogue, &rules())[0].quote.as_deref(),
        Some("CoventryHAVEN.co.uk")
    );
}

/// What the rules find in the text of a term (plain) and of an article (Markdown): the words quoted.
fn found_in(text: &str, denied: &[Denied]) -> [Option<String>; 2] {
    let with = |edit: &dyn Fn(&mut Catalogue)| {
        let mut catalogue = tiny();
        edit(&mut catalogue);
        let mut rules = rules();
        rules.deny.denied = denied.to_vec();
        let faults = validate(&catalogue, &rules).into_iter();
        let mut denials = faults.filter(|f| f.what.contains("must never appear") || f.what.contains("denied for"));
        denials.next().map(|f| f.quote.unwrap_or_default())
    };
    [
        with(&|c| c.terms[0].meaning = text.into()),
        with(&|c| c.articles[0].body = text.into()),
    ]
}

fn denied(value: &str) -> Denied {
    Denied {
        value: value.into(),
        group: None,
        area: None,
        reason: "Superseded.".into(),
    }
}

#[test]
fn a_denied_number_is_found_however_it_is_written() {
    let list = [denied("0300 300 0117")];
    for written in [
        "03003000117",
        "0300 300 0117",
        "0300-300-0117",
        "0300.300.0117",
        "0300\u{2011}300\u{2013}0117",
        "(0300) 300 0117",
        "0300 / 300 / 0117",
        "0300, 300, 0117",
        "0300_300_0117",
        "0300\n300\t0117",
        "+44 300 300 0117",
        "+44 (0)300 300 0117",
        "+44 (0) 300-300-0117",
        "0044 300 300 0117",
        "00443003000117",
        "004403003000117",
        "tel:+443003000117",
        "tel:+44%20300%20300%200117",
        "0300\u{a0}300\u{202f}0117",
        "0300\u{ad}300\u{200b}0117",
        "03\u{2060}00\u{feff}3000\u{200d}117",
        "0300&nbsp;300&nbsp;0117",
        "0300&#160;300&#x2009;0117",
        "0&#51;00 300 0117",
        "0300 **300** 0117",
        "0300 *300* __0117__",
        "03**0**0 300 0117",
        "0300\\-300\\-0117",
        "0300 `300` 0117",
        "0300 [300](https://www.hants.gov.uk/a) 0117",
        "~~0300 300 0117~~",
        "\u{ff10}\u{ff13}\u{ff10}\u{ff10} 300 0117",
        "\u{1d7ce}\u{1d7d1}00 300 0117",
        "\u{660}\u{663}00 300 0117",
        "O3OO 3OO O117",
        "03oo 300 oll7",
    ] {
        for text in [written.to_owned(), format!("Call {written}. Or 999, or 101.")] {
            let found = found_in(&text, &list);
            assert!(found.iter().all(Option::is_some), "{text:?}: {found:?}");
        }
    }
    // Quoted as it is there, so that the editor finds it.
    let [plain, _] = found_in("Call +44 (0)300-300 0117 now.", &list);
    assert_eq!(plain.as_deref(), Some("44 (0)300-300 0117"));
    let [_, shown] = found_in("Call *now*: 03&#48;0 **300** 0117 or 999.", &list);
    assert_eq!(shown.as_deref(), Some("03&#48;0 **300** 0117"));

    for other in [
        "0300 300 0118",
        "0300 300 011",
        "300 01 17",
        "Pages 0300 and 3000, edition 117",
        "2003, 000 117",
    ] {
        assert_eq!(found_in(other, &list), [None, None], "{other:?}");
    }
    // A number of the place is dialled without its code there; a short one is only itself.
    let list = [denied("01983 821105"), denied("105")];
    assert_eq!(
        found_in("Call 821 105 on the Island.", &list)[0].as_deref(),
        Some("821 105")
    );
    assert_eq!(found_in("Call 105.", &list)[0].as_deref(), Some("105"));
    for other in ["0821105", "821 1051", "0105", "1 105"] {
        assert_eq!(found_in(other, &list), [None, None], "{other:?}");
    }
}

#[test]
fn a_denied_host_is_found_with_and_without_what_stands_around_it() {
    for value in [
        "www.safetotalk.org.uk",
        "safetotalk.org.uk",
        "https://www.safetotalk.org.uk/",
    ] {
        let list = [denied(value)];
        for text in [
            "https://www.safetotalk.org.uk",
            "See safetotalk.org.uk.",
            "<https://safetotalk.org.uk/help?x#y>",
            "[them](https://Help.SafeToTalk.org.uk:443/a)",
            "info@safetotalk.org.uk",
            "safe\u{ad}totalk.org.uk",
            "safe**to**talk.org.uk",
            "safetotalk&#46;org&period;uk",
            "https://safetotalk%2eorg.uk",
            "safetotalk\u{3002}org\u{ff0e}uk",
            "safetotalk (dot) org [dot] uk",
            "safetotalk . org . uk",
        ] {
            let found = found_in(text, &list);
            assert!(found.iter().any(Option::is_some), "{value} in {text:?}: {found:?}");
        }
        for text in [
            "https://www.notsafetotalk.org.uk",
            "safetotalk.org.uk.example.com",
            "safetotalk.org",
            "not-safetotalk.org.uk",
            "They feel safe to talk. Org uk",
        ] {
            assert_eq!(found_in(text, &list), [None, None], "{value} in {text:?}");
        }
    }
    let list = [denied("www.coventry.gov.uk/lscb")];
    for text in [
        "https://coventry.gov.uk/lscb",
        "COVENTRY.gov.uk/LSCB/a?b",
        "https://my.coventry.gov.uk:443/lscb.",
    ] {
        assert!(found_in(text, &list)[0].is_some(), "{text}");
    }
    for text in [
        "https://coventry.gov.uk/",
        "coventry.gov.uk/lscbs",
        "coventry.gov.uk/a/lscb",
    ] {
        assert_eq!(found_in(text, &list), [None, None], "{text}");
    }
}

#[test]
fn denied_mailboxes_and_words_are_found_in_any_dress() {
    let list = [denied("paragoniow@theyouthtrust.org.uk"), denied("Coventry Haven")];
    for text in [
        "Mail ParagonIOW@TheYouthTrust.org.uk.",
        "mailto:paragoniow@theyouthtrust.org.uk?subject=x",
        "<paragoniow@theyouthtrust.org.uk>",
        "paragoniow (at) theyouthtrust.org.uk",
        "paragoniow[at]theyouthtrust[dot]org[dot]uk",
        "paragoniow at theyouthtrust dot org dot uk",
        "paragoniow @ theyouthtrust.org.uk",
        "paragon\u{200b}iow@theyouthtrust.org.uk",
        "paragoniow&commat;theyouthtrust.org.uk",
        "paragon*iow*@theyouthtrust.org.uk",
        "paragoniow%40theyouthtrust.org.uk",
        "COVENTRY HAVEN helps",
        "Coventry\nHaven",
        "Coventry\u{a0}Haven",
        "Coventry-Haven",
        "Coventry **Haven**",
        "Coven\u{ad}try Haven",
    ] {
        let found = found_in(text, &list);
        assert!(found.iter().any(Option::is_some), "{text:?}: {found:?}");
    }
    for text in [
        "paragoniow@theyoutrust.org.uk",
        "xparagoniow@theyouthtrust.org.uk",
        "Coventry's Haven",
    ] {
        assert_eq!(found_in(text, &list), [None, None], "{text:?}");
    }
}

#[test]
fn a_number_may_be_wrong_for_one_use_and_right_for_another() {
    let with = |group: Option<ContactGroup>, area: Option<&str>, edit: &dyn Fn(&mut Catalogue)| {
        let mut catalogue = tiny();
        // The adults' own: a contact of the Island, which is beside Hampshire and not inside it.
        let mut island = catalogue.areas[1].clone();
        island.id = "island".into();
        catalogue.areas.push(island);
        let mut adults = catalogue.contacts[0].clone();
        adults.id = "adults".into();
        adults.group = ContactGroup::Adults;
        adults.area = "island".into();
        adults.numbers = vec![number("0300 555 1386")];
        catalogue.contacts.push(adults);
        edit(&mut catalogue);
        let mut rules = rules();
        rules.deny.denied = vec![Denied {
            group,
            area: area.map(Into::into),
            ..denied("0300 555 1386")
        }];
        let faults = validate(&catalogue, &rules).into_iter();
        faults
            .map(|f| format!("{}/{}#{}: {}", f.collection, f.id, f.path, f.what))
            .collect::<Vec<_>>()
    };
    let children = Some(ContactGroup::ChildrensServices);
    assert_eq!(with(children, None, &|_| ()), Vec::<String>::new());
    // In the words of the contact it is right for, and of a step that leads there.
    let sound = |c: &mut Catalogue| {
        c.contacts[4].purpose = "Call 0300 555 1386.".into();
        c.pathways[1].steps[0].contacts = vec!["adults".into()];
        c.pathways[1].steps[0].text = "For an adult call +44 300 555 1386.".into();
    };
    assert_eq!(with(children, None, &sound), Vec::<String>::new());
    let refused = |edit: &dyn Fn(&mut Catalogue), at: &str| {
        let found = with(children, None, edit);
        let expected = format!("{at}: \"0300 555 1386\" is denied for this use: Superseded");
        assert_eq!(found, [expected]);
    };
    refused(
        &|c| c.contacts[0].numbers[0].number = "0300 5551386".into(),
        "contacts/public#numbers/0/number",
    );
    refused(
        &|c| c.contacts[0].purpose = "Or 0300 555 1386.".into(),
        "contacts/public#purpose",
    );
    refused(
        &|c| c.contacts[3].purpose = "Or 0300 555 1386.".into(),
        "contacts/emergency#purpose",
    );
    refused(
        &|c| c.pathways[1].steps[0].text = "Call 0300 555 1386.".into(),
        "pathways/other#steps/0/text",
    );
    refused(
        &|c| c.pathways[1].summary = "Call 0300 555 1386.".into(),
        "pathways/other#summary",
    );
    refused(
        &|c| c.articles[0].body = "Call 0300 **555** 1386.".into(),
        "articles/principles#body",
    );
    refused(&|c| c.terms[0].meaning = "0300 555 1386".into(), "terms/mash#meaning");
    // By area: right on the Island, wrong in Hampshire, and wrong where both are served.
    assert_eq!(with(None, Some("hampshire"), &|_| ()), Vec::<String>::new());
    for area in ["hampshire", "national"] {
        let found = with(None, Some("hampshire"), &|c| c.contacts[4].area = area.into());
        assert_eq!(found.len(), 1, "{area}: {found:?}");
    }
    // By both: the group alone, or the area alone, is another use.
    assert_eq!(with(children, Some("island"), &|_| ()), Vec::<String>::new());
    let found = with(children, Some("island"), &|c| {
        c.contacts[4].group = ContactGroup::ChildrensServices
    });
    assert_eq!(found.len(), 1, "{found:?}");
}
