//! Filters.

use serde_json::json;

use super::{pressed, results, searching};
use kit::window::{App, Device, Key};

/// The number that a filter's chip tells.
fn counted(app: &App, chip: &str) -> usize {
    app.find("button", chip);
    let name = app.ask(
        "return doorstep.name(doorstep.find('button', arguments[0]))",
        &[json!(chip)],
    );
    let name = name.as_str().unwrap_or_default();
    let count = name.rsplit(' ').next().and_then(|count| count.parse().ok());
    count.unwrap_or_else(|| panic!("“{name}” tells no number"))
}

#[test]
fn filters_count_narrow_and_come_back() {
    let app = searching(&Device::new());
    app.type_in("domestic abuse");
    let everything = results(&app, "domestic abuse").len();
    let contacts = counted(&app, "Contacts ");
    app.press("button", "Contacts ");
    pressed(&app, "Contacts ", true);
    let found = results(&app, "domestic abuse");
    assert!(
        contacts > 1 && found.len() < everything,
        "{contacts} of {everything}: {found:?}"
    );
    assert_eq!(
        app.ask(
            "return [...document.querySelectorAll('#search-results li')].filter((e) => !e.querySelector('.call')).length",
            &[]
        ),
        json!(0)
    );

    // One more letter keeps it; Back from a hit brings it again.
    app.press("combobox", "Search");
    app.key(Key::End);
    app.key(Key::Backspace);
    results(&app, "domestic abus");
    app.key(Key::Enter);
    app.until("a contact", "return location.hash.startsWith('#/contacts/')");
    app.press("button", "Back");
    results(&app, "domestic abus");
    pressed(&app, "Contacts ", true);

    app.press("button", "Clear filters");
    pressed(&app, "Contacts ", false);
    app.focused("button: Filters");
    app.until(
        "what the filter hid",
        "return document.getElementById('search-results').ariaBusy === 'false'
            && !![...document.querySelectorAll('#search-results li')].find((e) => !e.querySelector('.call'))",
    );

    // All of them in a sheet, under their headings, which moves no hit. What nothing fits offers to take them away.
    let top = |app: &App| {
        // A page that has changed is scrolled to where it was when it is laid out.
        app.settled();
        app.ask(
            "return document.querySelector('#search-results').getBoundingClientRect().top",
            &[],
        )
    };
    let before = top(&app);
    // By a key: `press` scrolls first.
    app.key(Key::Enter);
    app.see("Who it is for");
    assert_eq!(top(&app), before);
    app.press("button", "Area");
    app.press("button", "Isle of Wight ");
    pressed(&app, "Isle of Wight ", true);
    app.press("button", "Show ");
    app.until("no sheet", "return !document.querySelector('dialog[open]')");
    app.press("combobox", "Search");
    app.chord(&[Key::Control], 'a');
    app.type_in("zzzz");
    app.see("Nothing found for “zzzz” with these filters");
    app.press("button", "Clear filters");
    app.until(
        "no filter",
        "return !doorstep.words(document.body).includes('with these filters')",
    );
    app.see("Nothing found for “zzzz”");

    // An empty field has nothing to narrow.
    app.fill("Search", "domestic");
    results(&app, "domestic");
    app.press("button", "Contacts ");
    pressed(&app, "Contacts ", true);
    app.fill("Search", "domestic");
    results(&app, "domestic");
    pressed(&app, "Contacts ", false);
    app.close();
}
