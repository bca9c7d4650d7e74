//! The field and the address.

use serde_json::json;

use super::{results, searching};
use kit::window::{DESKTOP, Device, Key};

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
fn the_address_is_not_written_down() {
    let device = Device::new();
    let app = searching(&device);
    app.type_in("neglect");
    results(&app, "neglect");
    app.close();
    let app = device.start();
    app.arrive("Search");
    assert_eq!(app.address(), "#/search");
    app.close();
}

#[test]
fn a_hundred_letters_in_a_row_are_answered() {
    let app = searching(&Device::new());
    // Web views refuse so many changes of an address in so short a time.
    for _ in 0..12 {
        app.type_in("neglect");
        app.chord(&[Key::Control], 'a');
        app.key(Key::Delete);
    }
    app.type_in("marac");
    let found = results(&app, "marac");
    assert!(found[0].starts_with("MARAC"), "{found:?}");
    app.press("link", "Home");
    app.arrive("Doorstep");
    app.press("button", "Back");
    results(&app, "marac");
    app.close();
}
