//! Search from anywhere, by keys alone.

use serde_json::json;

use crate::app::{App, DESKTOP, Device, Key, NARROW, PHONE};

/// Goes to the search, as a person in Hampshire.
fn searching(device: &Device) -> App {
    let app = device.start_in("Hampshire");
    search_again(&app);
    app
}

fn search_again(app: &App) {
    app.go("#/search");
    app.arrive("Search");
    app.until(
        "an empty field",
        "return document.getElementById('search').value === ''",
    );
}

/// Waits until the answer to what stands in the field is there.
fn answered(app: &App) {
    app.until(
        "an answer to what was asked",
        "return document.getElementById('search-results').ariaBusy === 'false'",
    );
}

/// Waits until the answer to `query` stands and tells the results' words.
fn results(app: &App, query: &str) -> Vec<String> {
    app.until_with(
        "an answer to what was typed",
        "return new URLSearchParams(location.hash.split('?')[1]).get('q') === arguments[0]
            && document.getElementById('search').value === arguments[0]
            && document.getElementById('search-results').ariaBusy === 'false'
            && doorstep.all('option').length > 0",
        &[json!(query)],
    );
    app.names("option")
}

/// The words of the row that the arrow keys have reached, as the field tells a screen reader; none is the field itself.
fn reached(app: &App) -> String {
    app.text_of(
        "const row = document.getElementById(document.getElementById('search').getAttribute('aria-activedescendant'));
        const marked = [...document.querySelectorAll('[aria-selected=true]')];
        if (marked.length !== (row ? 1 : 0) || (row && marked[0] !== row)) return 'two rows are marked, or the wrong one';
        return row ? doorstep.name(row) : ''",
    )
}

/// The number that a filter's chip tells.
fn counted(app: &App, chip: &str) -> usize {
    app.find("button", chip);
    let name = app.ask(
        "return doorstep.name(doorstep.find('button', arguments[0]))",
        &[json!(chip)],
    );
    let name = name.as_str().unwrap_or_default();
    let count = name.rsplit(' ').next().and_then(|count| count.parse().ok());
    count.unwrap_or_else(|| panic!("“{name}” tells no number"))
}

fn pressed(app: &App, chip: &str, on: bool) {
    app.until_with(
        "the filter is on or off",
        "return doorstep.find('button', arguments[0])?.ariaPressed === String(arguments[1])",
        &[json!(chip), json!(on)],
    );
    answered(app);
}

#[test]
fn slash_and_control_k_open_it_from_anywhere() {
    let app = Device::new().start_in("Hampshire");
    app.type_in("/");
    app.arrive("Search");
    app.until(
        "the field has the focus",
        "return document.activeElement.id === 'search'",
    );
    app.key(Key::Escape);
    app.arrive("Doorstep");

    app.go("#/themes/neglect");
    app.arrive("Neglect");
    app.chord(&[Key::Control], 'k');
    app.arrive("Search");
    app.until(
        "the field has the focus",
        "return document.activeElement.id === 'search'",
    );
    app.close();
}

#[test]
fn it_finds_terms_and_beginnings_of_words() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/search");
    app.arrive("Search");
    app.type_in("fgm");
    let found = results(&app, "fgm");
    assert!(found.iter().any(|hit| hit.contains("FGM")), "{found:?}");

    app.fill("Search", "marac");
    let found = results(&app, "marac");
    assert!(found.iter().any(|hit| hit.starts_with("MARAC")), "{found:?}");

    app.fill("Search", "neglec");
    let found = results(&app, "neglec");
    assert!(found.iter().any(|hit| hit.starts_with("Neglect")), "{found:?}");

    // What would be a mistake in a query language is only text here.
    app.fill("Search", "child's - \"o");
    app.until(
        "an answer",
        "return doorstep.words(document.querySelector('main')).length > 0",
    );
    app.do_not_see("went wrong");
    app.close();
}

#[test]
fn arrows_choose_and_enter_opens() {
    let app = Device::new().start_in("Hampshire");
    app.chord(&[Key::Control], 'k');
    app.arrive("Search");
    app.type_in("domestic abuse");
    let found = results(&app, "domestic abuse");
    assert!(found.len() > 2, "{found:?}");
    app.key(Key::Down);
    app.key(Key::Down);
    let second = app.text_of("return doorstep.name(document.querySelector('[aria-selected=true]'))");
    assert_eq!(second, found[1]);
    app.key(Key::Enter);
    app.until("the second result", "return !location.hash.startsWith('#/search')");
    app.until("its screen", "return !!document.querySelector('main h1')");
    app.press("button", "Back");
    // The words are still there on the way back.
    let again = results(&app, "domestic abuse");
    assert_eq!(again.len(), found.len());
    app.close();
}

