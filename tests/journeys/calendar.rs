//! Practice weeks: what is next, what is on, what was.

use crate::app::Device;

const NOTHING_AHEAD: &str = "No practice week ahead is known in this edition.";

#[test]
fn no_week_ahead_is_said_plainly_and_the_archive_stands() {
    let app = Device::new().start_in("Isle of Wight");
    app.press("link", "Calendar");
    app.arrive("Calendar");
    app.see("Today is Sunday 22 November 2026.");
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
    app.close();
}

#[test]
fn a_week_is_shown_as_running_while_it_is() {
    let app = Device::on("2024-11-26T09:00:00Z").start_in("Hampshire");
    let title = "Safeguarding Children who are Victims of Domestic Abuse";
    // It stands on Home too.
    app.find("link", title);
    app.see("On now");
    app.press("link", "Calendar");
    app.arrive("Calendar");
    app.find("heading", "On now");
    app.press("link", title);
    app.arrive(title);
    app.see("On now");
    let today = app.card("Support for children and young people");
    assert!(
        today.contains("Tuesday 26 November") && today.contains("Today"),
        "{today}"
    );
    app.close();
}

#[test]
fn a_week_ahead_is_announced() {
    let app = Device::on("2025-10-04T09:00:00Z").start_in("Hampshire");
    app.press("link", "Calendar");
    app.arrive("Calendar");
    app.do_not_see(NOTHING_AHEAD);
    app.see("Starts in 9 days");
    app.press("link", "HIPS Child Exploitation (CE) Safeguarding Practice Week");
    app.see("Upcoming");
    app.see("in 9 days");
    app.see("8:30am to 9:15am");
    app.close();
}
