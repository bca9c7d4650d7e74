//! The five tasks by the accessibility tree alone: what is called so is found there, and what is pressed is pressed
//! through it.

use kit::window::App;

/// A plumber on the Island, on a Saturday at 22:00.
pub(super) fn local_number(app: &App) {
    let reader = app.reader();
    reader.hear("Where does the child live?, heading level 2");
    reader.press("button", "Isle of Wight");
    reader.hear("Worried about a child: call now, heading level 2");
    reader.press("button", "Call 01983 823435");
    assert_eq!(app.opened(), ["tel:01983823435"]);
}

/// A health visitor in Hampshire, on a Tuesday at 10:00.
pub(super) fn pathway_material_and_changes(app: &App) {
    let reader = app.reader();
    reader.press("button", "Hampshire");
    reader.press("link", "Domestic abuse");
    reader.hear("Domestic abuse, heading level 1");
    reader.press("link", "No");
    reader.press("link", "Next step");
    reader.press("link", "I am worried about a child");
    reader.hear("Are you worried about a child?, heading level 2");
    reader.press("button", "Call 01329 225379");
    assert_eq!(app.opened(), ["tel:01329225379"]);

    reader.press("link", "Search");
    reader.hear("Search, heading level 1");
    reader.focus("combo box", "Search");
    app.type_in("icon");
    reader.hear("results, best: ICON");
    reader.press("toggle button", "Save: ICON");
    reader.hear("Saved.");
    reader.press("link", "Saved");
    reader.hear("Saved, heading level 1");
    reader.hear("• ICON");

    // Call in a hit is a button of its own, beside the hit's link and not in it.
    reader.press("link", "Search");
    reader.focus("combo box", "Search");
    app.type_in("childline");
    reader.hear("best: Childline");
    reader.press("button", "Call 0800 1111");
    app.until_opened(&["tel:01329225379", "tel:08001111"]);

    reader.press("link", "Now");
    reader.hear("Published 22 November 2026. This copy of Doorstep does not look for updates.");
    reader.press("link", "What's changed");
    reader.hear("What's changed, heading level 1");
    reader.hear("Nothing has changed since Doorstep was installed.");
}

/// On the Monday of a practice week.
pub(super) fn wednesday(app: &App) {
    let reader = app.reader();
    reader.press("button", "Hampshire");
    reader.press("link", "Safeguarding Children who are Victims of Domestic Abuse");
    reader.hear("Wed 27 · Domestic Abuse Training, button, collapsed, heading level 3");
    reader.press("button", "Add to calendar: Wednesday 27 November");
    reader.hear("2024-11-27");
}
