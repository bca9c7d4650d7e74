//! What a person keeps survives whatever happens to the app.

use kit::window::{App, Device};

/// Saves what the screen at `address` shows, and waits until it is kept.
fn keep(app: &App, address: &str, title: &str) {
    app.go(address);
    let button = format!("Save: {title}");
    app.press("button", &button);
    app.until_with(
        "the bookmark is kept",
        "return doorstep.find('button', arguments[0])?.ariaPressed === 'true'",
        &[button.into()],
    );
}

/// The bookmarks in their order.
fn kept(app: &App) -> Vec<String> {
    app.names("link")
        .into_iter()
        .filter(|name| ["Neglect", "Childline", "MARAC", "Child development"].contains(&name.as_str()))
        .collect()
}

#[test]
fn a_bookmark_survives_a_crash() {
    let device = Device::new();
    let app = device.start_in("Hampshire");
    keep(&app, "#/themes/neglect", "Neglect");
    keep(&app, "#/contacts/childline", "Childline");
    app.kill();

    let app = device.start();
    app.go("#/bookmarks");
    app.arrive("Saved");
    app.find("link", "Neglect");
    app.find("link", "Childline");
    app.press("link", "Childline");
    app.find("button", "Call 0800 1111");
    app.close();
}

#[test]
fn bookmarks_are_moved_taken_away_and_put_back() {
    let device = Device::new();
    let app = device.start_in("Hampshire");
    app.go("#/bookmarks");
    app.arrive("Saved");
    app.see("Nothing saved yet.");
    keep(&app, "#/themes/neglect", "Neglect");
    keep(&app, "#/contacts/childline", "Childline");
    keep(&app, "#/themes/child-development", "Child development");
    keep(&app, "#/terms/marac", "MARAC");
    app.press("link", "See Saved");
    app.arrive("Saved");
    app.find("link", "MARAC");
    assert_eq!(
        kept(&app),
        ["Childline", "Child development", "Neglect", "MARAC"],
        "by kind"
    );
    let headings = app.names("heading");
    assert_eq!(headings, ["Saved", "Contacts", "Themes", "Articles and glossary"]);
    assert!(app.card("Childline").contains("0800 1111"), "it is called from here");
    assert!(!app.has("button", "Up: Neglect"), "order is out of the way");

    app.press("button", "Edit");
    app.press("button", "Up: Neglect");
    let moved = ["Childline", "Neglect", "Child development", "MARAC"];
    app.until_with(
        "it has moved",
        "return doorstep.words(document.querySelector('.column [role=status]')).includes(arguments[0])",
        &["now 1 of 2".into()],
    );
    assert_eq!(kept(&app), moved);

    app.press("button", "Remove: Child development");
    app.see("Removed from Saved: Child development");
    assert_eq!(kept(&app), ["Childline", "Neglect", "MARAC"]);
    app.press("button", "Undo");
    app.see("Undone.");
    assert_eq!(kept(&app), moved);
    app.close();

    let app = device.start();
    app.arrive("Saved");
    app.find("link", "MARAC");
    assert_eq!(kept(&app), moved, "their order after a restart");
    app.close();
}
