//! A number changes at midnight: the window that stays open shows the new one, with no network and no new start.

use catalogue::calendar;
use chrono::{DateTime, Days, TimeDelta, Utc};

use crate::journeys::publisher::Publisher;
use crate::journeys::refresh::spelled;
use kit::edits::{CONTACT, NEW_NUMBER, OLD_NUMBER};
use kit::window::{DESKTOP, Device, PHONE};

/// The first moment of tomorrow in London, whose clocks are an hour ahead of UTC or not at all.
fn midnight(now: DateTime<Utc>) -> DateTime<Utc> {
    let tomorrow = calendar::today(now) + Days::new(1);
    let midnight = tomorrow.and_time(chrono::NaiveTime::MIN).and_utc();
    let earlier = midnight - TimeDelta::hours(1);
    if calendar::today(earlier) == tomorrow {
        earlier
    } else {
        midnight
    }
}

#[test]
fn over_midnight_the_open_window_calls_the_new_number() {
    let now = Utc::now();
    let midnight = midnight(now);
    let (last, first) = (calendar::today(now), calendar::today(midnight));
    let publisher = Publisher::new();
    publisher.replace("edition.toml", "min_reader = 1", "min_reader = 2");
    let numbers = |numbers: &str| format!("numbers = [{numbers}]");
    publisher.replace(
        "contacts.toml",
        &numbers(&format!("{{ number = \"{OLD_NUMBER}\" }}")),
        &numbers(&format!(
            "{{ number = \"{OLD_NUMBER}\", until = {last} }}, {{ number = \"{NEW_NUMBER}\", from = {first} }}"
        )),
    );
    publisher.release();
    let site = publisher.serve();
    let device = Device::on(spelled(now)).refreshing_by(site.policy(&publisher));
    let app = device.start_in("Hampshire");
    app.go(&format!("#/contacts/{CONTACT}"));
    app.arrive("Hampshire Children's Services");
    // The app asks by itself when it starts.
    let ahead = format!("From {}: {NEW_NUMBER}.", first.format("%A %-d %B"));
    app.see(&ahead);
    site.close();
    app.see(OLD_NUMBER);
    app.do_not_see("Changed today");
    for size in [PHONE, DESKTOP] {
        app.resize(size);
        app.see(&ahead);
        app.picture(&format!("day-before-{}", size.name));
        assert_eq!(app.violations(), Vec::<String>::new());
    }
    app.wait_until(spelled(midnight - TimeDelta::seconds(1)));
    app.see(&ahead);

    app.wait_until(spelled(midnight));
    app.see("Changed today.");
    app.see(NEW_NUMBER);
    app.do_not_see(OLD_NUMBER);
    app.do_not_see(&ahead);
    for size in [PHONE, DESKTOP] {
        app.resize(size);
        app.see("Changed today.");
        app.picture(&format!("day-of-change-{}", size.name));
        assert_eq!(app.violations(), Vec::<String>::new());
    }
    app.press("button", &format!("Call {NEW_NUMBER}"));
    assert_eq!(app.opened(), [format!("tel:{}", NEW_NUMBER.replace(' ', ""))]);
    for (address, heading) in [("#/", "Who to call now"), ("#/contacts", "Contacts")] {
        app.go(address);
        app.arrive(heading);
        if address == "#/" {
            // At midnight the office is closed: its number is one press away.
            app.press("button", "Other numbers");
        }
        app.see(NEW_NUMBER);
        app.do_not_see(OLD_NUMBER);
    }
    app.go("#/search");
    app.arrive("Search");
    app.fill("Search", "hampshire children's services");
    app.see(NEW_NUMBER);
    app.do_not_see(OLD_NUMBER);
    app.close();
}
