//! What an administrator set, from the file to the window.

use std::fs;

use kit::window::{DESKTOP, Device, PHONE, patiently};
use serde_json::json;

/// Has that heading of the screen at the top of the window.
const TO_THE_TOP: &str =
    "[...document.querySelectorAll('h2')].find(h => h.textContent === arguments[0]).scrollIntoView()";

#[test]
fn what_the_organisation_set_is_done_said_and_not_to_be_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let policy = folder.path().join("policy.json");
    let set =
        json!({"areas": "isle-of-wight", "background": true, "reminders": false, "reporting_address": "somebody"});
    fs::write(&policy, set.to_string()).expect("a policy");
    let app = Device::new().with_a_tray().refreshing_by(policy).start();

    // Nobody is asked where the child lives, and a mistake in the policy takes no number away.
    app.arrive("Who to call now");
    app.see("999");
    app.press("button", "Area: Isle of Wight");
    app.see("Your organisation set which areas are here.");
    assert!(!app.has("button", "I cover more than one"));
    app.picture("managed-area");
    app.go("#/settings");
    app.arrive("Settings");
    for words in [
        "Your area is Isle of Wight.",
        "Doorstep starts when you log in, and keeps running when you close its window.",
        "Reminders of practice weeks are off. Reminders you set yourself still come.",
        "has a “reporting_address” that is no email address",
        "Practice weeks: off",
    ] {
        app.see(words);
    }
    for box_of in ["Hampshire", "Remind me of practice weeks", "Start when I log in"] {
        assert!(!app.has("checkbox", box_of), "{box_of}");
    }
    assert_eq!(app.violations(), [""; 0]);
    for (size, heading, name) in [
        (DESKTOP, "Set by your organisation", "managed-desktop"),
        (DESKTOP, "When the window is closed", "managed-background-desktop"),
        (PHONE, "Set by your organisation", "managed-phone"),
        (PHONE, "Areas", "managed-areas-phone"),
    ] {
        app.resize(size);
        app.ask(TO_THE_TOP, &[json!(heading)]);
        app.picture(name);
    }
    // The app sees to that by itself, beside its first screen.
    let line = patiently("an entry for the desktop", || {
        app.started_at_login().ok_or(json!("none"))
    });
    assert!(line.ends_with(" --hidden"), "{line}");

    // Children of other areas are found all the same.
    app.go("#/contacts");
    app.arrive("Contacts");
    app.see("Hampshire");

    // Closing does not ask.
    app.press_the_cross();
    app.is_seen(false);
    app.tray().choose("Quit");
    app.has_ended();
}
