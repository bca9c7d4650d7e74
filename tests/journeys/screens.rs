//! Every screen at both sizes, in light and dark, and with text twice as large: no violation that a machine can see of
//! WCAG 2.2 AA or of good practice, and no word that is cut, broken or drawn over. What is wider than the window is
//! measured in `glass`, and pictures are taken in `looks`.

use serde_json::json;

use kit::window::{App, DESKTOP, Device, NARROW, PHONE};

/// A screen's name, and its address, with what is typed there.
pub(super) const SCREENS: [(&str, &str); 27] = [
    ("now", "#/"),
    ("pathway", "#/pathways/hampshire-domestic-abuse"),
    ("pathway-step", "#/pathways/hampshire-domestic-abuse/child"),
    ("pathway-all", "#/pathways/hampshire-domestic-abuse/all"),
    ("pathway-end", "#/pathways/hampshire-domestic-abuse/end"),
    ("themes", "#/themes"),
    ("pack", "#/themes/domestic-abuse"),
    ("print", "#/themes/domestic-abuse/print"),
    ("print-public", "#/themes/domestic-abuse/print-public"),
    ("resource", "#/resources/domestic-abuse-toolkit"),
    ("search", "#/search marac"),
    ("search-harm", "#/search he hits her"),
    ("search-nothing", "#/search zzzz"),
    ("contacts", "#/contacts"),
    ("council", "#/council"),
    ("contact", "#/contacts/hampshire-childrens-services"),
    ("calendar", "#/calendar"),
    ("week", "#/weeks/domestic-abuse-2024-hampshire"),
    ("saved", "#/bookmarks"),
    ("article", "#/articles/practice-principles"),
    ("glossary", "#/terms"),
    ("term", "#/terms/marac"),
    ("changes", "#/changes"),
    ("settings", "#/settings"),
    ("about", "#/about"),
    ("accessibility", "#/accessibility"),
    ("more", "#/more"),
];

/// Goes there, types what is to be typed, and waits until all is there. Fails where no screen is.
pub(super) fn open(app: &App, address: &str) {
    let (place, typed) = address.split_once(' ').unwrap_or((address, ""));
    app.settle_at(place, typed);
    let heading = app.text_of("return doorstep.words(document.querySelector('main h1'))");
    assert!(!heading.is_empty(), "{address} has no heading");
    let page = app.text_of("return doorstep.words(document.body)");
    for words in ["could not be shown", "not in the catalogue"] {
        assert!(!page.contains(words), "“{words}” must not stand on {address}");
    }
}

/// Keeps a theme and a contact. The window shows them once it has begun again.
pub(super) fn keep_some(app: &App) {
    app.measure(
        "await ruler.ask('set_bookmark', { kind: 'theme', id: 'neglect', on: true });
        await ruler.ask('set_bookmark', { kind: 'contact', id: 'childline', on: true })",
        &[],
    );
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

    /// With large text axe-core cannot tell the ground of what comes close to something: colours are the same in any
    /// size. Words beyond the ground of their button it can.
    fn look_but_for_close_words(&mut self, app: &App, name: &str) {
        let judged = app
            .violations()
            .into_iter()
            .filter(|it| !it.contains("partially overlaps other elements"));
        self.0.extend(judged.map(|violation| format!("{name}: {violation}")));
    }

    /// Words that are cut off, or are over others; with text of 100 %, words that are broken as well.
    fn read(&mut self, app: &App, name: &str, text: u32) {
        let script = "document.documentElement.style.fontSize = `${given[0]}%`;
            await ruler.settled();
            return [...ruler.cut(), ...(given[0] > 100 ? [] : ruler.broken())]";
        let told: Vec<String> = serde_json::from_value(app.measure(script, &[json!(text)])).expect("words");
        self.0.extend(told.into_iter().map(|it| format!("{name}: {it}")));
    }

    fn none(self) {
        assert!(self.0.is_empty(), "{} faults:\n{}", self.0.len(), self.0.join("\n"));
    }
}

/// What looks the same in light and in dark: every word, at the smallest and with text twice as large.
fn read_all(app: &App, faults: &mut Faults) {
    for (size, text) in [(NARROW, 100), (PHONE, 200), (DESKTOP, 200)] {
        app.resize(size);
        for (screen, address) in SCREENS {
            open(app, address);
            let place = format!("{screen}-{}-{text}", size.name);
            faults.read(app, &place, text);
            if size.width == PHONE.width {
                faults.look_but_for_close_words(app, &place);
            }
            app.ask("document.documentElement.style.fontSize = ''", &[]);
        }
    }
}

fn choose_look(app: &App, theme: &str) {
    app.press("radio", theme);
    app.until_with(
        "the appearance changes",
        "return document.documentElement.dataset.theme === arguments[0]",
        &[json!(theme.to_lowercase())],
    );
}

#[test]
fn in_light_and_in_dark() {
    let app = Device::new().start();
    let mut faults = Faults::default();
    // A screen is reached once, and looked at in both.
    let look = |faults: &mut Faults, name: &str| {
        for theme in ["light", "dark"] {
            app.ask("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
            faults.look(&app, &format!("{name}-{theme}"));
        }
    };
    for size in [PHONE, DESKTOP] {
        app.resize(size);
        look(&mut faults, &format!("first-start-{}", size.name));
    }
    keep_some(&app);
    app.live_in(&["hampshire"], false);
    app.go("#/settings");
    choose_look(&app, "Dark");
    choose_look(&app, "Light");
    for size in [PHONE, DESKTOP] {
        app.resize(size);
        for (screen, address) in SCREENS {
            open(&app, address);
            look(&mut faults, &format!("{screen}-{}", size.name));
        }
    }
    app.ask("document.documentElement.dataset.theme = 'light'", &[]);
    read_all(&app, &mut faults);
    app.close();
    faults.none();
}

#[test]
fn the_checker_sees_what_is_wrong() {
    let app = Device::new().start();
    app.live_in(&["hampshire"], false);
    app.ask(
        "const main = document.querySelector('main');
        main.append(document.createElement('button'));
        const pale = document.createElement('p');
        pale.textContent = 'hardly to be read';
        pale.style.color = 'rgb(200, 200, 200)';
        main.append(pale);
        for (const name of ['one', 'two']) {
            const small = document.createElement('button');
            small.textContent = name;
            small.style.cssText = 'all: unset; font-size: 8px; line-height: 8px';
            main.append(small);
        }
        main.append(document.createElement('h6'));
        main.lastChild.textContent = 'too deep';",
        &[],
    );
    let seen = app.violations().join("\n");
    for rule in ["button-name", "color-contrast", "target-size", "heading-order"] {
        assert!(seen.contains(rule), "{rule} in: {seen}");
    }
    app.close();
}
