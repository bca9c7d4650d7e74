//! Hide: whatever stands on the screen is gone at once.

use kit::window::{App, Device, Key};

fn covered(app: &App) {
    app.until(
        "everything is covered",
        "return doorstep.words(document.body) === 'Continue' && document.querySelector('.layout').inert",
    );
    assert_eq!(app.focus(), "button: Continue");
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

    app.key(Key::Escape);
    app.key(Key::Escape);
    covered(&app);
    app.close();
}
