//! Practice weeks: what is next, what is on, what was; and following one.

use serde_json::json;

use crate::journeys::publisher::Publisher;
use kit::window::{App, DESKTOP, Device, Key, NARROW, PHONE};

const NOTHING_AHEAD: &str = "No practice weeks coming up.";

/// Hampshire's week on domestic abuse, of which 26 November 2024 is the second day.
const WEEK: &str = "Safeguarding Children who are Victims of Domestic Abuse";
const WEEK_ADDRESS: &str = "#/weeks/domestic-abuse-2024-hampshire";
const TODAY: &str = "Support for children and young people";
const SECOND_DAY: &str = "2024-11-26T09:00:00Z";

fn open_calendar(app: &App, view: &str) {
    app.press("link", "Practice weeks");
    app.arrive("Calendar");
    app.press("button", view);
}

/// Waits until the focus is on exactly that.
fn on(app: &App, wanted: &str) {
    app.until_with(
        &format!("the focus on “{wanted}”"),
        "const e = document.activeElement; return doorstep.role(e) + ': ' + doorstep.name(e) === arguments[0]",
        &[json!(wanted)],
    );
}

/// Waits until a box is ticked, or is not.
fn ticked(app: &App, name: &str, wanted: bool) {
    app.until_with(
        &format!("the box “{name}” to be {wanted}"),
        "return doorstep.find('checkbox', arguments[0])?.checked === arguments[1]",
        &[json!(name), json!(wanted)],
    );
}

#[test]
fn no_week_ahead_is_said_plainly_and_the_archive_stands() {
    let app = Device::new().start_in("Isle of Wight");
    open_calendar(&app, "Month");
    app.see("Today is Sunday 22 November 2026.");
    app.see(NOTHING_AHEAD);
    app.see("No practice week in November 2026.");
    app.press("button", "Agenda");
    app.see(NOTHING_AHEAD);
    let headings = app.names("heading");
    let years: Vec<_> = headings
        .iter()
        .filter(|heading| heading.parse::<u16>().is_ok())
        .collect();
    assert_eq!(years, ["2025", "2024", "2023"], "newest first");

    app.press("link", "Safeguarding children who are victims of domestic abuse 2024");
    app.arrive("Safeguarding children who are victims of domestic abuse 2024");
    app.see("This week is over.");
    app.see("Wednesday 27 November");
    app.see("1:30pm to 3pm");
    app.see("UK time");
    assert!(!app.has("button", "Add to calendar"), "what is over needs no entry");
    app.close();
}

#[test]
fn a_past_week_is_found_by_its_month_and_never_as_one_ahead() {
    let app = Device::new().start_in("Hampshire");
    open_calendar(&app, "Month");
    app.press("button", "Earlier: October 2025");
    app.find("heading", "Monday 13 October 2025");
    app.see("This week is over.");
    app.press(
        "button",
        "Wednesday 15 October, Webinars via Microsoft Teams, 5 sessions",
    );
    app.find("heading", "Wednesday 15 October 2025");
    app.see("8:30am to 9:15am");
    app.see(NOTHING_AHEAD);
    app.press("button", "Today");
    app.find("heading", "November 2026");
    on(&app, "button: Sunday 22 November");
    app.close();
}

#[test]
fn a_month_by_keyboard_alone() {
    let app = Device::on(SECOND_DAY).start_in("Hampshire");
    app.resize(DESKTOP);
    app.tab_to("link", "Practice weeks");
    app.key(Key::Enter);
    app.arrive("Calendar");
    app.tab_to("button", "Month");
    app.key(Key::Enter);
    app.tab_to("button", &format!("Tuesday 26 November, {TODAY}"));
    for (key, day) in [
        (Key::Left, "Monday 25 November, Overview"),
        (Key::Up, "Monday 18 November"),
        (Key::Down, "Monday 25 November, Overview"),
        (Key::End, "Sunday 1 December"),
        (Key::Home, "Monday 25 November, Overview"),
        (Key::PageDown, "Wednesday 25 December"),
        (Key::PageUp, "Monday 25 November, Overview"),
        (Key::Right, &format!("Tuesday 26 November, {TODAY}")),
        (Key::Right, "Wednesday 27 November, Domestic Abuse Training"),
    ] {
        app.key(key);
        on(&app, &format!("button: {day}"));
    }
    app.key(Key::Enter);
    on(&app, "heading: Wednesday 27 November 2024");
    app.tab_to("link", WEEK);
    app.key(Key::Enter);
    app.arrive(WEEK);
    // Coming back finds the day that was opened.
    app.chord(&[Key::Alt], Key::Left.into());
    app.arrive("Calendar");
    app.find("heading", "Wednesday 27 November 2024");
    app.close();
}

