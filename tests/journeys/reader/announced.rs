//! What is announced without being asked for, in order.

use kit::window::{App, Key, Reader};

use super::super::screens::open;

/// What a press makes a reader say, up to what holds these words.
fn after(reader: &Reader, words: &str, press: impl FnOnce()) -> Vec<String> {
    // WebKitGTK tells of changes in what a reader has read.
    reader.read();
    reader.heard_all();
    press();
    reader.announced(words)
}

/// In Hampshire, on a Tuesday, with nothing saved but a theme and a contact.
pub(super) fn what_was_done(app: &App) {
    let reader = app.reader();

    open(app, "#/themes/domestic-abuse");
    let save = || reader.press("toggle button", "Save: Domestic abuse");
    let said = after(reader, "toggle button, pressed", save);
    assert!(said.contains(&"live: Saved.".into()), "{said:#?}");
    let said = after(reader, "toggle button, not pressed", save);
    assert!(
        said.contains(&"live: Removed from Saved: Domestic abuse".into()),
        "{said:#?}"
    );

    // A second press says the same, and is heard.
    open(app, "#/contacts/hampshire-childrens-services");
    for _ in 0..2 {
        let copy = || reader.press("button", "Copy 0300 555 1384");
        let said = after(reader, "Copied", copy);
        assert_eq!(said.last(), Some(&"live: Copied 0300 555 1384.".into()), "{said:#?}");
    }

    open(app, "#/search");
    let said = after(reader, "best: MARAC", || app.type_in("marac"));
    assert_eq!(said.last(), Some(&"live: 10 results, best: MARAC".into()), "{said:#?}");

    // The new question has the focus, which reads it.
    open(app, "#/pathways/hampshire-domestic-abuse");
    reader.focus("link", "No");
    let said = after(reader, "Make sure", || app.key(Key::Enter));
    let question = "focus: Make sure that it is safe to talk, heading level 2";
    assert_eq!(said.last(), Some(&question.into()), "{said:#?}");
}
