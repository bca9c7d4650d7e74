//! What is spoken on a screen, line by line, in `spoken/`. After a change of a screen's words or order,
//! `INSTA_UPDATE=always cargo xtask test window reader::spoken` writes the files anew, to be read like the sentences they are.

use kit::window::{App, Device};

use super::super::screens::{keep_some, open};
use super::{TUESDAY, WEEK};

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

#[test]
fn every_screen_is_read_in_order() {
    let mut spoken = Vec::new();
    let device = Device::on(TUESDAY).with_a_reader();
    let app = device.start();
    app.measure("await ruler.settled()", &[]);
    spoken.push(("now-no-area", read(&app)));
    app.live_in(&["hampshire"], true);
    keep_some(&app);
    for (name, address) in SCREENS {
        open(&app, address);
        spoken.push((name, read(&app)));
    }
    app.close();
    let app = Device::on(WEEK).with_a_reader().start();
    app.live_in(&["hampshire"], true);
    open(&app, "#/weeks/domestic-abuse-2024-hampshire");
    spoken.push(("week-running", read(&app)));
    app.close();

    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("spoken");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, words) in spoken {
            insta::assert_snapshot!(name, words);
        }
    });
}

/// What is read of the main part, where the whole of it has no fault that can be seen without reading.
fn read(app: &App) -> String {
    let page = app.reader().read();
    let faults = page.faults();
    assert!(faults.is_empty(), "{}: {faults:#?}", app.address());
    // What is around every screen stands in one of them.
    let speech = page.speech();
    let around = app.address() == "#/" || app.address().is_empty();
    let lines = speech
        .lines()
        .skip_while(|line| !around && *line != "main")
        // The folder of one run.
        .map(|line| match line.find("Data folder: ") {
            Some(at) => format!("{}Data folder: …", &line[..at]),
            None => line.to_owned(),
        });
    lines.collect::<Vec<_>>().join("\n")
}