#[test]
fn an_agenda_by_keyboard_alone() {
    let app = Device::on("2025-10-04T09:00:00Z").start_in("Hampshire");
    app.resize(DESKTOP);
    app.tab_to("link", "Practice weeks");
    app.key(Key::Enter);
    app.arrive("Calendar");
    app.tab_to("button", "Agenda");
    app.key(Key::Enter);
    app.find("heading", "Coming up");
    app.do_not_see(NOTHING_AHEAD);
    app.see("Starts in 9 days");
    app.see("Wednesday 15 October 2025");
    app.see("8:30am to 9:15am");
    app.tab_to("button", "Bookmark: Missing, Exploited and Trafficked children (MET)");
    app.key(Key::Enter);
    app.tab_to("link", "Bookmarks");
    app.key(Key::Enter);
    app.arrive("Bookmarks");
    // A session stands in its week.
    app.tab_to("link", "Missing, Exploited and Trafficked children (MET)");
    app.key(Key::Enter);
    app.arrive("HIPS Child Exploitation (CE) Safeguarding Practice Week");
    app.see("Upcoming");
    app.see("in 9 days");
    app.close();
}

#[test]
fn a_week_is_followed_and_what_was_done_is_kept() {
    let device = Device::on(SECOND_DAY);
    let app = device.start_in("Hampshire");
    app.find("heading", "This week");
    app.find("heading", TODAY);
    app.find("heading", "If you do one thing");
    app.press("checkbox", "Done: Tuesday 26 November");
    ticked(&app, "Done: Tuesday 26 November", true);

    app.press("link", WEEK);
    app.arrive(WEEK);
    app.see("On now");
    let headings = app.names("heading");
    let place = |heading: &str| headings.iter().position(|each| each == heading);
    assert!(
        place("Today") < place("If you do one thing") && place(TODAY) < place("The other days"),
        "today comes first: {headings:?}"
    );
    let today = app.card(TODAY);
    assert!(
        today.contains("Tuesday 26 November") && today.contains("Today"),
        "{today}"
    );
    ticked(&app, "Done: Tuesday 26 November", true);
    app.press("checkbox", "Done: Monday 25 November");
    ticked(&app, "Done: Monday 25 November", true);
    app.press("checkbox", "Done: Wednesday 27 November");
    ticked(&app, "Done: Wednesday 27 November", true);
    app.press("checkbox", "Done: Wednesday 27 November");
    ticked(&app, "Done: Wednesday 27 November", false);
    app.go("#/");
    app.arrive("Doorstep");
    app.close();

    let device = device.at("2024-12-01T09:00:00Z");
    let app = device.start();
    app.find("heading", "Just ended");
    app.see("You ticked off 2 days of 5.");
    app.resize(PHONE);
    app.find("heading", "Just ended");
    app.picture("kept-home-phone-light");
    assert_eq!(app.violations(), Vec::<String>::new());
    assert!(!app.has("heading", "This week"), "it is over");
    app.press("link", WEEK);
    app.arrive(WEEK);
    app.see("This week is over.");
    app.find("heading", "What you did");
    app.picture("kept-week-phone-light");
    assert_eq!(app.violations(), Vec::<String>::new());
    app.go("#/");
    app.arrive("Doorstep");
    app.close();

    let app = device.at("2024-12-14T09:00:00Z").start();
    app.find("heading", "What is happening?");
    assert!(!app.has("heading", "Just ended"), "after two weeks Home is as ever");
    app.close();
}

#[test]
fn a_week_can_be_left_out_of_the_reminders() {
    let app = Device::on("2025-10-04T09:00:00Z").start_in("Hampshire");
    let week = "HIPS Child Exploitation (CE) Safeguarding Practice Week";
    app.go("#/weeks/child-exploitation-2025");
    app.arrive(week);
    app.press("button", "Don't remind me of this week");
    app.see("You are not reminded of this week.");
    app.go("#/settings");
    app.find("heading", "Weeks you are not reminded of");
    app.press("button", &format!("Remind me: {week}"));
    app.until(
        "the list to be empty",
        "return !doorstep.find('heading', 'Weeks you are not reminded of')",
    );
    app.go("#/weeks/child-exploitation-2025");
    app.find("button", "Don't remind me of this week");
    app.close();
}

