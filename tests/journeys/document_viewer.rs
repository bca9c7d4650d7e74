//! The viewer, with the hands and eyes of somebody who reads a document at a door: keys, a phone, the dark.

use chrono::Utc;
use serde_json::json;

use crate::journeys::publisher::Publisher;
use crate::journeys::refresh::spelled;
use kit::window::{App, DESKTOP, Device, Key, NARROW, PHONE};

const PDF: &str = "application/pdf";
/// Has four pages with words to find.
const GUIDE: &str = "practitioner-guide-bruising-protocol";
/// Has links.
const CHART: &str = "neglect-threshold-and-indicator-chart";
/// Is no PDF beyond its first line.
const BROKEN: &str = "what-a-child-needs-visual-guide";

/// The app with those documents on the device, and no host any more.
fn with_documents_kept() -> App {
    let publisher = Publisher::new();
    // What came with the app, and then an edition with documents.
    publisher.release();
    publisher.attach("resources/practitioner-guides.toml", GUIDE, "toolkit.pdf", PDF);
    publisher.attach("resources/tools.toml", CHART, "links.pdf", PDF);
    publisher.attach("resources/tools.toml", BROKEN, "broken.pdf", PDF);
    publisher.release();
    let site = publisher.serve();
    let app = Device::on(spelled(Utc::now()))
        .refreshing_by(site.policy(&publisher))
        .start_in("Hampshire");
    for resource in [GUIDE, CHART, BROKEN] {
        app.go(&format!("#/resources/{resource}"));
        app.press("button", "Download");
        app.see("On this device. It opens offline.");
    }
    site.close();
    app
}

/// Waits until a page with these words is drawn.
fn reads(app: &App, words: &str) {
    app.until_with(
        &format!("the page that says “{words}”"),
        "return [...document.querySelectorAll('.pdfViewer .page')].some((page) =>
            page.querySelector('canvas') && page.querySelector('.textLayer')?.textContent.includes(arguments[0]))",
        &[json!(words)],
    );
}

/// Writes `words` over what is in that field.
fn write(app: &App, field: &str, words: &str) {
    app.press("textbox", field);
    app.chord(&[Key::Control], 'a');
    app.key(Key::Delete);
    app.type_in(words);
}

#[test]
fn a_document_is_read_by_keys_alone() {
    let app = with_documents_kept();
    app.resize(DESKTOP);
    app.go(&format!("#/documents/{GUIDE}"));
    reads(&app, "A lantern hangs in the hall.");

    app.chord(&[Key::Control], 'f');
    app.until(
        "the field to write in",
        "return document.activeElement.id === 'find-in-document'",
    );
    app.type_in("lantern");
    app.see("1 of 3 matches");
    app.key(Key::Enter);
    app.see("2 of 3 matches");
    app.key(Key::F3);
    app.see("3 of 3 matches");
    reads(&app, "There is no lantern");
    app.picture("document-found-desktop");
    write(&app, "Find in this document", "zebra");
    app.see("No matches for “zebra”.");
    app.key(Key::Escape);
    app.until(
        "the bar to close",
        "return !document.getElementById('find-in-document')",
    );
    app.focused("button: Find");

    write(&app, "Page", "4");
    app.key(Key::Enter);
    reads(&app, "The last page ends here.");
    app.see("of 4");

    app.settled();
    let width = "document.querySelector('.pdfViewer .page').getBoundingClientRect().width";
    let before = app.ask(&format!("return {width}"), &[]);
    app.chord(&[Key::Control], '+');
    app.until_with(
        "a larger page",
        &format!("return {width} > arguments[0] * 1.2"),
        &[before],
    );
    app.chord(&[Key::Control], '0');
    app.until(
        "a page as wide as its room",
        &format!("return Math.abs({width} - document.querySelector('.pages').clientWidth) < 2"),
    );

    // It holds no focus.
    app.ask("document.querySelector('.pages').focus()", &[]);
    app.tab_to("link", "Now");
    // Where it was left it is found again.
    app.press("link", "About this document");
    app.press("link", "Open the document");
    reads(&app, "The last page ends here.");
    app.close();
}

#[test]
fn a_link_leads_within_the_document_and_never_out_of_it() {
    let app = with_documents_kept();
    let address = format!("#/documents/{CHART}");
    app.go(&address);
    reads(&app, "To the second page");
    app.press("button", "Link to https://example.org/elsewhere");
    app.see("This leads to https://example.org/elsewhere.");
    assert_eq!(
        app.ask(
            "return document.querySelectorAll('.annotationLayer a[href*=\":\"]').length",
            &[]
        ),
        json!(0),
        "no link carries an address"
    );
    app.ask(
        "document.querySelectorAll('.annotationLayer a').forEach((link) => link.click())",
        &[],
    );
    reads(&app, "This is the second page.");
    app.until(
        "the second page is the one that is read",
        "return document.getElementById('page-number').value === '2'",
    );
    assert_eq!(app.address(), address);
    assert_eq!(app.text_of("return document.title"), "Doorstep");
    let strangers: Vec<_> = app
        .asked_for()
        .into_iter()
        .filter(|url| !url.starts_with("tauri://localhost/") && !url.starts_with("ipc://localhost/"))
        .collect();
    assert_eq!(strangers, Vec::<String>::new());
    app.close();
}

#[test]
fn a_broken_document_says_so_and_what_to_do() {
    let app = with_documents_kept();
    app.go(&format!("#/documents/{BROKEN}"));
    app.see("This document is not shown here");
    app.see("It is damaged, or is not a PDF. Another app may still open it.");
    app.find("button", "Open in another app");
    assert_eq!(app.violations(), Vec::<String>::new());
    // Everything else does still work.
    app.go(&format!("#/documents/{GUIDE}"));
    reads(&app, "A lantern hangs in the hall.");
    app.close();
}

#[test]
fn it_is_seen_on_a_phone_and_in_the_dark() {
    let app = with_documents_kept();
    let mut faults = Vec::new();
    for theme in ["Light", "Dark"] {
        app.go("#/settings");
        app.press("radio", theme);
        for size in [DESKTOP, PHONE, NARROW] {
            app.resize(size);
            let screens = [
                ("document", format!("#/documents/{GUIDE}"), "lantern hangs in the hall"),
                ("document-kept", format!("#/resources/{GUIDE}"), "Open the document"),
                (
                    "documents-settings",
                    "#/settings".to_owned(),
                    "Documents on this device",
                ),
            ];
            for (screen, address, words) in screens {
                app.go(&address);
                app.see(words);
                if screen == "document" {
                    reads(&app, words);
                    app.press("button", "Find");
                    app.type_in("lantern");
                    app.see("of 3 matches");
                }
                let name = format!("{screen}-{}-{}", size.name, theme.to_lowercase());
                app.picture(&name);
                faults.extend(app.violations().into_iter().map(|fault| format!("{name}: {fault}")));
                let wider = app.ask(
                    "const page = document.querySelector('[data-scroller]'); return page.scrollWidth > page.clientWidth",
                    &[],
                );
                if wider == json!(true) {
                    faults.push(format!("{name} is wider than its window"));
                }
            }
        }
    }
    app.close();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
