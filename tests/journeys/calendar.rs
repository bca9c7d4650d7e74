//! Practice weeks: what is next, what is on, what was; and following one.

use serde_json::json;

use crate::journeys::publisher::Publisher;
use kit::window::{App, DESKTOP, Device, Key, NARROW, PHONE};

const NOTHING_AHEAD: &str = "No practice weeks coming up.";

/// Hampshire's week on domestic abuse, of which 26 November 2024 is the second day.
const WEEK: &str = "Safeguarding Children who are Victims of Domestic Abuse";
const WEEK_ADDRESS: &str = "#/weeks/domestic-abuse-2024-hampshire";
/// The week of October 2025.
const AHEAD: &str = "HIPS Child Exploitation (CE) Safeguarding Practice Week";
/// What opens the choices about reminders.
const REMINDERS: &str = "When reminders come, and what they say";
const TODAY: &str = "Support for children and young people";
const SECOND_DAY: &str = "2024-11-26T09:00:00Z";

fn open_calendar(app: &App, view: &str) {
    app.press("link", "Practice weeks");
    app.arrive("Practice weeks");
    app.press("button", view);
}

/// Waits until a box is ticked, or is not, and that is kept: it shows a press before that.
fn ticked(app: &App, name: &str, wanted: bool) {
    app.settled();
    app.until_with(
        &format!("the box “{name}” to be {wanted}"),
        "return doorstep.find('checkbox', arguments[0])?.checked === arguments[1]",
        &[json!(name), json!(wanted)],
    );
}

/// The calendar file of these days: the app says in few words where it is.
fn added(device: &Device, app: &App, days: &str) -> String {
    let name = format!("doorstep-{days}.ics");
    let folder = device
        .data()
        .file_name()
        .expect("a folder")
        .to_string_lossy()
        .into_owned();
    app.see(&format!("Saved to {folder} as {name}. Open it with your calendar app."));
    std::fs::read_to_string(device.data().join(&name)).expect("the file that was named")
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
    app.see("This week is over. You can still learn from it.");
    app.do_not_see("1:30pm to 3pm");
    app.press("button", "Wed 27 · Learning and Development Opportunity");
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
    app.focused("button: Sunday 22 November");
    app.close();
}

#[test]
fn a_month_by_keyboard_alone() {
    let app = Device::on(SECOND_DAY).start_in("Hampshire");
    app.resize(DESKTOP);
    app.tab_to("link", "Practice weeks");
    app.key(Key::Enter);
    app.arrive("Practice weeks");
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
        app.focused(&format!("button: {day}"));
    }
    app.key(Key::Enter);
    app.focused("heading: Wednesday 27 November 2024");
    app.tab_to("link", WEEK);
    app.key(Key::Enter);
    app.arrive(WEEK);
    // Coming back finds the day that was opened.
    app.chord(&[Key::Alt], Key::Left.into());
    app.arrive("Practice weeks");
    app.find("heading", "Wednesday 27 November 2024");
    app.close();
}

#[test]
fn an_agenda_by_keyboard_alone() {
    let app = Device::on("2025-10-04T09:00:00Z").start_in("Hampshire");
    app.resize(DESKTOP);
    app.tab_to("link", "Practice weeks");
    app.key(Key::Enter);
    app.arrive("Practice weeks");
    app.tab_to("button", "Agenda");
    app.key(Key::Enter);
    app.find("heading", "Coming up");
    app.do_not_see(NOTHING_AHEAD);
    app.see("Starts in 9 days");
    app.see("5 sessions");
    // A day is a link to where it is open.
    app.tab_to("link", "Wed 15 · Webinars via Microsoft Teams");
    app.key(Key::Enter);
    app.arrive(AHEAD);
    app.see("8:30am to 9:15am");
    app.tab_to("button", "Save: Missing, Exploited and Trafficked children (MET)");
    app.key(Key::Enter);
    app.see("Saved.");
    app.tab_to("link", "See Saved");
    app.key(Key::Enter);
    app.arrive("Saved");
    // A session is shown in its week, which opens at it.
    app.tab_to("link", "Missing, Exploited and Trafficked children (MET)");
    app.key(Key::Enter);
    app.arrive(AHEAD);
    app.see("Upcoming");
    app.see("in 9 days");
    app.see("8:30am to 9:15am");
    // What is closed by hand stays closed on the way back.
    app.press("button", "Wed 15 · Webinars via Microsoft Teams");
    app.press("button", "Thu 16 · Topic not announced");
    app.go("#/calendar");
    app.arrive("Practice weeks");
    app.chord(&[Key::Alt], Key::Left.into());
    app.arrive(AHEAD);
    app.until(
        "Thursday to be open",
        "return doorstep.find('button', 'Thu 16 ·')?.ariaExpanded === 'true'",
    );
    app.do_not_see("8:30am to 9:15am");
    app.close();
}