#[test]
fn nothing_found_offers_the_way_on() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/search");
    app.arrive("Search");
    app.type_in("zzzz");
    app.see("Nothing found for “zzzz”");
    app.press("link", "Act now: the next step and who to ring");
    app.arrive("Act now");
    app.close();
}

#[test]
fn the_address_and_the_field_agree() {
    let app = Device::new().start_in("Hampshire");
    app.resize(DESKTOP);
    let field = |words: &str| {
        app.until_with(
            "the words in the field, and the focus",
            "const field = document.activeElement; return field.id === 'search' && field.value === arguments[0]",
            &[json!(words)],
        );
    };
    app.go("#/search");
    app.arrive("Search");
    app.type_in("neglet");
    app.key(Key::Left);
    app.type_in("c");
    // Nothing that happens while somebody writes moves their cursor.
    results(&app, "neglect");
    field("neglect");

    app.go("#/search?q=marac");
    let found = results(&app, "marac");
    assert!(found.iter().any(|hit| hit.starts_with("MARAC")), "{found:?}");
    field("marac");

    app.press("link", "Search");
    field("");
    assert_eq!(app.address(), "#/search");
    app.see("All contacts");

    app.press("button", "Back");
    results(&app, "marac");
    field("marac");
    app.close();
}

#[test]
fn a_wrong_spelling_finds_the_right_thing_and_says_so() {
    let app = searching(&Device::new());
    for (typed, read_as, first) in [("brusing", "bruising", "Bruising"), ("negelct", "neglect", "Neglect")] {
        app.fill("Search", typed);
        let found = results(&app, typed);
        assert!(found[0].starts_with(first), "{typed}: {found:?}");
        app.see(&format!("No word is written “{typed}” here. Showing “{read_as}”."));
        app.until_with(
            "it is said once, after a while",
            "return [...document.querySelectorAll('[role=status]')].some((e) => e.textContent.startsWith(arguments[0]))",
            &[json!(format!("No word is written “{typed}” here. Showing “{read_as}”. {} results, best: {first}", found_in_all(&app)))],
        );
    }
    app.fill("Search", "bruising");
    results(&app, "bruising");
    app.do_not_see("No word is written");
    app.close();
}

/// How many the last announcement told.
fn found_in_all(app: &App) -> String {
    app.until(
        "the count is said",
        "return /\\d+ results/.test(document.querySelector('main [role=status]').textContent)",
    );
    app.text_of("return document.querySelector('main [role=status]').textContent.match(/(\\d+) results/)[1]")
}

#[test]
fn filters_count_narrow_and_come_back() {
    let app = searching(&Device::new());
    app.type_in("domestic abuse");
    let everything = results(&app, "domestic abuse").len();
    let contacts = counted(&app, "Contacts ");
    app.press("button", "Contacts ");
    pressed(&app, "Contacts ", true);
    assert!(app.address().contains("kind=contact"), "{}", app.address());
    app.see("Only Contacts.");
    let found = results(&app, "domestic abuse");
    assert!(
        contacts > 1 && found.len() < everything,
        "{contacts} of {everything}: {found:?}"
    );
    assert_eq!(
        app.ask(
            "return doorstep.all('option').filter((e) => !e.querySelector('.call')).length",
            &[]
        ),
        json!(0)
    );

    // One more letter keeps it; Back from a hit brings it again.
    app.key(Key::Backspace);
    app.key(Key::Enter);
    app.until("a contact", "return location.hash.startsWith('#/contacts/')");
    app.press("button", "Back");
    results(&app, "domestic abus");
    pressed(&app, "Contacts ", true);

    app.press("button", "Clear filters");
    pressed(&app, "Contacts ", false);
    assert!(!app.address().contains("kind="), "{}", app.address());
    let focus = app.focus();
    assert!(focus.starts_with("button: Filters"), "{focus}");

    // All of them, under their headings. What nothing fits offers to take them away.
    app.press("button", "Filters");
    app.see("Who it is for");
    app.press("button", "Isle of Wight ");
    pressed(&app, "Isle of Wight ", true);
    app.fill("Search", "zzzz");
    app.see("Nothing found for “zzzz” with these filters");
    app.press("button", "Remove filters");
    app.until("no filter in the address", "return location.hash === '#/search?q=zzzz'");

    // An empty field has nothing to narrow.
    app.fill("Search", "domestic");
    results(&app, "domestic");
    app.press("button", "Contacts ");
    pressed(&app, "Contacts ", true);
    app.fill("Search", "domestic");
    results(&app, "domestic");
    pressed(&app, "Contacts ", false);
    app.close();
}

