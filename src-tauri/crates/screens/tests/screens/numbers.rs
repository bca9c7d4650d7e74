//! Numbers as they are used, found in every spelling, and reported when they are wrong.

use ::search::Finder;
use catalogue::validate::may_be_opened;
use catalogue::{Kind, Way};
use screens::cards::{Report, report, report_address};
use screens::search::SearchFilters;
use screens::{article, contacts, pack, pathway, resource, search, terms, themes, week, who};
use serde_json::json;

use crate::kit::{App, EDITION, edited};

const CONTACT: &str = "hampshire-childrens-services";
const SPELLINGS: &[&str] = &[
    "0300 555 1384",
    "03005551384",
    "+443005551384",
    "+44 300 555 1384",
    "0044 300 555 1384",
    "+44 (0)300 555 1384",
    "(0300) 555-1384",
    "0300.555.1384",
    "0300\u{a0}555\u{a0}1384",
    "0300\u{200b}555\u{ad}1384",
    "5551384",
    "555 1384",
    "51384",
];

/// The real catalogue, where the first contact of Hampshire's children's services has all sorts of numbers.
fn all_sorts() -> App {
    let edition = edited(2, |c| {
        let contact = c.contacts.iter_mut().find(|c| c.id == CONTACT).unwrap();
        contact.numbers = serde_json::from_value(json!([
            {"number": "12 34", "way": "smoke"},
            {"number": "0300 555 1384", "extension": "2134"},
            {"number": "85258", "way": "text", "send": "SHOUT"},
            {"number": "61016", "way": "text"},
            {"number": "18001 101", "way": "text-relay"},
        ]))
        .unwrap();
        contact.link = Some(serde_json::from_value(json!({"url": "https://999bsl.co.uk/"})).unwrap());
    });
    App::with(&edition).in_areas(&["hampshire"])
}

#[test]
fn each_number_is_dialled_the_way_it_is_used() {
    let app = all_sorts();
    let m = app.now();
    let addresses: Vec<_> = (0..5)
        .map(|at| contacts::number_address(&m, CONTACT, at).ok())
        .collect();
    let expected = [
        // How it is used is not known: it is shown, and nothing dials it.
        None,
        Some("tel:03005551384;ext=2134"),
        Some("sms:85258?body=SHOUT"),
        Some("sms:61016"),
        Some("tel:18001101"),
    ];
    assert_eq!(addresses, expected.map(|address| address.map(str::to_owned)));
    assert!(addresses.iter().flatten().all(|address| may_be_opened(address)));
    let card = contacts::contact(&m, CONTACT).unwrap();
    assert_eq!(card.numbers.len(), 5);
    assert_eq!(card.numbers[0].way, Way::Other);
    assert_eq!(card.link.unwrap().host, "999bsl.co.uk");
    assert_eq!(contacts::link_address(&m, CONTACT).unwrap(), "https://999bsl.co.uk/");
    assert!(contacts::link_address(&m, "emergency-999").is_err());

    // A row of search dials the first that something can dial.
    let found = search::answer(
        &m,
        &Finder::of(m.library.catalogue()),
        "0300 555 1384",
        &SearchFilters::default(),
        &|| false,
    )
    .unwrap();
    let number = found.best.unwrap().number.unwrap();
    assert_eq!((number.contact.as_str(), number.number.index), (CONTACT, 1));
    assert_eq!(number.number.whole, "0300 555 1384, then ask for extension 2134");
}

#[test]
fn a_number_is_found_in_every_spelling() {
    let app = App::new().in_areas(&["hampshire"]);
    let m = app.now();
    let finder = Finder::of(m.library.catalogue());
    for typed in SPELLINGS {
        let found = search::answer(&m, &finder, typed, &SearchFilters::default(), &|| false).unwrap();
        let best = found.best.unwrap_or_else(|| panic!("{typed} finds nothing"));
        assert_eq!((best.kind, best.id.as_str()), (Kind::Contact, CONTACT), "{typed}");
        let left = contacts::narrowed(&m, typed);
        let lists = left.here.iter().chain(&left.elsewhere);
        let left: Vec<_> = lists
            .flat_map(|list| &list.contacts)
            .map(|card| card.id.as_str())
            .collect();
        assert!(left.contains(&CONTACT), "{typed}: {left:?}");
        assert!(left.len() < 4, "{typed} narrows: {left:?}");
    }
}

