//! Every state of the screen: no violation of WCAG 2.2 AA that a machine can see, no wider than the window, the best
//! hit in sight, and a picture for people to look at.

use serde_json::json;

use super::{answered, pressed, results, searching};
use kit::window::{App, DESKTOP, Device, Key, NARROW, PHONE};

/// A state of the screen: its picture's name, what is typed, what is done to reach it, and what it must say.
type State = (&'static str, &'static str, fn(&App), &'static str);

const STATES: [State; 10] = [
    ("harm", "domestic abuse", |_| (), "What to do"),
    ("hit", "child hit", |_| (), "What to do"),
    ("danger", "overdose", |_| (), "In danger now"),
    ("best", "marac", |_| (), "Arrow keys choose"),
    (
        "numbers",
        "worried about a child",
        |app| app.key(Key::Down),
        "Also in Isle of Wight",
    ),
    ("corrected", "brusing", |_| (), "Showing results for"),
    (
        "elsewhere",
        "children's services",
        |app| app.key(Key::Up),
        "Also in Isle of Wight",
    ),
    (
        "filters",
        "domestic",
        |app| {
            app.press("button", "Contacts ");
            pressed(app, "Contacts ", true);
            app.press("button", "Filters");
        },
        "Who it is for",
    ),
    (
        "nothing",
        "domestic",
        |app| {
            app.press("button", "Contacts ");
            pressed(app, "Contacts ", true);
            app.press("combobox", "Search");
            app.chord(&[Key::Control], 'a');
            app.type_in("zzzz");
        },
        "with these filters",
    ),
    ("recent", "", |_| (), "Recent searches"),
];

/// Those in which what to do, or else the best hit, is seen without scrolling.
const AT_ONCE: [&str; 5] = ["harm", "hit", "danger", "numbers", "best"];

#[test]
fn it_is_fit_for_all_in_light_and_dark_and_on_a_narrow_phone() {
    let app = searching(&Device::new());
    app.type_in("neglect");
    results(&app, "neglect");
    app.key(Key::Enter);
    app.arrive("Neglect");
    let mut faults = Vec::new();
    for size in [PHONE, DESKTOP, NARROW] {
        app.resize(size);
        for (state, typed, reach, words) in STATES {
            app.go("#/about");
            app.arrive("About");
            app.go("#/search");
            app.arrive("Search");
            app.type_in(typed);
            answered(&app);
            reach(&app);
            app.see(words);
            for theme in ["light", "dark"] {
                app.ask("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
                app.picture(&format!("search-{state}-{}-{theme}", size.name));
                let name = format!("{state} {} {theme}", size.name);
                faults.extend(app.violations().into_iter().map(|fault| format!("{name}: {fault}")));
            }
            let name = format!("{state} {}", size.name);
            let wide = app.ask(
                "const page = document.querySelector('[data-scroller]');
                return page.scrollWidth > page.clientWidth || document.scrollingElement.scrollWidth > innerWidth",
                &[],
            );
            if wide == json!(true) {
                faults.push(format!("{name} is wider than the window"));
            }
            let best = app.ask(
                "const best = (document.querySelector('main .band .number') ?? document.querySelector('#search-results [data-row]'))
                    ?.getBoundingClientRect();
                const bar = document.querySelector('.bar').getBoundingClientRect();
                return !!best && best.top < (bar.height > 0 ? bar.top : innerHeight)",
                &[],
            );
            if best == json!(false) && AT_ONCE.contains(&state) {
                faults.push(format!("{name}: the best hit is below the fold"));
            }
        }
    }
    app.close();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
