//! Another partnership's edition in the same app: its name, words, colours, areas and numbers, and nothing of our own.

use std::fs;
use std::path::Path;

use chrono::Utc;
use doorstep_publish::init::{self, Partnership};
use serde_json::json;

use crate::journeys::publisher::Publisher;
use crate::journeys::refresh::spelled;
use kit::window::{App, DESKTOP, Device, PHONE};

/// The colour of what is found by a selector.
fn colour(app: &App, selector: &str) -> String {
    let script = "return getComputedStyle(document.querySelector(arguments[0])).backgroundColor";
    let colour = app.ask(script, &[json!(selector)]);
    colour.as_str().expect("a colour").to_owned()
}

/// A device whose administrator points the app to a host that has changed hands. Its edition is here once its name is.
fn open(publisher: &Publisher, name: &str) -> App {
    let site = publisher.serve();
    let device = Device::on(spelled(Utc::now())).refreshing_by(site.policy(publisher));
    let app = device.start();
    app.see(name);
    app.settled();
    // From here on it is offline.
    site.close();
    app
}

#[test]
fn an_invented_partnership_has_the_whole_app_for_itself() {
    let publisher = Publisher::new();
    publisher.release();
    publisher.hand_over_to(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/partnership/westmarch"));
    publisher.release();
    let app = open(&publisher, "For everybody in Westmarch, the Vale and Saltmouth");
    let mut faults = Vec::new();
    let mut look = |app: &App, screen: &str| {
        for theme in ["light", "dark"] {
            app.ask("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
            for size in [PHONE, DESKTOP] {
                app.resize(size);
                let name = format!("partnership-{screen}-{}-{theme}", size.name);
                app.picture(&name);
                faults.extend(app.violations().into_iter().map(|fault| format!("{name}: {fault}")));
            }
        }
        app.ask("document.documentElement.dataset.theme = 'light'", &[]);
    };
    let ours = ["Hampshire", "Isle of Wight", "Portsmouth", "0300 555 1384"];

    app.see("Where does the child live?");
    look(&app, "first-start");
    for area in ["Saltmouth", "The Vale", "Westmarch"] {
        app.find("button", area);
    }
    ours.iter().for_each(|words| app.do_not_see(words));
    app.press("button", "The Vale");
    app.find("button", "Area: The Vale");
    app.see("Westmarch and the Vale");
    look(&app, "now");

    for (address, heading, words) in [
        ("#/", "Who to call now", "01632 96000"),
        ("#/contacts", "Contacts", "0808 157 0012"),
        ("#/themes", "Themes", "Cold homes"),
        (
            "#/themes/cold-homes",
            "Cold homes",
            "Ask how the children sleep when it is cold.",
        ),
        (
            "#/about",
            "About",
            "the safeguarding guidance for Westmarch and the Vale",
        ),
        ("#/settings", "Settings", "Saltmouth"),
    ] {
        app.go(address);
        app.arrive(heading);
        app.see(words);
        ours.iter().for_each(|words| app.do_not_see(words));
    }
    app.go("#/");
    app.arrive("Who to call now");
    app.find("button", "Call 999");
    // What means an emergency means it for everybody.
    assert_eq!(colour(&app, "main .card.emergency .head"), "rgb(163, 22, 15)");
    app.go("#/pathways/worried-about-a-child-the-vale/tell");
    app.see("01632 960002");
    look(&app, "pathway-step");
    app.close();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn what_init_makes_opens_in_the_window() {
    let publisher = Publisher::new();
    publisher.release();
    let data = publisher.place("new");
    let partnership = Partnership {
        name: "Ermine and Fosse".into(),
        publisher: Some("Ermine and Fosse Safeguarding Children Partnership".into()),
        areas: vec!["Ermine".into(), "Fosse".into()],
        feedback: None,
    };
    let released = "2026-11-22T09:00:00Z".parse().expect("an instant");
    init::init(&data, &partnership, released).expect("data");
    publisher.hand_over_to(&data);
    publisher.release();
    let app = open(&publisher, "Ermine and Fosse");
    app.resize(PHONE);
    app.picture("partnership-init-first-start");
    app.press("button", "Fosse");
    app.find("button", "Area: Fosse");
    app.find("button", "Call 999");
    app.see("01632 960002");
    app.do_not_see("01632 960000");
    app.do_not_see("Hampshire");
    app.picture("partnership-init-now");
    app.close();
    fs::remove_dir_all(data).expect("removed");
}
