//! Pictures of every screen at four sizes, in light, dark, forced colours and with text twice as large, and a sheet of
//! all for each screen. `cargo xtask screenshots` takes them; no test looks at them.

use kit::window::{App, Device, SIZES};
use serde_json::json;

use super::screens::{SCREENS, keep_some, open};

/// How a screen is shown.
const LOOKS: [(&str, &str); 4] = [
    ("light", "document.documentElement.dataset.theme = 'light'"),
    ("dark", "document.documentElement.dataset.theme = 'dark'"),
    ("forced", "document.documentElement.dataset.theme = 'dark'; forced.on()"),
    (
        "text-200",
        "document.documentElement.dataset.theme = 'light'; document.documentElement.style.fontSize = '200%'",
    ),
];

/// As it was before.
const PLAIN: &str = "
    forced.off();
    document.documentElement.style.fontSize = '';
    delete document.documentElement.dataset.theme;";

/// Where screens look different with no area or more than one.
const NOW: [(&str, &[&str]); 2] = [("now-no-area", &[]), ("now-two-areas", &["hampshire", "isle-of-wight"])];

#[test]
#[ignore = "for people to look at: cargo xtask screenshots"]
fn of_every_screen() {
    let app = Device::new().start();
    keep_some(&app);
    app.live_in(&["hampshire"], true);
    let mut all: Vec<(&str, &str)> = SCREENS.to_vec();
    take(&app, &mut all);
    for (name, areas) in NOW {
        app.live_in(areas, false);
        take(&app, &mut vec![(name, "#/")]);
    }
    app.close();
}

/// The window is given each size once: that takes longest.
fn take(app: &App, screens: &mut Vec<(&str, &str)>) {
    let mut taken: Vec<Vec<Vec<_>>> = screens.iter().map(|_| LOOKS.map(|_| Vec::new()).into()).collect();
    for size in SIZES {
        app.resize(size);
        for (sheet, (screen, address)) in taken.iter_mut().zip(screens.iter()) {
            open(app, address);
            for (row, (look, switch)) in sheet.iter_mut().zip(LOOKS) {
                app.measure(&format!("{PLAIN} {switch}; await ruler.settled()"), &[]);
                row.push(app.look(&format!("{screen}-{}-{look}", size.name)));
            }
            app.measure(PLAIN, &[json!(null)]);
        }
    }
    for (sheet, (screen, _)) in taken.iter().zip(screens.iter()) {
        App::sheet(screen, sheet);
    }
}