#[test]
fn a_week_ahead_goes_into_ones_own_calendar() {
    let app = Device::on("2025-10-04T09:00:00Z").start_in("Hampshire");
    open_calendar(&app, "Agenda");
    app.press("button", "Add all upcoming weeks");
    app.see("Saved as ");
    let said =
        app.text_of("return doorstep.words(doorstep.find('button', 'Add all upcoming weeks').nextElementSibling)");
    let path = said.strip_prefix("Saved as ").and_then(|rest| rest.split_once(".ics"));
    let path = format!("{}.ics", path.expect("the file's path").0);
    let file = std::fs::read_to_string(&path).expect("the file that was named");
    assert!(
        file.starts_with("BEGIN:VCALENDAR") && file.contains("Safeguarding Practice Week"),
        "{file}"
    );

    app.press("button", "Month");
    app.press(
        "button",
        "Wednesday 15 October, Webinars via Microsoft Teams, 5 sessions",
    );
    app.press(
        "button",
        "Add to calendar: Missing, Exploited and Trafficked children (MET)",
    );
    app.see("Saved as ");
    assert!(!app.has("button", "Copy the address"), "no host, no address");
    app.close();
}

#[test]
fn where_there_is_a_host_its_calendar_can_be_subscribed_to() {
    let publisher = Publisher::new();
    publisher.release();
    let site = publisher.serve();
    let policy = site.policy(&publisher);
    let app = Device::new().refreshing_by(policy).start_in("Hampshire");
    app.press("link", "Practice weeks");
    app.arrive("Calendar");
    app.press("button", "Copy the address");
    app.see("Copied http://127.0.0.1:");
    app.see(".ics.");
    app.picture("calendar-subscribe-desktop-light");
    assert_eq!(app.violations(), Vec::<String>::new());
    app.close();
    site.close();
}

#[test]
fn what_to_be_reminded_of_is_kept_over_a_restart() {
    let device = Device::on("2025-10-04T09:00:00Z");
    let app = device.start_in("Hampshire");
    app.go("#/settings");
    app.find("heading", "Reminders");
    ticked(&app, "Remind me of practice weeks", true);
    app.press("checkbox", "A week before a practice week starts");
    app.see("Saved. A week before a practice week starts: no.");
    app.press("radio", "The whole reminder");
    app.see("Saved. Notifications name the week.");
    app.press("checkbox", "Show no reminder in quiet hours");
    app.see("Saved. No quiet hours.");
    app.press("button", "Undo");
    app.find("select", "Quiet from");
    app.close();

    let app = device.start();
    app.arrive("Settings");
    ticked(&app, "A week before a practice week starts", false);
    ticked(&app, "On the working day before it starts", true);
    ticked(&app, "Show no reminder in quiet hours", true);
    app.until(
        "the whole reminder to be chosen",
        "return doorstep.find('radio', 'The whole reminder')?.checked === true",
    );
    app.press("checkbox", "Remind me of practice weeks");
    app.see("Saved. Reminders are off.");
    assert!(
        !app.has("heading", "Quiet hours"),
        "what does not matter is out of the way"
    );
    app.close();
}

#[test]
fn practice_weeks_can_be_seen_and_read_by_everybody() {
    let app = Device::on(SECOND_DAY).start_in("Hampshire");
    let mut faults = Vec::new();
    for (theme, sizes) in [("light", &[PHONE, DESKTOP, NARROW][..]), ("dark", &[PHONE, DESKTOP])] {
        app.ask("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
        for &size in sizes {
            app.resize(size);
            let mut look = |screen: &str, at: &str| {
                app.ask(
                    "doorstep.find('heading', arguments[0])?.scrollIntoView({ block: 'start' })",
                    &[json!(at)],
                );
                let name = format!("{screen}-{}-{theme}", size.name);
                app.picture(&name);
                faults.extend(app.violations().into_iter().map(|fault| format!("{name}: {fault}")));
                if app.ask(
                    "const pages = [document.scrollingElement, document.querySelector('[data-scroller]')];
                    return pages.every((page) => !page || page.scrollWidth <= page.clientWidth)",
                    &[],
                ) == json!(false)
                {
                    faults.push(format!("{name} is wider than its window"));
                }
            };
            app.go("#/calendar");
            app.arrive("Calendar");
            app.press("button", "Agenda");
            app.find("heading", "Coming up");
            look("running-agenda", "Calendar");
            app.press("button", "Month");
            app.find("heading", "November 2024");
            look("running-month", "Calendar");
            look("running-month-day", "Tuesday 26 November 2024");
            app.go(WEEK_ADDRESS);
            app.arrive(WEEK);
            look("running-week", WEEK);
            look("running-week-days", "If you do one thing");
            app.go("#/weeks/child-exploitation-2025");
            app.arrive("HIPS Child Exploitation (CE) Safeguarding Practice Week");
            look("week-ahead", "Webinars via Microsoft Teams");
            app.go("#/");
            app.arrive("Doorstep");
            app.find("heading", "This week");
            look("running-home", "This week");
            app.go("#/settings");
            app.arrive("Settings");
            app.find("heading", "Quiet hours");
            look("reminders", "Reminders");
            look("reminders-quiet", "Practice weeks of which area");
            app.find("heading", "On this device");
            look("reminders-device", "On this device");
        }
    }
    app.close();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
