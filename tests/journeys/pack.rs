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
    // The heading is there before the list has come.
    app.find("link", "Domestic abuse");
    app.see("Partners or relatives who hurt, frighten or control");
    let themes = app.ask(
        "return new Set([...document.querySelectorAll('main a[href^=\"#/themes/\"]')].map((a) => a.href)).size",
        &[],
    );
    assert_eq!(themes, json!(21), "themes");
    for group in ["Harm in the home", "Growing up", "How we work together"] {
        app.find("heading", group);
    }

    app.press("link", "Domestic abuse");
    app.arrive("Domestic abuse");
    app.see("STOP pack");
    let headings = app.names("heading");
    let first: Vec<&str> = headings.iter().map(String::as_str).take(4).collect();
    assert_eq!(
        first,
        [
            "Domestic abuse",
            "If you do one thing",
            "What to do and who to call",
            "In this pack"
        ],
        "what to do comes first"
    );
    // Only what the chosen area does, and a way to the other.
    let pathways = app.ask(
        "return [...document.querySelectorAll('main .row a[href^=\"#/pathways/\"]')].length",
        &[],
    );
    assert_eq!(pathways, json!(1), "pathways in rows");
    app.see("Other areas (3)");
    let rows = "return [...document.querySelectorAll('main .row a[href^=\"#/resources/\"]')]
        .filter((a) => a.checkVisibility()).length";
    assert_eq!(app.ask(rows, &[]), json!(0), "no section is open to begin with");
    app.press("button", "Open all sections");
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
    for group in ["Professionals", "Parents and carers"] {
        assert!(
            headings.iter().any(|heading| heading == group),
            "{group} in {headings:?}"
        );
    }
    app.find("link", "Adopting a Family Approach");
    app.find("heading", "Related themes");
    app.see("Summarised from Multi-Agency Safeguarding Practice Development Brochure");
    app.close();
}

/// What can be opened and what the pack only names are apart, and nothing that cannot be opened asks for a connection.
#[test]
fn only_what_opens_needs_a_connection() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/themes/domestic-abuse");
    app.arrive("Domestic abuse");
    app.press("button", "Open all sections");
    app.find("button", "Close all sections");
    let rows = |what: &str| {
        let script = format!(
            "return [...document.querySelectorAll('main .row:has(a[href^=\"#/resources/\"])')].filter((row) => {what}).length"
        );
        app.ask(&script, &[]).as_u64().expect("a number")
    };
    let (seen, folded) = (rows("row.checkVisibility()"), rows("!row.checkVisibility()"));
    assert!(seen > 0 && folded > 0, "{seen} to open, {folded} folded");
    assert_eq!(
        rows("!row.checkVisibility() && row.textContent.includes('Needs a connection')"),
        0
    );
    assert_eq!(
        rows("!row.checkVisibility() && row.querySelector('button')"),
        0,
        "nothing to save there"
    );
    assert!(rows("row.checkVisibility() && row.textContent.includes('Needs a connection')") <= seen);
    app.find("button", "Supporting toolkits");
    app.close();
}

#[test]
fn a_resource_says_whether_its_link_is_known() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/themes/domestic-abuse");
    app.arrive("Domestic abuse");
    app.press("button", "Open all sections");
    app.find("button", "Close all sections");
    app.press("link", "Domestic Abuse Toolkit");
    app.until("a resource", "return location.hash.startsWith('#/resources/')");
    app.see("Published by");
    app.find("heading", "Included in");
    app.find("link", "Domestic abuse");

    let edition = edition();
    let without = |resource: &&serde_json::Value| {
        resource["link"].is_null() && resource["document"].is_null() && resource["status"].is_null()
    };
    let unlinked = records(&edition, "resources")
        .find(without)
        .expect("one without a link");
    app.go(&format!("#/resources/{}", text(unlinked, "id")));
    app.see("No link yet: ask your safeguarding lead.");
    app.do_not_see("Needs a connection");
    app.close();
}

#[test]
fn a_link_opens_in_the_persons_own_browser() {
    let edition = edition();
    let linked = records(&edition, "resources").find(|resource| resource["link"]["url"].is_string());
    let linked = linked.expect("a resource with a link");
    let app = Device::new().start_in("Hampshire");
    app.go(&format!("#/resources/{}", text(linked, "id")));
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
    app.press("link", "Themes");
    app.arrive("Themes");
    app.press("button", "Back");
    app.arrive("Neglect");
    app.find("button", "Close all sections");
    app.close();
}
