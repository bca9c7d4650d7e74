//! The first start: 999 at once, where the child lives, and what the answer chooses.

use kit::window::{Device, PHONE};

const HAMPSHIRE: &str = "0300 555 1384";
const ISLE_OF_WIGHT: &str = "01983 823435";

#[test]
fn an_answer_chooses_what_is_local() {
    for (answer, chip, here, elsewhere) in [
        ("Hampshire", "Area: Hampshire", &[HAMPSHIRE][..], &[ISLE_OF_WIGHT][..]),
        ("Isle of Wight", "Area: Isle of Wight", &[ISLE_OF_WIGHT], &[HAMPSHIRE]),
        (
            "I cover more than one",
            "Area: 2 areas",
            &[HAMPSHIRE, ISLE_OF_WIGHT],
            &[],
        ),
    ] {
        let device = Device::on("2026-11-24T10:00:00Z");
        let app = device.start();
        app.resize(PHONE);
        app.find("button", "Call 999");
        app.see("Where does the child live?");
        app.press("button", answer);
        if answer == "I cover more than one" {
            app.press("checkbox", "Hampshire");
            // No box has moved from under a finger.
            app.press("checkbox", "Isle of Wight");
        }
        app.find("button", chip);
        here.iter().for_each(|number| app.see(number));
        elsewhere.iter().for_each(|number| app.do_not_see(number));
        app.close();

        // It is asked once.
        let app = device.start();
        app.find("button", chip);
        app.do_not_see("Where does the child live?");
        here.iter().for_each(|number| app.see(number));
        app.close();
    }
}

/// Nothing has to be answered: 999, what has happened and everything else are there.
#[test]
fn who_answers_nothing_has_everything_and_no_wrong_number() {
    let app = Device::new().start();
    app.arrive("Who to call now");
    app.find("button", "Call 999");
    app.find("button", "Area: Choose area");
    app.do_not_see(HAMPSHIRE);
    app.do_not_see(ISLE_OF_WIGHT);
    app.go("#/contacts");
    app.arrive("Contacts");
    app.see(HAMPSHIRE);
    app.see(ISLE_OF_WIGHT);
    app.close();
}

/// A plumber in Newport, a health visitor in Basingstoke: whose line comes first, and that the other is there.
#[test]
fn who_works_with_children_has_the_professionals_line_first() {
    for (area, works_with_children, now, first, then) in [
        ("Hampshire", false, "2026-11-24T10:00:00Z", HAMPSHIRE, "01329 225379"),
        ("Hampshire", true, "2026-11-24T10:00:00Z", "01329 225379", HAMPSHIRE),
        (
            "Isle of Wight",
            false,
            "2026-11-28T22:00:00Z",
            ISLE_OF_WIGHT,
            "0300 555 1373",
        ),
        (
            "Isle of Wight",
            true,
            "2026-11-28T22:00:00Z",
            "0300 555 1373",
            ISLE_OF_WIGHT,
        ),
        (
            "Isle of Wight",
            false,
            "2026-12-25T11:00:00Z",
            ISLE_OF_WIGHT,
            "0300 555 1373",
        ),
    ] {
        let app = Device::on(now).start_as(area, works_with_children);
        app.resize(PHONE);
        app.go("#/contacts");
        app.arrive("Contacts");
        app.see(first);
        let page = app.page();
        let at = |words: &str| page.find(words).expect(words);
        assert!(at(first) < at(then), "{area}: {first} before {then}");
        app.close();
    }
}

#[test]
fn who_has_not_said_can_say_so_beside_the_line() {
    let app = Device::on("2026-11-24T10:00:00Z").start_in("Hampshire");
    app.go("#/contacts");
    app.press("button", "I do: show these first");
    app.until(
        "the professionals' line to come first",
        "const page = doorstep.words(document.querySelector('main'));
        return page.indexOf('01329 225379') < page.indexOf('0300 555 1384')",
    );
    app.go("#/settings");
    app.arrive("Settings");
    let yes = "return [...document.querySelectorAll('fieldset')].find((f) => f.textContent.includes('Do you work with \
               children?'))?.querySelector('input').checked";
    app.until("the answer is in Settings", yes);
    app.close();
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
