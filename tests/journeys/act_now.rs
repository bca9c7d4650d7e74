//! At the door: from Home to the next step and the right local number.

use kit::window::{App, Device, PHONE};

/// A Tuesday in office hours.
const TUESDAY: &str = "2026-11-24T10:00:00Z";

const UNCONFIRMED: &str = "Not yet confirmed by the partnership.";

/// Opens the app in an area and forgets the taps that took.
fn at_the_door(device: &Device, area: &str) -> App {
    let app = device.start_in(area);
    app.resize(PHONE);
    app.taps();
    app
}

#[test]
fn a_local_number_is_two_taps_away() {
    for (area, public, for_everyone, professional, for_professionals) in [
        (
            "Hampshire",
            "Hampshire Children's Services",
            "0300 555 1384",
            "Hampshire Children's Services: professionals' line",
            "01329 225379",
        ),
        (
            "Isle of Wight",
            "Isle of Wight Children's Services",
            "01983 823435",
            "Isle of Wight Children's Services: professionals' line",
            "01983 823436",
        ),
    ] {
        let device = Device::on(TUESDAY);
        let app = at_the_door(&device, area);
        app.press("link", "Act now");
        app.arrive("Act now");
        app.press("button", "Local numbers");
        assert!(app.taps() <= 3, "taps to a local number in {area}");

        app.find("button", &format!("Call {for_everyone}"));
        let card = app.card(public);
        assert!(card.contains(for_everyone) && card.contains(UNCONFIRMED), "{card}");
        assert!(!card.contains("Professionals only"), "{card}");

        app.find("button", &format!("Call {for_professionals}"));
        let card = app.card(professional);
        assert!(card.contains(for_professionals) && card.contains(UNCONFIRMED), "{card}");
        assert!(card.contains("Professionals only"), "{card}");
        app.close();
    }
}

#[test]
fn on_christmas_day_the_number_that_is_answered_comes_first() {
    let device = Device::on("2026-12-25T11:00:00Z");
    let app = at_the_door(&device, "Hampshire");
    app.press("link", "Act now");
    app.arrive("Act now");
    let team = app.card("Hampshire Children's Services: out of hours");
    assert!(team.contains("Open now") && team.contains("0300 555 1373"), "{team}");
    let office = app.card("Hampshire Children's Services");
    assert!(office.contains("May be closed today"), "{office}");
    assert!(office.contains("Today is a bank holiday: Christmas Day."), "{office}");
    assert!(
        !office.contains("Open now") && !office.contains("Closed now"),
        "{office}"
    );
    let page = app.text_of("return document.querySelector('main').innerText");
    let at = |number: &str| page.find(number).expect("a number");
    assert!(at("0300 555 1373") < at("0300 555 1384"));
    app.press("button", "Local numbers");
    app.picture("act-now-christmas");
    app.close();
}

#[test]
fn the_next_step_and_its_number_are_three_taps_away() {
    for (area, number) in [("Hampshire", "01329 225379"), ("Isle of Wight", "01983 823436")] {
        let device = Device::on(TUESDAY);
        let app = at_the_door(&device, area);
        app.press("link", "Act now");
        app.press("link", "I'm worried about a child");
        app.press("link", "Yes. I have called 999");
        app.find("button", &format!("Call {number}"));
        assert!(app.taps() <= 3, "taps to the next step in {area}");
        app.see("Professionals only");
        app.see(UNCONFIRMED);
        app.close();
    }
}

#[test]
fn emergency_comes_first_and_says_its_limits() {
    let app = at_the_door(&Device::new(), "Hampshire");
    app.press("link", "Act now");
    app.arrive("Act now");
    let page = app.page();
    let places: Vec<_> = ["999", "101", "What is happening?", "0300 555 1384"]
        .map(|words| {
            page.rfind(words)
                .unwrap_or_else(|| panic!("{words} does not stand on Act now"))
        })
        .into();
    assert!(places.is_sorted(), "999, 101, situations, local numbers: {places:?}");
    let silent = app.card("Silent Solution");
    assert!(silent.contains("then press 55"), "{silent}");
    assert!(silent.contains("landline"), "its limits: {silent}");
    app.close();
}

#[test]
fn a_card_says_whether_the_office_is_open() {
    for (now, state) in [(TUESDAY, "Open now"), ("2026-11-22T09:00:00Z", "Closed now")] {
        let app = at_the_door(&Device::on(now), "Hampshire");
        app.go("#/contacts/hampshire-childrens-services");
        let card = app.card("Hampshire Children's Services");
        assert!(card.contains(state), "{now}: {card}");
        assert!(card.contains("Bank holidays may differ"), "{card}");
        app.close();
    }
}

#[test]
fn a_number_is_copied_and_read_aloud() {
    let app = at_the_door(&Device::new(), "Hampshire");
    app.go("#/contacts/hampshire-childrens-services");
    app.press("button", "Show digit by digit 0300 555 1384");
    app.see("0 3 0 0");
    app.press("button", "Copy 0300 555 1384");
    app.see("Copied 0300 555 1384.");
    app.close();
}

#[test]
fn what_is_pressed_is_what_is_dialled() {
    for (contact, button, address) in [
        ("hampshire-childrens-services", "Call 0300 555 1384", "tel:03005551384"),
        (
            "isle-of-wight-childrens-services",
            "Call 01983 823435",
            "tel:01983823435",
        ),
        ("emergency-999", "Call 999", "tel:999"),
    ] {
        let app = at_the_door(&Device::new(), "Hampshire");
        app.go(&format!("#/contacts/{contact}"));
        app.press("button", button);
        assert_eq!(app.opened(), [address]);
        app.close();
    }
}

#[test]
fn domestic_abuse_is_walked_step_by_step() {
    let app = at_the_door(&Device::new(), "Hampshire");
    app.press("link", "Domestic abuse");
    app.arrive("Domestic abuse");
    for (step, onward) in [
        ("Call 999 if somebody is in danger now", "No"),
        ("Make sure that it is safe to talk", "Next step"),
        ("Work out the risk", "The risk is high"),
        ("Make a MARAC referral if the risk is high", "Next step"),
        ("Talk about a safety plan", "Next step"),
        ("Refer to the specialist service", "Next step"),
        ("Give the number that fits", "Next step"),
        ("What happens next", "No, that is all"),
    ] {
        app.find("heading", step);
        app.find("button", "Where this comes from: not yet confirmed");
        app.press("link", onward);
    }
    app.find("heading", "That is the end of this pathway");
    app.see("Doorstep has not contacted anyone.");
    let walked = app.card("The steps you read");
    assert!(
        walked.contains("Work out the risk") && !walked.contains("Encourage the person"),
        "{walked}"
    );

    // Back goes to the step before.
    app.press("link", "Back");
    app.find("heading", "What happens next");
    app.close();
}

#[test]
fn domestic_abuse_is_read_on_one_page() {
    for (area, steps) in [("Hampshire", 10), ("Isle of Wight", 7)] {
        let app = at_the_door(&Device::new(), area);
        app.press("link", "Domestic abuse");
        app.arrive("Domestic abuse");
        app.press("link", "All steps on one page");
        app.find("heading", &format!("{steps}. What happens next"));
        let headings = app.names("heading");
        for step in 1..=steps {
            let number = format!("{step}. ");
            assert!(
                headings.iter().any(|name| name.starts_with(&number)),
                "step {step} in {area}"
            );
        }
        app.find("button", "What this pathway leaves out");
        app.close();
    }
}
