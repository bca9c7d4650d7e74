//! Every screen at both sizes, in light and dark: no violation of WCAG 2.2 AA that a machine can see, nothing wider than
//! the window at 320 CSS pixels or with text twice as large, and a picture for people to look at.

use serde_json::json;

use kit::window::{App, DESKTOP, Device, NARROW, PHONE, Size};

/// A screen's name in the pictures' names, its address, with what is typed there, and words that stand there once it is whole.
pub(super) const SCREENS: [(&str, &str, &str); 25] = [
    ("home", "#/", "What is happening?"),
    ("act-now", "#/act-now", "Children’s services"),
    ("pathway", "#/pathways/hampshire-domestic-abuse", "Is somebody in danger right now?"),
    (
        "pathway-step",
        "#/pathways/hampshire-domestic-abuse/child",
        "01329 225379",
    ),
    (
        "pathway-all",
        "#/pathways/hampshire-domestic-abuse/all",
        "10. What happens next",
    ),
    (
        "pathway-end",
        "#/pathways/hampshire-domestic-abuse/end",
        "That is the end of this pathway",
    ),
    ("themes", "#/themes", "Domestic abuse"),
    ("pack", "#/themes/domestic-abuse", "If you do one thing"),
    ("print", "#/themes/domestic-abuse/print", "In immediate danger?"),
    (
        "print-public",
        "#/themes/domestic-abuse/print-public",
        "In immediate danger?",
    ),
    ("resource", "#/resources/domestic-abuse-toolkit", "Published by"),
    ("search", "#/search marac", "Arrow keys choose"),
    ("contacts", "#/contacts", "0300 555 1384"),
    ("council", "#/council", "Postcode, town or village"),
    ("search-nothing", "#/search zzzz", "Nothing found"),
    ("contact", "#/contacts/hampshire-childrens-services", "0300 555 1384"),
    ("calendar", "#/calendar", "Today is Sunday 22 November 2026."),
    ("week", "#/weeks/domestic-abuse-2024-hampshire", "The days"),
    ("bookmarks", "#/bookmarks", "Saved on this device"),
    ("article", "#/articles/practice-principles", "in our own words"),
    ("glossary", "#/terms", "MARAC"),
    ("term", "#/terms/marac", "All terms"),
    ("changes", "#/changes", "No changes since"),
    ("settings", "#/settings", "What you keep"),
    ("about", "#/about", "What is stored, what is sent"),
];

fn open(app: &App, address: &str) {
    let (place, typed) = address.split_once(' ').unwrap_or((address, ""));
    app.go(place);
    if !typed.is_empty() {
        app.fill("Search", typed);
    }
}

/// Everything wrong with all screens, gathered so that one run tells all of it.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn look(&mut self, app: &App, name: &str) {
        self.0.extend(
            app.violations()
                .into_iter()
                .map(|violation| format!("{name}: {violation}")),
        );
    }

    fn none(self) {
        assert!(self.0.is_empty(), "{} faults:\n{}", self.0.len(), self.0.join("\n"));
    }
}

fn look_at_all(theme: &str) {
    let device = Device::new();
    let app = device.start();
    let mut faults = Faults::default();
    // The first question stands before any setting: it is looked at in the system's appearance and in this one.
    app.ask(
        "document.documentElement.dataset.theme = arguments[0]",
        &[json!(theme.to_lowercase())],
    );
    for size in [PHONE, DESKTOP] {
        app.resize(size);
        let name = format!("first-start-{}-{}", size.name, theme.to_lowercase());
        app.picture(&name);
        faults.look(&app, &name);
    }
    app.press("button", "Hampshire");
    app.arrive("Do you work with children?");
    app.picture(&format!("first-start-who-{}", theme.to_lowercase()));
    faults.look(&app, "first-start-who");
    app.press("button", "Skip for now");
    app.arrive("Doorstep");
    for (address, title) in [("#/themes/neglect", "Neglect"), ("#/contacts/childline", "Childline")] {
        app.go(address);
        app.press("button", &format!("Save: {title}"));
        app.until_with(
            "the bookmark is kept",
            "return doorstep.find('button', 'Bookmark: ' + arguments[0])?.ariaPressed === 'true'",
            &[json!(title)],
        );
    }
    app.go("#/settings");
    app.press("radio", theme);
    app.until_with(
        "the appearance changes",
        "return document.documentElement.dataset.theme === arguments[0]",
        &[json!(theme.to_lowercase())],
    );
    for size in [PHONE, DESKTOP] {
        app.resize(size);
        for (screen, address, words) in SCREENS {
            open(&app, address);
            app.see(words);
            let name = format!("{screen}-{}-{}", size.name, theme.to_lowercase());
            app.picture(&name);
            faults.look(&app, &name);
        }
    }
    app.close();
    faults.none();
}

#[test]
fn in_light() {
    look_at_all("Light");
}

#[test]
fn in_dark() {
    look_at_all("Dark");
}

#[test]
fn nothing_is_wider_than_a_narrow_window() {
    fits(NARROW, 100);
}

#[test]
fn nothing_is_wider_than_a_phone_with_text_twice_as_large() {
    fits(PHONE, 200);
}

/// Looks at every screen in a window of this size with text of so many per cent.
fn fits(size: Size, text: u32) {
    let app = Device::new().start_in("Hampshire");
    app.resize(size);
    app.ask(
        "document.documentElement.style.fontSize = arguments[0] + '%'; return null",
        &[json!(text)],
    );
    let mut faults = Faults::default();
    for (screen, address, words) in SCREENS {
        open(&app, address);
        if screen != "bookmarks" {
            app.see(words);
        }
        app.picture(&match text {
            100 => format!("{screen}-{}-light", size.name),
            _ => format!("{screen}-{}-text-{text}", size.name),
        });
        let wider = app.ask(
            "const pages = [document.scrollingElement, document.querySelector('[data-scroller]')];
            if (pages.every((page) => !page || page.scrollWidth <= page.clientWidth)) return null;
            return [...document.querySelectorAll('body *')]
                .filter((e) => doorstep.there(e) && e.getBoundingClientRect().right > innerWidth + 1)
                .slice(-3).map((e) => e.localName + '.' + e.className + ' ' + doorstep.words(e).slice(0, 60)).join(' | ')",
            &[],
        );
        if !wider.is_null() {
            let width = size.width;
            faults.0.push(format!(
                "{screen} is wider than {width} pixels with text of {text} %: {wider}"
            ));
        }
    }
    app.close();
    faults.none();
}

#[test]
fn the_checker_sees_what_is_wrong() {
    let app = Device::new().start_in("Hampshire");
    app.ask(
        "const main = document.querySelector('main');
        main.append(document.createElement('button'));
        const pale = document.createElement('p');
        pale.textContent = 'hardly to be read';
        pale.style.color = 'rgb(200, 200, 200)';
        main.append(pale);",
        &[],
    );
    let seen = app.violations().join("\n");
    for rule in ["button-name", "color-contrast"] {
        assert!(seen.contains(rule), "{rule} in: {seen}");
    }
    app.close();
}
