//! What is typed, what is found, and what is done with it.

use serde_json::json;

use super::{answered, results, searching};
use kit::window::{Device, PHONE};

#[test]
fn it_finds_terms_and_beginnings_of_words() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/search");
    app.arrive("Search");
    app.type_in("fgm");
    let found = results(&app, "fgm");
    assert!(found.iter().any(|hit| hit.contains("FGM")), "{found:?}");

    app.fill("Search", "marac");
    let found = results(&app, "marac");
    assert!(found.iter().any(|hit| hit.starts_with("MARAC")), "{found:?}");

    app.fill("Search", "neglec");
    let found = results(&app, "neglec");
    assert!(found.iter().any(|hit| hit.starts_with("Neglect")), "{found:?}");

    // What would be a mistake in a query language is only text here.
    app.fill("Search", "child's - \"o");
    answered(&app);
    app.do_not_see("went wrong");
    app.close();
}

#[test]
fn nothing_found_offers_the_way_on() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/search");
    app.arrive("Search");
    app.type_in("zzzz");
    app.see("Nothing found for “zzzz”");
    app.see("999");
    app.do_not_see("Try one of these words");
    app.press("link", "Now: who to call and the next step");
    app.arrive("Who to call now");
    app.close();
}

#[test]
fn a_wrong_spelling_finds_the_right_thing_and_says_so() {
    let app = searching(&Device::new());
    for (typed, read_as, first) in [("brusing", "bruising", "Bruising"), ("negelct", "neglect", "Neglect")] {
        app.fill("Search", typed);
        let found = results(&app, typed);
        assert!(found[0].starts_with(first), "{typed}: {found:?}");
        let reading = format!("No results for “{typed}”. Showing results for “{read_as}”.");
        app.see(&reading);
        app.until_with(
            "it is said once, after a while",
            "return [...document.querySelectorAll('[role=status]')].some(({ textContent: said }) =>
                said.startsWith(arguments[0]) && said.includes(arguments[1]))",
            &[json!(reading), json!(format!(" results, best: {first}"))],
        );
    }
    app.fill("Search", "bruising");
    results(&app, "bruising");
    app.until(
        "what is said follows",
        "return !document.querySelector('main').textContent.includes('Showing results for')",
    );
    app.close();
}

#[test]
fn a_tap_on_a_number_dials_it_and_a_tap_beside_it_opens() {
    let app = searching(&Device::new());
    app.resize(PHONE);
    app.type_in("hampshire lado");
    let found = results(&app, "hampshire lado");
    let lado = found.iter().find(|hit| hit.starts_with("Hampshire LADO"));
    let lado = lado.unwrap_or_else(|| panic!("{found:?}"));
    assert!(lado.contains("Not confirmed"), "{lado}");
    app.press("button", "Call 01962 876364");
    assert_eq!(app.opened(), ["tel:01962876364"]);
    app.see("Doorstep asked this device to call 01962 876364.");
    assert!(app.address().starts_with("#/search"), "{}", app.address());
    app.press("link", "Hampshire LADO");
    app.until("its page", "return location.hash === '#/contacts/hampshire-lado'");
    app.close();
}

#[test]
fn another_areas_numbers_stand_apart_under_its_name() {
    let app = searching(&Device::new());
    app.type_in("children's services");
    results(&app, "children's services");
    let last = app.text_of("return [...document.querySelectorAll('#search-results h2')].at(-1).textContent");
    assert_eq!(last.trim(), "Also in Isle of Wight");
    let numbers = |inside: &str| {
        app.text_of(&format!(
            "return [...document.querySelectorAll('#search-results {inside}')].map((e) => e.textContent).join(' ')"
        ))
    };
    let apart = numbers(".elsewhere .digits");
    assert!(apart.contains("01983 823435"), "{apart}");
    let here = numbers(".digits:not(.elsewhere .digits)");
    assert!(here.contains("0300 555 1384") && !here.contains("01983"), "{here}");
    app.close();
}
