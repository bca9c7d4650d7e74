//! Themes, a STOP pack, a resource.

use serde_json::json;

use crate::edition::{edition, records, text};
use kit::window::{DESKTOP, Device};

#[test]
fn a_pack_shows_all_its_sections() {
    let app = Device::new().start_in("Hampshire");
    app.resize(DESKTOP);
    app.press("link", "Themes");
    app.arrive("Themes");
    // The heading stands before the list has come.
    app.find("link", "Domestic abuse");
    let themes = app.ask(
        "return new Set([...document.querySelectorAll('main a[href^=\"#/themes/\"]')].map((a) => a.href)).size",
        &[],
    );
    assert_eq!(themes, json!(21), "themes");

    app.press("link", "Domestic abuse");
    app.arrive("Domestic abuse");
    app.see("STOP pack");
    app.find("heading", "If you do one thing");
    if app.has("button", "Open all sections") {
        app.press("button", "Open all sections");
    }
    for section in [
        "Supporting toolkits",
        "Strategy, guidance and procedures",
        "Day in the life",
        "Case studies",
        "Training",
        "Additional resources",
    ] {
        app.find("heading", section);
    }
    let headings = app.names("heading");
    for group in ["Professionals", "Parents and carers", "Practitioner guides", "Webinars"] {
        assert!(
            headings.iter().any(|heading| heading == group),
            "{group} in {headings:?}"
        );
    }
    app.find("link", "Adopting a Family Approach");
    app.find("heading", "Related themes");
    app.see("Taken from Multi-Agency Safeguarding Practice Development Brochure");
    app.close();
}

#[test]
fn a_resource_says_whether_its_link_is_known() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/themes/domestic-abuse");
    app.arrive("Domestic abuse");
    if app.has("button", "Open all sections") {
        app.press("button", "Open all sections");
    }
    app.press("link", "Hampshire Domestic Abuse Partnership");
    app.until("a resource", "return location.hash.startsWith('#/resources/')");
    app.see("Published by");
    app.find("link", "Domestic abuse");
    app.close();
}

#[test]
fn a_link_opens_in_the_persons_own_browser() {
    let edition = edition();
    let linked = records(&edition, "resources").find(|resource| resource["link"]["url"].is_string());
    let linked = linked.expect("a resource with a link");
    let app = Device::new().start_in("Hampshire");
    app.go(&format!("#/resources/{}", text(linked, "id")));
    app.find("heading", "Open it");
    app.press("button", "Open on ");
    assert_eq!(app.opened(), [text(&linked["link"], "url")]);
    app.close();
}

#[test]
fn a_section_stays_as_it_was_left() {
    let app = Device::new().start_in("Hampshire");
    app.resize(kit::window::PHONE);
    app.go("#/themes/neglect");
    app.arrive("Neglect");
    app.press("button", "Open all sections");
    app.find("button", "Close all sections");
    app.press("link", "Act now");
    app.arrive("Act now");
    app.press("button", "Back");
    app.arrive("Neglect");
    app.find("button", "Close all sections");
    app.close();
}
