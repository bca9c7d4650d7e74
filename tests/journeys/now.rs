//! Now: 999 and the open local number at no tap, and at the door the next step.

use kit::window::{App, Device, NARROW, PHONE, SIZES};

/// A Tuesday in office hours.
const TUESDAY: &str = "2026-11-24T10:00:00Z";

const UNCONFIRMED: &str = "Not confirmed yet";

/// Opens the app in an area and forgets the taps that took.
fn at_the_door(device: &Device, area: &str) -> App {
    let app = device.start_in(area);
    app.resize(PHONE);
    app.taps();
    app
}

/// Where the page ends on the glass, where the first 999 does and where the first local number does.
fn feet(app: &App) -> (i64, i64, i64) {
    let measured = app.ask(
        "const foot = (words) => {
            const of = (e) => e.getBoundingClientRect().bottom;
            const all = [...document.querySelectorAll(words)].filter((e) => e.checkVisibility());
            return Math.ceil(all.length > 0 ? of(all[0]) : 9999);
        };
        return [foot('[data-scroller]'), foot('main .card.emergency .digits'), foot('main .card.call .digits')]",
        &[],
    );
    let [page, emergency, local] = serde_json::from_value(measured).expect("three numbers");
    (page, emergency, local)
}

#[test]
fn both_numbers_are_on_the_glass_at_no_tap() {
    let mut below = Vec::new();
    for (area, works_with_children, now) in [
        ("Isle of Wight", false, "2026-11-28T22:00:00Z"),
        ("Hampshire", true, TUESDAY),
    ] {
        let app = Device::on(now).start_as(area, works_with_children);
        for size in SIZES {
            app.resize(size);
            for theme in ["light", "dark"] {
                app.ask(&format!("document.documentElement.dataset.theme = '{theme}'"), &[]);
                let (page, emergency, local) = feet(&app);
                eprintln!(
                    "{area} {} {theme}: 999 ends at {emergency}, the local number at {local} of {page}",
                    size.name
                );
                app.picture(&format!(
                    "now-{}-{}-{theme}",
                    area.to_lowercase().replace(' ', "-"),
                    size.name
                ));
                if emergency > page || local > page {
                    below.push(format!("{area} {}: {emergency}, {local} of {page}", size.name));
                }
            }
            assert_eq!(app.violations(), [""; 0], "{}", size.name);
        }
        app.close();
    }
    assert_eq!(below, [""; 0]);
}

#[test]
fn without_an_area_it_asks_where_the_child_lives() {
    let app = Device::on(TUESDAY).start();
    app.arrive("Who to call now");
    app.see("Where does the child live?");
    for size in [NARROW, PHONE] {
        app.resize(size);
        app.picture(&format!("now-no-area-{}", size.name));
        assert_eq!(app.violations(), [""; 0], "{}", size.name);
    }
    // A situation asks at the moment of need, and the answer holds for the numbers too.
    app.press("button", "I'm worried about a child");
    app.press("link", "I'm worried about a child: Isle of Wight");
    app.arrive("Worried about a child");
    app.find("button", "Area: Isle of Wight");
    app.go("#/");
    app.see("01983 823435");
    app.close();
}

#[test]
fn two_areas_have_a_card_each() {
    let app = Device::on(TUESDAY).start();
    app.resize(PHONE);
    app.live_in(&["hampshire", "isle-of-wight"], false);
    app.see("Hampshire and Isle of Wight, Tuesday after 10am. Offices are open.");
    app.find("button", "Call 0300 555 1384");
    app.find("button", "Call 01983 823435");
    app.picture("now-two-areas");
    app.close();
}

#[test]
fn the_professionals_numbers_open_in_place() {
    let app = at_the_door(&Device::on(TUESDAY), "Hampshire");
    app.find("button", "Call 0300 555 1384");
    assert!(!app.has("button", "Call 01329 225379"));
    app.press("button", "If you work with children");
    app.find("button", "Call 01329 225379");
    app.picture("now-professionals");
    app.close();
}

#[test]
fn what_is_typed_is_searched_for() {
    let app = at_the_door(&Device::on(TUESDAY), "Hampshire");
    app.press("textbox", "Search everything");
    app.type_in("bruise");
    app.press("button", "Search");
    app.arrive("Search");
    app.until(
        "the words are there",
        "return doorstep.find('combobox', 'Search').value === 'bruise'",
    );
    app.close();
}

#[test]
fn on_christmas_day_the_number_that_is_answered_comes_first() {
    let app = at_the_door(&Device::on("2026-12-25T11:00:00Z"), "Hampshire");
    app.see("Hampshire, Friday after 11am. Bank holiday: Christmas Day. Offices may be closed.");
    let team = app.card("Hampshire Children's Services: out of hours");
    assert!(team.contains("0300 555 1373"), "{team}");
    app.picture("now-christmas");
    app.close();
}

#[test]
fn the_next_step_and_its_number_are_three_taps_away() {
    for (area, number) in [("Hampshire", "01329 225379"), ("Isle of Wight", "01983 823436")] {
        let device = Device::on(TUESDAY);
        let app = at_the_door(&device, area);
        app.press("link", "I'm worried about a child");
        app.press("link", "Yes. I have called 999");
        app.find("button", &format!("Call {number}"));
        assert!(app.taps() <= 3, "taps to the next step in {area}");
        app.see("If you work with children");
        app.see(UNCONFIRMED);
        app.close();
    }
}

#[test]
fn emergency_comes_first_and_says_its_limits() {
    let app = at_the_door(&Device::on(TUESDAY), "Hampshire");
    let page = app.page();
    let places: Vec<_> = ["Call 999", "Call 0300 555 1384", "What has happened?"]
        .map(|words| {
            page.find(words)
                .unwrap_or_else(|| panic!("{words} does not stand on Now: {page}"))
        })
        .into();
    assert!(places.is_sorted(), "999, the local number, situations: {places:?}");
    app.press("button", "Cannot speak? 999 then 55");
    app.see("not from a landline");
    app.picture("now-cannot-speak");
    app.close();
}

#[test]
fn a_card_says_whether_the_office_is_open() {
    for (now, state) in [
        (TUESDAY, "Open until 5pm"),
        ("2026-11-22T09:00:00Z", "Opens tomorrow 8:30am"),
    ] {
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
    app.press("button", "Show large 0300 555 1384");
    app.see("0 3 0 0");
    // Where this build of WebKit has voices, the number is read aloud; where there is no loudspeaker, that is said.
    // Voices may come some time after they are asked for.
    app.until(
        "a button just where there are voices",
        "return !!window.speechSynthesis?.getVoices().length === !!doorstep.find('button', 'Read aloud 0300 555 1384')",
    );
    if app.has("button", "Read aloud 0300 555 1384") {
        app.press("button", "Read aloud 0300 555 1384");
        app.until(
            "it was read, or that is said",
            "return !speechSynthesis.speaking && !!doorstep.find('button', 'Read aloud 0300 555 1384')",
        );
        app.picture("number-large");
    }
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
        ("Call 999 if someone is in danger now", "No"),
        ("Make sure that it is safe to talk", "Next step"),
        ("Work out the risk", "The risk is high"),
        ("Make a MARAC referral if the risk is high", "Next step"),
        ("Talk about a safety plan", "Next step"),
        ("Refer to the specialist service", "Next step"),
        ("Give the number that fits", "Next step"),
        ("What happens next", "No, that is all"),
    ] {
        app.find("heading", step);
        app.find("button", "Where this comes from · not confirmed yet");
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
        app.find("button", "What this pathway does not cover");
        app.close();
    }
}
