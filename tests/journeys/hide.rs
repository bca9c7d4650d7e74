//! Hide: whatever is on the screen is gone at once.

use kit::window::{App, Device, Key};

fn covered(app: &App) {
    app.until(
        "everything is covered",
        "return doorstep.words(document.body) === 'Continue' && document.querySelector('.layout').inert",
    );
    app.focused("button: Continue");
}

#[test]
fn it_covers_everything_at_once_and_comes_back() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/");
    app.arrive("Who to call now");
    app.press("button", "Hide screen");
    covered(&app);
    app.picture("hidden");
    app.press("button", "Continue");
    app.arrive("Who to call now");
    app.see("0300 555 1373");

    app.chord(&[Key::Control, Key::Shift], 'h');
    covered(&app);
    app.key(Key::Enter);
    app.see("0300 555 1373");

    // Twice in a moment: a page that is busy would take the second later.
    app.settled();
    app.times(2, &[], Key::Escape);
    covered(&app);
    app.press("button", "Continue");

    // Escape does one thing at a time: what closes a dialog or clears a field is no half of hiding.
    app.press("button", "Area: Hampshire");
    app.key(Key::Escape);
    app.until("the dialog closes", "return !document.querySelector('dialog[open]')");
    app.key(Key::Escape);
    app.see("0300 555 1373");
    app.chord(&[Key::Control], 'k');
    app.arrive("Search");
    app.type_in("bruise");
    app.key(Key::Escape);
    app.until(
        "an empty field",
        "return document.getElementById('search').value === ''",
    );
    app.key(Key::Escape);
    app.arrive("Search");
    app.settled();
    app.times(2, &[], Key::Escape);
    covered(&app);
    app.close();
}
