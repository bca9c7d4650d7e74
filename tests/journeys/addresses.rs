//! What a desktop's menu and a link in another program open: a place in the window, and only one that has an address.

use kit::window::Device;

#[test]
fn an_address_opens_its_place_in_the_window_that_is_there_and_in_a_new_one() {
    let device = Device::new();
    let app = device.start_in("Hampshire");
    app.open_by(&["--open", "search"]);
    app.until("the search is open", "return location.hash === '#/search'");
    app.open_by(&["doorstep://themes/neglect"]);
    app.arrive("Neglect");
    // What has no address brings the window to the front, and moves nothing.
    for refused in [
        "doorstep://settings",
        "doorstep://themes/neglect/print",
        "https://example.org/",
    ] {
        app.open_by(&[refused]);
        assert_eq!(app.address(), "#/themes/neglect", "{refused}");
    }
    // Nor did it later: the next place comes right after that one.
    app.open_by(&["--open", "search"]);
    app.until("the search is open", "return location.hash === '#/search'");
    app.settled();
    app.press("button", "Back");
    app.arrive("Neglect");
    app.go("#/settings");
    app.arrive("Settings");
    app.close();

    // A start goes there, too, and not to where the person was last.
    let device = device.opening(&["doorstep://contacts"]);
    let app = device.start();
    app.arrive("Contacts");
    app.open_by(&["--open", "now"]);
    app.until("Now is open", "return location.hash === '#/'");
    app.close();
}
