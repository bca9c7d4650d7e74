//! What the window leaves on the disk: nothing. The app is used by hand here, in the private window that people have,
//! with a home of its own.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use tempfile::TempDir;

use super::revive::remembers;

use kit::window::{DESKTOP, Device, Place};

/// What somebody types and then leaves alone: nothing is to be found of it.
const TYPED: &str = "qzxjvkw";

/// What the libraries of a desktop keep for themselves, whatever program runs: which fonts there are, and whether a
/// setting has changed.
const OTHERS: [&str; 2] = [".cache/fontconfig/", "run/dconf/user"];

/// What Doorstep itself keeps in its folder.
const OURS: [&str; 6] = [
    "backups/personal-",
    "catalogue.db",
    "personal.db",
    "documents/",
    "refresh/",
    "window.json",
];

/// Every file below a folder, by its name from there.
fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder").flatten() {
            let path = entry.path();
            match entry.file_type().expect("a kind") {
                kind if kind.is_dir() => folders.push(path),
                _ => {
                    let name = path.strip_prefix(folder).expect("it is in there");
                    found.push((name.to_string_lossy().into_owned(), path));
                }
            }
        }
    }
    found
}

fn holds(file: &Path, words: &str) -> bool {
    let bytes = fs::read(file).unwrap_or_default();
    let wide = |order: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let spelt = [
        words.as_bytes().to_vec(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
    ];
    spelt
        .iter()
        .any(|spelt| bytes.windows(spelt.len()).any(|part| part == spelt))
}

#[test]
fn the_window_leaves_no_cache_no_history_and_nothing_that_was_typed() {
    let device = Device::new();
    let app = device.start_in("Hampshire");
    app.resize(DESKTOP);
    let middle = app.ask(
        "const { left, right, top, bottom } = document.querySelector('.rail a[href=\"#/search\"]').getBoundingClientRect();
        return [Math.round((left + right) / 2), Math.round((top + bottom) / 2)]",
        &[],
    );
    let search: Place = serde_json::from_value(middle).expect("a place");
    app.close();

    let home = TempDir::new().expect("a home");
    let app = device.start_alone(home.path());
    let hand = app.hand();
    app.rests();
    // Each of these shows another screen.
    let turns = |what: &dyn Fn()| {
        let before = app.picture(0);
        what();
        app.turns(&before);
    };
    turns(&|| hand.press(1, search).expect("a press"));
    turns(&|| hand.type_in("neglect").expect("keys"));
    turns(&|| hand.type_in("\n").expect("a key"));
    remembers(&device, "neglect");
    turns(&|| hand.press(1, search).expect("a press"));
    turns(&|| hand.type_in(TYPED).expect("keys"));
    app.screen("traces");
    hand.close("Doorstep").expect("it closes");
    app.has_ended();

    let stray = |folder: &Path, known: &[&str]| -> Vec<String> {
        let names = files(folder).into_iter().map(|(name, _)| name);
        names
            .filter(|name| !known.iter().any(|known| name.starts_with(known)))
            .collect()
    };
    assert_eq!(stray(home.path(), &OTHERS), Vec::<String>::new());
    assert_eq!(stray(device.data(), &OURS), Vec::<String>::new());
    for (name, file) in files(home.path()).into_iter().chain(files(device.data())) {
        assert!(!holds(&file, TYPED), "{name} holds what was typed");
    }
    // It was there all the same: what was searched for and opened is offered again, and is in our own file.
    assert!(files(device.data()).iter().any(|(_, file)| holds(file, "neglect")));
    let app = device.start();
    app.arrive("Search");
    app.find("button", "neglect");
    assert!(!app.has("button", TYPED));
    app.until_with(
        "an empty field",
        "return document.getElementById('search').value === arguments[0]",
        &[json!("")],
    );
    app.close();
}

#[test]
fn nobody_drives_the_window_that_people_have() {
    assert!(!Device::new().can_be_driven_unasked());
}