#[test]
fn a_tap_on_a_number_dials_it_and_a_tap_beside_it_opens() {
    let app = searching(&Device::new());
    app.resize(PHONE);
    app.type_in("hampshire lado");
    let found = results(&app, "hampshire lado");
    let lado = found.iter().find(|hit| hit.starts_with("Hampshire LADO"));
    let lado = lado.unwrap_or_else(|| panic!("{found:?}"));
    assert!(
        lado.contains("Professionals only") && lado.contains("Not yet confirmed"),
        "{lado}"
    );
    app.press("span", "Call 01962 876364");
    assert_eq!(app.opened(), ["tel:01962876364"]);
    app.see("Handed 01962 876364 to this device.");
    assert!(app.address().starts_with("#/search"), "{}", app.address());
    app.press("span", "Hampshire LADO");
    app.until("its page", "return location.hash === '#/contacts/hampshire-lado'");
    app.close();
}

#[test]
fn another_areas_numbers_stand_apart_under_its_name() {
    let app = searching(&Device::new());
    app.type_in("children's services");
    results(&app, "children's services");
    let groups: Vec<String> = app.names("group");
    let last = groups.last().expect("groups");
    assert_eq!(last, "Also in Isle of Wight", "{groups:?}");
    let numbers = |inside: &str| {
        app.text_of(&format!(
            "return [...document.querySelectorAll('#search-results {inside} .digits')].map((e) => e.textContent).join(' ')"
        ))
    };
    let apart = numbers(".elsewhere");
    assert!(apart.contains("01983 823435"), "{apart}");
    let here = numbers("[role=group]:not(.elsewhere)");
    assert!(here.contains("0300 555 1384") && !here.contains("01983"), "{here}");
    app.close();
}

#[test]
fn the_field_is_a_combobox() {
    let app = searching(&Device::new());
    app.type_in("child");
    let found = results(&app, "child");
    assert_eq!(reached(&app), "");
    for (key, row) in [
        (Key::Up, found.len() - 1),
        (Key::Down, 0),
        (Key::Down, 1),
        (Key::Up, 0),
        (Key::Up, found.len() - 1),
    ] {
        app.key(key);
        assert_eq!(reached(&app), found[row]);
    }
    // The cursor's keys go back to the field.
    for (key, place) in [(Key::Home, 0), (Key::End, 5), (Key::Left, 4)] {
        app.key(Key::Down);
        assert_eq!(reached(&app), found[0]);
        app.key(key);
        assert_eq!(reached(&app), "");
        assert_eq!(
            app.ask("return document.activeElement.selectionStart", &[]),
            json!(place)
        );
    }

    // "Show more" lists the rest, and goes on with the first that was not there before.
    let more = found
        .iter()
        .position(|row| row.starts_with("Show "))
        .expect("more of a kind");
    for _ in 0..=more {
        app.key(Key::Down);
    }
    assert_eq!(reached(&app), found[more]);
    app.key(Key::Enter);
    app.until("the rest", "return location.hash.includes('kind=')");
    let rest = results(&app, "child");
    let next = reached(&app);
    assert!(rest.contains(&next) && !found.contains(&next), "{next} in {rest:?}");
    let before = rest.iter().position(|row| *row == next).expect("its place") - 1;
    assert_eq!(rest[before], found[more - 1]);

    // Escape empties the field, then leaves.
    app.key(Key::Escape);
    app.until(
        "an empty field",
        "return document.getElementById('search').value === '' && location.hash === '#/search'",
    );
    assert!(!app.has("option", ""), "no rows");
    app.close();
}

#[test]
fn control_and_enter_call() {
    let app = searching(&Device::new());
    app.type_in("childline");
    let found = results(&app, "childline");
    assert!(found[0].starts_with("Childline"), "{found:?}");
    app.chord(&[Key::Control], char::from(Key::Enter));
    assert_eq!(app.opened(), ["tel:08001111"]);
    app.close();
}

