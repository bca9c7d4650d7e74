//! Back and forward, links between records, and where one was when the app closed.

use kit::window::{DESKTOP, Device, Key};

#[test]
fn back_and_forward_go_where_one_was() {
    let app = Device::new().start_in("Hampshire");
    app.resize(DESKTOP);
    app.press("link", "Themes");
    app.arrive("Themes");
    app.press("link", "Neglect");
    app.arrive("Neglect");
    app.press("button", "Back");
    app.arrive("Themes");
    app.press("button", "Back");
    app.arrive("Who to call now");
    app.press("button", "Forward");
    app.arrive("Themes");
    app.chord(&[Key::Alt], Key::Right.into());
    app.arrive("Neglect");
    app.chord(&[Key::Alt], Key::Left.into());
    app.arrive("Themes");
    app.close();
}

#[test]
fn every_kind_of_record_has_an_address() {
    let app = Device::new().start_in("Hampshire");
    for (address, heading) in [
        ("#/themes/prevent", "Prevent"),
        ("#/contacts/childline", "Childline"),
        (
            "#/pathways/professional-differences",
            "We see it differently: resolving professional differences",
        ),
        (
            "#/weeks/safeguarding-childrens-week-2023",
            "Safeguarding Children Week 2023",
        ),
        ("#/terms/marac", "MARAC"),
        ("#/nowhere/at-all", "Page not found"),
        ("#/themes/no-such-theme", "This is not in the catalogue"),
        ("#/pathways/no-such-pathway", "This is not in the catalogue"),
    ] {
        app.go(address);
        app.arrive(heading);
        app.until(
            "focus at the new content",
            "return document.activeElement.closest('main') !== null",
        );
    }
    // Wherever one ends up, help is one tap away.
    app.press("link", "Now");
    app.arrive("Who to call now");
    app.close();
}

#[test]
fn the_app_opens_where_it_was_closed() {
    let device = Device::new();
    let app = device.start_in("Isle of Wight");
    app.go("#/settings");
    app.arrive("Settings");
    app.press("radio", "Dark");
    app.until("it is dark", "return document.documentElement.dataset.theme === 'dark'");
    app.go("#/pathways/isle-of-wight-domestic-abuse/paragon");
    app.find("heading", "Refer to Paragon");
    app.close();

    let app = device.start();
    app.find("heading", "Refer to Paragon");
    app.find("button", "Area: Isle of Wight");
    app.until("it is dark", "return document.documentElement.dataset.theme === 'dark'");
    app.close();
}
