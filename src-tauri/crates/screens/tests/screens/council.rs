//! Whose child it is: from a postcode or a place to the council and whom to call there now.

use screens::council::{self, CouncilFound};

use crate::kit::{App, MONDAY, edited};

/// A Saturday night.
const SATURDAY: &str = "2026-11-28T22:00:00Z";

fn titles(found: &CouncilFound) -> Vec<&str> {
    found.councils.iter().map(|council| council.title.as_str()).collect()
}

fn numbers(found: &CouncilFound) -> Vec<&str> {
    let cards = found.councils.iter().flat_map(|council| &council.contacts);
    let numbers = cards.flat_map(|card| &card.numbers);
    numbers.map(|number| number.number.as_str()).collect()
}

#[test]
fn a_place_leads_to_its_council_whatever_the_persons_own_area() {
    for areas in [&["hampshire"][..], &["isle-of-wight"], &[]] {
        let app = App::new().in_areas(areas);
        for (typed, title) in [
            ("PO30", "PO30: Isle of Wight"),
            ("po305ty", "PO30: Isle of Wight"),
            ("Cowes", "Cowes: Isle of Wight"),
            ("isle of wight", "Isle of Wight"),
            ("PO5 1AA", "PO5: Portsmouth"),
            ("Southsea", "Southsea: Portsmouth"),
            ("SO14", "SO14: Southampton"),
            ("Basingstoke", "Basingstoke: Hampshire"),
            ("12 Winchester Road, Romsey", "Romsey: Hampshire"),
            ("chandlers ford", "Chandler's Ford: Hampshire"),
            ("BH1", "BH1: Bournemouth, Christchurch and Poole"),
            ("Poole", "Poole: Bournemouth, Christchurch and Poole"),
            ("Salisbury", "Salisbury: Wiltshire"),
            ("Dorset", "Dorset"),
        ] {
            let found = council::answer(&app.now(), typed);
            assert_eq!(titles(&found), [title], "{typed}");
            assert_eq!(found.note, None, "{typed}");
        }
    }
}

#[test]
fn whom_to_call_is_who_may_be_open_now_and_whose_line_it_is_holds_here_too() {
    let found = |app: App, typed: &str, now: &str| {
        let found = council::answer(&app.at(now), typed);
        let numbers = numbers(&found).into_iter().map(str::to_owned);
        numbers.collect::<Vec<_>>()
    };
    assert_eq!(found(App::new(), "PO30", SATURDAY)[0], "01983 823435");
    assert_eq!(
        found(App::new().works_with_children(true), "PO30", SATURDAY)[0],
        "0300 555 1373"
    );
    assert_eq!(found(App::new(), "Romsey", SATURDAY), ["0300 555 1373"]);
    assert_eq!(found(App::new(), "Romsey", MONDAY), ["0300 555 1384", "01329 225379"]);
    assert_eq!(
        found(App::new().works_with_children(true), "Romsey", MONDAY)[0],
        "01329 225379"
    );
    // Where all are closed, all are listed.
    let closed = edited(2, |c| {
        c.contacts
            .retain(|contact| contact.id != "hampshire-childrens-services-out-of-hours")
    });
    assert!(found(App::with(&closed), "Romsey", SATURDAY).contains(&"0300 555 1384".to_owned()));
}

#[test]
fn a_district_that_lies_in_several_is_of_all_of_them() {
    let app = App::new();
    let found = council::answer(&app.now(), "RG20 9AA");
    assert_eq!(titles(&found), ["RG20: Hampshire", "RG20: West Berkshire"]);
    let note = found.note.unwrap();
    assert!(note.starts_with("RG20 is in more than one council's area."), "{note}");
}

#[test]
fn a_council_without_a_number_says_so_and_nothing_is_chosen() {
    let app = App::new();
    let found = council::answer(&app.now(), "Bournemouth");
    let [bournemouth] = &found.councils[..] else {
        panic!("{found:?}")
    };
    let missing = bournemouth.missing.as_deref().unwrap();
    assert!(
        missing.contains("no number") && missing.contains("call 999"),
        "{missing}"
    );
    assert!(bournemouth.contacts.is_empty() && !bournemouth.can_be_chosen);
    for typed in ["", "  ", "Zanzibar", "ZE1 0AA", "\u{0}", &"x".repeat(10_000)] {
        assert_eq!(
            council::answer(&app.now(), typed),
            CouncilFound::default(),
            "{typed:.20}"
        );
    }
}

#[test]
fn ones_own_area_cannot_be_chosen_again_and_others_can() {
    let app = App::new().in_areas(&["isle-of-wight"]);
    let can = |typed: &str| council::answer(&app.now(), typed).councils[0].can_be_chosen;
    assert_eq!((can("Cowes"), can("Romsey")), (false, true));
    let both = App::new().in_areas(&["hampshire", "isle-of-wight"]);
    assert!(council::answer(&both.now(), "Cowes").councils[0].can_be_chosen);
}

#[test]
fn what_is_only_begun_is_offered_by_name_and_council() {
    let app = App::new();
    let found = council::answer(&app.now(), "south");
    assert!(found.councils.is_empty());
    let offered: Vec<_> = found
        .perhaps
        .iter()
        .map(|p| (p.name.as_str(), p.area.as_str()))
        .collect();
    assert!(offered.contains(&("Southsea", "Portsmouth")), "{offered:?}");
    assert!(offered.len() <= 8);
    // The name of a village elsewhere is the beginning of a place here.
    let found = council::answer(&app.now(), "Milford");
    assert_eq!(titles(&found), ["Milford: Surrey"]);
    assert_eq!(found.perhaps[0].name, "Milford on Sea");
}

/// Every district and place of every council leads to that council.
#[test]
fn each_place_of_the_catalogue_is_found() {
    let app = App::new();
    let m = app.now();
    let mut seen = 0;
    for area in app
        .library()
        .catalogue()
        .areas
        .iter()
        .filter(|area| !area.places.is_empty())
    {
        for place in &area.places {
            let found = council::answer(&m, place);
            assert!(
                found.councils.iter().any(|council| council.area.id == area.id.as_ref()),
                "{place}: {found:?}"
            );
            seen += 1;
        }
    }
    assert!(seen > 900, "{seen}");
}

#[test]
fn a_page_that_is_pasted_is_no_place() {
    let app = App::new();
    for pasted in [
        "Cowes ".repeat(200_000),
        "a".repeat(1_000_000),
        "\u{301}".repeat(500_000),
        "PO30 ".repeat(200_000),
    ] {
        let found = council::answer(&app.now(), &pasted);
        assert!(found.councils.len() <= 1 && found.perhaps.len() <= 8, "{found:?}");
    }
    assert_eq!(
        titles(&council::answer(&app.now(), "\u{202e}PO30\u{202c}\u{200b} 5TY\0")),
        ["PO30: Isle of Wight"]
    );
}
