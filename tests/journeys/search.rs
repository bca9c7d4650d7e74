//! Search from anywhere, by keys alone.

use serde_json::json;

use crate::app::{App, DESKTOP, Device, Key};

/// Waits until the answer to `query` stands and tells the results' words.
fn results(app: &App, query: &str) -> Vec<String> {
    app.until_with(
        "an answer to what was typed",
        "return location.hash === '#/search?q=' + encodeURIComponent(arguments[0])
            && document.getElementById('search-results').ariaBusy === 'false'
            && doorstep.all('option').length > 0",
        &[json!(query)],
    );
    app.names("option")
}

#[test]
fn slash_and_control_k_open_it_from_anywhere() {
    let app = Device::new().start_in("Hampshire");
    app.type_in("/");
    app.arrive("Search");
    app.until(
        "the field has the focus",
        "return document.activeElement.id === 'search'",
    );
    app.key(Key::Escape);
    app.arrive("Doorstep");

    app.go("#/themes/neglect");
    app.arrive("Neglect");
    app.chord(&[Key::Control], 'k');
    app.arrive("Search");
    app.until(
        "the field has the focus",
        "return document.activeElement.id === 'search'",
    );
    app.close();
}

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
    app.until(
        "an answer",
        "return doorstep.words(document.querySelector('main')).length > 0",
    );
    app.do_not_see("went wrong");
    app.close();
}

#[test]
fn arrows_choose_and_enter_opens() {
    let app = Device::new().start_in("Hampshire");
    app.chord(&[Key::Control], 'k');
    app.arrive("Search");
    app.type_in("domestic abuse");
    let found = results(&app, "domestic abuse");
    assert!(found.len() > 2, "{found:?}");
    app.key(Key::Down);
    app.key(Key::Down);
    let second = app.text_of("return doorstep.name(document.querySelector('[aria-selected=true]'))");
    assert_eq!(second, found[1]);
    app.key(Key::Enter);
    app.until("the second result", "return !location.hash.startsWith('#/search')");
    app.until("its screen", "return !!document.querySelector('main h1')");
    app.press("button", "Back");
    // The words are still there on the way back.
    let again = results(&app, "domestic abuse");
    assert_eq!(again.len(), found.len());
    app.close();
}

#[test]
fn nothing_found_offers_the_way_on() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/search");
    app.arrive("Search");
    app.type_in("zzzz");
    app.see("Nothing found for “zzzz”");
    app.press("link", "Act now: the next step and who to ring");
    app.arrive("Act now");
    app.close();
}

#[test]
fn the_address_and_the_field_agree() {
    let app = Device::new().start_in("Hampshire");
    app.resize(DESKTOP);
    let field = |words: &str| {
        app.until_with(
            "the words in the field, and the focus",
            "const field = document.activeElement; return field.id === 'search' && field.value === arguments[0]",
            &[json!(words)],
        );
    };
    app.go("#/search");
    app.arrive("Search");
    app.type_in("neglet");
    app.key(Key::Left);
    app.type_in("c");
    // Nothing that happens while somebody writes moves their cursor.
    results(&app, "neglect");
    field("neglect");

    app.go("#/search?q=marac");
    let found = results(&app, "marac");
    assert!(found.iter().any(|hit| hit.starts_with("MARAC")), "{found:?}");
    field("marac");

    app.press("link", "Search");
    field("");
    assert_eq!(app.address(), "#/search");
    app.see("All contacts");

    app.press("button", "Back");
    results(&app, "marac");
    field("marac");
    app.close();
}

#[test]
fn what_was_searched_for_is_not_kept() {
    let device = Device::new();
    let app = device.start_in("Hampshire");
    app.go("#/search");
    app.arrive("Search");
    app.type_in("neglect");
    results(&app, "neglect");
    app.close();
    let app = device.start();
    app.arrive("Search");
    assert_eq!(app.address(), "#/search");
    app.close();
}
