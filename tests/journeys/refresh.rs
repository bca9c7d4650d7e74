//! A newer edition is published, and the app has it: a real host on this machine, real keys, the real window.

use std::fs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::journeys::publisher::Publisher;
use kit::edits::{CONTACT, NEW_NUMBER, OLD_NUMBER, WEEK, WITHDRAWN, WITHDRAWN_BECAUSE, WITHDRAWN_TITLE};
use kit::window::Device;

const FILE: &str = "Update from a file";

#[test]
fn a_newer_edition_comes_and_says_what_it_changed() {
    let now = Utc::now();
    let publisher = Publisher::new();
    publisher.release();
    let site = publisher.serve();
    let device = Device::on(spelled(now))
        .refreshing_by(site.policy(&publisher))
        .with_a_reader();

    // The app asks by itself when it starts.
    let app = device.start_in("Hampshire");
    app.see("Up to date. Checked today at");
    app.go(&format!("#/contacts/{CONTACT}"));
    app.arrive("Hampshire Children's Services");
    app.see(OLD_NUMBER);
    app.do_not_see("Changed on");
    app.go("#/changes");
    app.arrive("What's changed");
    app.see("Nothing has changed since Doorstep was installed.");

    app.go("#/about");
    app.arrive("About");
    app.press("button", "Check now");
    // The line above says the same of the check that the app made by itself.
    app.settled();
    app.see("Up to date.");

    let starts = publisher.edit(now.date_naive());
    publisher.release();
    app.reader()
        .said_after("live: Updated to version 2", || app.press("button", "Check now"));
    app.see("Updated to version 2 of the catalogue. 1 thing changed, 1 is new and 1 was withdrawn.");
    app.picture("refresh-updated");

    app.press("link", "Now");
    app.arrive("Who to call now");
    app.see("1 thing changed, 1 is new and 1 was withdrawn.");
    app.press("link", "What's changed");
    app.arrive("What's changed");
    for words in [
        "Version 2",
        "New to you",
        &format!("The number was {OLD_NUMBER} and is {NEW_NUMBER}."),
        WEEK,
        WITHDRAWN_TITLE,
        WITHDRAWN_BECAUSE,
    ] {
        app.see(words);
    }
    assert_eq!(app.violations(), Vec::<String>::new());
    app.picture("refresh-changes");
    // Looked at once, it is not new any more.
    app.go("#/");
    app.arrive("Who to call now");
    app.do_not_see("1 thing changed, 1 is new and 1 was withdrawn.");

    app.go(&format!("#/contacts/{CONTACT}"));
    app.arrive("Hampshire Children's Services");
    app.see(NEW_NUMBER);
    app.see(&format!("Changed on {} from {OLD_NUMBER}.", long(now.date_naive())));
    app.go("#/calendar");
    app.arrive("Practice weeks");
    app.press("button", "Agenda");
    app.see(&format!("Starts in {} days", (starts - now.date_naive()).num_days()));
    app.go(&format!("#/resources/{WITHDRAWN}"));
    app.see(WITHDRAWN_BECAUSE);

    // The host is gone: that is said, and nothing else is.
    site.close();
    app.go("#/about");
    app.arrive("About");
    app.reader()
        .said_after("live: The update server could not be reached.", || {
            app.press("button", "Check now");
        });
    app.see("The update server could not be reached. Everything on this device still works.");
    app.see("The update did not work.");
    app.go(&format!("#/contacts/{CONTACT}"));
    app.arrive("Hampshire Children's Services");
    app.see(NEW_NUMBER);
    app.close();

    // And it is all there at the next start.
    let app = device.start();
    app.see(NEW_NUMBER);
    app.close();
}

#[test]
fn a_newer_edition_can_be_brought_in_a_file() {
    let now = Utc::now();
    let publisher = Publisher::new();
    publisher.release();
    let site = publisher.serve();
    let policy = site.policy(&publisher);
    publisher.edit(now.date_naive());
    publisher.release();
    let bundle = publisher.bundle();
    site.close();

    let app = Device::on(spelled(now)).refreshing_by(policy).start_in("Hampshire");
    app.go("#/about");
    app.arrive("About");
    let damaged = publisher.place("damaged.tar");
    fs::write(&damaged, &fs::read(&bundle).expect("the bundle")[..2000]).expect("a damaged copy");
    app.press("button", "For a device without a network");
    app.choose(FILE, &damaged);
    app.see("This file cannot be trusted or is damaged, so Doorstep did not use it.");
    app.choose(FILE, &bundle);
    app.see("Updated to version 2 of the catalogue.");
    app.press("button", "Dates, version and publisher");
    app.see("from a file,");
    app.picture("refresh-file");
    app.go(&format!("#/contacts/{CONTACT}"));
    app.arrive("Hampshire Children's Services");
    app.see(NEW_NUMBER);
    app.close();
}

#[test]
fn without_a_host_the_app_says_so_and_asks_nobody() {
    let app = Device::new().start_in("Hampshire");
    app.see("This copy of Doorstep does not look for updates.");
    app.go("#/about");
    app.arrive("About");
    app.see("Sent: nothing.");
    assert!(!app.has("button", "Check now"), "there is nobody to ask");
    app.close();
}

fn long(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// As the command line has it. Leaked: a device's clock is a constant everywhere else.
pub fn spelled(now: DateTime<Utc>) -> &'static str {
    now.format("%Y-%m-%dT%H:%M:%SZ").to_string().leak()
}
