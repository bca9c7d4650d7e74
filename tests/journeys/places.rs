//! Coming back finds a place as it was left: by Back, by Forward and after a restart.

use serde_json::json;

use super::revive::remembers;
use kit::window::{App, Device, PHONE, patiently};

/// The text at the top of the page and how far below its edge it is.
const TOP: &str = "
    const page = document.querySelector('[data-scroller]');
    const edge = page.getBoundingClientRect().top;
    const first = [...page.querySelectorAll('main :is(h2, h3, h4, p, summary)')].find((text) => {
        const { top, height } = text.getBoundingClientRect();
        return height > 0 && top >= edge;
    });
    return [first.innerText, Math.round(first.getBoundingClientRect().top - edge)];
";

fn top(app: &App) -> (String, i64) {
    serde_json::from_value(app.ask(TOP, &[])).expect("a text and a distance")
}

/// Waits until the same text is at the top, to the pixel.
fn is_at(app: &App, wanted: &(String, i64)) {
    patiently("the place where the page was left", || match top(app) {
        (text, far) if text == wanted.0 && (far - wanted.1).abs() <= 2 => Ok(()),
        other => Err(json!([other, wanted])),
    });
}

/// Scrolls so that the heading or button of that name is a little below the edge, as a finger would leave it.
fn scroll_to(app: &App, role: &str, name: &str) -> (String, i64) {
    // Where the page still changes, it is the change that scrolls it, and no place is noted.
    app.settled();
    app.find(role, name);
    app.ask(
        "const page = document.querySelector('[data-scroller]');
        const it = doorstep.find(...arguments).getBoundingClientRect();
        page.scrollTop += it.top - page.getBoundingClientRect().top - 17",
        &[json!(role), json!(name)],
    );
    app.frames();
    top(app)
}

/// Waits until how the page was left is noted.
fn noted(app: &App, what: &str) {
    app.until_with(
        "the place to be noted",
        "return JSON.stringify(history.state).includes(arguments[0])",
        &[json!(what)],
    );
}

#[test]
fn a_place_is_found_as_it_was_left_by_back_by_forward_and_after_a_restart() {
    let device = Device::new();
    let app = device.start_in("Hampshire");
    app.resize(PHONE);

    // Filters are there when one comes back, and not on a new visit.
    app.press("link", "Contacts");
    app.arrive("Contacts");
    app.press("textbox", "Filter the contacts");
    app.type_in("childline");
    app.see("1 contact");
    app.press("link", "Childline");
    app.arrive("Childline");
    app.press("button", "Back");
    app.arrive("Contacts");
    app.see("1 contact");
    let filter = "return doorstep.find('textbox', 'Filter the contacts').value";
    assert_eq!(app.text_of(filter), "childline");

    // A month that was turned to.
    app.go("#/calendar");
    app.arrive("Practice weeks");
    app.press("button", "Month");
    app.press("button", "Previous month");
    app.press("button", "Previous month");
    app.find("heading", "September 2026");
    app.press("link", "Contacts");
    app.find("textbox", "Filter the contacts");
    assert_eq!(app.text_of(filter), "");
    app.press("button", "Back");
    app.find("heading", "September 2026");

    // A pack: what was opened in it, and how far it was read.
    app.go("#/themes/domestic-abuse");
    app.arrive("Domestic abuse");
    app.press("button", "Open all sections");
    app.press("button", "Other areas (3)");
    let folds =
        "return [...document.querySelectorAll('main details[open] > summary')].map((it) => it.innerText).join()";
    assert_eq!(app.text_of(folds), "Other areas (3)");
    let left = scroll_to(&app, "button", "Case studies");
    app.picture("places-left");
    app.go("#/resources/domestic-abuse-toolkit");
    app.until("a resource", "return location.hash.startsWith('#/resources/')");
    app.press("button", "Back");
    app.arrive("Domestic abuse");
    is_at(&app, &left);
    assert_eq!(app.text_of(folds), "Other areas (3)");
    app.find("button", "Close all sections");
    let left = scroll_to(&app, "button", "Case studies");
    app.ask("history.forward()", &[]);
    app.until("a resource", "return location.hash.startsWith('#/resources/')");
    app.press("button", "Back");
    app.arrive("Domestic abuse");
    is_at(&app, &left);

    // Something comes in above: what is read stays where it is.
    app.ask(
        "const more = document.createElement('p');
        more.textContent = 'More '.repeat(200);
        document.querySelector('main h1').after(more)",
        &[],
    );
    app.frames();
    is_at(&app, &left);
    app.ask("document.querySelector('main h1 + p').remove()", &[]);
    app.frames();
    is_at(&app, &left);
    noted(&app, "\"pixels\"");
    remembers(&device, "pixels");
    app.close();

    let app = device.start();
    app.resize(PHONE);
    app.arrive("Domestic abuse");
    is_at(&app, &left);
    assert_eq!(app.text_of(folds), "Other areas (3)");
    app.find("button", "Close all sections");
    app.picture("places-found");
    app.close();
}

#[test]
fn the_month_is_there_after_a_restart_and_what_was_typed_is_not() {
    let device = Device::new();
    let app = device.start_in("Hampshire");
    app.resize(PHONE);
    app.go("#/calendar");
    app.arrive("Practice weeks");
    app.press("button", "Month");
    app.press("button", "Previous month");
    app.find("heading", "October 2026");
    noted(&app, "reached");
    remembers(&device, "reached");
    app.close();
    let app = device.start();
    app.arrive("Practice weeks");
    app.find("heading", "October 2026");
    app.picture("places-month");

    app.go("#/terms");
    app.arrive("Glossary");
    app.press("textbox", "Filter the glossary");
    app.type_in("mash");
    app.see("term");
    remembers(&device, "#/terms");
    app.close();
    let app = device.start();
    app.find("textbox", "Filter the glossary");
    assert_eq!(
        app.text_of("return doorstep.find('textbox', 'Filter the glossary').value"),
        ""
    );
    app.close();
}

/// A million characters, and on to a number at once: nothing waits for what nobody meant.
#[test]
fn a_page_that_is_pasted_is_searched_for_by_its_beginning() {
    let app = Device::new().start_in("Hampshire");
    app.resize(PHONE);
    app.go("#/search");
    app.arrive("Search");
    app.focused("combobox: Search");
    // What is found for the text before is not taken for the answer.
    let paste = |text: &str| {
        app.ask(
            "const field = document.activeElement; field.select();
            return document.execCommand('insertText', false, arguments[0])",
            &[json!(text)],
        );
        app.settled();
    };
    paste(&"bruise on a baby ".repeat(60_000));
    app.see("You can use up to 200 characters. Anything after that is left out.");
    let length = app.ask("return document.getElementById('search').value.length", &[]);
    assert!(length.as_u64().is_some_and(|length| length <= 200), "{length}");
    app.picture("places-pasted");
    for odd in [
        "\u{202e}0300 555 1384\u{202c}\u{200b}",
        "\u{ff10}300\u{2012}555\u{a0}1384",
    ] {
        paste(odd);
        app.see("Hampshire Children");
        app.do_not_see("You can use up to 200 characters");
    }
    paste("\u{5e9}\u{5dc}\u{5d5}\u{5dd} zzzz");
    app.see("Nothing found for");
    app.picture("places-right-to-left");
    app.close();
}
