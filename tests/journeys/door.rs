//! Three people at a door, on an ordinary day and on Christmas Day: the right number first, in three taps. And the five
//! tasks of docs/trial.md.

use kit::window::{App, Device, PHONE};

const SATURDAY_NIGHT: &str = "2026-11-28T22:00:00Z";
const TUESDAY: &str = "2026-11-24T10:00:00Z";
const CHRISTMAS: &str = "2026-12-25T11:00:00Z";

struct Person {
    area: &'static str,
    works_with_children: bool,
}

const PLUMBER_IN_NEWPORT: Person = Person {
    area: "Isle of Wight",
    works_with_children: false,
};
const HEALTH_VISITOR_IN_BASINGSTOKE: Person = Person {
    area: "Hampshire",
    works_with_children: true,
};
const SCHOOL_IN_SOUTHAMPTON: Person = Person {
    area: "Southampton",
    works_with_children: true,
};

impl Person {
    /// Opens the app as this person at that moment, and forgets the taps that took.
    fn at(&self, now: &'static str) -> App {
        let app = Device::on(now).start_as(self.area, self.works_with_children);
        app.resize(PHONE);
        app.taps();
        app
    }
}

/// The first number to call but the emergency ones: "01983 823435".
fn first_number(app: &App) -> String {
    let buttons = app.names("button");
    let mut numbers = buttons.iter().filter_map(|name| name.strip_prefix("Call "));
    let first = numbers.find(|number| !["999", "101"].contains(number) && !number.starts_with("999"));
    first
        .unwrap_or_else(|| panic!("no number among {buttons:?}"))
        .to_owned()
}

#[test]
fn the_first_number_is_the_right_one_on_any_day_and_three_taps_away() {
    let worried = "I'm worried about a child";
    for (person, now, number) in [
        (&PLUMBER_IN_NEWPORT, SATURDAY_NIGHT, "01983 823435"),
        (&PLUMBER_IN_NEWPORT, CHRISTMAS, "01983 823435"),
        (&HEALTH_VISITOR_IN_BASINGSTOKE, TUESDAY, "01329 225379"),
        (&HEALTH_VISITOR_IN_BASINGSTOKE, CHRISTMAS, "0300 555 1373"),
        (&SCHOOL_IN_SOUTHAMPTON, TUESDAY, "023 8083 2300"),
        // Southampton prints no hours: nothing is claimed and nothing moves. The line for when the office is closed is
        // there.
        (&SCHOOL_IN_SOUTHAMPTON, CHRISTMAS, "023 8083 2300"),
    ] {
        let app = person.at(now);
        app.press("link", worried);
        app.press("link", "Yes. I have called 999");
        app.find("heading", "Call the council now");
        assert!(app.taps() <= 3, "{} {now}", person.area);
        assert_eq!(first_number(&app), number, "{} {now}", person.area);
        if now == CHRISTMAS {
            app.do_not_see("Closed now");
            if person.area == "Southampton" {
                app.find("button", "Call 023 8023 3344");
            }
            app.picture(&format!(
                "door-christmas-{}",
                person.area.to_lowercase().replace(' ', "-")
            ));
        }
        app.close();
    }
}

#[test]
fn the_five_tasks_of_the_trial_take_few_taps() {
    // 1: who to call about bruises, for somebody who does not work with children.
    let app = PLUMBER_IN_NEWPORT.at(SATURDAY_NIGHT);
    assert_eq!(first_number(&app), "01983 823435");
    assert!(app.taps() <= 1);
    app.close();

    // 2: a bruise on a baby.
    let app = HEALTH_VISITOR_IN_BASINGSTOKE.at(TUESDAY);
    app.press("link", "A bruise or mark on a baby who cannot move by itself");
    app.until("the pathway", "return location.hash.startsWith('#/pathways/')");
    assert_eq!(first_number(&app), "01329 225379");
    assert!(app.taps() <= 2);
    app.picture("door-bruise");
    app.close();

    // 3: a child tells; what to say, whom to call, what to write down.
    let app = SCHOOL_IN_SOUTHAMPTON.at(TUESDAY);
    app.press("link", "A child tells me something");
    app.see("Listen");
    app.press("link", "All steps on one page");
    app.press("button", "2. Call the council now");
    app.see("023 8083 2300");
    assert!(app.taps() <= 3);
    app.close();

    // 4: who answers in Winchester on Christmas Day.
    let app = HEALTH_VISITOR_IN_BASINGSTOKE.at(CHRISTMAS);
    assert_eq!(first_number(&app), "0300 555 1373");
    assert!(app.taps() <= 1);
    app.close();

    // 5: nothing heard: by when one should have, and what to do.
    let app = HEALTH_VISITOR_IN_BASINGSTOKE.at(TUESDAY);
    app.press("link", "I'm worried about a child");
    app.press("link", "Yes. I have called 999");
    app.see("By the end of Wednesday 25 November.");
    app.see("Call again. Ask for the duty social worker or the manager.");
    assert!(app.taps() <= 3);
    app.picture("door-what-happens-next");
    app.close();
}