#[test]
fn a_list_is_narrowed_by_words_as_search_folds_them() {
    let app = App::new().in_areas(&["hampshire"]);
    let m = app.now();
    let left = |typed: &str| {
        let left = contacts::narrowed(&m, typed);
        let lists = left.here.into_iter().chain(left.elsewhere);
        lists.map(|list| list.contacts.len()).sum::<usize>()
    };
    let services = left("children's services");
    assert!(services > 0);
    for typed in [
        "childrens services",
        "CHILDREN’S services",
        "services  childrens",
        "serv\u{ad}ices childrens",
    ] {
        assert_eq!(left(typed), services, "{typed}");
    }
    assert_eq!(contacts::narrowed(&m, " "), contacts::answer(&m));
    assert_eq!(left("no such words"), 0);
    assert!(left("hscp@hants.gov.uk") > 0);

    assert_eq!(themes::narrowed(&m, ""), themes::answer(&m));
    let titles = |typed: &str| {
        themes::narrowed(&m, typed)
            .into_iter()
            .flat_map(|list| list.themes)
            .map(|t| t.title)
            .collect::<Vec<_>>()
    };
    assert_eq!(titles("adults unidentified"), ["Understanding unidentified adults"]);
    assert_eq!(terms::narrowed(&m, ""), terms::answer(&m));
    assert!(
        terms::narrowed(&m, "multi-agency risk")
            .iter()
            .any(|term| term.id == "marac")
    );
}

#[test]
fn every_card_and_page_has_its_report_where_the_edition_takes_reports() {
    let mut edition = EDITION.clone();
    edition.header.feedback = Some("changes@partnership.example".into());
    let app = App::with(&edition).in_areas(&["hampshire"]);
    let reports = |app: &App| -> Vec<(Kind, String, Option<Report>)> {
        let m = app.now();
        let mut all = Vec::new();
        for card in who::answer(&m).emergency {
            all.push((Kind::Contact, card.id, card.report));
        }
        for list in contacts::answer(&m).here {
            all.extend(
                list.contacts
                    .into_iter()
                    .map(|card| (Kind::Contact, card.id, card.report)),
            );
        }
        for p in m.library.active::<catalogue::Pathway>() {
            let page = pathway::answer(&m, &p.id).unwrap();
            all.push((Kind::Pathway, p.id.to_string(), page.report));
            let steps = page.steps.into_iter();
            all.extend(steps.map(|step| (Kind::Step, format!("{}/{}", p.id, step.id), step.report)));
        }
        for r in m.library.active::<catalogue::Resource>() {
            let page = resource::answer(&m, &r.id).unwrap();
            all.push((Kind::Resource, r.id.to_string(), page.report));
        }
        for t in m.library.active::<catalogue::Theme>() {
            all.push((Kind::Theme, t.id.to_string(), pack::answer(&m, &t.id).unwrap().report));
        }
        for a in m.library.active::<catalogue::Article>() {
            all.push((
                Kind::Article,
                a.id.to_string(),
                article::answer(&m, &a.id).unwrap().report,
            ));
        }
        for w in m.library.active::<catalogue::PracticeWeek>() {
            all.push((Kind::Week, w.id.to_string(), week::answer(&m, &w.id).unwrap().report));
        }
        for t in terms::answer(&m) {
            all.push((Kind::Term, t.id, t.report));
        }
        all
    };
    let all = reports(&app);
    assert!(all.len() > 200, "{}", all.len());
    let m = app.now();
    for (kind, id, made) in all {
        let made = made.unwrap_or_else(|| panic!("{kind:?} {id} has no report"));
        assert_eq!((made.kind, made.id.as_str()), (kind, id.as_str()));
        assert_eq!(Some(&made), report(&m, kind, &id).as_ref());
        let address = report_address(&m, kind, &id).unwrap();
        assert!(may_be_opened(&address), "{address}");
    }

    // An edition that names no mailbox takes none, and nor does one with a mailbox that is not valid.
    edition.header.feedback = Some("a@b.uk?cc=c@d.uk".into());
    let wrong = App::with(&edition);
    edition.header.feedback = None;
    let none = App::with(&edition);
    for app in [&wrong, &none] {
        assert!(reports(app).iter().all(|(_, _, report)| report.is_none()));
        assert!(report_address(&app.now(), Kind::Contact, CONTACT).is_err());
    }
    assert!(report_address(&m, Kind::Contact, "nobody").is_err());
}

#[test]
fn a_report_says_which_record_of_which_edition_and_nothing_else() {
    let mut edition = EDITION.clone();
    edition.header.feedback = Some("changes@partnership.example".into());
    edition.header.edition = 7;
    let app = App::with(&edition);
    let report = report(&app.now(), Kind::Contact, CONTACT).unwrap();
    assert_eq!(report.to, "changes@partnership.example");
    assert_eq!(
        report.subject,
        format!("Mistake in {}: Hampshire Children's Services", edition.header.title)
    );
    assert_eq!(
        report.text,
        [
            "What is wrong, and how do you know?",
            "",
            "",
            "Write nothing here about a child or a family.",
            "",
            "Contact: Hampshire Children's Services",
            "Item: contact/hampshire-childrens-services",
            "Version 7, published 22 November 2026",
        ]
    );
    let address = report_address(&app.now(), Kind::Contact, CONTACT).unwrap();
    assert!(
        address.starts_with("mailto:changes@partnership.example?subject=Mistake%20in%20"),
        "{address}"
    );
    assert!(address.contains("Children%27s%20Services"), "{address}");
    assert!(
        address.ends_with("%0D%0AVersion%207%2C%20published%2022%20November%202026"),
        "{address}"
    );
}
