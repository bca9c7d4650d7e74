//! What a person keeps survives whatever happens to the app.

use kit::window::{App, Device};

/// Bookmarks what the screen at `address` shows, and waits until it is kept.
fn keep(app: &App, address: &str, title: &str) {
    app.go(address);
    let button = format!("Bookmark: {title}");
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
        .filter(|name| ["Neglect", "Childline", "MARAC"].contains(&name.as_str()))
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
    app.arrive("Bookmarks");
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
    app.arrive("Bookmarks");
    app.see("No bookmarks yet.");
    keep(&app, "#/themes/neglect", "Neglect");
    keep(&app, "#/contacts/childline", "Childline");
    keep(&app, "#/terms/marac", "MARAC");

    app.go("#/bookmarks");
    app.arrive("Bookmarks");
    app.find("link", "MARAC");
    let first = kept(&app);
    app.press("button", &format!("Up: {}", first[2]));
    let moved = vec![first[0].clone(), first[2].clone(), first[1].clone()];
    app.until_with(
        "the bookmark has moved",
        "return doorstep.words(document.querySelector('main [role=status]')).includes(arguments[0])",
        &["now 2 of 3".into()],
    );
    assert_eq!(kept(&app), moved);

    app.press("button", &format!("Remove: {}", moved[1]));
    app.see(&format!("Bookmark removed: {}", moved[1]));
    assert_eq!(kept(&app), [moved[0].clone(), moved[2].clone()]);
    app.press("button", "Undo");
    app.see("Undone.");
    assert_eq!(kept(&app), moved);
    app.close();

    let app = device.start();
    app.arrive("Bookmarks");
    app.find("link", "MARAC");
    assert_eq!(kept(&app), moved, "their order after a restart");
    app.close();
}
