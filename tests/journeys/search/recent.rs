//! What was searched for before.

use super::{results, search_again, searching};
use kit::window::{App, Device, Key};

#[test]
fn recent_searches_are_kept_cleared_and_off_in_a_click() {
    let device = Device::new();
    let app = searching(&device);
    let find_and_open = |app: &App, query: &str| {
        app.type_in(query);
        results(app, query);
        app.key(Key::Enter);
        app.until("a result", "return !location.hash.startsWith('#/search')");
        search_again(app);
    };
    app.see("Searches are saved on this device only.");
    // What leads nowhere is not kept.
    app.type_in("marac");
    results(&app, "marac");
    search_again(&app);
    app.do_not_see("Recent searches");
    find_and_open(&app, "neglect");
    app.see("Recent searches");
    app.close();

    // They outlive the app. One is searched for again with a press.
    let app = device.start();
    search_again(&app);
    app.press("button", "neglect");
    results(&app, "neglect");
    app.focused("combobox: Search");
    search_again(&app);
    app.press("button", "Clear recent searches");
    app.see("Recent searches cleared.");
    app.until("nothing to clear", "return !doorstep.find('button', 'neglect')");

    find_and_open(&app, "fgm");
    app.press("button", "Stop saving searches");
    app.see("Searches are not saved.");
    find_and_open(&app, "marac");
    app.see("Searches are not saved.");
    assert!(!app.has("button", "marac"), "kept all the same");

    app.go("#/settings");
    app.press("checkbox", "Remember what I search for");
    app.until(
        "it is on again",
        "return doorstep.find('checkbox', 'Remember what I search for').checked",
    );
    search_again(&app);
    app.see("Searches are saved on this device only.");
    find_and_open(&app, "marac");
    app.find("button", "marac");
    app.close();
}
