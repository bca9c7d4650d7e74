//! The page's process dies, as a large document or a defect in the web view may have it.

use serde_json::json;
use tempfile::TempDir;

use kit::window::{Alone, DESKTOP, Device, Place, patiently};

/// Waits until the app has written that down of where the person is.
pub(super) fn remembers(device: &Device, place: &str) {
    let held = |file: &std::path::Path| {
        let bytes = std::fs::read(file).unwrap_or_default();
        bytes.windows(place.len()).any(|part| part == place.as_bytes())
    };
    patiently("the place to be remembered", || {
        match ["personal.db", "personal.db-wal"]
            .iter()
            .any(|file| held(&device.data().join(file)))
        {
            true => Ok(()),
            false => Err(json!(place)),
        }
    });
}

/// What is beside the rail, of which the pointer may be over anything, and under the bar, where a reopened page has
/// nothing to go back to.
fn page(app: &Alone) -> Vec<u8> {
    const POINT: usize = 4;
    const RAIL: usize = 240;
    const BAR: usize = 60;
    app.picture(RAIL)
        .split_off((Alone::SIZE.0 as usize - RAIL) * POINT * BAR)
}

/// Waits until the page shows that.
fn shows(app: &Alone, what: &str, picture: &[u8]) {
    patiently(what, || match Alone::alike(&page(app), picture) {
        true => Ok(()),
        false => Err(json!("something else")),
    });
}

/// Waits until the page has shown one thing for some time that is not that, and tells what.
fn turns(app: &Alone, from: &[u8]) -> Vec<u8> {
    const LOOKS: usize = 10;
    let (mut last, mut looks) = (Vec::new(), 0);
    patiently("another screen", || {
        let now = page(app);
        looks = if now == last { looks + 1 } else { 0 };
        last = now;
        match looks >= LOOKS && !Alone::alike(&last, from) {
            true => Ok(last.clone()),
            false => Err(json!("it changes, or does not change at all")),
        }
    })
}

#[test]
fn a_page_that_dies_comes_back_where_it_was_twice_and_then_a_message_says_what_to_do() {
    let device = Device::new();
    let app = device.start_in("Hampshire");
    app.resize(DESKTOP);
    app.go("#/themes/neglect");
    app.arrive("Neglect");
    let middle = "const { left, right, top, bottom } = doorstep.find('link', arguments[0]).getBoundingClientRect();
        return [Math.round((left + right) / 2), Math.round((top + bottom) / 2)]";
    let rail = |name: &str| -> Place { serde_json::from_value(app.ask(middle, &[json!(name)])).expect("a place") };
    let (contacts, glossary) = (rail("Contacts"), rail("Glossary"));
    app.close();

    let home = TempDir::new().expect("a home");
    let app = device.start_alone(home.path());
    let hand = app.hand();
    let neglect = turns(&app, &[]);
    // None has died by itself, which would show a second first screen.
    app.has_painted(1);
    app.kill_page();
    app.has_painted(2);
    shows(&app, "where it was", &neglect);

    // It is alive: what is pressed opens, and there the next one dies.
    hand.press(1, contacts).expect("a press");
    let before = turns(&app, &neglect);
    remembers(&device, "#/contacts");
    app.kill_page();
    app.has_painted(3);
    hand.press(1, glossary).expect("a press");
    turns(&app, &before);
    remembers(&device, "#/terms");

    app.kill_page();
    let titles = || hand.seen().expect("a display");
    patiently("the message", || match titles() {
        two if two.contains(&"Doorstep has stopped".to_owned()) => Ok(()),
        other => Err(json!(other)),
    });
    app.screen("stopped");
    app.has_painted(3);
    hand.close("Doorstep has stopped").expect("it closes");
    app.has_ended();

    // None of this counts as a start that showed no screen.
    assert!(!device.data().join("starts").exists());
    let app = device.start();
    app.arrive("Glossary");
    app.close();
}
