//! The first questions, and what they choose.

use kit::window::{Device, PHONE};

const HAMPSHIRE: &str = "0300 555 1384";
const ISLE_OF_WIGHT: &str = "01983 823435";

#[test]
fn each_answer_chooses_what_is_local() {
    for (answer, chip, here, elsewhere) in [
        ("Hampshire", "Area: Hampshire", &[HAMPSHIRE][..], &[ISLE_OF_WIGHT][..]),
        ("Isle of Wight", "Area: Isle of Wight", &[ISLE_OF_WIGHT], &[HAMPSHIRE]),
        ("More than one area", "Area: 2 areas", &[HAMPSHIRE, ISLE_OF_WIGHT], &[]),
        ("Skip for now", "Area: Choose area", &[HAMPSHIRE, ISLE_OF_WIGHT], &[]),
    ] {
        let device = Device::new();
        let app = device.start();
        app.resize(PHONE);
        app.arrive("Where do you work?");
        app.press("button", answer);
        if answer == "More than one area" {
            app.press("checkbox", "Hampshire");
            app.press("checkbox", "Isle of Wight");
            app.find("button", chip);
            app.press("button", "Continue");
        }
        app.arrive("Do you work with children?");
        app.press("button", "Skip for now");
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
        app.do_not_see("Do you work with children?");
        app.close();
    }
}

#[test]
fn who_closed_the_window_between_the_questions_goes_on_with_the_second() {
    let device = Device::new();
    let app = device.start();
    app.arrive("Where do you work?");
    app.press("button", "Isle of Wight");
    app.arrive("Do you work with children?");
    app.close();
    let app = device.start();
    app.arrive("Do you work with children?");
    app.find("button", "Area: Isle of Wight");
    app.press("button", "No");
    app.arrive("Doorstep");
    app.close();
}

/// A plumber in Newport, a health visitor in Basingstoke: whose line comes first, and that the other is there.
#[test]
fn the_second_answer_decides_whose_line_comes_first() {
    const THEIRS: &str = "If you work with children";
    for (area, answer, now, first, then) in [
        ("Hampshire", "No", "2026-11-24T10:00:00Z", HAMPSHIRE, "01329 225379"),
        ("Hampshire", "Yes", "2026-11-24T10:00:00Z", "01329 225379", HAMPSHIRE),
        (
            "Isle of Wight",
            "No",
            "2026-11-28T22:00:00Z",
            ISLE_OF_WIGHT,
            "0300 555 1373",
        ),
        (
            "Isle of Wight",
            "Yes",
            "2026-11-28T22:00:00Z",
            "0300 555 1373",
            ISLE_OF_WIGHT,
        ),
        (
            "Isle of Wight",
            "Skip for now",
            "2026-12-25T11:00:00Z",
            ISLE_OF_WIGHT,
            "0300 555 1373",
        ),
    ] {
        let app = Device::on(now).start_as(area, answer);
        app.resize(PHONE);
        for (address, title) in [("#/act-now", "Act now"), ("#/contacts", "Contacts")] {
            app.go(address);
            app.arrive(title);
            let page = app.page();
            let at = |words: &str| page.find(words);
            let (one, other) = (at(first).expect(first), at(then).expect(then));
            assert!(one < other, "{area} {answer} {title}: {first} before {then}");
            match at(THEIRS) {
                Some(heading) if answer != "Yes" => assert!(one < heading && heading < other, "{area} {title}"),
                heading => assert!(heading.is_none() && answer == "Yes", "{area} {answer} {title}"),
            }
            let name = format!("who-{}-{}-{title}", area.to_lowercase(), answer.to_lowercase());
            app.ask(
                "doorstep.all('heading').find((h) => doorstep.name(h).startsWith('Children'))?.scrollIntoView(); return true",
                &[],
            );
            app.picture(&name.replace(' ', "-").to_lowercase());
        }
        app.close();
    }
}

#[test]
fn who_has_not_said_can_say_so_beside_the_line() {
    let app = Device::on("2026-11-24T10:00:00Z").start_in("Hampshire");
    app.go("#/act-now");
    app.press("button", "I do: show these first");
    app.until(
        "no heading of its own for what is one's own",
        "return !doorstep.all('heading').some((h) => doorstep.name(h) === 'If you work with children')",
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

#[test]
fn nobody_in_danger_has_to_answer_first() {
    let app = Device::new().start();
    app.arrive("Where do you work?");
    app.press("link", "Act now");
    app.arrive("Act now");
    app.find("button", "Call 999");
    app.close();
}
