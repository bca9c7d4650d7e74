//! Practice weeks that find the person: an edition comes from a real host, a real notification daemon shows the
//! reminder, and what is pressed there happens here. The app's clock is where the journey puts it.

use std::fs;

use chrono::{Days, NaiveDate, TimeDelta, Utc};

use crate::journeys::publisher::Publisher;
use crate::journeys::refresh::spelled;
use kit::edits::WEEK;
use kit::window::{App, Device};

/// A second week, which starts a day after [`WEEK`]. Its id comes first, so that its reminder would.
const SECOND: &str = "A practice week on fire safety";
const SECOND_ID: &str = "a-fire-safety-week";

const NEUTRAL: (&str, &str) = ("A reminder from Doorstep", "Open Doorstep to see it.");

#[test]
fn a_week_that_comes_by_refresh_is_reminded_of_once_and_as_the_person_wants() {
    let publisher = Publisher::new();
    publisher.release();
    let site = publisher.serve();
    let policy = site.policy(&publisher);
    let starts = publisher.edit(Utc::now().date_naive());
    announce_second(&publisher, starts + Days::new(1));
    // A week before the first.
    let device = Device::on(ten_on(starts - Days::new(7)))
        .refreshing_by(policy)
        .showing_notifications();

    let app = device.start_in("Hampshire");
    app.go("#/about");
    app.arrive("About");
    app.press("button", "Check now");
    // The line above says the same of the check that the app made by itself.
    app.settled();
    app.see("Up to date.");
    assert_eq!(said(&app), Vec::<(String, String)>::new());
    publisher.release();
    app.press("button", "Check now");
    app.see("Updated to version 2 of the catalogue");
    let shown = app.notifications().wait_for(1);
    assert_eq!((shown[0].title.as_str(), shown[0].body.as_str()), NEUTRAL);
    assert_eq!(shown[0].urgency, "NORMAL");
    assert_eq!(shown[0].desktop_entry, "org.doorstep.doorstep");
    app.screen("notification");
    app.notifications().press();
    app.arrive(WEEK);
    app.notifications().wait_for_none();

    // A test goes the same way.
    app.go("#/settings");
    app.arrive("Settings");
    app.press("button", "When reminders come, and what they say");
    app.see("This device shows reminders from Doorstep.");
    app.press("button", "Send a test");
    app.see("The test notification was sent.");
    app.notifications().wait_for(2);
    app.press("radio", "The whole reminder");
    app.see("Notifications name the week.");
    app.close();

    // A day later the second week's turn has come, and the first is not said again. Nothing is asked of the host any
    // more.
    site.close();
    let device = device.at(ten_on(starts - Days::new(6)));
    let app = device.start();
    let shown = app.notifications().wait_for(1);
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(shown[0].title.starts_with(SECOND), "{shown:?}");
    app.screen("notification-full-text");
    app.go("#/settings");
    app.arrive("Settings");
    app.notifications().choose("Snooze");
    app.notifications().wait_for_none();
    // It is gone before the app has heard what was chosen, and kept that.
    let later = ten(starts - Days::new(6)) + TimeDelta::hours(1);
    app.see(&format!("Next: {}", screens::words::moment(later)));
    app.close();

    // An hour later it comes again.
    let device = device.at(spelled(ten(starts - Days::new(6)) + TimeDelta::minutes(61)));
    let app = device.start();
    let shown = app.notifications().wait_for(1);
    assert!(shown[0].title.starts_with(SECOND), "{shown:?}");
    app.notifications().choose("Stop reminders");
    app.notifications().wait_for_none();
    app.go(&format!("#/weeks/{SECOND_ID}"));
    app.arrive(SECOND);
    app.see("You are not reminded of this week.");
    app.close();

    // On the Monday both have something to say, and the second, which would be first, says nothing.
    let device = device.at(ten_on(starts));
    let app = device.start();
    let shown = app.notifications().wait_for(1);
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(shown[0].title.starts_with(WEEK), "{shown:?}");

    // The window need not be there: a press brings it back, at the week.
    app.go("#/settings");
    app.arrive("Settings");
    app.press("checkbox", "Keep running when the window is closed");
    app.see("Doorstep keeps running in the background");
    app.press_the_cross();
    app.is_seen(false);
    app.notifications().press();
    app.is_seen(true);
    app.arrive(WEEK);
    app.close();
}

/// What the notifications of this run said.
fn said(app: &App) -> Vec<(String, String)> {
    let shown = app.notifications().shown().into_iter();
    shown.map(|shown| (shown.title, shown.body)).collect()
}

fn announce_second(publisher: &Publisher, starts: NaiveDate) {
    let (ends, year) = (starts + Days::new(1), starts.format("%Y"));
    let week = format!(
        "id = \"{SECOND_ID}\"\ntitle = \"{SECOND}\"\narea = \"hampshire\"\nyear = {year}\nstarts = \"{starts}\"\n\
         ends = \"{ends}\"\nsummary = \"Made up, to show that one week does not speak for another.\"\nthemes = [\"neglect\"]\n\
         source = \"page-iowscp-safeguarding-practice-weeks\"\n\n\
         [[days]]\nweekday = \"tuesday\"\ndate = \"{starts}\"\ntopic = \"Fire safety\"\n"
    );
    fs::write(publisher.place(&format!("data/weeks/{SECOND_ID}.toml")), week).expect("a week");
}

/// Ten in the morning, in UTC.
fn ten(day: NaiveDate) -> chrono::DateTime<Utc> {
    day.and_hms_opt(10, 0, 0).expect("a time of day").and_utc()
}

fn ten_on(day: NaiveDate) -> &'static str {
    spelled(ten(day))
}
