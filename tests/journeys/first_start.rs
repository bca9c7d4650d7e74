//! The first question, and what it chooses.

use kit::window::{Device, PHONE};

const HAMPSHIRE: &str = "0300 555 1384";
const ISLE_OF_WIGHT: &str = "01983 823435";

#[test]
fn each_answer_chooses_what_is_local() {
    for (answer, chip, here, elsewhere) in [
        ("Hampshire", "Area: Hampshire", &[HAMPSHIRE][..], &[ISLE_OF_WIGHT][..]),
        ("Isle of Wight", "Area: Isle of Wight", &[ISLE_OF_WIGHT], &[HAMPSHIRE]),
        ("Both", "Area: Both areas", &[HAMPSHIRE, ISLE_OF_WIGHT], &[]),
        ("Skip for now", "Area: Choose area", &[HAMPSHIRE, ISLE_OF_WIGHT], &[]),
    ] {
        let device = Device::new();
        let app = device.start();
        app.resize(PHONE);
        app.arrive("Where do you work?");
        app.press("button", answer);
        app.arrive("Doorstep");
        app.find("button", chip);

        app.press("link", "Act now");
        app.arrive("Act now");
        here.iter().for_each(|number| app.see(number));
        elsewhere.iter().for_each(|number| app.do_not_see(number));
        app.close();

        // It is asked once.
        let app = device.start();
        app.find("button", chip);
        app.do_not_see("Where do you work?");
        app.close();
    }
}

#[test]
fn the_area_is_changed_from_any_screen() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/contacts");
    app.arrive("Contacts");
    app.see(HAMPSHIRE);
    app.press("button", "Area: Hampshire");
    app.press("button", "Isle of Wight");
    app.find("button", "Area: Isle of Wight");
    app.see(ISLE_OF_WIGHT);
    app.close();
}

#[test]
fn nobody_in_danger_has_to_answer_first() {
    let app = Device::new().start();
    app.arrive("Where do you work?");
    app.press("link", "Act now");
    app.arrive("Act now");
    app.find("button", "Call 999");
    app.close();
}
