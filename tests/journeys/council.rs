//! Whose child it is: from a postcode or a place to the council, offline, and what was typed is nowhere afterwards.

use std::fs;
use std::path::Path;

use kit::window::{App, DESKTOP, Device, PHONE};

/// A Tuesday in office hours.
const TUESDAY: &str = "2026-11-24T10:00:00Z";

fn type_place(app: &App, words: &str) {
    app.press("textbox", "Postcode, town or village");
    app.ask("document.getElementById('place').value = ''", &[]);
    app.type_in(words);
    // What is found for the words before is not taken for the answer.
    app.settled();
}

#[test]
fn a_place_leads_to_its_council() {
    let app = Device::on(TUESDAY).start_as("Hampshire", false);
    app.resize(PHONE);
    app.go("#/contacts");
    app.arrive("Contacts");
    app.press("link", "Find the council");
    app.arrive("Find the child's council");
    assert_eq!(app.violations(), [""; 0]);
    for (typed, heading, number, elsewhere) in [
        ("PO30", "PO30: Isle of Wight", "01983 823435", "0300 555 1384"),
        ("po30 1aa", "PO30: Isle of Wight", "01983 823435", "0300 555 1384"),
        ("Cowes", "Cowes: Isle of Wight", "01983 823435", "0300 555 1384"),
        ("Basingstok", "Basingstoke: Hampshire", "0300 555 1384", "01983 823435"),
    ] {
        type_place(&app, typed);
        app.find("heading", heading);
        app.see(number);
        app.do_not_see(elsewhere);
        app.picture(&format!("council-{}", typed.replace(' ', "-").to_lowercase()));
    }
    type_place(&app, "southsea");
    app.find("heading", "Southsea: Portsmouth");
    app.find("button", "Change to this area: Portsmouth");

    for (typed, words) in [
        (
            "Bournemouth",
            "Doorstep has no number for Bournemouth, Christchurch and Poole. In immediate danger, call 999.",
        ),
        (
            "BH1 1AA",
            "Doorstep has no number for Bournemouth, Christchurch and Poole. In immediate danger, call 999.",
        ),
        (
            "Guildford",
            "Doorstep has no number for Surrey. In immediate danger, call 999.",
        ),
        ("Zanzibar", "Doorstep does not know this place"),
        ("ZE1", "Doorstep does not know this place"),
    ] {
        type_place(&app, typed);
        app.see(words);
        assert!(app.page().contains("call 999"), "{typed}");
        assert!(!app.has("button", "Change to this area"), "{typed}");
        app.picture(&format!("council-{}", typed.replace(' ', "-").to_lowercase()));
    }

    // A district in two councils belongs to both.
    type_place(&app, "RG20");
    app.see("RG20 is in more than one council's area.");
    app.find("heading", "RG20: Hampshire");
    app.find("heading", "RG20: West Berkshire");
    app.resize(DESKTOP);
    app.picture("council-rg20-desktop");
    assert_eq!(app.violations(), [""; 0]);

    type_place(&app, "Ryde");
    app.press("button", "Change to this area: Isle of Wight");
    app.find("button", "Area: Isle of Wight");
    app.see("Your area is now Isle of Wight.");
    app.ask("document.documentElement.dataset.theme = 'dark'", &[]);
    app.picture("council-ryde-desktop-dark");
    app.close();
}

#[test]
fn what_is_typed_is_kept_nowhere() {
    let device = Device::on(TUESDAY);
    let app = device.start_in("Hampshire");
    app.go("#/council");
    app.arrive("Find the child's council");
    type_place(&app, "9 Quitenowhere Lane, Cowes");
    app.find("heading", "Cowes: Isle of Wight");
    assert!(!app.address().to_lowercase().contains("quitenowhere"));
    app.go("#/contacts");
    app.arrive("Contacts");
    app.go("#/council");
    app.arrive("Find the child's council");
    app.find("textbox", "Postcode, town or village");
    assert_eq!(app.text_of("return document.getElementById('place').value"), "");
    app.close();
    let mut files = 0;
    look_into(device.data(), &mut files);
    assert!(files > 2, "{files} files");
}

/// No file under that folder holds what was typed.
fn look_into(folder: &Path, files: &mut usize) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            look_into(&path, files);
        } else if let Ok(bytes) = fs::read(&path) {
            *files += 1;
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(!text.contains("quitenowhere"), "{}", path.display());
        }
    }
}