#[test]
fn recent_searches_are_kept_cleared_and_off_in_a_click() {
    let device = Device::new();
    let app = searching(&device);
    let find_and_open = |app: &App, query: &str| {
        app.type_in(query);
        results(app, query);
        app.key(Key::Enter);
        app.until("a result", "return !location.hash.startsWith('#/search')");
        search_again(app);
    };
    app.see("Searches are kept on this device only.");
    // What leads nowhere is not kept.
    app.type_in("marac");
    results(&app, "marac");
    search_again(&app);
    app.do_not_see("Recent searches");
    find_and_open(&app, "neglect");
    app.see("Recent searches");
    app.close();

    // They outlive the app. One is searched for again with a press.
    let app = device.start();
    search_again(&app);
    app.press("button", "neglect");
    results(&app, "neglect");
    assert_eq!(app.focus(), "combobox: Search");
    search_again(&app);
    app.press("button", "Clear recent searches");
    app.see("Recent searches are cleared.");
    app.until("nothing to clear", "return !doorstep.find('button', 'neglect')");

    find_and_open(&app, "fgm");
    app.press("button", "Do not keep these");
    app.see("Searches are not kept.");
    find_and_open(&app, "marac");
    app.see("Searches are not kept.");
    assert!(!app.has("button", "marac"), "kept all the same");

    app.go("#/settings");
    app.press("checkbox", "Remember what I search for");
    app.until(
        "it is on again",
        "return doorstep.find('checkbox', 'Remember what I search for').checked",
    );
    search_again(&app);
    app.see("Searches are kept on this device only.");
    find_and_open(&app, "marac");
    app.find("button", "marac");
    app.close();
}

#[test]
fn the_address_is_not_written_down() {
    let device = Device::new();
    let app = searching(&device);
    app.type_in("neglect");
    results(&app, "neglect");
    app.close();
    let app = device.start();
    app.arrive("Search");
    assert_eq!(app.address(), "#/search");
    app.close();
}

#[test]
fn a_hundred_letters_in_a_row_are_answered() {
    let app = searching(&Device::new());
    // Web views refuse so many changes of an address in so short a time.
    for _ in 0..12 {
        app.type_in("neglect");
        app.chord(&[Key::Control], 'a');
        app.key(Key::Delete);
    }
    app.type_in("marac");
    let found = results(&app, "marac");
    assert!(found[0].starts_with("MARAC"), "{found:?}");
    app.press("link", "Home");
    app.arrive("Doorstep");
    app.press("button", "Back");
    results(&app, "marac");
    app.close();
}

/// A state of the screen: its picture's name, what is done to reach it, and what it must say.
type State = (&'static str, &'static str, fn(&App), &'static str);

const STATES: [State; 6] = [
    ("best", "#/search?q=marac", |_| (), "Arrow keys choose"),
    (
        "numbers",
        "#/search?q=worried%20about%20a%20child",
        |app| app.key(Key::Down),
        "Also in Isle of Wight",
    ),
    ("corrected", "#/search?q=brusing", |_| (), "No word is written"),
    (
        "filters",
        "#/search?q=domestic&kind=contact",
        |app| app.press("button", "Filters"),
        "Who it is for",
    ),
    ("nothing", "#/search?q=zzzz&only=bookmarked", |_| (), "Nothing found"),
    ("recent", "#/search", |_| (), "Recent searches"),
];

#[test]
fn it_is_fit_for_all_in_light_and_dark_and_on_a_narrow_phone() {
    let app = searching(&Device::new());
    app.type_in("neglect");
    results(&app, "neglect");
    app.key(Key::Enter);
    app.arrive("Neglect");
    let mut faults = Vec::new();
    for theme in ["light", "dark"] {
        app.ask("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
        for size in [PHONE, DESKTOP, NARROW] {
            app.resize(size);
            for (state, address, reach, words) in STATES {
                app.go("#/about");
                app.arrive("About");
                app.go(address);
                app.arrive("Search");
                app.see(words);
                answered(&app);
                reach(&app);
                app.picture(&format!("search-{state}-{}-{theme}", size.name));
                let name = format!("{state} {} {theme}", size.name);
                faults.extend(app.violations().into_iter().map(|fault| format!("{name}: {fault}")));
                let wide = app.ask(
                    "const page = document.querySelector('[data-scroller]');
                    return page.scrollWidth > page.clientWidth || document.scrollingElement.scrollWidth > innerWidth",
                    &[],
                );
                if wide == json!(true) {
                    faults.push(format!("{name} is wider than the window"));
                }
                let best = app.ask(
                    "const best = document.querySelector('[role=option]')?.getBoundingClientRect();
                    const bar = document.querySelector('.bar').getBoundingClientRect();
                    return !best || best.top < (bar.height > 0 ? bar.top : innerHeight)",
                    &[],
                );
                if best == json!(false) && !(state == "filters") {
                    faults.push(format!("{name}: the best hit is below the fold"));
                }
            }
        }
    }
    app.close();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
