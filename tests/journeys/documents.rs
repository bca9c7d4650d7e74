//! Documents kept on the device: fetched from a real host, read without one, and gone when nobody wants them.

use std::fs;
use std::path::Path;

use chrono::Utc;

use crate::journeys::publisher::Publisher;
use crate::journeys::refresh::spelled;
use kit::window::{App, Device, Key};

/// Outside the pack, with four pages to find words in.
const GUIDE: &str = "practitioner-guide-bruising-protocol";
const GUIDE_TITLE: &str = "Bruising Protocol";
/// In the pack of neglect.
const CHART: &str = "neglect-threshold-and-indicator-chart";
const PICTURE: &str = "what-a-child-needs-visual-guide";

#[test]
fn documents_are_fetched_read_without_a_host_and_removed() {
    let publisher = Publisher::new();
    // What came with the app, and then an edition with documents.
    publisher.release();
    let pdf = "application/pdf";
    let guide = publisher.attach("resources/practitioner-guides.toml", GUIDE, "toolkit.pdf", pdf);
    let chart = publisher.attach("resources/tools.toml", CHART, "card.pdf", pdf);
    let picture = publisher.attach("resources/tools.toml", PICTURE, "door.png", "image/png");
    publisher.release();
    let site = publisher.serve();
    let device = Device::on(spelled(Utc::now())).refreshing_by(site.policy(&publisher));
    let here = |name: &str| device.documents().join(name).is_file();

    // The edition with the documents comes by itself.
    let app = device.start_in("Hampshire");
    app.go(&format!("#/resources/{GUIDE}"));
    app.see("Not on this device. Download it to open it offline.");
    app.picture("documents-not-kept");

    app.press("button", "Download");
    app.see("On this device. It opens offline.");
    app.go("#/settings");
    app.see("1 document is on this device: 44 KB of 250 MB.");
    app.go("#/themes/neglect");
    app.see("2 documents, 4.7 KB.");
    app.picture("documents-pack");
    app.press("button", "Download this pack's documents");
    app.see("2 documents, 4.7 KB: all are on this device.");
    assert!(here(&guide) && here(&chart) && here(&picture));
    app.go("#/settings");
    app.see("All 3 documents are on this device: 49 KB of 250 MB.");
    assert_eq!(app.violations(), Vec::<String>::new());
    app.picture("documents-settings");
    app.close();

    // No host, another day: they open, and words are found in them.
    let port = site.port;
    site.close();
    let app = device.start();
    app.go(&format!("#/resources/{GUIDE}"));
    app.see("On this device. It opens offline.");
    app.picture("documents-on-device");
    app.press("link", "Open the document");
    app.arrive(GUIDE_TITLE);
    app.see("A lantern hangs in the hall.");
    app.picture("documents-viewer");
    app.press("button", "Find");
    app.press("textbox", "Find in this document");
    app.type_in("lantern");
    app.see("1 of 3 matches");
    app.key(Key::Enter);
    app.see("2 of 3 matches");
    app.picture("documents-found");
    app.press("button", "Close find");
    app.settled();
    let width = "return document.querySelector('[data-page-number]').getBoundingClientRect().width";
    let before = app.ask(width, &[]).as_f64().expect("a page");
    app.press("button", "Zoom in");
    app.until_with(
        "a larger page",
        &format!("{width} > arguments[0] * 1.1"),
        &[before.into()],
    );
    app.picture("documents-zoomed");
    assert!(
        app.asked_for().iter().all(|address| is_our_own(address)),
        "{:?}",
        app.asked_for()
    );

    // So they do in the device's own viewer, under a name that says what they are.
    app.press("button", "Open in another app");
    let opened = app.opened();
    let copy = Path::new(opened.last().expect("a file"));
    assert_eq!(
        copy.file_name().and_then(|name| name.to_str()),
        Some("Bruising Protocol.pdf")
    );
    assert_eq!(fs::read(copy).expect("a copy"), original("toolkit.pdf"));

    app.go(&format!("#/documents/{PICTURE}"));
    app.until(
        "the picture",
        "return document.querySelector('main canvas')?.getBoundingClientRect().width === 640",
    );
    app.picture("documents-picture");

    // One that was tampered with is not shown, and goes.
    let file = device.documents().join(&guide);
    let mut altered = original("toolkit.pdf");
    altered[20_000] ^= 1;
    fs::write(&file, altered).expect("the file is altered");
    app.go(&format!("#/documents/{GUIDE}"));
    app.see("Not on this device yet");
    app.see("The copy on this device was damaged, so it was removed. The update server could not be reached.");
    assert!(!here(&guide));
    app.picture("documents-damaged");

    // The host is back: it comes again when the person goes on with downloads.
    let site = publisher.serve_at(port);
    again(&app);
    app.see("All 3 documents are on this device");
    app.go(&format!("#/documents/{GUIDE}"));
    // At the page where it was left.
    app.see("A lantern hangs at the gate, too.");

    // What is kept no longer is removed, and the rest stays.
    app.go("#/themes/neglect");
    app.press("button", "Remove this pack's downloads");
    app.see("2 documents, 4.7 KB.");
    app.go(&format!("#/resources/{GUIDE}"));
    app.find("button", "Remove from this device");
    assert!(here(&guide) && !here(&chart) && !here(&picture));
    app.press("button", "Remove from this device");
    app.see("Not on this device. Download it to open it offline.");
    assert!(!here(&guide) && !copy.exists());
    app.close();
    site.close();
}

#[test]
fn a_pause_is_kept_to_and_a_missing_host_is_said() {
    let publisher = Publisher::new();
    publisher.release();
    let guide = publisher.attach(
        "resources/practitioner-guides.toml",
        GUIDE,
        "toolkit.pdf",
        "application/pdf",
    );
    publisher.release();
    let site = publisher.serve();
    let device = Device::on(spelled(Utc::now())).refreshing_by(site.policy(&publisher));
    let app = device.start_in("Hampshire");
    app.go(&format!("#/resources/{GUIDE}"));
    app.find("button", "Download");

    let port = site.port;
    site.close();
    app.press("button", "Download");
    app.see("The update server could not be reached. What is on this device still opens.");
    app.press("button", "Pause downloads");
    app.see("Downloads are paused. Resume them to download this document.");
    app.picture("documents-paused");
    app.close();

    // Paused is paused, also at the next start, and with the host there.
    let site = publisher.serve_at(port);
    let app = device.start();
    app.go(&format!("#/resources/{GUIDE}"));
    app.see("Downloads are paused. Resume them to download this document.");
    app.go("#/about");
    app.press("button", "Check now");
    app.settled();
    app.see("Up to date.");
    assert!(!device.documents().join(&guide).exists());
    app.go(&format!("#/resources/{GUIDE}"));
    app.press("button", "Resume downloads");
    app.see("On this device. It opens offline.");
    assert!(device.documents().join(&guide).is_file());
    app.close();
    site.close();
}

/// Has the app try again at once, as a person can: pause, and go on.
fn again(app: &App) {
    app.go("#/settings");
    app.press("button", "Pause downloads");
    app.press("button", "Resume downloads");
}

/// Whether an address leads nowhere but into the app.
fn is_our_own(address: &str) -> bool {
    ["tauri://localhost/", "ipc://localhost/"]
        .iter()
        .any(|own| address.starts_with(own))
}

fn original(document: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    fs::read(folder.join(document)).expect("a test document")
}
