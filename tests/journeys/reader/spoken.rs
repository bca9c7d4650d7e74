//! What is spoken on a screen, line by line, in `spoken/`. After a change of a screen's words or order,
//! `INSTA_UPDATE=always cargo test --test whole_app reader` writes the files again, to be read like the sentences they
//! are.

use kit::window::{App, Node, patiently};
use serde_json::json;

use super::super::screens::{keep_some, open};

/// Those of a Tuesday in Hampshire.
const SCREENS: [(&str, &str); 14] = [
    ("now", "#/"),
    ("pathway-step", "#/pathways/hampshire-domestic-abuse/child"),
    ("search", "#/search marac"),
    ("search-nothing", "#/search zzzz"),
    ("contacts", "#/contacts"),
    ("contact", "#/contacts/hampshire-childrens-services"),
    ("pack", "#/themes/domestic-abuse"),
    ("resource", "#/resources/domestic-abuse-toolkit"),
    ("calendar", "#/calendar"),
    ("saved", "#/bookmarks"),
    ("settings", "#/settings"),
    ("about", "#/about"),
    ("accessibility", "#/accessibility"),
    ("changes", "#/changes"),
];

/// On a Tuesday, first without an area and then in Hampshire.
pub(super) fn every_screen(app: &App) {
    app.settled();
    let mut spoken = vec![("now-no-area", read(app))];
    keep_some(app);
    app.live_in(&["hampshire"], true);
    for (name, address) in SCREENS {
        open(app, address);
        spoken.push((name, read(app)));
    }
    hold(&spoken);
}

/// A week that is on.
pub(super) fn running_week(app: &App) {
    open(app, "#/weeks/domestic-abuse-2024-hampshire");
    hold(&[("week-running", read(app))]);
}

fn hold(spoken: &[(&str, String)]) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("spoken");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, words) in spoken {
            insta::assert_snapshot!(*name, words);
        }
    });
}

/// What is read once that is the screen which is shown, and twice the same: the tree follows the page some time later.
fn rests(app: &App) -> Node {
    let heading = app.text_of("return doorstep.words(document.querySelector('main h1'))");
    let mut last = String::new();
    patiently("what is read to rest", || {
        let page = app.reader().read();
        let before = std::mem::replace(&mut last, page.speech());
        match last == before && last.contains(&format!("{heading}, heading level 1")) {
            true => Ok(page),
            false => Err(json!(last)),
        }
    })
}

/// What is read of the main part, where the whole of it has no fault that can be seen without reading.
fn read(app: &App) -> String {
    let page = rests(app);
    let faults = page.faults();
    assert!(faults.is_empty(), "{}: {faults:#?}", app.address());
    // What is around every screen is in one of them.
    let speech = page.speech();
    let around = app.address() == "#/" || app.address().is_empty();
    let lines = speech
        .lines()
        // It comes by itself, some time later.
        .filter(|line| !line.trim_start().starts_with("status: "))
        .skip_while(|line| !around && *line != "main")
        // The folder of one run.
        .map(|line| match line.find("Data folder: ") {
            Some(at) => format!("{}Data folder: …", &line[..at]),
            None => line.to_owned(),
        });
    lines.collect::<Vec<_>>().join("\n")
}
