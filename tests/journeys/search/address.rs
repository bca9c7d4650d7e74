//! The field, the address and the way back.

use serde_json::json;

use super::{pressed, results, searching};
use kit::window::{DESKTOP, Device, Key};

#[test]
fn back_finds_each_search_as_it_was_and_no_address_tells_what_was_typed() {
    let app = Device::new().start_in("Hampshire");
    app.resize(DESKTOP);
    let field = |words: &str| {
        app.until_with(
            "the words in the field, and the focus",
            "const field = document.activeElement; return field.id === 'search' && field.value === arguments[0]",
            &[json!(words)],
        );
    };
    // All that a web view may write down.
    let tells_nothing = || {
        let told = app.ask(
            "return JSON.stringify([location.href, document.title, history.state, Object.entries(localStorage),
                Object.entries(sessionStorage), document.cookie, performance.getEntries().map(({ name }) => name)])",
            &[],
        );
        let told = told.as_str().expect("text").to_lowercase();
        assert!(!told.contains("negl") && !told.contains("domestic"), "{told}");
    };
    app.go("#/search");
    app.arrive("Search");
    app.type_in("neglet");
    app.key(Key::Left);
    app.type_in("c");
    // Nothing that happens while somebody writes moves their cursor.
    results(&app, "neglect");
    field("neglect");
    tells_nothing();

    app.press("link", "Search");
    field("");
    assert_eq!(app.address(), "#/search");
    app.see("All contacts");
    app.type_in("domestic");
    results(&app, "domestic");
    app.press("button", "Contacts ");
    pressed(&app, "Contacts ", true);
    tells_nothing();

    app.press("button", "Back");
    results(&app, "neglect");
    field("neglect");
    app.press("button", "Forward");
    app.until_with(
        "the words in the field, and the focus on what was pressed last",
        "return document.getElementById('search').value === arguments[0]
            && doorstep.words(document.activeElement).startsWith('Contacts ')",
        &[json!("domestic")],
    );
    pressed(&app, "Contacts ", true);
    tells_nothing();
    app.close();
}

#[test]
fn words_that_a_list_does_not_have_are_handed_to_the_search_and_to_no_address() {
    let app = Device::new().start_in("Hampshire");
    for (place, list, filter) in [
        ("#/themes", "Themes", "Filter the themes"),
        ("#/contacts", "Contacts", "Filter the contacts"),
        ("#/terms", "Glossary", "Filter the glossary"),
    ] {
        app.go(place);
        app.arrive(list);
        app.press("textbox", filter);
        app.type_in("lado qqq");
        app.press("link", "Search everything");
        app.arrive("Search");
        app.until(
            "the words in the field",
            "return document.getElementById('search').value === 'lado qqq'",
        );
        assert!(!app.address().contains("lado"), "{}", app.address());
    }
    app.close();
}

#[test]
fn the_address_is_not_written_down() {
    let device = Device::new();
    let app = searching(&device);
    app.type_in("neglect");
    results(&app, "neglect");
    app.press("link", "Now");
    app.arrive("Who to call now");
    app.press("button", "Back");
    results(&app, "neglect");
    app.close();
    let app = device.start();
    app.arrive("Search");
    assert_eq!(app.address(), "#/search");
    app.until(
        "an empty field",
        "return document.getElementById('search').value === ''",
    );
    app.close();
}

#[test]
fn a_hundred_letters_in_a_row_are_answered() {
    let app = searching(&Device::new());
    // Web views refuse so many changes of an address in so short a time as there are letters here.
    for _ in 0..12 {
        app.type_in("neglect");
        app.chord(&[Key::Control], 'a');
        app.key(Key::Delete);
    }
    app.type_in("marac");
    let found = results(&app, "marac");
    assert!(found[0].starts_with("MARAC"), "{found:?}");
    app.press("link", "Now");
    app.arrive("Who to call now");
    app.press("button", "Back");
    results(&app, "marac");
    app.close();
}
