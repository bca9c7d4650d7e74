//! What is announced without being asked for, in order.

use kit::window::{App, Key};

use super::super::screens::open;

/// In Hampshire, on a Tuesday, with nothing saved but a theme and a contact.
pub(super) fn what_was_done(app: &App) {
    let reader = app.reader();

    open(app, "#/themes/domestic-abuse");
    let save = || reader.press("toggle button", "Save: Domestic abuse");
    reader.said_after("live: Saved.", save);
    reader.hear("Save: Domestic abuse, toggle button, pressed");
    reader.said_after("live: Removed from Saved: Domestic abuse", save);
    reader.hear("Save: Domestic abuse, toggle button, not pressed");

    // A second press says the same, and is heard.
    open(app, "#/contacts/hampshire-childrens-services");
    for _ in 0..2 {
        reader.said_after("live: Copied 0300 555 1384.", || {
            reader.press("button", "Copy 0300 555 1384")
        });
    }

    open(app, "#/search");
    // No event of it came over AT-SPI where this was tried: a reader finds it in the page.
    app.type_in("marac");
    reader.hear("status: 10 results, best: MARAC");

    // The new question has the focus, which reads it.
    open(app, "#/pathways/hampshire-domestic-abuse");
    reader.focus("link", "No");
    app.until(
        "the focus on “No”",
        "return doorstep.name(document.activeElement).startsWith('No')",
    );
    let question = "focus: Make sure that it is safe to talk, heading level 2";
    reader.said_after(question, || app.key(Key::Enter));
}
