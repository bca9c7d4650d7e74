//! By keys alone, as a combobox works.

use serde_json::json;

use super::{results, rows, searching};
use kit::window::{App, Device, Key};

#[test]
fn slash_and_control_k_open_it_from_anywhere() {
    let app = Device::new().start_in("Hampshire");
    app.type_in("/");
    app.arrive("Search");
    app.until(
        "the field has the focus",
        "return document.activeElement.id === 'search'",
    );
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
fn arrows_choose_and_enter_opens() {
    let app = Device::new().start_in("Hampshire");
    app.chord(&[Key::Control], 'k');
    app.arrive("Search");
    app.type_in("domestic abuse");
    let found = results(&app, "domestic abuse");
    assert!(found.len() > 2, "{found:?}");
    app.key(Key::Down);
    app.key(Key::Down);
    assert_eq!(reached(&app), found[1]);
    app.key(Key::Enter);
    app.until("the second result", "return !location.hash.startsWith('#/search')");
    app.until("its screen", "return !!document.querySelector('main h1')");
    app.press("button", "Back");
    // The words are still there on the way back.
    let again = results(&app, "domestic abuse");
    assert_eq!(again.len(), found.len());
    app.close();
}

/// The words of the row that the arrow keys have reached, as the field tells a screen reader; none is the field itself.
fn reached(app: &App) -> String {
    app.text_of(
        "const row = document.getElementById(document.getElementById('search').getAttribute('aria-activedescendant'));
        const marked = [...document.querySelectorAll('[aria-selected=true]')];
        if (marked.length !== (row ? 1 : 0) || (row && marked[0] !== row)) return 'two rows are marked, or the wrong one';
        const seen = row && document.querySelector(`#search-results [data-row=\"${CSS.escape(row.id)}\"]`);
        if (row && !seen.classList.contains('active')) return 'what is reached is not to be seen';
        return seen ? doorstep.words(seen) : ''",
    )
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
    app.until("the rest", "return !!doorstep.find('button', 'Clear filters')");
    let rest = results(&app, "child");
    let next = reached(&app);
    assert!(rest.contains(&next) && !found.contains(&next), "{next} in {rest:?}");
    let before = rest.iter().position(|row| *row == next).expect("its place") - 1;
    assert_eq!(rest[before], found[more - 1]);

    // Escape empties the field.
    app.key(Key::Escape);
    app.until(
        "an empty field",
        "return document.getElementById('search').value === ''",
    );
    assert!(rows(&app).is_empty(), "no rows");
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
