//! Closing the window, and what goes on without it.

use kit::window::Device;

#[test]
fn without_a_tray_closing_ends_the_app_unless_the_person_chose_otherwise() {
    let device = Device::new();
    let app = device.start_in("Hampshire");
    app.go("#/settings");
    app.arrive("Settings");
    app.see("This desktop has no tray. When you close the window, Doorstep closes fully.");
    app.press("button", "When reminders come, and what they say");
    app.see("This device has no way to show notifications");
    app.press("button", "Send a test");
    app.see("The test notification could not be shown.");
    app.press_the_cross();
    app.has_ended();

    let app = device.start();
    app.arrive("Settings");
    app.press("checkbox", "Keep running when the window is closed");
    app.see("When you close the window, Doorstep keeps running in the background");
    app.press_the_cross();
    app.is_seen(false);
    // Starting it again brings the window back, and no second one.
    app.start_again();
    app.is_seen(true);
    app.see("When you close the window, Doorstep keeps running in the background");
    app.press_at_last("button", "Quit Doorstep");
    app.has_ended();
}

#[test]
fn closing_asks_once_and_the_tray_brings_the_window_back() {
    let device = Device::new().with_a_tray();
    let app = device.start_in("Hampshire");
    assert_eq!(app.tray().menu(), ["Open", "Quit"]);
    app.press_the_cross();
    app.see("Keep Doorstep in the tray?");
    app.is_seen(true);
    app.picture("closing");
    app.press("button", "Keep it in the tray");
    app.is_seen(false);
    app.tray().choose("Open");
    app.is_seen(true);

    // It is asked once.
    app.press_the_cross();
    app.is_seen(false);
    app.tray().choose("Quit");
    app.has_ended();

    let app = device.start();
    app.go("#/settings");
    app.arrive("Settings");
    app.see("When you close the window, Doorstep stays in the tray");
    app.press("checkbox", "Keep running when the window is closed");
    app.see("When you close the window, Doorstep closes fully.");
    app.press_the_cross();
    app.has_ended();
}

#[test]
fn it_starts_at_login_without_a_window_where_that_is_wanted() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/settings");
    app.arrive("Settings");
    assert_eq!(app.started_at_login(), None);
    app.press("checkbox", "Start when I log in");
    app.see("Doorstep starts when you log in.");
    let line = app.started_at_login().expect("an entry for the desktop");
    assert!(line.ends_with(" --hidden"), "{line}");
    app.press("checkbox", "Start when I log in");
    app.see("Doorstep does not start by itself.");
    assert_eq!(app.started_at_login(), None);
    app.close();
}
