//! Search: one box, everything.

mod address;
mod find;
mod keys;
mod looks;
mod narrow;
mod recent;

use serde_json::json;

use kit::window::{App, Device};

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
        "return document.getElementById('search')?.value === ''",
    );
}

/// Waits until the answer to what is in the field is there.
fn answered(app: &App) {
    app.until(
        "an answer to what was asked",
        "return document.getElementById('search-results').ariaBusy === 'false'",
    );
}

/// Waits until the answer to `query` is shown, and gives the results' words.
fn results(app: &App, query: &str) -> Vec<String> {
    app.until_with(
        "an answer to what was typed",
        "return document.getElementById('search')?.value === arguments[0]
            && document.getElementById('search-results').ariaBusy === 'false'
            && !!document.querySelector('#search-results [data-row]')",
        &[json!(query)],
    );
    rows(app)
}

/// The words of what was found, from the top: hits, and the buttons that list more.
fn rows(app: &App) -> Vec<String> {
    let words = app.ask(
        "return [...document.querySelectorAll('#search-results [data-row]')].map((row) => doorstep.words(row))",
        &[],
    );
    serde_json::from_value(words).expect("words")
}

fn pressed(app: &App, chip: &str, on: bool) {
    app.until_with(
        "the filter is on or off",
        "return doorstep.find('button', arguments[0])?.ariaPressed === String(arguments[1])",
        &[json!(chip), json!(on)],
    );
    answered(app);
}
