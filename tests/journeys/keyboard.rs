//! With keys alone: everything is reached and seen, nothing holds the focus, and what goes away gives it back.

use std::fs;
use std::path::{Path, PathBuf};

use kit::repository;
use kit::window::{App, Device, Key, PHONE};
use serde_json::json;

use super::screens::{SCREENS, keep_some, open};

#[test]
fn from_now_to_a_number_with_tab_and_enter() {
    let app = Device::on("2026-11-24T10:00:00Z").start_in("Hampshire");
    app.tab_to("button", "Call 999");
    app.tab_to("button", "Call 0300 555 1384");
    app.tab_to("link", "I'm worried about a child");
    app.key(Key::Enter);
    app.arrive("Worried about a child");
    app.tab_to("link", "Yes. I have called 999");
    app.key(Key::Enter);
    app.find("heading", "Call the council now");
    app.tab_to("button", "Call 01329 225379");
    app.close();
}

#[test]
fn the_first_stop_skips_to_the_content() {
    let app = Device::new().start_in("Hampshire");
    app.ask("document.activeElement.blur()", &[]);
    app.ask("window.getSelection().removeAllRanges()", &[]);
    app.tab_to("link", "Skip to main content");
    app.key(Key::Enter);
    app.until("focus in the content", "return document.activeElement.id === 'main'");
    app.close();
}

/// The file of each dialog, the screen and the button that opens it, and the button that closes it; none where only the
/// window's own frame opens it.
const DIALOGS: [(&str, &str, &str, &str); 5] = [
    ("components/AreaChip.svelte", "#/", "Area: Hampshire", "Close"),
    ("components/Keys.svelte", "#/settings", "List of keys", "Close"),
    ("screens/search/Filters.svelte", "#/search child", "Filters", "Show "),
    (
        "screens/settings/Erase.svelte",
        "#/settings",
        "Erase what you saved",
        "Cancel",
    ),
    ("components/Closing.svelte", "", "", ""),
];

#[test]
fn what_closes_gives_the_focus_back() {
    let known: Vec<_> = DIALOGS.iter().map(|(file, ..)| PathBuf::from(file)).collect();
    let mut there = Vec::new();
    dialogs(&repository("ui/src"), &mut there);
    for file in there {
        assert!(
            known.contains(&file),
            "a dialog that this test does not open: {}",
            file.display()
        );
    }

    let app = Device::new().start_in("Hampshire");
    for (file, address, opener, closer) in DIALOGS.into_iter().filter(|(_, address, ..)| !address.is_empty()) {
        open(&app, address);
        for by_key in [true, false] {
            focus_on(&app, "button", opener);
            let before = app.focus();
            app.key(Key::Enter);
            app.until(
                &format!("{file}: the focus in the dialog"),
                "return document.activeElement.closest('dialog[open]') !== null",
            );
            if by_key {
                app.key(Key::Escape);
            } else {
                focus_on(&app, "button", closer);
                app.key(Key::Enter);
            }
            app.until("no dialog", "return !document.querySelector('dialog[open]')");
            app.focused(&before);
        }
    }

    // The list of keys, by its own key.
    app.go("#/themes");
    app.arrive("Themes");
    focus_on(&app, "link", "Neglect");
    app.type_in("?");
    app.see("List of keys");
    app.picture("keys");
    app.key(Key::Escape);
    app.until("no dialog", "return !document.querySelector('dialog[open]')");
    app.focused("link: Neglect");

    // Back and forward: to what was followed.
    app.key(Key::Enter);
    app.arrive("Neglect");
    focus_on(&app, "button", "Save: Neglect");
    app.key(Key::Enter);
    app.see("Saved.");
    focus_on(&app, "button", "Close this message");
    app.key(Key::Enter);
    app.focused("button: Save: Neglect");
    app.chord(&[Key::Alt], Key::Left.into());
    app.arrive("Themes");
    app.focused("link: Neglect");

    // Hide, and back.
    app.chord(&[Key::Control, Key::Shift], 'h');
    app.until("Hide", "return doorstep.name(document.activeElement) === 'Continue'");
    app.key(Key::Enter);
    app.focused("link: Neglect");
    app.chord(&[Key::Alt], Key::Right.into());
    app.arrive("Neglect");
    app.focused("button: Save: Neglect");
    app.close();
}

/// The files below that folder that open a dialog, save the one that others are made of.
fn dialogs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
    {
        if entry.is_dir() {
            dialogs(&entry, found);
        } else if entry.extension().is_some_and(|kind| kind == "svelte") && !entry.ends_with("components/Sheet.svelte")
        {
            let text = fs::read_to_string(&entry).expect("text");
            if text.contains("<dialog") || text.contains("/Sheet.svelte\";\n") && text.contains("sheet.open()") {
                found.push(entry.strip_prefix(repository("ui/src")).expect("in it").to_owned());
            }
        }
    }
}

/// Puts the focus there as Tab would.
fn focus_on(app: &App, role: &str, name: &str) {
    app.find(role, name);
    app.ask("doorstep.find(...arguments).focus()", &[json!(role), json!(name)]);
}

#[test]
fn tab_reaches_all_of_every_screen_and_nothing_lies_over_it() {
    let app = Device::new().start();
    keep_some(&app);
    app.live_in(&["hampshire"], false);
    app.resize(PHONE);
    let mut faults = Vec::new();
    for (screen, address) in SCREENS {
        open(&app, address);
        faults.extend(app.walk().into_iter().map(|fault| format!("{screen}: {fault}")));
    }
    // With a message at the foot of the window.
    open(&app, "#/themes/neglect");
    app.press("button", "Save: Neglect");
    app.see("Removed from Saved: Neglect");
    faults.extend(app.walk().into_iter().map(|fault| format!("with a message: {fault}")));
    app.close();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