#[test]
fn a_week_is_followed_and_what_was_done_is_kept() {
    let device = Device::on(SECOND_DAY);
    let app = device.start_in("Hampshire");
    app.go(WEEK_ADDRESS);
    app.arrive(WEEK);
    app.see("On now");
    let headings = app.names("heading");
    let place = |heading: &str| headings.iter().position(|each| each.contains(heading)).expect(heading);
    assert!(
        place("Today") < place(TODAY) && place(TODAY) < place("The other days"),
        "today comes first: {headings:?}"
    );
    let page = app.page();
    assert!(
        page.find("The other days") < page.find("What this week is about"),
        "the days come before what is said of them: {page}"
    );
    // Today is open, and its tick is the only one.
    app.see("Done: Tuesday 26 November");
    app.do_not_see("Done: Monday 25 November");
    app.press("checkbox", "Done: Tuesday 26 November");
    ticked(&app, "Done: Tuesday 26 November", true);
    app.press("button", "Mon 25 · Overview");
    app.press("checkbox", "Done: Monday 25 November");
    ticked(&app, "Done: Monday 25 November", true);
    app.press("button", "Wed 27 · Domestic Abuse Training");
    app.press("checkbox", "Done: Wednesday 27 November");
    ticked(&app, "Done: Wednesday 27 November", true);
    app.press("checkbox", "Done: Wednesday 27 November");
    ticked(&app, "Done: Wednesday 27 November", false);
    app.close();

    let device = device.at("2024-12-01T09:00:00Z");
    let app = device.start();
    app.resize(PHONE);
    app.go(WEEK_ADDRESS);
    app.arrive(WEEK);
    app.see("This week is over. You ticked off 2 days out of 5.");
    app.picture("kept-week-phone-light");
    assert_eq!(app.violations(), Vec::<String>::new());
    app.close();
}

#[test]
fn a_week_can_be_left_out_of_the_reminders() {
    let app = Device::on("2025-10-04T09:00:00Z").start_in("Hampshire");
    let week = AHEAD;
    app.go("#/weeks/child-exploitation-2025");
    app.arrive(week);
    app.press("button", "Stop reminders for this week");
    app.see("You are not reminded of this week.");
    app.go("#/settings");
    app.press("button", REMINDERS);
    app.find("heading", "Weeks you are not reminded of");
    app.press("button", &format!("Remind me: {week}"));
    app.until(
        "the list to be empty",
        "return !doorstep.find('heading', 'Weeks you are not reminded of')",
    );
    app.go("#/weeks/child-exploitation-2025");
    app.find("button", "Stop reminders for this week");
    app.close();
}

#[test]
fn a_week_ahead_goes_into_ones_own_calendar() {
    let device = Device::on("2025-10-04T09:00:00Z");
    let app = device.start_in("Hampshire");
    open_calendar(&app, "Agenda");
    app.press("button", "Add all upcoming weeks");
    let file = added(&device, &app, "2025-10-13-to-2025-10-17");
    assert!(file.starts_with("BEGIN:VCALENDAR"), "{file}");
    let titles: Vec<&str> = file.lines().filter(|line| line.starts_with("SUMMARY:")).collect();
    assert!(
        titles.len() == 11 && titles.iter().all(|title| title.starts_with("SUMMARY:Practice week")),
        "a phone shows titles to whoever sees it: {titles:?}"
    );

    app.press("button", "Add to calendar: Wednesday 15 October 2025");
    let file = added(&device, &app, "2025-10-15");
    assert!(file.contains("SUMMARY:Practice week: Wednesday"), "{file}");

    app.press("button", "Month");
    app.press(
        "button",
        "Wednesday 15 October, Webinars via Microsoft Teams, 5 sessions",
    );
    app.press(
        "button",
        "Add to calendar: Missing, Exploited and Trafficked children (MET)",
    );
    let file = added(&device, &app, "2025-10-15-1330");
    assert!(file.contains("SUMMARY:Practice week: session"), "{file}");
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
    app.arrive("Practice weeks");
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
    app.press("button", REMINDERS);
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
    app.press("button", REMINDERS);
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
    for (address, title) in [
        ("#/contacts/childline", "Childline"),
        (
            "#/contacts/hampshire-childrens-services",
            "Hampshire Children's Services",
        ),
        ("#/themes/neglect", "Neglect"),
        ("#/terms/marac", "MARAC"),
        (WEEK_ADDRESS, WEEK),
    ] {
        app.go(address);
        app.press("button", &format!("Save: {title}"));
        app.see("Saved.");
    }
    let (mut faults, mut long) = (Vec::new(), Vec::new());
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
            app.arrive("Practice weeks");
            app.press("button", "Agenda");
            app.find("heading", "Coming up");
            look("running-agenda", "Practice weeks");
            app.press("button", "Month");
            app.find("heading", "November 2024");
            look("running-month", "Practice weeks");
            look("running-month-day", "Tuesday 26 November 2024");
            app.press("button", "Next month");
            app.see("No practice week in December 2024.");
            look("empty-month", "Practice weeks");
            app.press("button", "Today");
            app.go(WEEK_ADDRESS);
            app.arrive(WEEK);
            look("running-week", WEEK);
            look("running-week-days", "The other days");
            app.press("button", &format!("Tue 26 · {TODAY}"));
            app.do_not_see("Done: Tuesday 26 November");
            look("running-week-closed", WEEK);
            let screens = app.ask(
                "const page = document.querySelector('[data-scroller]'); return page.scrollHeight / page.clientHeight",
                &[],
            );
            println!("a week, closed, {} {theme}: {screens} screens", size.name);
            if size.name == PHONE.name && screens.as_f64().is_none_or(|screens| screens > 2.5) {
                long.push(format!("a closed week is {screens} phone screens long"));
            }
            app.go("#/weeks/child-exploitation-2025");
            app.arrive(AHEAD);
            look("week-ahead", "The days");
            app.go("#/bookmarks");
            app.arrive("Saved");
            look("saved", "Saved");
            app.press("button", "Edit");
            look("saved-edit", "Saved");
            app.press("button", "Done");
            app.go("#/settings");
            app.arrive("Settings");
            look("settings", "Settings");
            look("settings-keep", "Saved items and settings");
            app.press("button", REMINDERS);
            look("reminders", "Reminders");
            look("reminders-quiet", "Practice weeks of which area");
            app.find("heading", "On this device");
            look("reminders-device", "On this device");
            app.go("#/about");
            app.arrive("About");
            look("about", "About");
        }
    }
    app.close();
    faults.extend(long);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
