//! Text of every size: by keys, remembered, and no screen is wider than the window or hides what can be pressed.

use kit::window::{App, Device, Key, NARROW, Size};
use serde_json::json;

use super::screens::{SCREENS, open};

/// A screen of 1280 pixels, as high as WCAG's success criterion on reflow takes it.
const WIDE: Size = Size {
    name: "wide",
    width: 1280,
    height: 1024,
};

/// Goes to a screen and answers what is wrong with it.
const LOOK: &str = "
    await ruler.go(given[0], given[1]);
    const told = [...ruler.cut(), ...ruler.beside()];
    const wide = ruler.sideways();
    if (wide) told.push(`wider than the window: ${wide}`);
    const share = ruler.stays();
    if (share > 0.25) told.push(`bars take ${Math.round(share * 100)} % wherever it is scrolled`);
    return told;
";

fn faults(app: &App) -> Vec<String> {
    let look = |(screen, at): &(&str, &str)| {
        let (at, typed) = at.split_once(' ').unwrap_or((at, ""));
        let found: Vec<String> = serde_json::from_value(app.measure(LOOK, &[json!(at), json!(typed)])).expect("faults");
        found
            .into_iter()
            .map(|fault| format!("{screen}: {fault}"))
            .collect::<Vec<_>>()
    };
    SCREENS.iter().flat_map(look).collect()
}

/// Makes text larger until it has that size.
fn choose(app: &App, percent: u32) {
    app.go("#/settings");
    let now = || app.text_of("return document.documentElement.style.fontSize");
    for _ in 0..8 {
        if now() == format!("{percent}%") {
            return;
        }
        app.press("button", "Larger text");
    }
}

fn has_size(app: &App, percent: &str) {
    app.until_with(
        "text of that size",
        "return document.documentElement.style.fontSize === arguments[0]",
        &[json!(percent)],
    );
}

#[test]
fn is_chosen_by_keys_and_remembered() {
    let device = Device::new();
    let app = device.start();
    app.live_in(&["hampshire"], false);
    app.resize(NARROW);
    app.chord(&[Key::Control], '+');
    app.see("Text size 110%.");
    app.chord(&[Key::Control], '=');
    app.see("Text size 125%.");
    app.chord(&[Key::Control], '-');
    app.chord(&[Key::Control], '-');
    app.see("Text size 100%, the standard size.");
    app.go("#/settings");
    app.arrive("Settings");
    for _ in 0..5 {
        app.press("button", "Larger text");
    }
    has_size(&app, "200%");
    app.until(
        "the message in sight, though the bars scroll with the page",
        "const { top, bottom } = document.querySelector('.toast .box').getBoundingClientRect();
        return !!document.querySelector('.loose') && top >= 0 && bottom <= innerHeight",
    );
    app.picture("size-settings-200");
    let faulty = faults(&app);
    for screen in ["now", "pathway-step", "contacts", "search"] {
        see(&app, screen, "320-200");
    }
    app.close();

    let app = device.start();
    has_size(&app, "200%");
    app.go("#/settings");
    app.arrive("Settings");
    app.see("Text size 200%");
    // A screen of 1280 pixels at 400 % is a phone's.
    app.resize(WIDE);
    choose(&app, 400);
    has_size(&app, "400%");
    assert!(app.has("navigation", "Main sections") && !app.has("navigation", "Sections"));
    let wide = faults(&app);
    for screen in ["now", "pathway-step", "contacts", "search"] {
        see(&app, screen, "1280-400");
    }
    app.close();
    assert!(
        faulty.is_empty() && wide.is_empty(),
        "at 320 with 200 %: {faulty:#?}\nat 1280 with 400 %: {wide:#?}"
    );
}

fn see(app: &App, screen: &str, name: &str) {
    let (_, address) = SCREENS.iter().find(|(of, _)| *of == screen).expect("a screen");
    open(app, address);
    app.picture(&format!("size-{screen}-{name}"));
}
